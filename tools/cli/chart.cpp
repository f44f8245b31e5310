#include "chart.hpp"

#include <algorithm>  // count_if, max, min
#include <cmath>      // lround

namespace tranche::cli {

namespace {

constexpr std::size_t least_bar = 20;
constexpr std::size_t longest_label = 32;

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string shortened(const std::string& text) {
    if (characters(text) <= longest_label) {
        return text;
    }
    std::size_t bytes = 0;
    for (std::size_t seen = 0; bytes < text.size(); ++bytes) {
        const bool starts = (static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U;
        if (starts && seen++ == longest_label - 3) {
            break;
        }
    }
    return text.substr(0, bytes) + "...";
}

std::string blanks(std::size_t count) {
    return std::string(count, ' ');
}

}  // namespace

Scale scale_of(const std::vector<ChartRow>& rows, double line) {
    Scale result{line, line};
    for (const ChartRow& row : rows) {
        result.lowest = std::min({result.lowest, row.first, row.second});
        result.highest = std::max({result.highest, row.first, row.second});
    }
    return result;
}

std::string bar_chart(const std::vector<ChartRow>& rows, double line, const std::string& low_end,
                      const std::string& at_line, const std::string& high_end, std::size_t width) {
    std::size_t labels = 0;
    std::size_t figures = 0;
    for (const ChartRow& row : rows) {
        labels = std::max(labels, characters(shortened(row.label)));
        figures = std::max(figures, characters(row.figure));
    }
    const std::size_t before = labels + (figures > 0 ? figures + 2 : 0) + 2;
    const std::size_t room = std::max(least_bar, width > before + least_bar ? width - before : least_bar);
    const Scale scale = scale_of(rows, line);
    const double span = scale.highest - scale.lowest;
    const auto place = [&](double value) {
        const double part = span > 0.0 ? (value - scale.lowest) / span : 0.0;
        return static_cast<std::size_t>(std::lround(part * static_cast<double>(room - 1)));
    };
    const std::size_t middle = place(line);
    std::string result;
    for (const ChartRow& row : rows) {
        std::string bar = blanks(room);
        const auto draw = [&](double value, char with) {
            const std::size_t end = place(value);
            for (std::size_t i = std::min(end, middle); i <= std::max(end, middle); ++i) {
                bar[i] = with;
            }
        };
        draw(row.first, '-');
        draw(row.second, '+');
        bar[middle] = '|';
        const std::string label = shortened(row.label);
        result += label + blanks(labels - characters(label));
        if (figures > 0) {
            result += "  " + blanks(figures - characters(row.figure)) + row.figure;
        }
        result += "  " + bar.substr(0, bar.find_last_not_of(' ') + 1) + "\n";
    }
    // The ends of the scale, and what the line stands for where there is room between them.
    std::string foot = low_end + blanks(room - std::min(room, characters(low_end) + characters(high_end))) + high_end;
    const std::size_t at = middle - std::min(middle, characters(at_line) / 2);
    const bool fits = at > characters(low_end) + 1 && at + characters(at_line) + 1 < room - characters(high_end);
    if (fits) {
        foot = low_end + blanks(at - characters(low_end)) + at_line +
               blanks(room - at - characters(at_line) - characters(high_end)) + high_end;
    }
    return result + blanks(before) + foot + "\n";
}

}  // namespace tranche::cli
