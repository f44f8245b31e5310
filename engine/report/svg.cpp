// SVG: the charts of the document below each other, in one picture that needs no style sheet and no script.
#include <fmt/format.h>  // format

#include <algorithm>  // max, min
#include <string>

#include "report/chart_text.hpp"  // scale_of
#include "tranche/report/renderers.hpp"
#include "report/xml.hpp"

namespace tranche {

namespace {

// In units of the picture; a line of text is 13 high.
constexpr double page_width = 960.0;
constexpr double label_width = 260.0;
constexpr double figure_width = 130.0;
constexpr double row_height = 22.0;
constexpr double page_margin = 16.0;
constexpr double bars_from = page_margin + label_width + figure_width;
constexpr double bars_to = page_width - page_margin;

std::string text_at(double x, double y, std::string_view anchor, const std::string& text) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, xml_text(text));
}

// Adds the chart below y and moves y past it.
std::string drawing_of(const Chart& chart, double& y) {
    const ChartScale scale = scale_of(chart);
    const double span = scale.highest - scale.lowest;
    const auto place = [&](double value) {
        return bars_from + (span > 0.0 ? (value - scale.lowest) / span : 0.0) * (bars_to - bars_from);
    };
    std::string result;
    if (!chart.title.empty()) {
        y += row_height;
        result += text_at(page_margin, y, "start", chart.title);
    }
    const double top = y + 4.0;
    for (const Chart::Bar& bar : chart.bars) {
        y += row_height;
        result += text_at(page_margin, y, "start", bar.label);
        if (!bar.figure.empty()) {
            result += text_at(bars_from - 8.0, y, "end", bar.figure);
        }
        // The low end first: where both lie on one side, the high end is drawn over it, as on a screen.
        const auto draw = [&](double end, std::string_view colour) {
            const double from = std::min(place(chart.line), place(end));
            const double to = std::max(place(chart.line), place(end));
            result += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"12\" fill=\"{}\"/>\n",
                                  from, y - 10.0, to - from, colour);
        };
        draw(bar.low, "#b3581d");
        draw(bar.high, "#1d70b8");
    }
    const double line = place(chart.line);
    result += fmt::format("<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"#0b0c0c\"/>\n",
                          line, top, y + 6.0);
    y += row_height;
    result += text_at(bars_from, y, "start", chart.lowest) + text_at(bars_to, y, "end", chart.highest);
    constexpr double room = 110.0;  // for the words at either end
    if (line > bars_from + room && line < bars_to - room) {
        result += text_at(line, y, "middle", chart.at_line);
    }
    if (!chart.legend.empty()) {
        y += row_height;
        result += text_at(page_margin, y, "start", chart.legend);
    }
    y += row_height;
    return result;
}

std::string render_svg(const Document& document, const OutputStyle&) {
    double y = page_margin;
    std::string body;
    for (const std::string& line : {document.title, document.subtitle}) {
        if (!line.empty()) {
            y += row_height;
            body += text_at(page_margin, y, "start", line);
        }
    }
    for (const DocumentPart& part : document.parts) {
        if (const Chart* chart = std::get_if<Chart>(&part); chart != nullptr && !chart->bars.empty()) {
            body += drawing_of(*chart, y);
        }
    }
    const double height = y + page_margin;
    return fmt::format(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
               "height=\"{1:.0f}\" font-family=\"sans-serif\" font-size=\"13\">\n<title>{2}</title>\n"
               "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#ffffff\"/>\n",
               page_width, height, xml_text(document.title)) +
           body + "</svg>\n";
}

}  // namespace

const Renderer& svg_renderer() {
    static constexpr Renderer row{
        .name = "svg", .shows = Shows::charts, .help = "the charts, as a picture", .render = render_svg};
    return row;
}

}  // namespace tranche
