// The definition language as data: every object of a programme file, its keys, and the values of each key.
//
//
// The reader binds files by the same rows, so this list is exactly what is read. Schemas, references and completion
// are generated from it. It cannot express conditions between keys (references, sums, circles). Only the reader and
// lowering check those.
//
// Decision: docs/decisions/2026-11-21-tables-of-fields.md
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tranche {

struct ObjectKind;

/// The kinds of value that a key may take.
struct Kind {
    enum class Form {
        scalar,  ///< a text that `pattern` matches
        word,    ///< one of `words`
        list,    ///< each item parts[0]
        map,     ///< of the author's own keys: each key parts[0], each value parts[1]
        object,  ///< a map of the keys of object()
        either,  ///< any of parts
    };
    /// The types, other than text, that a YAML reader may give a scalar. Most readers do not treat 225 and true as
    /// text.
    enum class Also { nothing, whole, number, boolean, any, blank };

    Form form = Form::scalar;
    std::string_view name = {};   ///< of a scalar: `amount`
    std::string_view looks = {};  ///< of a scalar: `amounts look like 225, 225k or £1.115m`
    std::string pattern = {};     ///< of a scalar: a regular expression (ECMA-262) of the whole text; empty: any text
    Also also = Also::nothing;
    int least = 0;  ///< of whole numbers, with most; 0 and 0: any
    int most = 0;
    std::vector<std::string_view> words = {};
    std::vector<Kind> parts = {};
    ObjectKind (*object)() = nullptr;
};

struct KeyKind {
    std::string_view name;
    std::string_view takes;  ///< in words, as diagnostics say it
    bool required = false;
    Kind kind;
};

/// How many of these keys an object must have.
struct Choice {
    enum class Count { one, at_least_one, at_most_one };

    Count count = Count::one;
    std::vector<std::string_view> keys;
};

struct ObjectKind {
    std::string_view noun;  ///< `a line`
    std::vector<KeyKind> keys;
    std::vector<Choice> choices;

    /// The noun as a name: `line`.
    [[nodiscard]] std::string name() const;
};

/// Every object once, the programme first, each after an object that contains it.
std::vector<ObjectKind> language();

}  // namespace tranche
