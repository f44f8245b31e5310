// The tables of fields: every key of the definition language, what it takes and where it goes.
//
// Order matters only where a later key is read by an earlier one: the calendar and the unit of money come first.
#include <algorithm>  // copy_if, find
#include <array>
#include <iterator>  // back_inserter

#include "base/month_names.hpp"
#include "base/text.hpp"  // trimmed
#include "read/line_forms.hpp"
#include "read/reader.hpp"
#include "read/takes.hpp"
#include "tranche/model/cases.hpp"  // financial_case

namespace tranche {

namespace {

void read_years(Reader& reader, const TreeRef& value, CalendarDef& def) {
    constexpr int most_years = 200;
    const std::size_t errors = reader.diagnostics.errors();
    read(reader, value, def.years);
    if (reader.diagnostics.errors() == errors && (*def.years < 1 || *def.years > most_years)) {
        reader.diagnostics.error("calendar-length", value.where(),
                                 "a calendar cannot have " + described(value) + " years",
                                 "it has 1 to " + std::to_string(most_years));
    }
}

void read_evidence(Reader& reader, const TreeRef& value, AssumptionDef& def) {
    constexpr int worst_grade = 6;
    const std::size_t errors = reader.diagnostics.errors();
    read(reader, value, def.evidence);
    if (reader.diagnostics.errors() == errors && (*def.evidence < 1 || *def.evidence > worst_grade)) {
        reader.diagnostics.error("evidence-grade", value.where(), described(value) + " is not a grade of evidence",
                                 "grades go from 1 (best) to 6");
    }
}

// The calendar is read before everything else, because periods, years and months of the file are counted from it.
void read_calendar(Reader& reader, const TreeRef& value, Definition& definition) {
    CalendarDef& def = definition.calendar_def;
    const std::size_t errors = reader.diagnostics.errors();
    read(reader, value, def);
    if (reader.diagnostics.errors() != errors) {
        return;
    }
    const auto found = std::find(month_names.begin(), month_names.end(), def.year_starts.text);
    if (found == month_names.end()) {
        reader.diagnostics.error("unknown-word", def.year_starts.where,
                                 quoted(def.year_starts.text) + " is not a month",
                                 did_you_mean(def.year_starts.text, {month_names.begin(), month_names.end()}));
        return;
    }
    reader.calendar.year_starts = static_cast<int>(found - month_names.begin()) + 1;
    reader.calendar.years = *def.years;
    reader.calendar.first_year = 0;
    const std::optional<int> first = reader.calendar.parse_year(def.first_year.text);
    if (!first) {
        const bool from_january = reader.calendar.year_starts == january;
        reader.diagnostics.error(
            "not-a-year", def.first_year.where, quoted(def.first_year.text) + " is not a year",
            from_january ? "years that start in January look like 2014" : "years look like 2013/14");
        return;
    }
    reader.calendar.first_year = *first;
    definition.calendar = reader.calendar;
}

constexpr std::array<std::string_view, 8> unit_words{"pound",   "thousand",  "million",    "\u00a3",
                                                     "\u00a3k", "\u00a3000", "\u00a3'000", "\u00a3m"};

void read_unit(Reader& reader, const TreeRef& value, MoneyDef& money) {
    std::string word;
    read(reader, value, word);
    constexpr std::array<int, unit_words.size()> powers{0, 3, 6, 0, 3, 3, 3, 6};
    const auto found = std::find(unit_words.begin(), unit_words.end(), word);
    if (found != unit_words.end()) {
        money.unit_power = powers[static_cast<std::size_t>(found - unit_words.begin())];
        // From here on, a bare number of the file is in this unit.
        reader.unit_power = money.unit_power;
        return;
    }
    if (!word.empty()) {
        reader.diagnostics.error("unknown-word", value.where(),
                                 quoted(word) + " is not a unit of money: pound, thousand or million",
                                 did_you_mean(word, {"pound", "thousand", "million"}));
    }
}

void read_currency(Reader& reader, const TreeRef& value, MoneyDef& money) {
    read(reader, value, money.currency);
    if (money.currency != "GBP") {
        reader.diagnostics.error("unknown-word", value.where(), quoted(money.currency) + " is not a supported currency",
                                 "amounts are in GBP");
    }
}

template <class T, std::string T::*Member, const auto& Allowed>
void read_allowed(Reader& reader, const TreeRef& value, T& object) {
    read(reader, value, object.*Member);
    if (std::find(Allowed.begin(), Allowed.end(), object.*Member) == Allowed.end()) {
        const std::vector<std::string> words(Allowed.begin(), Allowed.end());
        reader.diagnostics.error("unknown-word", value.where(),
                                 quoted(object.*Member) + " is not one of " + listed(words),
                                 did_you_mean(object.*Member, words));
    }
}

template <class T, std::string T::*Member, const auto& Allowed>
constexpr Reading<T> read_one_of{read_allowed<T, Member, Allowed>, kinds::words<Allowed>};

constexpr std::array payback_words{std::string_view{"year"}};
constexpr std::array roi_words{std::string_view{"net-over-cost"}};
constexpr std::array basis_words{std::string_view{"nominal"}, std::string_view{"real"}};
constexpr std::array organisation_words{std::string_view{"funder"}};
constexpr std::array split_words{std::string_view{"unstated"}};
constexpr std::array currency_words{std::string_view{"GBP"}};

template <int Months>
void read_cells_of(Reader& reader, const TreeRef& value, LineDef& line) {
    if (line.cells_at.given()) {
        reader.diagnostics.error("line-form", value.where(), "the line gives its amounts twice",
                                 "keep one of by_year, by_quarter and by_month");
        return;
    }
    line.cells_at.where = value.where();
    line.cell_months = Months;
    read_cells(reader, value, Months, line.cells);
}

template <int Months>
constexpr Reading<LineDef> read_line_cells{read_cells_of<Months>, kinds::cells<Months>};

MoreDef& made_more_of(LineDef& line) {
    if (!line.more) {
        line.more = std::make_shared<MoreDef>();
    }
    return *line.more;
}

/// Into a member of what few lines have.
template <auto Member>
constexpr Reading<LineDef> into_more{
    [](Reader& reader, const TreeRef& value, LineDef& line) { read(reader, value, made_more_of(line).*Member); },
    kind_of<std::remove_cvref_t<decltype(std::declval<MoreDef&>().*Member)>>};

constexpr Reading<LineDef> read_note{
    [](Reader& reader, const TreeRef& value, LineDef& line) { read_prose(reader, value, made_more_of(line).note); },
    kind_of<std::string>};

// A word, or a list of weights.
void read_shape(Reader& reader, const TreeRef& value, LineDef& line) {
    MoreDef& more = made_more_of(line);
    if (value.is_scalar()) {
        read(reader, value, more.shape);
        return;
    }
    read(reader, value, more.weights);
    more.shape.where = value.where();
}

// A bare number would be a factor to some and a percentage to others, so the sign is wanted.
void read_by(Reader& reader, const TreeRef& value, AdjustDef& adjust) {
    const std::size_t errors = reader.diagnostics.errors();
    read(reader, value, adjust.by);
    if (reader.diagnostics.errors() != errors || adjust.by->formula) {
        return;
    }
    const Decimal whole{1, 0};
    const Decimal none{-1, 0};
    const std::string_view text = trimmed(value.text());
    if (!text.ends_with('%')) {
        const std::optional<Decimal> hundredfold = adjust.by->value.shifted(2);
        const bool fraction = adjust.by->value < whole && none < adjust.by->value;
        const std::string meant = fraction && hundredfold ? hundredfold->text() : std::string(text);
        reader.diagnostics.error("not-a-percentage", value.where(), quoted(text) + " is not a percentage",
                                 "did you mean " + meant + "%?");
    } else if (adjust.by->value < none) {
        reader.diagnostics.error("not-a-percentage", value.where(), quoted(text) + " is below -100%",
                                 "-100% reduces the amount to zero");
    }
}

// `all` is the same as leaving the key out.
template <auto Member>
void read_set(Reader& reader, const TreeRef& value, PerspectiveDef& perspective) {
    if (value.is_scalar() && value.text() == "all") {
        return;
    }
    read(reader, value, (perspective.*Member).emplace());
}

constexpr Takes takes_year = {"a financial year such as 2013/14", kinds::year};
constexpr Takes takes_discount = {
    "a discount schedule that `tables` lists, such as green-book-2022, or a rate such as 4%", kinds::text};
constexpr Takes takes_month = {"a month such as 2014-01", kinds::month};
constexpr Takes takes_duration = "a length of time such as 12 months";
constexpr Takes takes_organisation = "the id of an organisation";
constexpr Takes takes_lines = "a list of lines";
constexpr Takes takes_options = "an option that it belongs to, or a list of them";

const std::array<Field<CalendarDef>, 4> calendar_fields{{
    {"first_year", takes_year, into<CalendarDef, &CalendarDef::first_year>, true},
    {"years", "a whole number", {read_years, kinds::years}, true},
    {"year_starts", {"the name of a month", kinds::words<month_names>}, into<CalendarDef, &CalendarDef::year_starts>},
    {"delay_window", "fixed or extend", into<CalendarDef, &CalendarDef::delay_window>},
}};

const std::array<Field<MoneyDef>, 2> money_fields{{
    {"currency", "GBP", {read_currency, kinds::words<currency_words>}},
    {"unit", "pound, thousand or million, or £, £k or £000, £m", {read_unit, kinds::words<unit_words>}},
}};

const std::array<Field<PricesDef>, 3> prices_fields{{
    {"basis", "nominal or real", read_one_of<PricesDef, &PricesDef::basis, basis_words>, true},
    {"base", "the year whose prices they are", into<PricesDef, &PricesDef::base>},
    {"deflator", "the name of a price index", into<PricesDef, &PricesDef::deflator>},
}};

constexpr std::array case_words{financial_case, economic_case};
constexpr std::array central_words{std::string_view{"midpoint"}};

const std::array<Field<BcrDef>, 1> bcr_fields{{
    {"savings", "benefits or reduce-cost: where savings of the public purse stand", into<BcrDef, &BcrDef::savings>},
}};

const std::array<Field<MethodDef>, 7> method_fields{{
    {"discount", takes_discount, into<MethodDef, &MethodDef::discount>},
    {"base", "the year that discounting counts from, such as 2014/15", into<MethodDef, &MethodDef::base>},
    {"timing", "start, mid or end: when in its year money is taken to fall", into<MethodDef, &MethodDef::timing>},
    {"payback", "year", read_one_of<MethodDef, &MethodDef::payback, payback_words>},
    {"central", "midpoint: a range counts in its middle", read_one_of<MethodDef, &MethodDef::central, central_words>},
    {"roi", "net-over-cost", read_one_of<MethodDef, &MethodDef::roi, roi_words>},
    {"bcr", "a map such as {savings: reduce-cost}", into<MethodDef, &MethodDef::bcr>},
}};

const std::array<Field<DecisionDef>, 3> decision_fields{{
    {"rule", "measures and what they must come to, such as npv > 0 and payback <= 3",
     into<DecisionDef, &DecisionDef::rule>, true},
    {"for", "the id of a perspective", into<DecisionDef, &DecisionDef::perspective>},
    {"case",
     {"economic or financial: the case in which it is judged", kinds::words<case_words>},
     into<DecisionDef, &DecisionDef::in_case>},
}};

const std::array<Field<SourceDef>, 5> source_fields{{
    {"id", takes_id, into<SourceDef, &SourceDef::id>, true},
    {"file", "a file name", into<SourceDef, &SourceDef::file>},
    {"title", takes_text, into<SourceDef, &SourceDef::title>},
    {"dated", "a date or month", into<SourceDef, &SourceDef::dated>},
    {"sha256", "64 hexadecimal digits", into<SourceDef, &SourceDef::sha256>},
}};

const std::array<Field<OrganisationDef>, 6> organisation_fields{{
    {"id", takes_id, into<OrganisationDef, &OrganisationDef::id>, true},
    {"name", takes_text, into<OrganisationDef, &OrganisationDef::name>},
    {"aliases", "a list of names", into<OrganisationDef, &OrganisationDef::aliases>},
    {"members", "a list of organisations", into<OrganisationDef, &OrganisationDef::members>},
    {"kind", "funder", read_one_of<OrganisationDef, &OrganisationDef::kind, organisation_words>},
    {"split", "unstated", read_one_of<OrganisationDef, &OrganisationDef::split, split_words>},
}};

const std::array<Field<PerspectiveDef>, 4> perspective_fields{{
    {"name", takes_text, into<PerspectiveDef, &PerspectiveDef::name>},
    {"costs", "before-grant or net-of-grant", into<PerspectiveDef, &PerspectiveDef::costs>},
    {"costs_of", "`all` or a list of organisations", {read_set<&PerspectiveDef::costs_of>, kind_of<std::vector<Text>>}},
    {"benefits_of",
     "`all` or a list of organisations",
     {read_set<&PerspectiveDef::benefits_of>, kind_of<std::vector<Text>>}},
}};

const std::array<Field<AssumptionDef>, 10> assumption_fields{{
    {"id", takes_id, into<AssumptionDef, &AssumptionDef::id>, true},
    {"name", takes_text, into<AssumptionDef, &AssumptionDef::name>},
    {"value", "a number, a rate, a bound such as `up to 5`, or a formula", into<AssumptionDef, &AssumptionDef::value>},
    {"by_year", "or, in its place, a map of years to numbers", into<AssumptionDef, &AssumptionDef::by_year>},
    {"range", "a list of two numbers, low and high", into<AssumptionDef, &AssumptionDef::range>},
    {"unit", takes_text, into<AssumptionDef, &AssumptionDef::unit>},
    {"owner", takes_text, into<AssumptionDef, &AssumptionDef::owner>},
    {"evidence", "a grade from 1 (best) to 6", {read_evidence, kinds::grade}},
    {"status", "published, reconstructed or assumed", into<AssumptionDef, &AssumptionDef::status>},
    {"at", takes_reference, into<AssumptionDef, &AssumptionDef::at>},
}};

const std::array<Field<LinkDef>, 6> link_fields{{
    {"project", "the id of a project", into<LinkDef, &LinkDef::project>},
    {"milestone", "the id of a milestone", into<LinkDef, &LinkDef::milestone>},
    {"external", "what is waited for outside the programme", into<LinkDef, &LinkDef::external>},
    {"type", "FS, SS, FF or SF", into<LinkDef, &LinkDef::type>},
    {"kind", "hard, soft or external", into<LinkDef, &LinkDef::kind>},
    {"lag", takes_duration, into<LinkDef, &LinkDef::lag>},
}};

Kind step_measures() {
    return kinds::map_of(kinds::text(), kinds::text());
}

const std::array<Field<ChainDef>, 12> chain_fields{{
    {"population", "how many there are", into<ChainDef, &ChainDef::population>},
    {"measure", "or, in its place, the id of a measure of outcome: what it moves by",
     into<ChainDef, &ChainDef::measure>},
    {"take_up", "the share of them that is reached", into<ChainDef, &ChainDef::take_up>},
    {"impact", "the share of those for whom it works", into<ChainDef, &ChainDef::impact>},
    {"retention", "the share of those who stay", into<ChainDef, &ChainDef::retention>},
    {"deadweight", "the share that would have happened anyway", into<ChainDef, &ChainDef::deadweight>},
    {"displacement", "the share that is lost elsewhere", into<ChainDef, &ChainDef::displacement>},
    {"leakage", "the share that goes to others", into<ChainDef, &ChainDef::leakage>},
    {"substitution", "the share that takes another's place", into<ChainDef, &ChainDef::substitution>},
    {"multiplier", "what each brings beyond itself", into<ChainDef, &ChainDef::multiplier>},
    {"unit_value", "what one is worth a year, such as £2500", into<ChainDef, &ChainDef::unit_value>, true},
    {"measured",
     {"a map of steps to the measures that show what came of them", step_measures},
     into<ChainDef, &ChainDef::measured>},
}};

const std::array<Field<FinanceDef>, 4> finance_fields{{
    {"rate", "interest a year, such as 4%", into<FinanceDef, &FinanceDef::rate>, true},
    {"years", "a whole number", into<FinanceDef, &FinanceDef::years>, true},
    {"repay", "annuity, equal-principal or maturity", into<FinanceDef, &FinanceDef::repay>},
    {"lender", takes_organisation, into<FinanceDef, &FinanceDef::lender>},
}};

const std::array<Field<LineDef>, 48> line_fields{{
    {"id", takes_id, into<LineDef, &LineDef::id>, true},
    {"name", takes_text, into<LineDef, &LineDef::name>},
    {"by_year", "a map of years to amounts, or a list of amounts from the first year", read_line_cells<12>},
    {"by_quarter", "a map of quarters such as 2013/14 Q3 to amounts, or a list from the first quarter",
     read_line_cells<3>},
    {"by_month", "a map of months to amounts, or a list from the first month", read_line_cells<1>},
    {"basis", "cash, level, increment or unstated: what annual amounts mean", into_more<&MoreDef::basis>},
    {"once", takes_amount, into<LineDef, &LineDef::once>},
    {"when",
     {"a month, a quarter, a financial year, a milestone, or `unstated`", kinds::period},
     into<LineDef, &LineDef::when>},
    {"over",
     {"project, a period, a span such as 2013/14..2019/20 or 24 months from go-live, or `unstated`", kinds::period},
     into<LineDef, &LineDef::over>},
    {"yearly", takes_amount, into<LineDef, &LineDef::yearly>},
    {"total", takes_amount, into_more<&MoreDef::total>},
    {"shape", "even, front, back, s-curve or a list of weights: how a total is spread", {read_shape, kinds::shape}},
    {"chain", "a map such as {population: 6000, take_up: 40%, unit_value: £2500}", into_more<&MoreDef::chain>},
    {"quantity", "how many, such as 2 FTE", into_more<&MoreDef::quantity>},
    {"unit_cost", "what one costs: an amount, or `unpriced`", into_more<&MoreDef::unit_cost>},
    {"per", "year: quantity times unit_cost is a yearly amount", into_more<&MoreDef::per>},
    {"amount", "an amount without a date, `unquantified` or `unknown`", into_more<&MoreDef::amount>},
    {"from",
     {"a month, a period, a milestone, project.start or project.end", kinds::start},
     into<LineDef, &LineDef::from>},
    {"until",
     {"the last month or period, project.end, or the milestone it ends at", kinds::start},
     into<LineDef, &LineDef::until>},
    {"for", takes_duration, into<LineDef, &LineDef::lasts>},
    {"ramp", "a list of shares for the first years, such as [50%, 100%]", into_more<&MoreDef::ramp>},
    {"lag", takes_duration, into_more<&MoreDef::lag>},
    {"drop_off", "the share that is lost each year, such as 5%", into_more<&MoreDef::drop_off>},
    {"index", "a rate a year, or the id of an assumption", into_more<&MoreDef::index>},
    {"part_of", "the id of a line that this one is inside", into_more<&MoreDef::part_of>},
    {"cashable_share", "the share that is cashable, such as 40%", into_more<&MoreDef::cashable_share>},
    {"discount", takes_discount, into_more<&MoreDef::discount>},
    {"vat", "included, excluded or exempt, or a map such as {amounts: excluded, rate: 20%}", into_more<&MoreDef::vat>},
    {"optimism_bias", "a percentage such as 24%, or a map such as {type: standard-buildings, mitigated: 40%}",
     into_more<&MoreDef::bias>},
    {"sunk", "true where it is spent already, whatever is decided", into_more<&MoreDef::sunk>},
    {"prices", "nominal or real: where it is not the programme's basis", into_more<&MoreDef::prices>},
    {"finance", "the loan that pays for it, such as {rate: 4%, years: 40, repay: annuity}",
     into_more<&MoreDef::finance>},
    {"note", takes_text, read_note},
    {"funded", "a map of organisations to amounts, shares or `rest`", into<LineDef, &LineDef::funded>},
    {"to", "a map of organisations to shares or `rest`", into<LineDef, &LineDef::to>},
    {"spent_by", takes_organisation, into<LineDef, &LineDef::spent_by>},
    {"award", "the id of the award that a funder's amount comes from", into<LineDef, &LineDef::award>},
    {"needs", "the id of the award without which it does not happen", into<LineDef, &LineDef::needs>},
    {"measure", "the id of a measure of outcome that shows whether it happens", into<LineDef, &LineDef::measure>},
    {"in", takes_options, into<LineDef, &LineDef::in>},
    {"covers", "a risk that it is kept for, or a list of them", into<LineDef, &LineDef::covers>},
    {"cohort", "a word for the people or things that it counts", into<LineDef, &LineDef::cohort>},
    {"account", "fiscal, economic or social", into<LineDef, &LineDef::account>},
    {"release", "cashable, non-cashable or avoided", into<LineDef, &LineDef::release>},
    {"nature", "saving, income, receipt, transfer or a kind of cost", into<LineDef, &LineDef::nature>},
    {"budget", "revenue or capital", into<LineDef, &LineDef::budget>},
    {"status", "published, reconstructed or assumed", into<LineDef, &LineDef::status>},
    {"at", takes_reference, into<LineDef, &LineDef::at>},
}};

const std::array<Field<ProjectDef>, 16> project_fields{{
    {"id", takes_id, into<ProjectDef, &ProjectDef::id>, true},
    {"name", takes_text, into<ProjectDef, &ProjectDef::name>},
    {"band", "the source's word for how soon", into<ProjectDef, &ProjectDef::band>},
    {"starts", takes_month, into<ProjectDef, &ProjectDef::starts>},
    {"lasts", takes_duration, into<ProjectDef, &ProjectDef::lasts>},
    {"phases", "a list such as [{id: design, lasts: 3 months}]", into<ProjectDef, &ProjectDef::phases>},
    {"duration_bias",
     "by how much it lasts longer in the economic case: a percentage, or a map such as {type: standard-buildings}",
     into<ProjectDef, &ProjectDef::duration_bias>},
    {"status", "published, reconstructed or assumed: of its dates", into<ProjectDef, &ProjectDef::status>},
    {"after", "a list of links, such as [{project: study, type: FS}]", into<ProjectDef, &ProjectDef::after>},
    {"repeat", "a map such as {count: 5, starts: {2014/15: 2, 2015/16: 3}}", into<ProjectDef, &ProjectDef::repeat>},
    {"gate", "the id of the gate that decides on it", into<ProjectDef, &ProjectDef::gate>},
    {"in", takes_options, into<ProjectDef, &ProjectDef::in>},
    {"spent_by", takes_organisation, into<ProjectDef, &ProjectDef::spent_by>},
    {"costs", takes_lines, into<ProjectDef, &ProjectDef::costs>},
    {"benefits", takes_lines, into<ProjectDef, &ProjectDef::benefits>},
    {"at", takes_reference, into<ProjectDef, &ProjectDef::at>},
}};

const std::array<Field<WorkstreamDef>, 9> workstream_fields{{
    {"id", takes_id, into<WorkstreamDef, &WorkstreamDef::id>, true},
    {"name", takes_text, into<WorkstreamDef, &WorkstreamDef::name>},
    {"lead", takes_text, into<WorkstreamDef, &WorkstreamDef::lead>},
    {"in", takes_options, into<WorkstreamDef, &WorkstreamDef::in>},
    {"spent_by", takes_organisation, into<WorkstreamDef, &WorkstreamDef::spent_by>},
    {"projects", "a list of projects", into<WorkstreamDef, &WorkstreamDef::projects>},
    {"costs", takes_lines, into<WorkstreamDef, &WorkstreamDef::costs>},
    {"benefits", takes_lines, into<WorkstreamDef, &WorkstreamDef::benefits>},
    {"at", takes_reference, into<WorkstreamDef, &WorkstreamDef::at>},
}};

const std::array<Field<AdjustDef>, 4> adjust_fields{{
    {"select", "a map of what to select, such as {kind: cost}", into<AdjustDef, &AdjustDef::select>, true},
    {"by", "a percentage such as +20%", {read_by, kinds::percentage}},
    {"delay", takes_duration, into<AdjustDef, &AdjustDef::delay>},
    {"overrun", takes_duration, into<AdjustDef, &AdjustDef::overrun>},
}};

const std::array<Field<Definition>, 31> programme_fields{{
    {"programme", takes_id, into<Definition, &Definition::id>, true},
    {"calendar", "a map such as {first_year: 2013/14, years: 7}", {read_calendar, kind_of<CalendarDef>}, true},
    {"money", "a map such as {currency: GBP, unit: thousand}", into<Definition, &Definition::money>},
    {"name", takes_text, into<Definition, &Definition::name>},
    {"summary", takes_text, into_prose<Definition, &Definition::summary>},
    {"owner", takes_text, into<Definition, &Definition::owner>},
    {"stage", takes_text, into<Definition, &Definition::stage>},
    {"prices", "a map such as {basis: nominal}", into<Definition, &Definition::prices>},
    {"method", "a map of conventions", into<Definition, &Definition::method>},
    {"decision", "a map such as {rule: npv > 0}", into<Definition, &Definition::decision>},
    {"sources", "a list of sources", into<Definition, &Definition::sources>},
    {"organisations", "a list of organisations", into<Definition, &Definition::organisations>},
    {"perspectives", "a map of names to perspectives", into<Definition, &Definition::perspectives>},
    {"assumptions", "a list of assumptions", into<Definition, &Definition::assumptions>},
    {"spent_by", takes_organisation, into<Definition, &Definition::spent_by>},
    {"workstreams", "a list of workstreams", into<Definition, &Definition::workstreams>},
    {"costs", takes_lines, into<Definition, &Definition::costs>},
    {"benefits", takes_lines, into<Definition, &Definition::benefits>},
    {"scenarios", "a list of scenarios", into<Definition, &Definition::scenarios>},
    {"readings", "a list of readings, the one used first", into<Definition, &Definition::readings>},
    {"corrections", "a list of corrections", into<Definition, &Definition::corrections>},
    {"options", "a list of options", into<Definition, &Definition::options>},
    {"awards", "a list of awards", into<Definition, &Definition::awards>},
    {"milestones", "a list of milestones", into<Definition, &Definition::milestones>},
    {"gates", "a list of gates", into<Definition, &Definition::gates>},
    {"risks", "a list of risks", into<Definition, &Definition::risks>},
    {"measures", "a list of measures of outcome", into<Definition, &Definition::measures>},
    {"compare", "a list of comparisons of scenarios", into<Definition, &Definition::compare>},
    {"tracking", "a map of how it is tracked, such as {closes: monthly}", into<Definition, &Definition::tracking>},
    {"claims", "a list of claims and printed tables", into<Definition, &Definition::claims>},
    {"include", "a file in the same folder or below, or a list of them", into<Definition, &Definition::include>},
}};

using Count = Choice::Count;

}  // namespace

Fields<CalendarDef> fields_of(const CalendarDef*) {
    return {"a calendar", calendar_fields};
}
Fields<MoneyDef> fields_of(const MoneyDef*) {
    return {"money", money_fields};
}
Fields<PricesDef> fields_of(const PricesDef*) {
    return {"a price basis", prices_fields};
}
Fields<MethodDef> fields_of(const MethodDef*) {
    return {"a method", method_fields};
}
Fields<BcrDef> fields_of(const BcrDef*) {
    return {"a benefit-cost ratio", bcr_fields};
}
Fields<DecisionDef> fields_of(const DecisionDef*) {
    return {"a decision", decision_fields};
}
Fields<SourceDef> fields_of(const SourceDef*) {
    return {"a source", source_fields};
}
Fields<OrganisationDef> fields_of(const OrganisationDef*) {
    return {"an organisation", organisation_fields};
}
Fields<PerspectiveDef> fields_of(const PerspectiveDef*) {
    return {"a perspective", perspective_fields};
}
Fields<AssumptionDef> fields_of(const AssumptionDef*) {
    return {"an assumption", assumption_fields, {{Count::one, {"value", "by_year"}}}};
}
Fields<LinkDef> fields_of(const LinkDef*) {
    return {"a link", link_fields, {{Count::one, {"project", "milestone", "external"}}}};
}
Fields<ChainDef> fields_of(const ChainDef*) {
    return {"a chain", chain_fields, {{Count::one, {"population", "measure"}}}};
}
Fields<FinanceDef> fields_of(const FinanceDef*) {
    return {"a loan", finance_fields};
}
Fields<LineDef> fields_of(const LineDef*) {
    return {"a line",
            line_fields,
            {{Count::one, {line_form_keys.begin(), line_form_keys.end()}}, {Count::at_most_one, {"until", "for"}}}};
}
Fields<ProjectDef> fields_of(const ProjectDef*) {
    return {"a project", project_fields, {{Count::at_most_one, {"lasts", "phases"}}}};
}
Fields<WorkstreamDef> fields_of(const WorkstreamDef*) {
    return {"a workstream", workstream_fields};
}
Fields<AdjustDef> fields_of(const AdjustDef*) {
    return {"an adjustment", adjust_fields, {{Count::at_least_one, {"by", "delay", "overrun"}}}};
}
Fields<Definition> included_fields() {
    static const std::vector<Field<Definition>> fields = [] {
        constexpr std::array once{"programme", "calendar", "money",  "name",     "summary",  "owner",
                                  "stage",     "prices",   "method", "spent_by", "decision", "tracking"};
        std::vector<Field<Definition>> result;
        std::copy_if(programme_fields.begin(), programme_fields.end(), std::back_inserter(result),
                     [&](const Field<Definition>& field) {
                         return std::find(once.begin(), once.end(), field.name) == once.end();
                     });
        return result;
    }();
    return {"an included file", fields};
}
Fields<Definition> fields_of(const Definition*) {
    return {"a programme", programme_fields};
}

}  // namespace tranche
