// Inputs -> formulas -> schedule -> line-years -> rows, of the case first, and then of what a block of lanes moves in it.
#include "run/block.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // adjacent_find, all_of, clamp, find, max
#include <cassert>
#include <cmath>  // abs

#include "tranche/run/run.hpp"  // AmountTooLarge

namespace tranche {

namespace {

using Operation = void (*)(const double*, const double*, std::size_t, double*);

Operation operation(const Kernel& kernel, Op op) {
    switch (op) {
        case Op::add: return kernel.add;
        case Op::subtract: return kernel.subtract;
        case Op::multiply: return kernel.multiply;
        case Op::divide: return kernel.divide;
        case Op::minimum: return kernel.minimum;
        case Op::maximum: return kernel.maximum;
        case Op::at_least: return kernel.at_least;
        case Op::literal:
        case Op::input:
        case Op::alias: break;
    }
    return nullptr;
}

void check_share(const LaneColumn& share, std::size_t width) {
    constexpr double slack = 1e-9;  // the rounding of a sum of shares
    for (std::size_t lane = 0; lane < width; ++lane) {
        if (!(share.at(lane) >= -slack && share.at(lane) <= 1.0 + slack)) {
            throw AmountTooLarge(
                fmt::format("a share of {:.6g}% is not valid: shares are between 0% and 100%", 100 * share.at(lane)));
        }
    }
}

}  // namespace

namespace {

[[maybe_unused]] bool in_order(const Lane& lane) {
    const auto out_of_order = [](const Setting& a, const Setting& b) { return !(a.input < b.input); };
    return std::adjacent_find(lane.settings.begin(), lane.settings.end(), out_of_order) == lane.settings.end();
}

}  // namespace

Block::Block(const Plan& plan, const Lane& base, const Kernel& kernel)
    : plan_(plan), kernel_(kernel), slots_(static_cast<std::size_t>(plan.calendar.years) + 2), moving_(1, 0.0) {
    assert(in_order(base));
    inputs_.resize(plan_.base.size());
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        inputs_[i].uniform = plan_.base[i];
    }
    for (const Setting& setting : base.settings) {
        if (setting.known) {
            inputs_[setting.input.index()].uniform = setting.value;
        }
    }
    nodes_.resize(plan_.nodes.size());
    for (const NodeId id : plan_.node_order) {
        evaluate(id);
    }
    find_unknown(base);
    shifts_.resize(plan_.project_order.size());
    links_.resize(plan_.project_order.size());
    std::size_t link = 0;
    for (const ProjectId id : plan_.project_order) {
        const std::size_t first = link;
        while (link < plan_.links.size() && plan_.links[link].after == id) {
            ++link;
        }
        links_[id] = {first, link};
        schedule(id, links_[id]);
    }
}

void Block::take(std::span<const Lane> lanes, const Reached& reached) {
    rest();
    assert(std::all_of(lanes.begin(), lanes.end(), in_order));
    lanes_ = lanes.size();
    for (std::size_t lane = 0; lane < lanes_; ++lane) {
        for (const Setting& setting : lanes[lane].settings) {
            if (!setting.known) {
                continue;
            }
            LaneColumn& column = inputs_[setting.input.index()];
            if (!column.moves()) {
                column.lanes.assign(lanes_, column.uniform);
                set_.push_back(setting.input);
            }
            column.lanes[lane] = setting.value;
        }
    }
    wide_ = reached;
    for (const NodeId id : wide_.nodes) {
        evaluate(id);
    }
    for (const ProjectId id : wide_.projects) {
        schedule(id, links_[id]);
    }
    moving_.assign(lanes_, 0.0);
    largest_moving_ = 0.0;
}

// A cleared column keeps its room for the next block.
void Block::rest() {
    for (const InputId id : set_) {
        inputs_[id.index()].lanes.clear();
    }
    for (const NodeId id : wide_.nodes) {
        nodes_[id].lanes.clear();
    }
    for (const ProjectId id : wide_.projects) {
        shifts_[id].lanes.clear();
    }
    set_.clear();
    wide_ = {};
    lanes_ = 1;
    moving_.assign(1, 0.0);
    largest_moving_ = 0.0;
}

void Block::count_from(double still) {
    still_ = still;
    std::fill(moving_.begin(), moving_.end(), 0.0);
    largest_moving_ = 0.0;
}

void Block::evaluate(NodeId id) {
    const Node& node = plan_.nodes[id];
    LaneColumn& result = nodes_[id];
    switch (node.op) {
        case Op::literal: result.uniform = node.literal; return;
        case Op::input: result = inputs_[node.input.index()]; return;
        case Op::alias: result = nodes_[node.a]; return;
        default: break;
    }
    const LaneColumn& a = nodes_[node.a];
    const LaneColumn& b = nodes_[node.b];
    if (!a.moves() && !b.moves()) {
        result.uniform = apply(node.op, a.uniform, b.uniform);
        return;
    }
    result.lanes.resize(lanes_);
    operation(kernel_, node.op)(spread(a, lanes_, left_), spread(b, lanes_, right_), lanes_, result.lanes.data());
}

int Block::origin(const Stream& stream, std::size_t lane) const {
    return stream.origin +
           static_cast<int>(nodes_[stream.delay].at(lane) + moved(stream.moves_with, stream.from_finish, lane));
}

int Block::until(const Stream& stream, std::size_t lane) const {
    if (!stream.until.exists()) {
        return never;
    }
    return stream.until_origin +
           static_cast<int>(nodes_[stream.until_delay].at(lane) + moved(stream.until, stream.until_finish, lane));
}

bool Block::blocked(const Stream& stream) const {
    return !unknown_.empty() &&
           (unknown_[stream.factor.index()] || (stream.priced_at && unknown_[year_priced(stream, 0).index()]));
}

LaneColumn Block::whole_factor(const Stream& stream, std::size_t width) const {
    const LaneColumn& own = nodes_[stream.factor];
    if (!stream.priced_at) {
        return own;
    }
    LaneColumn result{own.at(0) * nodes_[year_priced(stream, 0)].at(0), {}};
    for (std::size_t lane = 0; width > 1 && lane < width; ++lane) {
        result.lanes.push_back(own.at(lane) * nodes_[year_priced(stream, lane)].at(lane));
    }
    return result;
}

std::vector<bool> Block::unknown_years(const Stream& stream) const {
    std::vector<bool> result;
    if (unknown_.empty() || !stream.series.exists() || stream.priced_at) {
        return result;
    }
    const std::vector<NodeId>& years = plan_.series[stream.series];
    for (std::size_t year = 0; year < years.size(); ++year) {
        if (unknown_[years[year].index()]) {
            result.resize(years.size(), false);
            result[year] = true;
        }
    }
    return result;
}

bool Block::blocked(const Row& row) const {
    return !unknown_.empty() && (unknown_[row.below.index()] || unknown_[row.upto.index()]);
}

std::size_t Block::line_years(const Stream& stream, std::vector<double>& out) {
    const LaneColumn& factor = nodes_[stream.factor];
    const bool shifting = nodes_[stream.delay].moves() || moves(stream.moves_with) || moves(stream.until) ||
                          (stream.until.exists() && nodes_[stream.until_delay].moves());
    bool scaling = factor.moves();
    if (stream.series.exists()) {
        for (const NodeId year : plan_.series[stream.series]) {
            scaling = scaling || nodes_[year].moves();
        }
    }
    const std::size_t width = scaling || shifting ? lanes_ : 1;
    find_windows(stream, shifting ? width : 1);
    out.resize(slots_ * width);
    const std::uint32_t* which = shifting ? which_.data() : nullptr;
    if (stream.priced_at) {
        const LaneColumn priced = whole_factor(stream, width);
        check(stream, priced, width);
        kernel_.scale(windows_.data(), slots_, which, spread(priced, width, factor_), width, out.data());
        return width;
    }
    if (!stream.series.exists()) {
        check(stream, factor, width);
        kernel_.scale(windows_.data(), slots_, which, spread(factor, width, factor_), width, out.data());
        return width;
    }
    const std::vector<NodeId>& series = plan_.series[stream.series];
    std::vector<double> of_slot(windows_.size() / slots_);
    for (std::size_t slot = 0; slot < slots_; ++slot) {
        const LaneColumn year = product(factor, nodes_[series[std::min(slot, series.size() - 1)]], width);
        check(stream, year, width);
        for (std::size_t i = 0; i < of_slot.size(); ++i) {
            of_slot[i] = windows_[i * slots_ + slot];
        }
        kernel_.scale(of_slot.data(), 1, which, spread(year, width, factor_), width, out.data() + slot * width);
    }
    return width;
}

void Block::row_years(const Row& row, const std::vector<double>& stream_years, std::size_t width, double sign,
                      std::vector<double>& out) {
    check_share(nodes_[row.below], width);
    check_share(nodes_[row.upto], width);
    kernel_.share(stream_years.data(), slots_, spread(nodes_[row.below], width, below_),
                  spread(nodes_[row.upto], width, upto_), sign, width, out.data());
}

void Block::widen(std::vector<double>& years) const {
    std::vector<double> wide(slots_ * lanes_);
    for (std::size_t slot = 0; slot < slots_; ++slot) {
        std::fill_n(wide.begin() + static_cast<std::ptrdiff_t>(slot * lanes_), lanes_, years[slot]);
    }
    years = std::move(wide);
}

// What rests on an input without a value: structurally, whatever the arithmetic would say. A
// product with a factor of 0 rests on nothing.
void Block::find_unknown(const Lane& base) {
    std::vector<bool> known = plan_.known;
    for (const Setting& setting : base.settings) {
        known[setting.input.index()] = setting.known;
    }
    if (std::all_of(known.begin(), known.end(), [](bool each) { return each; })) {
        return;
    }
    unknown_.assign(plan_.nodes.size(), false);
    for (const NodeId id : plan_.node_order) {
        const Node& node = plan_.nodes[id];
        switch (node.op) {
            case Op::literal: break;
            case Op::input: unknown_[id.index()] = !known[node.input.index()]; break;
            case Op::alias: unknown_[id.index()] = unknown_[node.a.index()]; break;
            default:
                unknown_[id.index()] = (unknown_[node.a.index()] && !cancelled(node, node.b)) ||
                                       (unknown_[node.b.index()] && !cancelled(node, node.a));
        }
    }
}

// REQUIRES: the stream is priced in one month.
NodeId Block::year_priced(const Stream& stream, std::size_t lane) const {
    const std::vector<NodeId>& years = plan_.series[stream.series];
    const int year = Calendar::year_of(origin(stream, lane) + *stream.priced_at);
    return years[static_cast<std::size_t>(std::clamp(year, 0, static_cast<int>(years.size()) - 1))];
}

bool Block::cancelled(const Node& node, NodeId other) const {
    return node.op == Op::multiply && !unknown_[other.index()] && nodes_[other].at(0) == 0.0;
}

double Block::moved(ProjectId id, bool finish, std::size_t lane) const {
    if (!id.exists()) {
        return 0.0;
    }
    return finish ? finish_shift(id, lane) : project_shift(id, lane);
}

bool Block::moves(ProjectId id) const {
    return id.exists() && (shifts_[id].moves() || nodes_[plan_.project_overrun[id]].moves());
}

LaneColumn Block::product(const LaneColumn& a, const LaneColumn& b, std::size_t width) const {
    if (!a.moves() && !b.moves()) {
        return {a.uniform * b.uniform, {}};
    }
    LaneColumn result;
    result.lanes.resize(width);
    for (std::size_t lane = 0; lane < width; ++lane) {
        result.lanes[lane] = a.at(lane) * b.at(lane);
    }
    return result;
}

// The stream's money between year boundaries, for every shift that occurs among the lanes.
void Block::find_windows(const Stream& stream, std::size_t width) {
    windows_.clear();
    which_.resize(width);
    distinct_.clear();
    for (std::size_t lane = 0; lane < width; ++lane) {
        const std::pair<int, int> dates{origin(stream, lane), until(stream, lane)};
        const auto found = std::find(distinct_.begin(), distinct_.end(), dates);
        which_[lane] = static_cast<std::uint32_t>(found - distinct_.begin());
        if (found == distinct_.end()) {
            distinct_.push_back(dates);
        }
    }
    for (const auto& [origin, until] : distinct_) {
        std::int64_t before =
            0;  // money never falls before the calendar: the loader refuses it and delays are not negative
        for (int year = 1; year <= plan_.calendar.years; ++year) {
            const std::int64_t upto = plan_.shapes->before(stream.shape, std::min(year * 12, until) - origin);
            windows_.push_back(static_cast<double>(upto - before));
            before = upto;
        }
        const std::int64_t whole =
            until == never ? plan_.shapes->total(stream.shape) : plan_.shapes->before(stream.shape, until - origin);
        windows_.push_back(static_cast<double>(whole - before));
        windows_.push_back(static_cast<double>(stream.undated));
    }
}

// Of a stream that lasts until an event, what falls before it in any lane: its shape is longer than that.
double Block::magnitude_of(const Stream& stream) const {
    if (!stream.until.exists()) {
        return static_cast<double>(plan_.shapes->magnitude(stream.shape)) +
               std::abs(static_cast<double>(stream.undated));
    }
    double largest = 0.0;
    for (std::size_t first = 0; first < windows_.size(); first += slots_) {
        double sum = 0.0;
        for (std::size_t slot = 0; slot < slots_; ++slot) {
            sum += std::abs(windows_[first + slot]);
        }
        largest = std::max(largest, sum);
    }
    return largest;
}

// The absolute amounts of a lane's streams together stay within what a double counts exactly, and so does any sum.
void Block::check(const Stream& stream, const LaneColumn& factor, std::size_t width) {
    const double magnitude = magnitude_of(stream);
    const double share = stream.series.exists() ? 1.0 / static_cast<double>(plan_.calendar.years) : 1.0;
    if (magnitude == 0.0) {
        return;
    }
    for (std::size_t lane = 0; lane < width; ++lane) {
        const double size = std::abs(factor.at(lane));
        double& sum = width == 1 ? still_ : moving_[lane];
        sum += magnitude * size * share;
        largest_moving_ = std::max(largest_moving_, moving_[width == 1 ? 0 : lane]);
        if (!(still_ + largest_moving_ <= static_cast<double>(largest_exact))) {
            throw AmountTooLarge(
                fmt::format("a factor of {:.6g} makes the programme's amounts too large to count exactly", size));
        }
    }
}

const double* Block::spread(const LaneColumn& column, std::size_t width, std::vector<double>& scratch) const {
    if (column.moves()) {
        return column.lanes.data();
    }
    scratch.assign(width, column.uniform);
    return scratch.data();
}

// A project starts at the latest of its own date plus its own delay and what its links, less their slack, allow.
void Block::schedule(ProjectId id, Reach::Rows links) {
    LaneColumn shift = nodes_[plan_.project_delay[id]];
    const LaneColumn& longer = nodes_[plan_.project_overrun[id]];
    for (std::size_t i = links.first; i < links.end; ++i) {
        const PlannedLink& link = plan_.links[i];
        if ((moves(link.before) || longer.moves()) && !shift.moves()) {
            shift.lanes.assign(lanes_, shift.uniform);
        }
        const std::size_t width = shift.moves() ? lanes_ : 1;
        for (std::size_t lane = 0; lane < width; ++lane) {
            double& mine = shift.moves() ? shift.lanes[lane] : shift.uniform;
            mine = std::max(mine, moved(link.before, link.from_finish, lane) - link.slack -
                                      (link.to_finish ? longer.at(lane) : 0.0));
        }
    }
    if (shift.moves()) {
        shifts_[id].lanes = std::move(shift.lanes);  // the case's own number stays
    } else {
        shifts_[id].uniform = shift.uniform;
    }
}

}  // namespace tranche
