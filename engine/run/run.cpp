// Inputs -> formulas -> schedule -> line-years -> rows, a block of lanes at a time.
//
// A value that no lane of the block moves is a single number, and a stream that no lane moves is computed for one lane
// and added to all: integers, so that is the same sum. Only what moves is a column.
#include "tranche/run/run.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // all_of, clamp, find, max
#include <cmath>      // abs, isfinite
#include <limits>     // numeric_limits
#include <utility>    // pair

#include "run/kernel_table.hpp"

namespace tranche {

namespace {

constexpr std::size_t block_lanes = 256;

/// One number for every lane of the block, or one per lane.
struct Column {
    double uniform = 0.0;
    std::vector<double> lanes;

    [[nodiscard]] bool moves() const { return !lanes.empty(); }
    [[nodiscard]] double at(std::size_t lane) const { return moves() ? lanes[lane] : uniform; }
};

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

class Block {
public:
    Block(const Plan& plan, std::span<const Lane> lanes, const Kernel& kernel)
        : plan_(plan), lanes_(lanes), kernel_(kernel), slots_(static_cast<std::size_t>(plan.calendar.years) + 2) {
        moving_.assign(lanes_.size(), 0.0);
        set_inputs();
        evaluate_nodes();
        find_unknown();
        schedule();
    }

    [[nodiscard]] std::size_t slots() const { return slots_; }
    [[nodiscard]] const Column& node(NodeId id) const { return nodes_[id]; }
    [[nodiscard]] double project_shift(ProjectId id, std::size_t lane) const { return shifts_[id].at(lane); }
    [[nodiscard]] double finish_shift(ProjectId id, std::size_t lane) const {
        return shifts_[id].at(lane) + nodes_[plan_.project_overrun[id]].at(lane);
    }

    /// Month index of the shape's month 0.
    [[nodiscard]] int origin(const Stream& stream, std::size_t lane) const {
        return stream.origin +
               static_cast<int>(nodes_[stream.delay].at(lane) + moved(stream.moves_with, stream.from_finish, lane));
    }
    /// Month index from which no money falls.
    [[nodiscard]] int until(const Stream& stream, std::size_t lane) const {
        if (!stream.until.exists()) {
            return never;
        }
        return stream.until_origin +
               static_cast<int>(nodes_[stream.until_delay].at(lane) + moved(stream.until, stream.until_finish, lane));
    }
    static constexpr int never = std::numeric_limits<int>::max();

    /// Whether what the stream is multiplied by is unknown in this lane; what is multiplied by nothing is not missed.
    [[nodiscard]] bool blocked(const Stream& stream) const {
        return !unknown_.empty() &&
               (unknown_[stream.factor.index()] || (stream.priced_at && unknown_[year_priced(stream, 0).index()]));
    }

    /// What every year of the stream is multiplied by; of one with factors of years, without them.
    [[nodiscard]] Column whole_factor(const Stream& stream, std::size_t width) const {
        const Column& own = nodes_[stream.factor];
        if (!stream.priced_at) {
            return own;
        }
        Column result{own.at(0) * nodes_[year_priced(stream, 0)].at(0), {}};
        for (std::size_t lane = 0; width > 1 && lane < width; ++lane) {
            result.lanes.push_back(own.at(lane) * nodes_[year_priced(stream, lane)].at(lane));
        }
        return result;
    }

    /// Years whose own factor is unknown; empty where all are known.
    [[nodiscard]] std::vector<bool> unknown_years(const Stream& stream) const {
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

    [[nodiscard]] bool known(NodeId id) const { return unknown_.empty() || !unknown_[id.index()]; }

    /// Whether the share of the row is unknown.
    [[nodiscard]] bool blocked(const Row& row) const {
        return !unknown_.empty() && (unknown_[row.below.index()] || unknown_[row.upto.index()]);
    }

    /// Line-years of a stream, [slot][lane]; one lane wide if nothing of it moves. Returns that width.
    std::size_t line_years(const Stream& stream, std::vector<double>& out) {
        const Column& factor = nodes_[stream.factor];
        const bool shifting = nodes_[stream.delay].moves() || moves(stream.moves_with) || moves(stream.until) ||
                              (stream.until.exists() && nodes_[stream.until_delay].moves());
        bool scaling = factor.moves();
        if (stream.series.exists()) {
            for (const NodeId year : plan_.series[stream.series]) {
                scaling = scaling || nodes_[year].moves();
            }
        }
        const std::size_t width = scaling || shifting ? lanes_.size() : 1;
        find_windows(stream, shifting ? width : 1);
        out.resize(slots_ * width);
        const std::uint32_t* which = shifting ? which_.data() : nullptr;
        if (stream.priced_at) {
            const Column priced = whole_factor(stream, width);
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
            const Column year = product(factor, nodes_[series[std::min(slot, series.size() - 1)]], width);
            check(stream, year, width);
            for (std::size_t i = 0; i < of_slot.size(); ++i) {
                of_slot[i] = windows_[i * slots_ + slot];
            }
            kernel_.scale(of_slot.data(), 1, which, spread(year, width, factor_), width, out.data() + slot * width);
        }
        return width;
    }

    /// Adds a row's part of its stream's line-years to out, [slot][lane].
    void row_years(const Row& row, const std::vector<double>& stream_years, std::size_t width, double sign,
                   std::vector<double>& out) {
        check_share(nodes_[row.below], width);
        check_share(nodes_[row.upto], width);
        kernel_.share(stream_years.data(), slots_, spread(nodes_[row.below], width, below_),
                      spread(nodes_[row.upto], width, upto_), sign, width, out.data());
    }

    /// Whether any share of the row differs between lanes, so that it needs all of them even if its stream does not.
    [[nodiscard]] bool shares_move(const Row& row) const {
        return nodes_[row.below].moves() || nodes_[row.upto].moves();
    }

    /// A stream computed one lane wide, copied to every lane.
    void widen(std::vector<double>& years) const {
        std::vector<double> wide(slots_ * lanes_.size());
        for (std::size_t slot = 0; slot < slots_; ++slot) {
            std::fill_n(wide.begin() + static_cast<std::ptrdiff_t>(slot * lanes_.size()), lanes_.size(), years[slot]);
        }
        years = std::move(wide);
    }

private:
    void set_inputs() {
        inputs_.resize(plan_.base.size());
        for (std::size_t i = 0; i < inputs_.size(); ++i) {
            inputs_[i].uniform = plan_.base[i];
        }
        for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
            for (const Setting& setting : lanes_[lane].settings) {
                if (!setting.known) {
                    continue;
                }
                Column& column = inputs_[setting.input.index()];
                if (!column.moves()) {
                    column.lanes.assign(lanes_.size(), column.uniform);
                }
                column.lanes[lane] = setting.value;
            }
        }
    }

    void evaluate_nodes() {
        nodes_.resize(plan_.nodes.size());
        for (const NodeId id : plan_.node_order) {
            const Node& node = plan_.nodes[id];
            Column& result = nodes_[id];
            switch (node.op) {
                case Op::literal: result.uniform = node.literal; continue;
                case Op::input: result = inputs_[node.input.index()]; continue;
                case Op::alias: result = nodes_[node.a]; continue;
                default: break;
            }
            const Column& a = nodes_[node.a];
            const Column& b = nodes_[node.b];
            if (!a.moves() && !b.moves()) {
                result.uniform = apply(node.op, a.uniform, b.uniform);
                continue;
            }
            result.lanes.resize(lanes_.size());
            std::vector<double> left;
            std::vector<double> right;
            const double* left_values = spread(a, lanes_.size(), left);
            const double* right_values = spread(b, lanes_.size(), right);
            operation(kernel_, node.op)(left_values, right_values, lanes_.size(), result.lanes.data());
        }
    }

    // What rests on an input without a value, in a block of one lane: structurally, whatever the arithmetic would say. A
    // product with a factor of 0 rests on nothing.
    void find_unknown() {
        if (lanes_.size() != 1) {
            return;
        }
        std::vector<bool> known = plan_.known;
        for (const Setting& setting : lanes_.front().settings) {
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
    [[nodiscard]] NodeId year_priced(const Stream& stream, std::size_t lane) const {
        const std::vector<NodeId>& years = plan_.series[stream.series];
        const int year = Calendar::year_of(origin(stream, lane) + *stream.priced_at);
        return years[static_cast<std::size_t>(std::clamp(year, 0, static_cast<int>(years.size()) - 1))];
    }

    [[nodiscard]] bool cancelled(const Node& node, NodeId other) const {
        return node.op == Op::multiply && !unknown_[other.index()] && nodes_[other].at(0) == 0.0;
    }

    [[nodiscard]] double moved(ProjectId id, bool finish, std::size_t lane) const {
        if (!id.exists()) {
            return 0.0;
        }
        return finish ? finish_shift(id, lane) : project_shift(id, lane);
    }

    [[nodiscard]] bool moves(ProjectId id) const {
        return id.exists() && (shifts_[id].moves() || nodes_[plan_.project_overrun[id]].moves());
    }

    [[nodiscard]] Column product(const Column& a, const Column& b, std::size_t width) const {
        if (!a.moves() && !b.moves()) {
            return {a.uniform * b.uniform, {}};
        }
        Column result;
        result.lanes.resize(width);
        for (std::size_t lane = 0; lane < width; ++lane) {
            result.lanes[lane] = a.at(lane) * b.at(lane);
        }
        return result;
    }

    // A project starts at the latest of its own date plus its own delay and what its links, less their slack, allow.
    void schedule() {
        shifts_.resize(plan_.project_order.size());
        std::size_t next_link = 0;
        for (const ProjectId id : plan_.project_order) {
            Column shift = nodes_[plan_.project_delay[id]];
            for (; next_link < plan_.links.size() && plan_.links[next_link].after == id; ++next_link) {
                const PlannedLink& link = plan_.links[next_link];
                const Column& longer = nodes_[plan_.project_overrun[id]];
                if ((moves(link.before) || longer.moves()) && !shift.moves()) {
                    shift.lanes.assign(lanes_.size(), shift.uniform);
                }
                const std::size_t width = shift.moves() ? lanes_.size() : 1;
                for (std::size_t lane = 0; lane < width; ++lane) {
                    double& mine = shift.moves() ? shift.lanes[lane] : shift.uniform;
                    mine = std::max(mine, moved(link.before, link.from_finish, lane) - link.slack -
                                              (link.to_finish ? longer.at(lane) : 0.0));
                }
            }
            shifts_[id] = std::move(shift);
        }
    }

    // The stream's money between year boundaries, for every shift that occurs among the lanes.
    void find_windows(const Stream& stream, std::size_t width) {
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
    [[nodiscard]] double magnitude_of(const Stream& stream) const {
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
    void check(const Stream& stream, const Column& factor, std::size_t width) {
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

    static void check_share(const Column& share, std::size_t width) {
        constexpr double slack = 1e-9;  // the rounding of a sum of shares
        for (std::size_t lane = 0; lane < width; ++lane) {
            if (!(share.at(lane) >= -slack && share.at(lane) <= 1.0 + slack)) {
                throw AmountTooLarge(fmt::format("a share of {:.6g}% is not valid: shares are between 0% and 100%",
                                                 100 * share.at(lane)));
            }
        }
    }

    const double* spread(const Column& column, std::size_t width, std::vector<double>& scratch) const {
        if (column.moves()) {
            return column.lanes.data();
        }
        scratch.assign(width, column.uniform);
        return scratch.data();
    }

    const Plan& plan_;
    std::span<const Lane> lanes_;
    const Kernel& kernel_;
    std::size_t slots_;
    std::vector<Column> inputs_;
    Table<NodeId, Column> nodes_;
    Table<ProjectId, Column> shifts_;
    std::vector<double> windows_;                // [distinct shift][slot]
    std::vector<std::uint32_t> which_;           // lane -> distinct shift
    std::vector<std::pair<int, int>> distinct_;  // origin and until
    std::vector<bool> unknown_;                  // by node; empty where everything is known
    double still_ = 0.0;                         // magnitude of the streams that no lane moves
    std::vector<double> moving_;                 // by lane: magnitude of the others
    double largest_moving_ = 0.0;                // of the lane in which they are largest
    std::vector<double> factor_;
    std::vector<double> below_;
    std::vector<double> upto_;
};

Money money(double integer) {
    return Money{static_cast<std::int64_t>(integer)};
}

void run_block(const Plan& plan, std::span<const Lane> lanes, std::span<const Bucket> of_row, const Kernel& kernel,
               std::size_t first_lane, Totals& result) {
    Block block(plan, lanes, kernel);
    const std::size_t slots = block.slots();
    std::vector<std::vector<double>> moving(result.buckets, std::vector<double>(slots * lanes.size(), 0.0));
    std::vector<std::vector<double>> still(result.buckets, std::vector<double>(slots, 0.0));
    std::vector<double> years;
    for (std::size_t row = 0; row < plan.rows.size();) {
        const Stream& stream = plan.streams[plan.rows[row].stream];
        const StreamId id = plan.rows[row].stream;
        std::size_t width = block.line_years(stream, years);
        for (; row < plan.rows.size() && plan.rows[row].stream == id; ++row) {
            const Bucket& bucket = of_row[row];
            if (bucket.number < 0) {
                continue;
            }
            const auto number = static_cast<std::size_t>(bucket.number);
            if (width == 1 && lanes.size() > 1 && block.shares_move(plan.rows[row])) {
                block.widen(years);
                width = lanes.size();
            }
            std::vector<double>& out = width == 1 ? still[number] : moving[number];
            block.row_years(plan.rows[row], years, width, bucket.sign, out);
        }
    }
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        for (std::size_t bucket = 0; bucket < result.buckets; ++bucket) {
            for (std::size_t slot = 0; slot < slots; ++slot) {
                result.amounts[((first_lane + lane) * result.buckets + bucket) * slots + slot] =
                    money(still[bucket][slot]) + money(moving[bucket][slot * lanes.size() + lane]);
            }
        }
    }
}

}  // namespace

std::optional<double> node_value(const Plan& plan, const Lane& lane, NodeId node) {
    const Block block(plan, std::span(&lane, 1), kernel_for(InstructionSet::baseline));
    return block.known(node) ? std::optional(block.node(node).at(0)) : std::nullopt;
}

Totals run_totals(const Plan& plan, std::span<const Lane> lanes, std::span<const Bucket> of_row, std::size_t buckets,
                  const RunOptions& options) {
    const Kernel& kernel = kernel_for(options.instruction_set);
    Totals result;
    result.buckets = buckets;
    result.slots = static_cast<std::size_t>(plan.calendar.years) + 2;
    result.amounts.resize(lanes.size() * buckets * result.slots);
    for (std::size_t first = 0; first < lanes.size(); first += block_lanes) {
        run_block(plan, lanes.subspan(first, std::min(block_lanes, lanes.size() - first)), of_row, kernel, first,
                  result);
    }
    return result;
}

Cashflow run(const Plan& plan, const Lane& lane, const RunOptions& options) {
    Block block(plan, std::span(&lane, 1), kernel_for(options.instruction_set));
    Cashflow result;
    result.calendar = plan.calendar;
    result.unit = plan.unit;
    result.shapes = plan.shapes;
    result.project_shift.resize(plan.project_order.size());
    result.finish_shift.resize(plan.project_order.size());
    for (const ProjectId project : plan.project_order) {
        result.project_shift[project] = static_cast<int>(block.project_shift(project, 0));
        result.finish_shift[project] = static_cast<int>(block.finish_shift(project, 0));
    }
    result.rows.reserve(plan.rows.size());
    result.streams.reserve(plan.streams.size());
    const std::size_t slots = block.slots();
    const auto years = static_cast<std::size_t>(plan.calendar.years);
    result.beyond.reserve(plan.rows.size());
    result.undated.reserve(plan.rows.size());
    for (const Stream& stream : plan.streams) {
        result.streams.push_back({stream.shape,
                                  block.origin(stream, 0),
                                  block.until(stream, 0),
                                  block.whole_factor(stream, 1).at(0),
                                  {},
                                  stream.undated != 0,
                                  block.unknown_years(stream),
                                  block.blocked(stream)});
        if (stream.series.exists() && !stream.priced_at) {
            for (const NodeId year : plan.series[stream.series]) {
                result.streams.back().by_year.push_back(block.node(year).at(0));
            }
        }
    }
    for (const Row& row : plan.outside) {
        result.outside.push_back({row.line, row.from, row.to, row.kind, 0, 0.0, 1.0});
    }
    std::vector<double> stream_years;
    std::vector<double> row_years(slots);
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const Row& row = plan.rows[i];
        if (i == 0 || plan.rows[i - 1].stream != row.stream) {
            block.line_years(plan.streams[row.stream], stream_years);
        }
        std::fill(row_years.begin(), row_years.end(), 0.0);
        block.row_years(row, stream_years, 1, 1.0, row_years);
        result.beyond.push_back(money(row_years[years]));
        result.undated.push_back(money(row_years[years + 1]));
        result.rows.push_back({row.line, row.from, row.to, row.kind, row.stream.value, block.node(row.below).at(0),
                               block.node(row.upto).at(0), block.blocked(row)});
    }
    return result;
}

}  // namespace tranche
