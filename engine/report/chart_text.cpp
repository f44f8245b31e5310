// Every bar is drawn on one scale, from the least number of the chart to the greatest, in whole characters.
#include "report/chart_text.hpp"

#include <algorithm>  // max, min
#include <cmath>      // lround

#include "report/characters.hpp"

namespace tranche {

namespace {

constexpr std::size_t least_bar = 20;
constexpr std::size_t longest_label = 32;

std::string shortened(const std::string& label) {
    const std::string text = one_line(label);
    return display_width(text) <= longest_label ? text : wrapped(text, longest_label - 3).front() + "...";
}

std::string blanks(std::size_t count) {
    return std::string(count, ' ');
}

// Every text of it on one line, without control characters.
Chart on_one_line(Chart chart) {
    for (std::string* text : {&chart.title, &chart.at_line, &chart.lowest, &chart.highest, &chart.legend}) {
        *text = one_line(*text);
    }
    for (Chart::Bar& bar : chart.bars) {
        bar.label = shortened(bar.label);
        bar.figure = one_line(bar.figure);
    }
    return chart;
}

}  // namespace

ChartScale scale_of(const Chart& chart) {
    ChartScale result{chart.line, chart.line};
    for (const Chart::Bar& bar : chart.bars) {
        result.lowest = std::min({result.lowest, bar.low, bar.high});
        result.highest = std::max({result.highest, bar.low, bar.high});
    }
    return result;
}

std::string chart_text(const Chart& raw, std::size_t width) {
    const Chart chart = on_one_line(raw);
    std::size_t labels = 0;
    std::size_t figures = 0;
    for (const Chart::Bar& bar : chart.bars) {
        labels = std::max(labels, display_width(bar.label));
        figures = std::max(figures, display_width(bar.figure));
    }
    const std::size_t before = labels + (figures > 0 ? figures + 2 : 0) + 2;
    const std::size_t room = std::max(least_bar, width > before + least_bar ? width - before : least_bar);
    const ChartScale scale = scale_of(chart);
    const double span = scale.highest - scale.lowest;
    const auto place = [&](double value) {
        const double part = span > 0.0 ? (value - scale.lowest) / span : 0.0;
        return static_cast<std::size_t>(std::lround(part * static_cast<double>(room - 1)));
    };
    const std::size_t middle = place(chart.line);
    std::string result = chart.title.empty() ? "" : chart.title + "\n";
    for (const Chart::Bar& each : chart.bars) {
        std::string bar = blanks(room);
        const auto draw = [&](double value, char with) {
            const std::size_t end = place(value);
            for (std::size_t i = std::min(end, middle); i <= std::max(end, middle); ++i) {
                bar[i] = with;
            }
        };
        draw(each.low, '-');
        draw(each.high, '+');
        bar[middle] = '|';
        result += padded(each.label, labels, false);
        if (figures > 0) {
            result += "  " + padded(each.figure, figures, true);
        }
        result += "  " + bar.substr(0, bar.find_last_not_of(' ') + 1) + "\n";
    }
    // The ends of the scale, and what the line stands for where there is room between them.
    const std::size_t low = display_width(chart.lowest);
    const std::size_t high = display_width(chart.highest);
    const std::size_t line = display_width(chart.at_line);
    const std::size_t at = middle - std::min(middle, line / 2);
    std::string foot = chart.lowest + blanks(room - std::min(room, low + high)) + chart.highest;
    if (at > low + 1 && at + line + 1 + high < room) {
        foot = chart.lowest + blanks(at - low) + chart.at_line + blanks(room - at - line - high) + chart.highest;
    }
    result += blanks(before) + foot + "\n";
    return result + (chart.legend.empty() ? "" : chart.legend + "\n");
}

}  // namespace tranche
