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
                names.push_back(programme.formulas.name_of(NodeId{v}));
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
    if (project.kind != ProjectKind::project) {
        return (project.kind == ProjectKind::gate ? "is due in " : "is reached in ") +
               month_text(calendar.month_at(*project.starts));
    }
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
                          "projects depend on each other in a circle: " + path_text(names),
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
        const bool to_start = link.type == LinkType::finish_to_start || link.type == LinkType::start_to_start;
        const bool from_start = link.type == LinkType::start_to_start || link.type == LinkType::start_to_finish;
        result.links.push_back({link.before, link.after, !from_start, !to_start, std::max(gap, 0), std::max(-gap, 0)});
        if (gap < 0) {
            diagnostics.warning("starts-before-prerequisite", link.where,
                                "'" + after.id + "' " + when_text(result.calendar, after, to_start) +
                                    " but depends on '" + before.id + "', which " +
                                    when_text(result.calendar, before, from_start),
                                "the dates are kept as written, and the link has a slack of zero");
        }
    }
    std::stable_sort(result.links.begin(), result.links.end(), [&](const PlannedLink& a, const PlannedLink& b) {
        return rank[a.after.index()] < rank[b.after.index()];
    });
}

// When an anchor's event happens in the plan as written.
int planned_month(const Programme& programme, const Anchor& anchor) {
    if (anchor.kind == AnchorKind::calendar) {
        return 0;
    }
    const Project& project = programme.projects[anchor.project];
    return *project.starts + (anchor.kind == AnchorKind::project_end ? *project.lasts : 0);
}

// What a piece could come to before it is multiplied. One that lasts until an event is sized as if that were the end of the
// calendar: what falls later is measured when it is run.
double sizing_amount(const Programme& programme, const Plan& plan, const Piece& piece) {
    const Shapes& shapes = *programme.shapes;
    const std::int64_t dated =
        piece.until ? shapes.before(piece.shape, plan.calendar.months() - planned_month(programme, piece.anchor))
                    : shapes.magnitude(piece.shape);
    return std::abs(static_cast<double>(dated)) + std::abs(static_cast<double>(piece.undated));
}

// What an input without a value of its own could be, for sizing.
double sizing_value(const Input& input) {
    return input.known ? input.base : input.high.value_or(input.low.value_or(0.0));
}

std::vector<double> base_values(const Programme& programme, const Plan& plan) {
    std::vector<double> values(plan.nodes.size(), 0.0);
    for (const NodeId id : plan.node_order) {
        const Node& node = plan.nodes[id];
        switch (node.op) {
            case Op::literal: values[id.index()] = node.literal; break;
            case Op::input: values[id.index()] = sizing_value(programme.formulas.inputs()[node.input]); break;
            case Op::alias: values[id.index()] = values[node.a.index()]; break;
            default: values[id.index()] = apply(node.op, values[node.a.index()], values[node.b.index()]);
        }
    }
    return values;
}

// A total may grow by this much in a scenario before the run refuses it.
constexpr double headroom = 4.0;

void choose_unit(const Programme& programme, Plan& result, Diagnostics& diagnostics) {
    const std::vector<double> values = base_values(programme, result);
    double total = 0.0;
    double at_factor = 0.0;
    for (const Line& line : programme.lines) {
        for (const Piece& piece : line.pieces) {
            // What the shape is multiplied by is its amount; what scales the line may come back to 1.
            double amount = std::abs(values[piece.amount.index()]);
            if (piece.series.exists()) {
                double largest = 0.0;
                for (const NodeId year : programme.series[piece.series]) {
                    largest = std::max(largest, std::abs(values[year.index()]));
                }
                amount *= largest;
            }
            const double factor = values[line.factor.index()];
            if (!std::isfinite(factor) || !std::isfinite(amount)) {
                diagnostics.error("not-a-number", line.where, "the formula of line '" + line.id + "' has no value",
                                  "look for a division by zero among its assumptions");
                break;
            }
            const double magnitude = amount * sizing_amount(programme, result, piece);
            total += magnitude;
            at_factor += magnitude * std::max(1.0, std::abs(factor));
        }
    }
    int coarser = 0;
    for (double size = at_factor * headroom; size > static_cast<double>(largest_exact) && coarser < 6; size /= 10) {
        ++coarser;
        total /= 10;
    }
    if (total * 1.0 > static_cast<double>(largest_exact)) {
        diagnostics.error("amount-too-large", programme.where, "the programme's amounts are too large to count exactly",
                          "check the unit of money: a number without a unit is in the file's unit");
    } else if (coarser > 0) {
        std::string size = "£0.";
        size.append(static_cast<std::size_t>(coarser < 6 ? 6 - coarser - 1 : 0), '0');
        diagnostics.warning("coarser-unit", programme.where,
                            "the programme is too large to count in millionths of a pound; it is counted in units of " +
                                (coarser == 6 ? std::string("£1") : size + "1"),
                            "figures are exact to that unit; check the unit of money if the size is unexpected");
    }
    result.unit.digits = 6 - coarser;
    if (coarser == 0) {
        result.shapes = programme.shapes;
        return;
    }
    result.shapes = std::make_shared<const Shapes>(programme.shapes->coarser(coarser));
}

Stream stream_of(const Programme& programme, LineId line, const Piece& piece, std::int64_t divisor) {
    Stream stream;
    stream.line = line;
    stream.shape = piece.shape;
    stream.undated = proportion(piece.undated, 1, divisor);
    stream.factor = piece.factor;
    stream.delay = piece.delay;
    stream.series = piece.series;
    stream.priced_at = piece.priced_at;
    if (piece.anchor.kind != AnchorKind::calendar) {
        stream.moves_with = piece.anchor.project;
        stream.from_finish = piece.anchor.kind == AnchorKind::project_end;
        stream.origin = planned_month(programme, piece.anchor);
    }
    if (piece.until) {
        stream.until = piece.until->project;
        stream.until_delay = piece.until_delay;
        stream.until_finish = piece.until->kind == AnchorKind::project_end;
        stream.until_origin = planned_month(programme, *piece.until) + piece.until_lag;
    }
    return stream;
}

void lay_out(const Programme& programme, Plan& result) {
    std::int64_t divisor = 1;
    for (int i = result.unit.digits; i < 6; ++i) {
        divisor *= 10;
    }
    std::size_t streams = 0;
    std::size_t rows = 0;
    for (const Line& line : programme.lines) {
        streams += line.pieces.size();
        rows += line.pieces.size() * line.flows.size();
    }
    result.streams.reserve(streams);
    result.rows.reserve(rows);
    for (std::size_t i = 0; i < programme.lines.size(); ++i) {
        const Line& line = programme.lines[LineId{i}];
        if (line.valued == Valued::unquantified || line.valued == Valued::unpriced) {
            for (const Flow& flow : line.flows) {
                result.outside.push_back({LineId{i}, {}, flow.from, flow.to, flow.kind, flow.below, flow.upto});
            }
        }
        for (const Piece& piece : line.pieces) {
            const StreamId id = result.streams.add(stream_of(programme, LineId{i}, piece, divisor));
            for (const Flow& flow : line.flows) {
                result.rows.push_back({LineId{i}, id, flow.from, flow.to, flow.kind, flow.below, flow.upto});
            }
        }
    }
}

// Operands before their formulas in node_order, so one pass backwards finds all that the rows and the schedule rest on.
void find_used(Plan& result) {
    std::vector<bool> node(result.nodes.size(), false);
    const auto root = [&](NodeId id) {
        if (id.exists()) {
            node[id.index()] = true;
        }
    };
    for (const Stream& stream : result.streams) {
        root(stream.factor);
        root(stream.delay);
        if (stream.series.exists()) {
            for (const NodeId year : result.series[stream.series]) {
                root(year);
            }
        }
    }
    for (const Row& row : result.rows) {
        root(row.below);
        root(row.upto);
    }
    for (const NodeId delay : result.project_delay) {
        root(delay);
    }
    for (const NodeId overrun : result.project_overrun) {
        root(overrun);
    }
    result.used.assign(result.base.size(), false);
    for (std::size_t i = result.node_order.size(); i-- > 0;) {
        const NodeId id = result.node_order[i];
        if (!node[id.index()]) {
            continue;
        }
        const Node& each = result.nodes[id];
        root(each.a);
        root(each.b);
        if (each.op == Op::input) {
            result.used[each.input.index()] = true;
        }
    }
}

// In an extending window the case grows by the longest delay any declared scenario could reach: the sum of all, and of what
// milestones lose without their awards.
int years_added(const Programme& programme) {
    if (programme.delay_window == DelayWindow::fixed) {
        return 0;
    }
    double months = 0.0;
    for (const Project& project : programme.projects) {
        months += project.without_months;
    }
    for (const Scenario& scenario : programme.scenarios) {
        for (const Override& change : scenario.overrides) {
            if (in_months(programme.formulas.inputs()[change.input].use)) {
                months += std::max(0.0, change.operand);
            }
        }
    }
    for (const Project& project : programme.projects) {
        months += project.bias ? project.bias->months : 0;
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
        result.known.push_back(input.known);
        result.all_known = result.all_known && input.known;
    }
    for (std::vector<NodeId> years : programme.series) {
        years.resize(static_cast<std::size_t>(result.calendar.years), years.back());
        result.series.add(std::move(years));
    }
    for (const Project& project : programme.projects) {
        result.project_delay.add(project.delay);
        result.project_overrun.add(project.overrun);
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
    find_used(result);
    return result;
}

}  // namespace tranche
