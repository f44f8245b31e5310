// What nothing moves is counted once, for the case. Of a block of lanes only the streams that their settings reach are worked
// out: the case's money of these is taken off the totals, and each lane's is put on. All of it is integers, so the order in
// which it is added changes nothing.
#include "tranche/run/run.hpp"

#include <algorithm>  // all_of, min, sort, unique
#include <cassert>
#include <utility>  // move

#include "run/block.hpp"
#include "run/kernel_table.hpp"

namespace tranche {

namespace {

constexpr std::size_t block_lanes = 256;
// Lanes that change one input each reach different streams, and every stream that one of them reaches is worked out for all
// of the block.
constexpr std::size_t sparse_block_lanes = 32;
constexpr std::size_t sparse_settings = 4;

// How many of the first lanes make a block.
std::size_t next_block(std::span<const Lane> lanes) {
    const std::size_t most = std::min(lanes.size(), block_lanes);
    for (std::size_t lane = 0; lane < std::min(most, sparse_block_lanes); ++lane) {
        if (lanes[lane].settings.size() > sparse_settings) {
            return most;
        }
    }
    return std::min(most, sparse_block_lanes);
}

Money money(double integer) {
    return Money{static_cast<std::int64_t>(integer)};
}

std::vector<InputId> inputs_of(std::span<const Lane> lanes) {
    std::vector<InputId> result;
    for (const Lane& lane : lanes) {
        for (const Setting& each : lane.settings) {
            result.push_back(each.input);
        }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

Cashflow without_rows(const Plan& plan) {
    Cashflow result;
    result.calendar = plan.calendar;
    result.unit = plan.unit;
    result.shapes = plan.shapes;
    return result;
}

// A stream and its rows in the first lane of the block.
void add_stream(Cashflow& to, const Plan& plan, Block& block, StreamId id, Reach::Rows rows) {
    const Stream& stream = plan.streams[id];
    const auto number = static_cast<std::uint32_t>(to.streams.size());
    to.streams.push_back({stream.shape,
                          block.origin(stream, 0),
                          block.until(stream, 0),
                          block.whole_factor(stream, 1).at(0),
                          {},
                          stream.undated != 0,
                          block.unknown_years(stream),
                          block.blocked(stream)});
    if (stream.series.exists() && !stream.priced_at) {
        for (const NodeId year : plan.series[stream.series]) {
            to.streams.back().by_year.push_back(block.node(year).at(0));
        }
    }
    if (rows.first == rows.end) {
        return;
    }
    std::vector<double> stream_years;
    std::vector<double> row_years(block.slots());
    block.line_years(stream, stream_years);
    const auto years = static_cast<std::size_t>(plan.calendar.years);
    for (std::size_t i = rows.first; i < rows.end; ++i) {
        const Row& row = plan.rows[i];
        std::fill(row_years.begin(), row_years.end(), 0.0);
        block.row_years(row, stream_years, 1, 1.0, row_years);
        to.beyond.push_back(money(row_years[years]));
        to.undated.push_back(money(row_years[years + 1]));
        to.rows.push_back({row.line, row.from, row.to, row.kind, number, block.node(row.below).at(0),
                           block.node(row.upto).at(0), block.blocked(row)});
    }
}

std::vector<Reach::Rows> rows_of_streams(const Plan& plan) {
    std::vector<Reach::Rows> result(plan.streams.size());
    for (std::size_t row = 0; row < plan.rows.size(); ++row) {
        Reach::Rows& of_stream = result[plan.rows[row].stream.index()];
        of_stream.first = of_stream.end == 0 ? row : of_stream.first;
        of_stream.end = row + 1;
    }
    return result;
}

std::vector<StreamId> all_streams(const Plan& plan) {
    std::vector<StreamId> result;
    for (const Row& row : plan.rows) {
        if (result.empty() || result.back() != row.stream) {
            result.push_back(row.stream);
        }
    }
    return result;
}

}  // namespace

struct LaneTotals::Parts {
    const Plan& plan;
    std::vector<Bucket> of_row;
    std::size_t buckets;
    Block block;
    std::vector<Reach::Rows> rows;   // of each stream
    std::vector<StreamId> streams;   // of all rows
    std::unique_ptr<Reach> reach{};  // made for the first lane that sets anything
    std::vector<double> base;        // [bucket][slot], of the case
    double magnitude = 0.0;          // of the case's amounts
    bool countable = true;           // the case itself; its lanes may be all the same
    std::vector<double> years{};     // of one stream

    Parts(const Plan& of, const Lane& lane, std::vector<Bucket> buckets_of_rows, std::size_t count,
          const Kernel& kernel)
        : plan(of),
          of_row(std::move(buckets_of_rows)),
          buckets(count),
          block(of, lane, kernel),
          rows(rows_of_streams(of)),
          streams(all_streams(of)),
          base(count * block.slots(), 0.0) {
        try {
            add_case(streams, 1.0, base);
            magnitude = block.still();
        } catch (const AmountTooLarge&) {
            countable = false;
        }
    }

    Reached reached_by(std::span<const Lane> lanes) {
        const std::vector<InputId> inputs = inputs_of(lanes);
        if (inputs.empty()) {
            return {};
        }
        if (!reach) {
            reach = std::make_unique<Reach>(plan);
        }
        return reach->of(inputs);
    }

    // The case's money of these streams, [bucket][slot]. REQUIRES: the block holds the case alone.
    void add_case(std::span<const StreamId> which, double sign, std::vector<double>& out) {
        const std::size_t slots = block.slots();
        std::vector<double> row_out(slots);
        block.count_from(0.0);
        for (const StreamId id : which) {
            block.line_years(plan.streams[id], years);
            const auto [first, end] = rows[id.index()];
            for (std::size_t row = first; row < end; ++row) {
                const Bucket& bucket = of_row[row];
                if (bucket.number < 0) {
                    continue;
                }
                std::fill(row_out.begin(), row_out.end(), 0.0);
                block.row_years(plan.rows[row], years, 1, sign * bucket.sign, row_out);
                for (std::size_t slot = 0; slot < slots; ++slot) {
                    out[static_cast<std::size_t>(bucket.number) * slots + slot] += row_out[slot];
                }
            }
        }
    }

    void run_block(std::span<const Lane> lanes, std::size_t first_lane, Totals& result) {
        const std::size_t slots = block.slots();
        const Reached reached = reached_by(lanes);
        // Where most of it moves, to take the case's money off costs more than to count what stays.
        const bool few = countable && 2 * reached.streams.size() < streams.size();
        const std::span<const StreamId> moved = few ? std::span(reached.streams) : std::span(streams);
        std::vector<double> still(few ? base : std::vector<double>(buckets * slots, 0.0));
        double uncounted = 0.0;
        block.rest();
        if (few) {
            add_case(moved, -1.0, still);
            uncounted = magnitude - block.still();
        }
        block.take(lanes, reached);
        block.count_from(uncounted);
        std::vector<std::vector<double>> wide(buckets);
        add_lanes(moved, still, wide);
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
            for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
                for (std::size_t slot = 0; slot < slots; ++slot) {
                    const double moves = wide[bucket].empty() ? 0.0 : wide[bucket][slot * lanes.size() + lane];
                    result.amounts[((first_lane + lane) * buckets + bucket) * slots + slot] =
                        money(still[bucket * slots + slot]) + money(moves);
                }
            }
        }
    }

    // Streams that turn out one lane wide go to what stays, [bucket][slot]; the others to [bucket], [slot][lane].
    void add_lanes(std::span<const StreamId> which, std::vector<double>& still,
                   std::vector<std::vector<double>>& wide) {
        const std::size_t slots = block.slots();
        std::vector<double> row_out(slots);
        for (const StreamId id : which) {
            std::size_t width = block.line_years(plan.streams[id], years);
            const auto [first, end] = rows[id.index()];
            for (std::size_t row = first; row < end; ++row) {
                const Bucket& bucket = of_row[row];
                if (bucket.number < 0) {
                    continue;
                }
                if (width == 1 && block.lanes() > 1 && block.shares_move(plan.rows[row])) {
                    block.widen(years);
                    width = block.lanes();
                }
                const auto number = static_cast<std::size_t>(bucket.number);
                if (width == 1) {
                    std::fill(row_out.begin(), row_out.end(), 0.0);
                    block.row_years(plan.rows[row], years, 1, bucket.sign, row_out);
                    for (std::size_t slot = 0; slot < slots; ++slot) {
                        still[number * slots + slot] += row_out[slot];
                    }
                    continue;
                }
                wide[number].resize(slots * block.lanes(), 0.0);
                block.row_years(plan.rows[row], years, width, bucket.sign, wide[number]);
            }
        }
    }
};

LaneTotals::LaneTotals(const Plan& plan, const Lane& base, std::vector<Bucket> of_row, std::size_t buckets,
                       const RunOptions& options)
    : parts_(std::make_unique<Parts>(plan, base, std::move(of_row), buckets, kernel_for(options.instruction_set))) {
    assert(parts_->of_row.size() == plan.rows.size());
    assert(std::all_of(parts_->of_row.begin(), parts_->of_row.end(),
                       [&](const Bucket& each) { return each.number < static_cast<std::int32_t>(buckets); }));
}

LaneTotals::LaneTotals(LaneTotals&&) noexcept = default;
LaneTotals& LaneTotals::operator=(LaneTotals&&) noexcept = default;
LaneTotals::~LaneTotals() = default;

Totals LaneTotals::of(std::span<const Lane> lanes) {
    Totals result;
    result.buckets = parts_->buckets;
    result.slots = parts_->block.slots();
    result.amounts.resize(lanes.size() * result.buckets * result.slots);
    for (std::size_t first = 0; first < lanes.size();) {
        const std::size_t count = next_block(lanes.subspan(first));
        parts_->run_block(lanes.subspan(first, count), first, result);
        first += count;
    }
    return result;
}

std::optional<LaneMoves> LaneTotals::moved(const Lane& lane) {
    Parts& parts = *parts_;
    if (!parts.countable) {
        return std::nullopt;
    }
    const Reached reached = parts.reached_by(std::span(&lane, 1));
    LaneMoves result{without_rows(parts.plan), without_rows(parts.plan)};
    const auto add_all = [&](Cashflow& to) {
        for (const StreamId id : reached.streams) {
            add_stream(to, parts.plan, parts.block, id, parts.rows[id.index()]);
        }
    };
    parts.block.rest();
    parts.block.count_from(0.0);
    add_all(result.in_case);
    const double uncounted = parts.magnitude - parts.block.still();
    parts.block.take(std::span(&lane, 1), reached);
    parts.block.count_from(uncounted);
    add_all(result.in_lane);
    return result;
}

Totals run_totals(const Plan& plan, std::span<const Lane> lanes, std::span<const Bucket> of_row, std::size_t buckets,
                  const RunOptions& options) {
    assert(of_row.size() == plan.rows.size());
    return LaneTotals(plan, {}, {of_row.begin(), of_row.end()}, buckets, options).of(lanes);
}

std::optional<double> node_value(const Plan& plan, const Lane& lane, NodeId node) {
    const Block block(plan, lane, kernel_for(InstructionSet::baseline));
    return block.known(node) ? std::optional(block.node(node).at(0)) : std::nullopt;
}

Cashflow run(const Plan& plan, const Lane& lane, const RunOptions& options) {
    Block block(plan, lane, kernel_for(options.instruction_set));
    Cashflow result = without_rows(plan);
    result.project_shift.resize(plan.project_order.size());
    result.finish_shift.resize(plan.project_order.size());
    for (const ProjectId project : plan.project_order) {
        result.project_shift[project] = static_cast<int>(block.project_shift(project, 0));
        result.finish_shift[project] = static_cast<int>(block.finish_shift(project, 0));
    }
    for (const Row& row : plan.outside) {
        result.outside.push_back({row.line, row.from, row.to, row.kind, 0, 0.0, 1.0});
    }
    result.streams.reserve(plan.streams.size());
    result.rows.reserve(plan.rows.size());
    result.beyond.reserve(plan.rows.size());
    result.undated.reserve(plan.rows.size());
    std::size_t row = 0;
    for (std::size_t i = 0; i < plan.streams.size(); ++i) {
        const std::size_t first = row;
        while (row < plan.rows.size() && plan.rows[row].stream == StreamId{i}) {
            ++row;
        }
        add_stream(result, plan, block, StreamId{i}, {first, row});
    }
    assert(row == plan.rows.size());
    return result;
}

}  // namespace tranche
