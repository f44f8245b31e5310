#include "tranche/model/method.hpp"

#include <array>

namespace tranche {

std::optional<Criterion> parse_criterion(std::string_view text) {
    // The longer signs first: `>=` begins with `>`.
    constexpr std::array<Compare, 4> signs{Compare::at_least, Compare::at_most, Compare::above, Compare::below};
    for (const Compare each : signs) {
        const std::size_t at = text.find(word(each));
        if (at == std::string_view::npos) {
            continue;
        }
        Criterion result;
        result.compare = each;
        const auto trim = [](std::string_view part) {
            const std::size_t first = part.find_first_not_of(' ');
            const std::size_t last = part.find_last_not_of(' ');
            return first == std::string_view::npos ? std::string() : std::string(part.substr(first, last - first + 1));
        };
        result.measure = trim(text.substr(0, at));
        result.against = trim(text.substr(at + word(each).size()));
        return result.measure.empty() || result.against.empty() ? std::nullopt : std::optional(std::move(result));
    }
    return std::nullopt;
}

}  // namespace tranche
