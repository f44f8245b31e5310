// The definition language as data: every object of a programme file, its keys, and what each key takes.
//
// The loader binds files by the same rows, so what is listed here is what is read: schemas, references and completion
// are made from it. What it cannot say is what one key asks of another (references, sums, circles); the loader alone
// knows that.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tranche {

struct ObjectKind;

/// What may stand behind a key.
struct Kind {
    enum class Form {
        scalar,  ///< a text that `pattern` matches
        word,    ///< one of `words`
        list,    ///< each item parts[0]
        map,     ///< of the author's own keys: each key parts[0], each value parts[1]
        object,  ///< a map of the keys of object()
        either,  ///< any of parts
    };
    /// As what else than text a reader of YAML may hand a scalar over: 225 and true are no texts to most of them.
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

/// How many of these keys of an object stand there.
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

/// Every object once, the programme first, each after one that holds it.
std::vector<ObjectKind> language();

}  // namespace tranche
