// Compiling a programme: formulas ordered, projects ordered, slack measured, unit chosen, streams and rows laid out.
#include <algorithm>  // find_if, max, reverse, rotate, stable_sort
#include <cmath>      // isfinite
#include <cstdlib>    // abs
#include <string>

#include "tranche/base/spelling.hpp"
#include "tranche/graph/order.hpp"
#include "tranche/plan/plan.hpp"

namespace tranche {

namespace {

std::string path_text(const std::vector<std::string>& names) {
    constexpr std::size_t most = 12;
    std::string result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names.size() > most && i == most - 2) {
            result += "... (" + std::to_string(names.size() - most + 1) + " more) -> ";
            i = names.size() - 2;
            continue;
        }
        result += names[i] + " -> ";
    }
    return result + names.front();
}

bool takes_operands(Op op) {
    return op != Op::literal && op != Op::input;
}

void order_nodes(const Programme& programme, Plan& result, Diagnostics& diagnostics) {
    const Table<NodeId, Node>& nodes = programme.formulas.nodes();
    std::vector<Edge> edges;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[NodeId{i}];
        if (takes_operands(node.op)) {
            edges.emplace_back(node.a.value, i);
            if (node.op != Op::alias) {
                edges.emplace_back(node.b.value, i);
            }
        }
    }
    const Ordering ordering = order_of(nodes.size(), edges);
    for (const std::vector<std::uint32_t>& cycle : ordering.cycles) {
        std::vector<std::string> names;
        Position where;
        for (const std::uint32_t v : cycle) {
            const Node& node = nodes[NodeId{v}];
            if (node.op == Op::alias) {
                where = names.empty() ? node.where : where;
                names.push_back(node.name);
            }
        }
        std::reverse(names.begin(), names.end());  // edges run from operand to formula; people read formula to operand
        std::rotate(names.begin(), names.end() - 1, names.end());  // begins with the formula that where points to
        diagnostics.error("formula-cycle", where, "formulas depend on each other in a circle: " + path_text(names),
                          "give one of them a number of its own");
    }
    for (const std::uint32_t v : ordering.order) {
        result.node_order.emplace_back(v);
    }
}

// The earliest months that a link compares: what `before` must have reached for `after` to reach its own.
int planned_gap(const Project& before, const Project& after, const Link& link) {
    const bool from_start = link.type == LinkType::start_to_start || link.type == LinkType::start_to_finish;
    const bool to_start = link.type == LinkType::finish_to_start || link.type == LinkType::start_to_start;
    const int reached = *before.starts + (from_start ? 0 : *before.lasts);
    const int needed = *after.starts + (to_start ? 0 : *after.lasts);
    return needed - reached - link.lag;
}

std::string when_text(const Calendar& calendar, const Project& project, bool start) {
    return start ? "starts in " + month_text(calendar.month_at(*project.starts))
                 : "ends in " + month_text(calendar.month_at(*project.starts + *project.lasts - 1));
}

void order_projects(const Programme& programme, Plan& result, Diagnostics& diagnostics) {
    std::vector<Edge> edges;
    for (const Link& link : programme.links) {
        if (link.kind == LinkKind::hard && link.before.exists()) {
            edges.emplace_back(link.before.value, link.after.value);
        }
    }
    const Ordering ordering = order_of(programme.projects.size(), edges);
    for (const std::vector<std::uint32_t>& cycle : ordering.cycles) {
        std::vector<std::string> names;
        for (const std::uint32_t v : cycle) {
            names.push_back(programme.projects[ProjectId{v}].id);
        }
        std::reverse(names.begin() + 1, names.end());  // edges run from prerequisite to project; people read the links
        const auto closing = std::find_if(programme.links.begin(), programme.links.end(), [&](const Link& link) {
            return link.kind == LinkKind::hard && link.after.value == cycle.front() &&
                   link.before.value == cycle.back();
        });
        diagnostics.error("project-cycle", closing->where,
                          "projects wait for each other in a circle: " + path_text(names),
                          "remove a link, or make one of them soft");
    }
    if (!ordering.cycles.empty()) {
        return;  // links that run in a circle are all broken somewhere; saying so of each would hide the circle
    }
    std::vector<std::size_t> rank(programme.projects.size(), 0);
    for (const std::uint32_t v : ordering.order) {
        rank[v] = result.project_order.size();
        result.project_order.emplace_back(v);
    }
    for (const Link& link : programme.links) {
        if (link.kind != LinkKind::hard || !link.before.exists()) {
            continue;
        }
        const Project& before = programme.projects[link.before];
        const Project& after = programme.projects[link.after];
        if (!before.starts || !before.lasts || !after.starts || !after.lasts) {
            continue;
        }
        const int gap = planned_gap(before, after, link);
        result.links.push_back({link.before, link.after, std::max(gap, 0), std::max(-gap, 0)});
        if (gap < 0) {
            const bool to_start = link.type == LinkType::finish_to_start || link.type == LinkType::start_to_start;
            const bool from_start = link.type == LinkType::start_to_start || link.type == LinkType::start_to_finish;
            diagnostics.warning("starts-before-prerequisite", link.where,
                                "'" + after.id + "' " + when_text(result.calendar, after, to_start) +
                                    " but waits for '" + before.id + "', which " +
                                    when_text(result.calendar, before, from_start),
                                "the plan stands as written; the link allows no further slack");
        }
    }
    std::stable_sort(result.links.begin(), result.links.end(), [&](const PlannedLink& a, const PlannedLink& b) {
        return rank[a.after.index()] < rank[b.after.index()];
    });
}

std::vector<double> base_values(const Plan& plan) {
    std::vector<double> values(plan.nodes.size(), 0.0);
    for (const NodeId id : plan.node_order) {
        const Node& node = plan.nodes[id];
        switch (node.op) {
            case Op::literal: values[id.index()] = node.literal; break;
            case Op::input: values[id.index()] = plan.base[node.input.index()]; break;
            case Op::alias: values[id.index()] = values[node.a.index()]; break;
            default: values[id.index()] = apply(node.op, values[node.a.index()], values[node.b.index()]);
        }
    }
    return values;
}

// A total may grow by this much in a scenario before the run refuses it.
constexpr double headroom = 4.0;

void choose_unit(const Programme& programme, Plan& result, Diagnostics& diagnostics) {
    const std::vector<double> values = base_values(result);
    double total = 0.0;
    double at_factor = 0.0;
    for (const Line& line : programme.lines) {
        const double factor = values[line.factor.index()];
        if (!std::isfinite(factor)) {
            diagnostics.error("not-a-number", line.where, "the formula of line '" + line.id + "' has no value",
                              "look for a division by zero among its assumptions");
            continue;
        }
        const double magnitude =
            static_cast<double>(programme.shapes.magnitude(line.shape)) + std::abs(static_cast<double>(line.undated));
        total += magnitude;
        at_factor += magnitude * std::max(1.0, std::abs(factor));
    }
    int coarser = 0;
    for (double size = at_factor * headroom; size > static_cast<double>(largest_exact) && coarser < 6; size /= 10) {
        ++coarser;
        total /= 10;
    }
    if (total * 1.0 > static_cast<double>(largest_exact)) {
        diagnostics.error("amount-too-large", programme.where,
                          "the programme's amounts add to more than can be counted exactly",
                          "check the unit of money: a bare number is taken in the file's unit");
    } else if (coarser > 0) {
        std::string size = "£0.";
        size.append(static_cast<std::size_t>(coarser < 6 ? 6 - coarser - 1 : 0), '0');
        diagnostics.warning("coarser-unit", programme.where,
                            "the programme is too large to count in millionths of a pound; it is counted in units of " +
                                (coarser == 6 ? std::string("£1") : size + "1"),
                            "figures are exact to that unit; check the unit of money if the size is a surprise");
    }
    result.unit.digits = 6 - coarser;
    if (coarser == 0) {
        result.shapes = std::make_shared<const Shapes>(programme.shapes);
        return;
    }
    result.shapes = std::make_shared<const Shapes>(programme.shapes.coarser(coarser));
}

void lay_out(const Programme& programme, Plan& result) {
    std::int64_t divisor = 1;
    for (int i = result.unit.digits; i < 6; ++i) {
        divisor *= 10;
    }
    for (std::size_t i = 0; i < programme.lines.size(); ++i) {
        const Line& line = programme.lines[LineId{i}];
        Stream stream;
        stream.line = LineId{i};
        stream.shape = line.shape;
        stream.undated = proportion(line.undated, 1, divisor);
        stream.factor = line.factor;
        stream.delay = line.delay;
        if (line.anchor.kind != AnchorKind::calendar) {
            const Project& project = programme.projects[line.anchor.project];
            stream.moves_with = line.anchor.project;
            stream.origin = *project.starts + (line.anchor.kind == AnchorKind::project_end ? *project.lasts : 0);
        }
        result.magnitude += result.shapes->magnitude(stream.shape) + std::abs(stream.undated);
        const StreamId id = result.streams.add(stream);
        for (const Flow& flow : line.flows) {
            result.rows.push_back({LineId{i}, id, flow.from, flow.to, flow.kind, flow.below, flow.upto});
        }
    }
}

// In an extending window the case grows by the longest delay any declared scenario could reach: the sum of all.
int years_added(const Programme& programme) {
    if (programme.delay_window == DelayWindow::fixed) {
        return 0;
    }
    double months = 0.0;
    for (const Scenario& scenario : programme.scenarios) {
        for (const Override& change : scenario.overrides) {
            if (programme.formulas.inputs()[change.input].use == InputUse::months) {
                months += std::max(0.0, change.operand);
            }
        }
    }
    constexpr int most = 50;
    return std::min(most, static_cast<int>((months + 11) / 12));
}

}  // namespace

std::optional<Plan> plan(const Programme& programme, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    Plan result;
    result.calendar = programme.calendar;
    result.calendar.years += years_added(programme);
    result.nodes = programme.formulas.nodes();
    for (const Input& input : programme.formulas.inputs()) {
        result.base.push_back(input.base);
    }
    for (const Project& project : programme.projects) {
        result.project_delay.add(project.delay);
    }
    order_nodes(programme, result, diagnostics);
    order_projects(programme, result, diagnostics);
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    choose_unit(programme, result, diagnostics);
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    lay_out(programme, result);
    return result;
}

}  // namespace tranche
