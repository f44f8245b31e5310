// What all readers of input texts share: its characters, its words, the ids that it names.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/base/pounds.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/model/words.hpp"  // word
#include "tranche/ledger/recording.hpp"

namespace tranche {

/// Ten million million pounds: sums of thousands of these still fit.
inline constexpr Pence most_pence = 1'000'000'000'000'000;

/// One text on one line, in UTF-8, as every text of a ledger is; or a diagnostic.
bool expect_readable(const InputText& input, std::string_view what, Diagnostics& diagnostics);

/// It is one of these ids; or a diagnostic.
bool expect_known(const std::vector<std::string>& ids, const InputText& id, std::string_view noun,
                  Diagnostics& diagnostics);

template <class Row>
std::vector<std::string> ids_in(const std::vector<Row>& rows) {
    std::vector<std::string> result;
    for (const Row& row : rows) {
        result.push_back(row.id);
    }
    return result;
}

template <class Enum>
std::optional<Enum> read_word(const InputText& input, std::span<const Enum> allowed, std::string_view what,
                              Diagnostics& diagnostics) {
    std::vector<std::string> words;
    for (const Enum each : allowed) {
        if (word(each) == input.text) {
            return each;
        }
        words.emplace_back(word(each));
    }
    const std::string hint = did_you_mean(input.text, words);
    diagnostics.error("unknown-word", input.where, quoted(input.text) + " is no " + std::string(what),
                      hint.empty() ? "it is one of " + listed(words) : hint);
    return std::nullopt;
}

template <class Enum>
std::optional<Enum> read_word(const InputText& input, std::initializer_list<Enum> allowed, std::string_view what,
                              Diagnostics& diagnostics) {
    return read_word(input, std::span<const Enum>(allowed.begin(), allowed.size()), what, diagnostics);
}

}  // namespace tranche
