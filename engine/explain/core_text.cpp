#include "tranche/explain/core_text.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // min

#include "tranche/explain/lineage.hpp"

namespace tranche {

namespace {

std::string month(const Programme& programme, int index) {
    return month_text(programme.calendar.month_at(index));
}

std::string event(const Programme& programme, const Anchor& anchor) {
    if (anchor.kind == AnchorKind::calendar) {
        return "calendar";
    }
    const Project& project = programme.projects[anchor.project];
    const bool moment = project.kind != ProjectKind::project;
    return project.id + (moment ? "" : anchor.kind == AnchorKind::project_start ? ".start" : ".end");
}

std::string pounds(Micropounds amount) {
    return MoneyUnit{}.text(Money{amount});
}

// Equal segments in a row are written once: `12 months of 500 x 3`.
std::string shape_text(const Programme& programme, const Piece& piece) {
    const Shapes& shapes = *programme.shapes;
    std::string result;
    const std::size_t count = shapes.segments(piece.shape);
    for (std::size_t i = 0; i < count;) {
        const auto length = [&](std::size_t at) {
            return shapes.segment_end(piece.shape, at) - (at == 0 ? 0 : shapes.segment_end(piece.shape, at - 1));
        };
        std::size_t same = i + 1;
        while (same < count && shapes.amount(piece.shape, same) == shapes.amount(piece.shape, i) &&
               length(same) == length(i)) {
            ++same;
        }
        result +=
            fmt::format("{}{} month{} of £{}{}", result.empty() ? "" : ", ", length(i), length(i) == 1 ? "" : "s",
                        pounds(shapes.amount(piece.shape, i)), same - i == 1 ? "" : fmt::format(" x {}", same - i));
        i = same;
    }
    if (piece.undated != 0) {
        result += fmt::format("{}£{} without a date", result.empty() ? "" : ", ", pounds(piece.undated));
    }
    return result.empty() ? "nothing" : result;
}

std::string piece_text(const Programme& programme, const Piece& piece) {
    std::string result = "    piece  " + shape_text(programme, piece);
    if (programme.shapes->segments(piece.shape) > 0) {
        const int first = programme.shapes->first_month(piece.shape);
        result += piece.anchor.kind == AnchorKind::calendar
                      ? " from " + month(programme, first)
                      : fmt::format(" from {}{}", event(programme, piece.anchor),
                                    first == 0 ? "" : fmt::format(" + {} months", first));
    }
    if (piece.until) {
        result += " until " + event(programme, *piece.until);
    }
    const std::string factor = formula_text(programme, piece.factor);
    result += factor == "1" ? "" : ", times " + factor;
    const std::string delay = formula_text(programme, piece.delay);
    result += delay == "0" ? "" : ", later by " + delay;
    if (piece.priced_at) {
        result += fmt::format(", at the price of month {} of it", *piece.priced_at);
    }
    result += "\n";
    if (piece.series.exists()) {
        const std::vector<NodeId>& years = programme.series[piece.series];
        for (std::size_t year = 0; year < years.size(); ++year) {
            result += fmt::format("      in {}  times {}\n", programme.calendar.year_label(static_cast<int>(year)),
                                  formula_text(programme, years[year]));
        }
    }
    return result;
}

std::string line_text(const Programme& programme, const Line& line) {
    std::string result = fmt::format("  {}  {}", line.id, word(line.kind));
    if (line.project.exists()) {
        result += ", project " + programme.projects[line.project].id;
    }
    if (line.part_of.exists()) {
        result += (line.carved ? ", deducted from " : ", belongs to ") + programme.lines[line.part_of].id;
    }
    if (line.inside.exists() && !line.carved) {
        result += ", inside " + programme.lines[line.inside].id;
    }
    if (line.valued != Valued::counted) {
        result += fmt::format(", {}{}", word(line.valued), line.reason().empty() ? "" : " (" + line.reason() + ")");
    }
    result += "\n";
    for (const Piece& piece : line.pieces) {
        result += piece_text(programme, piece);
    }
    for (const Flow& flow : line.flows) {
        result += fmt::format("    flow   {} to {}, {}", programme.organisations[flow.from].id,
                              programme.organisations[flow.to].id, word(flow.kind));
        result += flow.funding == Funding::unstated ? "" : fmt::format(" by {}", word(flow.funding));
        const std::string below = formula_text(programme, flow.below);
        const std::string upto = formula_text(programme, flow.upto);
        result += below == "0" && upto == "1" ? "\n" : fmt::format(", share from {} to {}\n", below, upto);
    }
    return result;
}

std::string input_line(const Input& input) {
    std::string result = "  " + input.name + "  " + (input.known ? fmt::format("{:.12g}", input.base) : "not known");
    if (input.low || input.high) {
        result += fmt::format(" [{}..{}]", input.low ? fmt::format("{:.12g}", *input.low) : "",
                              input.high ? fmt::format("{:.12g}", *input.high) : "");
    }
    result += input.unit.empty() ? "" : " " + input.unit;
    return result + (input.reason.empty() ? "" : " (" + input.reason + ")") + "\n";
}

std::string project_text(const Programme& programme, const Project& project) {
    std::string result = fmt::format("  {}  {}", project.id, word(project.kind));
    if (project.starts) {
        result += " in " + month(programme, *project.starts);
    }
    if (project.lasts && project.kind == ProjectKind::project) {
        result += fmt::format(", {} months", *project.lasts);
    }
    for (const NodeId* node : {&project.delay, &project.overrun}) {
        const std::string text = formula_text(programme, *node);
        if (text != "0") {
            result += (node == &project.delay ? ", later by " : ", longer by ") + text;
        }
    }
    return result + "\n";
}

}  // namespace

std::string core_text(const Programme& programme) {
    std::string result;
    const auto section = [&](std::string_view title, const auto& rows, const auto& text) {
        std::string body;
        for (const auto& row : rows) {
            body += text(row);
        }
        result += body.empty() ? "" : fmt::format("{}\n{}", title, body);
    };
    section("Inputs", programme.formulas.inputs(), input_line);
    section("Formulas", programme.assumptions, [&](const Assumption& each) {
        return each.input.exists() || !each.node.exists()
                   ? std::string{}
                   : "  " + each.id + "  " + formula_text(programme, programme.formulas.nodes()[each.node].a) + "\n";
    });
    section("Events", programme.projects, [&](const Project& each) { return project_text(programme, each); });
    section("Links", programme.links, [&](const Link& link) {
        return fmt::format("  {} waits for {}  {} {}{}\n", programme.projects[link.after].id,
                           link.before.exists() ? programme.projects[link.before].id : "'" + link.external + "'",
                           word(link.type), word(link.kind),
                           link.lag == 0 ? "" : fmt::format(", {} months later", link.lag));
    });
    section("Lines", programme.lines, [&](const Line& each) { return line_text(programme, each); });
    section("Scenarios", programme.scenarios, [&](const Scenario& each) {
        if (each.role == ScenarioRole::case_ && each.overrides.empty()) {
            return std::string{};  // as written
        }
        std::string text = "  " + each.id;
        for (const ScenarioId parent : each.based_on) {
            text += ", based on " + programme.scenarios[parent].id;
        }
        text += "\n";
        for (const Override& change : each.overrides) {
            constexpr std::string_view verbs[] = {"set to", "plus", "times"};
            text += fmt::format("    {} {} {}\n", programme.formulas.inputs()[change.input].name,
                                verbs[static_cast<std::size_t>(change.verb)],
                                change.known ? fmt::format("{:.12g}", change.operand) : "not known");
        }
        return text;
    });
    return result;
}

}  // namespace tranche
