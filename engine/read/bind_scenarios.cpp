// The tables of fields of named overrides: scenarios, readings, corrections, and the options between which is chosen.
#include <array>
#include <utility>  // index_sequence

#include "read/reader.hpp"
#include "read/takes.hpp"

namespace tranche {

namespace {

constexpr std::array end_words{std::string_view{"low"}, std::string_view{"high"}};

template <Text BoundsDef::*Member>
void read_low_or_high(Reader& reader, const TreeRef& value, BoundsDef& bounds) {
    Text word;
    read(reader, value, word);
    if (word.given() && word.text != "low" && word.text != "high") {
        reader.diagnostics.error("unknown-word", word.where, quoted(word.text) + " is not one of low, high",
                                 did_you_mean(word.text, {"low", "high"}));
        return;
    }
    bounds.*Member = word;
}

template <Text BoundsDef::*Member>
constexpr Reading<BoundsDef> read_end{read_low_or_high<Member>, kinds::words<end_words>};

template <class T, std::size_t A, std::size_t B>
constexpr std::array<T, A + B> joined(const std::array<T, A>& a, const std::array<T, B>& b) {
    return [&]<std::size_t... I, std::size_t... J>(std::index_sequence<I...>, std::index_sequence<J...>) {
        return std::array<T, A + B>{a[I]..., b[J]...};
    }
    (std::make_index_sequence<A>{}, std::make_index_sequence<B>{});
}

// clang-format off
template <class T>
constexpr std::array<Field<T>, 2> name_fields{{
    {"id", takes_id, into<T, &T::id>, true},
    {"name", takes_text, into<T, &T::name>},
}};

template <class T>
constexpr std::array<Field<T>, 1> at_fields{{
    {"at", takes_reference, into<T, &T::at>},
}};

template <class T>
constexpr std::array<Field<T>, 9> override_fields{{
    {"based_on", "a scenario or a list of them", into<T, &T::based_on>},
    {"delay", "a length of time such as 12 months", into<T, &T::delay>},
    {"adjust", "a list, such as [{select: {kind: cost}, by: +20%}]", into<T, &T::adjust>},
    {"set", "a map of assumptions to values, and of lines in years to amounts", into<T, &T::set>},
    {"awards", "a map of awards to the amounts that come, or `fallback`", into<T, &T::awards>},
    {"gates", {"a map of gates to `refused` or a later month", kinds::gate_ends}, into<T, &T::gates>},
    {"exclude", "a line, project or workstream, or a list of them", into<T, &T::exclude>},
    {"bounds", "a map such as {costs: high, benefits: low}", into<T, &T::bounds>},
    {"option", "the id of an option", into<T, &T::option>},
}};

constexpr std::array<Field<CorrectionDef>, 1> why_fields{{
    {"why", takes_text, into_prose<CorrectionDef, &CorrectionDef::why>},
}};

template <class T>
constexpr auto named_fields = joined(name_fields<T>, joined(override_fields<T>, at_fields<T>));
constexpr auto correction_fields = joined(named_fields<CorrectionDef>, why_fields);

const std::array<Field<BoundsDef>, 3> bounds_fields{{
    {"costs", "low or high", read_end<&BoundsDef::costs>},
    {"benefits", "low or high", read_end<&BoundsDef::benefits>},
    {"all", "low or high", read_end<&BoundsDef::all>},
}};

const std::array<Field<OptionDef>, 4> option_fields{{
    {"id", takes_id, into<OptionDef, &OptionDef::id>, true},
    {"name", takes_text, into<OptionDef, &OptionDef::name>},
    {"role", "counterfactual, preferred or alternative", into<OptionDef, &OptionDef::role>},
    {"at", takes_reference, into<OptionDef, &OptionDef::at>},
}};
// clang-format on

}  // namespace

Fields<ScenarioDef> fields_of(const ScenarioDef*) {
    return {"a scenario", named_fields<ScenarioDef>};
}
Fields<InPlaceScenarioDef> fields_of(const InPlaceScenarioDef*) {
    return {"a scenario written in place", override_fields<InPlaceScenarioDef>};
}
Fields<ReadingDef> fields_of(const ReadingDef*) {
    return {"a reading", named_fields<ReadingDef>};
}
Fields<CorrectionDef> fields_of(const CorrectionDef*) {
    return {"a correction", correction_fields};
}
Fields<BoundsDef> fields_of(const BoundsDef*) {
    return {"bounds", bounds_fields};
}
Fields<OptionDef> fields_of(const OptionDef*) {
    return {"an option", option_fields};
}

}  // namespace tranche
