// Rule books are YAML files that the build embeds. A mistake in one is a mistake of ours, so it throws and is not a
// diagnostic.
#include "tranche/read/rule_books.hpp"

#include <array>
#include <stdexcept>  // logic_error

#include "read/reader.hpp"
#include "read/scalars.hpp"
#include "read/rule_book_texts.hpp"

namespace tranche {

// The tables of a rule book, as files have them. They are read like programmes are, by tables of fields.
struct BandDef {
    int from = 0;
    Number rate;
};
struct LongTestDef {
    std::string schedule;
    int beyond_years = 0;
};
struct RangeDef {
    Number upper;
    Number lower;
};
struct RuleDef {
    Rule rule;
    std::vector<BandDef> bands;
    LongTestDef test;
    std::optional<RangeDef> capital;
    std::optional<RangeDef> operating;
    std::optional<RangeDef> duration;
    Number error;
    Number cost;
    Number benefit;
};
struct RuleTableDef {
    std::string table;
    std::string title;
    std::vector<RuleDef> rows;
};

Fields<BandDef> fields_of(const BandDef*);
Fields<LongTestDef> fields_of(const LongTestDef*);
Fields<RangeDef> fields_of(const RangeDef*);
Fields<RuleDef> fields_of(const RuleDef*);
Fields<RuleTableDef> fields_of(const RuleTableDef*);

namespace {

template <auto Member>
constexpr Reading<RuleDef> into_rule{
    [](Reader& reader, const TreeRef& value, RuleDef& def) { read(reader, value, def.rule.*Member); },
    kind_of<std::remove_cvref_t<decltype(std::declval<Rule&>().*Member)>>};

const std::array<Field<BandDef>, 2> band_fields{{
    {"from", "a year counted from the base year", into<BandDef, &BandDef::from>, true},
    {"rate", "a rate such as 3.5%", into<BandDef, &BandDef::rate>, true},
}};
const std::array<Field<LongTestDef>, 2> long_test_fields{{
    {"schedule", "the id of a schedule", into<LongTestDef, &LongTestDef::schedule>, true},
    {"beyond_years", "a whole number", into<LongTestDef, &LongTestDef::beyond_years>, true},
}};
const std::array<Field<RangeDef>, 2> range_fields{{
    {"upper", "a rate such as 51%", into<RangeDef, &RangeDef::upper>, true},
    {"lower", "a rate such as 4%", into<RangeDef, &RangeDef::lower>, true},
}};
const std::array<Field<RuleDef>, 14> rule_fields{{
    {"id", "a name", into_rule<&Rule::id>, true},
    {"title", "a text", into_rule<&Rule::title>, true},
    {"dated", "the year of the edition", into_rule<&Rule::dated>, true},
    {"source", "where it was read", into_rule<&Rule::source>, true},
    {"status", "verified, second-hand or unverified", into_rule<&Rule::status>, true},
    {"note", "a text", into_rule<&Rule::note>},
    {"bands", "a list of bands", into<RuleDef, &RuleDef::bands>},
    {"test", "a map such as {schedule: green-book-2026-long, beyond_years: 50}", into<RuleDef, &RuleDef::test>},
    {"capital", "a map of upper and lower", into<RuleDef, &RuleDef::capital>},
    {"operating", "a map of upper and lower", into<RuleDef, &RuleDef::operating>},
    {"duration", "a map of upper and lower", into<RuleDef, &RuleDef::duration>},
    {"error", "a rate", into<RuleDef, &RuleDef::error>},
    {"cost", "a rate", into<RuleDef, &RuleDef::cost>},
    {"benefit", "a rate", into<RuleDef, &RuleDef::benefit>},
}};
const std::array<Field<RuleTableDef>, 3> rule_table_fields{{
    {"table", "a name", into<RuleTableDef, &RuleTableDef::table>, true},
    {"title", "a text", into<RuleTableDef, &RuleTableDef::title>, true},
    {"rows", "a list of rows", into<RuleTableDef, &RuleTableDef::rows>, true},
}};

std::optional<BiasRange> bias(const std::optional<RangeDef>& def) {
    return def ? std::optional(BiasRange{def->upper.value.to_double(), def->lower.value.to_double()}) : std::nullopt;
}

void take(const RuleTableDef& def, RuleBooks& books) {
    for (const RuleDef& row : def.rows) {
        if (def.table == "discount") {
            DiscountSchedule& schedule = books.discount.emplace_back();
            static_cast<Rule&>(schedule) = row.rule;
            for (const BandDef& band : row.bands) {
                schedule.bands.push_back({band.from, band.rate.value.to_double()});
            }
            schedule.test = row.test.schedule;
            schedule.test_beyond_years = row.test.beyond_years;
        } else if (def.table == "optimism-bias") {
            books.optimism_bias.push_back({row.rule, bias(row.capital), bias(row.operating), bias(row.duration)});
        } else if (def.table == "evidence") {
            books.evidence.push_back(
                {row.rule, row.error.value.to_double(), row.cost.value.to_double(), row.benefit.value.to_double()});
        } else {
            throw std::logic_error("there is no rule book '" + def.table + "'");
        }
    }
}

RuleBooks read_rule_books() {
    RuleBooks result;
    for (const auto& [name, text] : rule_book_texts) {
        Diagnostics diagnostics;
        const std::uint32_t file =
            diagnostics.add_file(std::make_shared<SourceText>(SourceText{std::string(name), std::string(text)}));
        RuleTableDef def;
        if (std::optional<Tree> tree = read_tree(file, diagnostics)) {
            Trees trees;
            Reader reader{diagnostics, trees, {}, 0};
            read(reader, trees.add(std::move(*tree)), def);
        }
        if (diagnostics.has_errors()) {
            throw std::logic_error(render(diagnostics.all().front(), diagnostics));
        }
        take(def, result);
    }
    return result;
}

}  // namespace

Fields<BandDef> fields_of(const BandDef*) {
    return {"a band", band_fields};
}
Fields<LongTestDef> fields_of(const LongTestDef*) {
    return {"a test", long_test_fields};
}
Fields<RangeDef> fields_of(const RangeDef*) {
    return {"a range", range_fields};
}
Fields<RuleDef> fields_of(const RuleDef*) {
    return {"a row", rule_fields};
}
Fields<RuleTableDef> fields_of(const RuleTableDef*) {
    return {"a rule book", rule_table_fields};
}

std::optional<DiscountSchedule> find_schedule(const std::string& text, Position where, Diagnostics& diagnostics) {
    const RuleBooks& books = rule_books();
    if (const DiscountSchedule* found = find_rule(books.discount, text)) {
        return *found;
    }
    const Parsed<Decimal> rate = parse_number(text);
    if (!rate.value) {
        std::vector<std::string> known;
        for (const DiscountSchedule& each : books.discount) {
            known.push_back(each.id);
        }
        const std::string hint = did_you_mean(text, known);
        diagnostics.error("unknown-schedule", where, "there is no discount schedule " + quoted(text),
                          hint.empty() ? "there are " + listed(known) + ", or a rate such as 4%" : hint);
        return std::nullopt;
    }
    const double value = rate.value->to_double();
    if (!text.ends_with('%') && value != 0.0) {
        diagnostics.error("discount-rate", where, quoted(text) + " is not a percentage", "did you mean " + text + "%?");
        return std::nullopt;
    }
    if (value <= -1.0 || value > 1.0) {
        diagnostics.error("discount-rate", where, "a discount rate cannot be " + text + " a year",
                          "rates are above -100%, and up to 100%");
        return std::nullopt;
    }
    DiscountSchedule own;
    own.id = text;
    own.title = text + " a year";
    own.bands = {{0, value}};
    return own;
}

const RuleBooks& rule_books() {
    static const RuleBooks books = read_rule_books();
    return books;
}

}  // namespace tranche
