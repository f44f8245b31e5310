// The tables of fields of what stands beside the money: awards, risks, measures of outcome, comparisons, claims.
#include <array>

#include "read/reader.hpp"
#include "read/takes.hpp"

namespace tranche {

namespace {

constexpr Takes takes_references = {"a place in a source, or a list of them", kinds::references};
Kind claimed() {
    return kinds::either(kinds::printed(), kinds::month());
}

constexpr Takes takes_claimed = {"a figure as printed, such as 51000, about 61%, over £2.5m or 2027-08", claimed};
constexpr Takes takes_printed = {"a figure as printed, such as 51000, about 61% or over £2.5m", kinds::printed};
constexpr Takes takes_addresses = {"the address of a figure, such as roi@delay, or a list of them", kinds::addresses};

constexpr std::array direction_words{std::string_view{"up"}, std::string_view{"down"}};
constexpr std::array every_words{std::string_view{"month"}, std::string_view{"quarter"}, std::string_view{"year"}};

// `against` is the id of a scenario, or a scenario written in place.
void read_against(Reader& reader, const TreeRef& value, CompareDef& compare) {
    if (value.kind() != TreeKind::map) {
        read(reader, value, compare.against);
        return;
    }
    compare.against_in_place.emplace();
    compare.against_in_place->id.where = value.where();
    read(reader, value, *compare.against_in_place);
}

void read_table_unit(Reader& reader, const TreeRef& value, TableDef& table) {
    table.unit_at = value.where();
    read(reader, value, table.unit);
}

// `fitted: true` marks every row, a list marks rows by name.
void read_fitted(Reader& reader, const TreeRef& value, TableDef& table) {
    if (value.is_scalar()) {
        bool all = false;
        read(reader, value, all);
        if (all) {
            for (const RowDef& row : table.rows) {
                table.fitted.push_back(row.name);
            }
        }
        return;
    }
    read(reader, value, table.fitted);
}

Kind id_or_scenario() {
    return kinds::either(kinds::text(), kind_of<InPlaceScenarioDef>());
}

Kind targets() {
    return kinds::map_of(kinds::year(), kinds::printed());
}

Kind award_months() {
    return kinds::map_of(kinds::text(), kinds::month());
}

Kind true_or_rows() {
    return kinds::either(kind_of<bool>(), kinds::list_of(kinds::text()));
}

// clang-format off
const std::array<Field<PhaseDef>, 3> phase_fields{{
    {"id", takes_id, into<PhaseDef, &PhaseDef::id>, true},
    {"name", takes_text, into<PhaseDef, &PhaseDef::name>},
    {"lasts", "a length of time such as 3 months", into<PhaseDef, &PhaseDef::lasts>, true},
}};

const std::array<Field<RepeatDef>, 2> repeat_fields{{
    {"count", {"how many there are: a number, or the id of an assumption", kinds::count}, into<RepeatDef, &RepeatDef::count>, true},
    {"starts", "a map of years to how many start in each", into<RepeatDef, &RepeatDef::starts>, true},
}};

const std::array<Field<AwardDef>, 8> award_fields{{
    {"id", takes_id, into<AwardDef, &AwardDef::id>, true},
    {"name", takes_text, into<AwardDef, &AwardDef::name>},
    {"from", "the id of an organisation of kind funder", into<AwardDef, &AwardDef::from>, true},
    {"asked", takes_amount, into<AwardDef, &AwardDef::asked>},
    {"fallback", takes_amount, into<AwardDef, &AwardDef::fallback>},
    {"decided", takes_amount, into<AwardDef, &AwardDef::decided>},
    {"table", "what the lines that name it take from it, as printed", into<AwardDef, &AwardDef::table>},
    {"at", takes_reference, into<AwardDef, &AwardDef::at>},
}};

const std::array<Field<MilestoneDef>, 7> milestone_fields{{
    {"id", takes_id, into<MilestoneDef, &MilestoneDef::id>, true},
    {"name", takes_text, into<MilestoneDef, &MilestoneDef::name>},
    {"on", {"the month in which it is reached, such as 2014-01", kinds::month}, into<MilestoneDef, &MilestoneDef::on>},
    {"after", "a list of links, such as [{project: study}]", into<MilestoneDef, &MilestoneDef::after>},
    {"without", {"a map of awards to the month in which it is reached if nothing of them comes", award_months}, into<MilestoneDef, &MilestoneDef::without>},
    {"status", "published, reconstructed or assumed: of its date", into<MilestoneDef, &MilestoneDef::status>},
    {"at", takes_reference, into<MilestoneDef, &MilestoneDef::at>},
}};

const std::array<Field<GateDef>, 7> gate_fields{{
    {"id", takes_id, into<GateDef, &GateDef::id>, true},
    {"name", takes_text, into<GateDef, &GateDef::name>},
    {"decides", "a list of projects or workstreams", into<GateDef, &GateDef::decides>},
    {"by", "who decides", into<GateDef, &GateDef::by>},
    {"due", {"the month in which it is decided, such as 2013-12", kinds::month}, into<GateDef, &GateDef::due>},
    {"after", "a list of links, such as [{project: study}]", into<GateDef, &GateDef::after>},
    {"at", takes_reference, into<GateDef, &GateDef::at>},
}};

const std::array<Field<ThresholdsDef>, 3> threshold_fields{{
    {"cost", "two percentages: amber from the first, red from the second, such as [5%, 10%]", into<ThresholdsDef, &ThresholdsDef::cost>},
    {"benefit", "two percentages, such as [10%, 30%]", into<ThresholdsDef, &ThresholdsDef::benefit>},
    {"days", "two whole numbers, such as [30, 90]", into<ThresholdsDef, &ThresholdsDef::days>},
}};

const std::array<Field<ReturnDef>, 5> return_fields{{
    {"rules", "csr07", into<ReturnDef, &ReturnDef::rules>, true},
    {"spend", "what the organisation spent in the year before the period, which the target is a share of", into<ReturnDef, &ReturnDef::spend>},
    {"earlier_gains", "cash-releasing gains that were reported for the period before", into<ReturnDef, &ReturnDef::earlier_gains>},
    {"earlier_ongoing", "how much of those still lasts", into<ReturnDef, &ReturnDef::earlier_ongoing>},
    {"earlier_spend", "the spending that the threshold for those is a share of", into<ReturnDef, &ReturnDef::earlier_spend>},
}};

const std::array<Field<TrackingDef>, 3> tracking_fields{{
    {"closes", "monthly or quarterly", into<TrackingDef, &TrackingDef::closes>},
    {"thresholds", "a map such as {cost: [5%, 10%], benefit: [10%, 30%], days: [30, 90]}", into<TrackingDef, &TrackingDef::thresholds>},
    {"returns", "a list of returns that are made of what is tracked, such as [{rules: csr07, spend: £120m}]", into<TrackingDef, &TrackingDef::returns>},
}};

const std::array<Field<EffectDef>, 5> effect_fields{{
    {"cost", takes_amount, into<EffectDef, &EffectDef::cost>},
    {"benefit", takes_amount, into<EffectDef, &EffectDef::benefit>},
    {"delay", "a length of time such as 3 months", into<EffectDef, &EffectDef::delay>},
    {"when", "the period in which it falls", into<EffectDef, &EffectDef::when>},
    {"lines", "a line that it falls on, or a list of them", into<EffectDef, &EffectDef::lines>},
}};

const std::array<Field<RiskDef>, 11> risk_fields{{
    {"id", takes_id, into<RiskDef, &RiskDef::id>, true},
    {"text", takes_text, into<RiskDef, &RiskDef::text>, true},
    {"mitigations", "a list of projects, lines and sentences", into<RiskDef, &RiskDef::mitigations>},
    {"likelihood", "a letter or a number, as given", into<RiskDef, &RiskDef::likelihood>},
    {"impact", "a letter or a number, as given", into<RiskDef, &RiskDef::impact>},
    {"probability", "a rate from 0% to 100%", into<RiskDef, &RiskDef::probability>},
    {"effect", "a map such as {cost: 1.5m, when: 2014/15, lines: [build]}", into<RiskDef, &RiskDef::effect>},
    {"held", "contingency, optimism-bias, expected-value or none", into<RiskDef, &RiskDef::held>},
    {"status", takes_text, into<RiskDef, &RiskDef::status>},
    {"owner", takes_text, into<RiskDef, &RiskDef::owner>},
    {"at", takes_reference, into<RiskDef, &RiskDef::at>},
}};

const std::array<Field<MeasureDef>, 12> measure_fields{{
    {"id", takes_id, into<MeasureDef, &MeasureDef::id>, true},
    {"name", takes_text, into<MeasureDef, &MeasureDef::name>},
    {"unit", takes_text, into<MeasureDef, &MeasureDef::unit>},
    {"baseline", takes_printed, into<MeasureDef, &MeasureDef::baseline>},
    {"target", takes_printed, into<MeasureDef, &MeasureDef::target>},
    {"without", takes_printed, into<MeasureDef, &MeasureDef::without>},
    {"change", takes_printed, into<MeasureDef, &MeasureDef::change>},
    {"by_year", {"a map of years to targets as printed", targets}, into<MeasureDef, &MeasureDef::by_year>},
    {"direction", {"up or down", kinds::words<direction_words>}, into<MeasureDef, &MeasureDef::direction>},
    {"every", {"how often it is measured: month, quarter or year", kinds::words<every_words>}, into<MeasureDef, &MeasureDef::every>},
    {"owner", takes_text, into<MeasureDef, &MeasureDef::owner>},
    {"at", takes_reference, into<MeasureDef, &MeasureDef::at>},
}};

const std::array<Field<CompareDef>, 5> compare_fields{{
    {"id", takes_id, into<CompareDef, &CompareDef::id>, true},
    {"name", takes_text, into<CompareDef, &CompareDef::name>},
    {"of", "the id of a scenario", into<CompareDef, &CompareDef::of>, true},
    {"against", "the id of a scenario, or a scenario written in place such as {delay: 9 months}", {read_against, id_or_scenario}, true},
    {"per", "the id of an award", into<CompareDef, &CompareDef::per>},
}};

const std::array<Field<ClaimDef>, 10> claim_fields{{
    {"id", takes_id, into<ClaimDef, &ClaimDef::id>, true},
    {"figure", takes_addresses, into<ClaimDef, &ClaimDef::figure>},
    {"or", takes_addresses, into<ClaimDef, &ClaimDef::alternatives>},
    {"about", "what is claimed, where the programme holds no such figure", into<ClaimDef, &ClaimDef::about>},
    {"says", takes_claimed, into<ClaimDef, &ClaimDef::says>, true},
    {"casts", "a span of periods whose figures add to it, such as 2013/14..2019/20", into<ClaimDef, &ClaimDef::casts>},
    {"fitted", "true where the figure was used to rebuild inputs", into<ClaimDef, &ClaimDef::fitted>},
    {"contradicts", "the id of a claim or cell, or a list of them", into<ClaimDef, &ClaimDef::contradicts>},
    {"implied_by", {"a formula of other claims, such as = (1 + roi-base) / 1.2 - 1", kinds::formula}, into<ClaimDef, &ClaimDef::implied_by>},
    {"at", takes_references, into<ClaimDef, &ClaimDef::at>},
}};

const std::array<Field<TableDef>, 9> table_fields{{
    {"table", takes_id, into<TableDef, &TableDef::id>, true},
    {"unit", "what its cells count: £, £k or £000, £m, £bn, % or a word", {read_table_unit, kinds::text}},
    {"columns", "a list of headings", into<TableDef, &TableDef::columns>, true},
    {"rows", "a map of rows, each a list of printed cells", into<TableDef, &TableDef::rows>, true},
    {"labels", "a map of rows or columns to the headings as printed", into<TableDef, &TableDef::labels>},
    {"figures", "a map of rows or columns to the figures they print", into<TableDef, &TableDef::figures>},
    {"casts", "a list of rows, columns or {row: = a - b}", into<TableDef, &TableDef::casts>},
    {"fitted", "true, or a list of rows that were used to rebuild inputs", {read_fitted, true_or_rows}},
    {"at", takes_references, into<TableDef, &TableDef::at>},
}};
// clang-format on

}  // namespace

Fields<PhaseDef> fields_of(const PhaseDef*) {
    return {"a phase", phase_fields};
}
Fields<RepeatDef> fields_of(const RepeatDef*) {
    return {"a repetition", repeat_fields};
}
Fields<AwardDef> fields_of(const AwardDef*) {
    return {"an award", award_fields};
}
Fields<MilestoneDef> fields_of(const MilestoneDef*) {
    return {"a milestone", milestone_fields};
}
Fields<GateDef> fields_of(const GateDef*) {
    return {"a gate", gate_fields};
}
Fields<ThresholdsDef> fields_of(const ThresholdsDef*) {
    return {"thresholds", threshold_fields};
}
Fields<ReturnDef> fields_of(const ReturnDef*) {
    return {"a return", return_fields};
}
Fields<TrackingDef> fields_of(const TrackingDef*) {
    return {"tracking", tracking_fields};
}
Fields<RiskDef> fields_of(const RiskDef*) {
    return {"a risk", risk_fields};
}
Fields<EffectDef> fields_of(const EffectDef*) {
    return {"an effect", effect_fields};
}
Fields<MeasureDef> fields_of(const MeasureDef*) {
    return {"a measure", measure_fields};
}
Fields<CompareDef> fields_of(const CompareDef*) {
    return {"a comparison", compare_fields};
}
Fields<ClaimDef> fields_of(const ClaimDef*) {
    return {"a claim", claim_fields, {{Choice::Count::one, {"figure", "about"}}}};
}
Fields<TableDef> fields_of(const TableDef*) {
    return {"a table", table_fields};
}

}  // namespace tranche
