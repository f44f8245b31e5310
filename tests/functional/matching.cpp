#include "functional/matching.hpp"

#include <algorithm>  // min

namespace tranche::test {
namespace {

constexpr std::string_view any_text = "<*>";
constexpr std::string_view any_lines = "...";

std::size_t without_last_blanks(const Lines& lines) {
    std::size_t size = lines.size();
    while (size > 0 && lines[size - 1].empty()) {
        --size;
    }
    return size;
}

/// cost[i][j]: how many lines are in one only, of expected lines from i on and printed lines from j on.
using Costs = std::vector<std::vector<std::size_t>>;

Costs costs_of(const Lines& expected, const Lines& printed) {
    const std::size_t rows = without_last_blanks(expected);
    const std::size_t columns = without_last_blanks(printed);
    Costs cost(rows + 1, std::vector<std::size_t>(columns + 1));
    for (std::size_t i = rows + 1; i-- > 0;) {
        for (std::size_t j = columns + 1; j-- > 0;) {
            if (i == rows) {
                cost[i][j] = columns - j;
            } else if (expected[i] == any_lines) {
                cost[i][j] = j == columns ? cost[i + 1][j] : std::min(cost[i + 1][j], cost[i][j + 1]);
            } else if (j < columns && line_matches(expected[i], printed[j])) {
                cost[i][j] = cost[i + 1][j + 1];
            } else {
                cost[i][j] = 1 + (j == columns ? cost[i + 1][j] : std::min(cost[i + 1][j], cost[i][j + 1]));
            }
        }
    }
    return cost;
}

}  // namespace

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            lines.emplace_back("(no line break at the end)");
            break;
        }
        text.remove_prefix(end + 1);
    }
    return lines;
}

bool line_matches(std::string_view expected, std::string_view printed) {
    const std::size_t wild = expected.find(any_text);
    if (wild == std::string_view::npos) {
        return expected == printed;
    }
    if (!printed.starts_with(expected.substr(0, wild))) {
        return false;
    }
    const std::string_view rest = expected.substr(wild + any_text.size());
    for (std::size_t at = wild; at <= printed.size(); ++at) {
        if (line_matches(rest, printed.substr(at))) {
            return true;
        }
    }
    return false;
}

bool lines_match(const Lines& expected, const Lines& printed) {
    return costs_of(expected, printed)[0][0] == 0;
}

std::string difference(const Lines& expected, const Lines& printed) {
    const Costs cost = costs_of(expected, printed);
    const std::size_t rows = cost.size() - 1;
    const std::size_t columns = cost[0].size() - 1;
    std::string result;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows || j < columns) {
        const bool more = j < columns;
        if (i < rows && expected[i] == any_lines) {
            if (more && cost[i][j] == cost[i][j + 1]) {
                result += ". " + printed[j++] + "\n";
            } else {
                ++i;
            }
        } else if (i < rows && more && line_matches(expected[i], printed[j])) {
            result += "  " + printed[j++] + "\n";
            ++i;
        } else if (i < rows && (!more || cost[i][j] == cost[i + 1][j] + 1)) {
            result += "- " + expected[i++] + "\n";
        } else {
            result += "+ " + printed[j++] + "\n";
        }
    }
    return result;
}

}  // namespace tranche::test
