// What the values of the language look like, for machines: one kind for each read() of reader.hpp.
//
// A type that can be read and has no kind_for() does not compile as the type of a field.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>  // is_enum_v
#include <vector>

#include "read/definition.hpp"
#include "tranche/read/fields.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

/// Kinds that a row names where the member's type says too little: a Text may be an id, a month or a sentence.
namespace kinds {

Kind text();
Kind id();
Kind amount();
Kind percentage();  ///< of change: -100% and up
Kind quantity();    ///< a number, a rate or a formula
Kind part();        ///< of a line: an amount, a share, a formula or `rest`
Kind duration();
Kind month();
Kind year();
Kind period();     ///< months in a row: `2013/14`, `24 months from go-live`, `project`, or `unstated`
Kind start();      ///< one of them, or an event: `2014-01`, `project.end`, the id of a milestone
Kind years();      ///< of a calendar
Kind grade();      ///< of evidence
Kind count();      ///< a whole number, or the id of an assumption
Kind gate_ends();  ///< a map of gates to `refused` or a later month
Kind formula();
Kind stated_amount();  ///< an amount, a bound, a range, a formula, or a word for not having one
Kind stated_number();  ///< the same of a number with a unit
Kind shape();          ///< a word, or a list of weights
Kind address();
Kind addresses();  ///< one or a list
Kind reference();
Kind references();  ///< one or a list
Kind printed();     ///< a figure as a document prints it

Kind one_of(std::span<const std::string_view> words);
Kind list_of(Kind item);
Kind map_of(Kind key, Kind value);
Kind either(Kind first, Kind second);
Kind one_or_list_of(Kind item);
Kind object(ObjectKind (*object)());

/// Amounts by period of so many months: a map, or a list from the first.
template <int Months>
Kind cells();

template <const auto& Words>
Kind words() {
    return one_of(Words);
}

}  // namespace kinds

Kind kind_for(const bool*);
Kind kind_for(const int*);
Kind kind_for(const std::string*);
Kind kind_for(const Text*);
Kind kind_for(const Amount*);
Kind kind_for(const Duration*);
Kind kind_for(const Number*);
Kind kind_for(const SelectDef*);
Kind kind_for(const ClaimsDef*);
Kind kind_for(const VatDef*);
Kind kind_for(const BiasDef*);
Kind kind_for(const DurationBiasDef*);
Kind kind_for(const std::vector<Text>*);
Kind kind_for(const std::vector<Number>*);
Kind kind_for(const StatedAmount*);
Kind kind_for(const Quantity*);
Kind kind_for(const std::vector<YearValueDef>*);
Kind kind_for(const std::vector<PartDef>*);
Kind kind_for(const std::vector<PerspectiveDef>*);
Kind kind_for(const std::vector<SetDef>*);
Kind kind_for(const std::vector<AwardSetDef>*);
Kind kind_for(const std::vector<PairDef>*);
Kind kind_for(const std::vector<StartsDef>*);
Kind kind_for(const std::vector<RowDef>*);
Kind kind_for(const std::vector<CastDef>*);

template <class Enum>
requires std::is_enum_v<Enum> Kind kind_for(const Enum*) {
    return kinds::one_of(words_of(Enum{}));
}

template <class M>
Kind kind_for(const std::optional<M>*) {
    return kind_for(static_cast<const M*>(nullptr));
}

/// The kind of what a member of type M is read from.
template <class M>
Kind kind_of() {
    return kind_for(static_cast<const M*>(nullptr));
}

}  // namespace tranche
