// "Did you mean": the nearest of the words that would have been accepted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tranche {

/// The candidate within a third of the word's length in edits (insert, delete, replace, swap of neighbours), nearest first, then alphabetical.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

/// `did you mean 'x'?`, or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// 'text' as it is shown in sentences: in quotes, and cut after 60 characters.
std::string quoted(std::string_view text);

/// `a, b and c`; with over most of them, `a, b, c and 12 more`.
std::string listed(const std::vector<std::string>& words, std::size_t most = 12);

}  // namespace tranche
