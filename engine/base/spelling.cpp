#include "tranche/base/spelling.hpp"

#include <algorithm>  // min, max
#include <cctype>     // tolower

namespace tranche {

namespace {

// Optimal string alignment distance, case folded; three rows of the table suffice.
std::size_t edits(std::string_view a, std::string_view b) {
    const auto at = [](std::string_view text, std::size_t i) {
        return std::tolower(static_cast<unsigned char>(text[i]));
    };
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        previous[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = previous[j - 1] + (at(a, i - 1) == at(b, j - 1) ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replace});
            if (i > 1 && j > 1 && at(a, i - 1) == at(b, j - 2) && at(a, i - 2) == at(b, j - 1)) {
                current[j] = std::min(current[j], before[j - 2] + 1);
            }
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest = 60;  // nobody misspells more, and the table is quadratic
    if (word.empty() || word.size() > longest) {
        return std::nullopt;
    }
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::optional<std::string> best;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > longest) {
            continue;
        }
        const std::size_t distance = edits(word, candidate);
        if (distance < best_distance || (best && distance == best_distance && candidate < *best)) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const std::optional<std::string> best = nearest(word, candidates);
    return best ? "did you mean '" + *best + "'?" : std::string{};
}

std::string quoted(std::string_view text) {
    constexpr std::size_t most = 60;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (starts && ++characters > most) {
            return "'" + std::string(text.substr(0, i)) + "...'";
        }
    }
    return "'" + std::string(text) + "'";
}

std::string listed(const std::vector<std::string>& words, std::size_t most) {
    std::string result;
    const std::size_t shown = std::min(words.size(), most);
    for (std::size_t i = 0; i < shown; ++i) {
        result += (i == 0 ? "" : (i + 1 == words.size() ? " and " : ", ")) + words[i];
    }
    if (words.size() > shown) {
        result += " and " + std::to_string(words.size() - shown) + " more";
    }
    return result;
}

}  // namespace tranche
