// A case worked out, and a block of lanes beside it.
//
// Whatever no lane of the block moves stays the single number that it is in the case. Only what the lanes' settings reach
// is worked out for each of them, as a column, and goes back to the number when the next block is taken.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int64_t
#include <limits>   // numeric_limits
#include <span>
#include <utility>  // pair
#include <vector>

#include "run/kernel_table.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/plan/reach.hpp"
#include "tranche/run/lane.hpp"

namespace tranche {

/// One number for every lane of the block, or one per lane.
struct LaneColumn {
    double uniform = 0.0;  ///< of the case
    std::vector<double> lanes;

    [[nodiscard]] bool moves() const { return !lanes.empty(); }
    [[nodiscard]] double at(std::size_t lane) const { return moves() ? lanes[lane] : uniform; }
};

class Block {
public:
    static constexpr int never = std::numeric_limits<int>::max();

    /// The case alone: one lane, of which nothing moves. REQUIRES: the plan outlives it.
    Block(const Plan& plan, const Lane& base, const Kernel& kernel);

    /// Lanes beside the case, in place of those before. REQUIRES: reached by their settings, by the Reach of the plan; the
    /// lanes outlive what is asked of them.
    void take(std::span<const Lane> lanes, const Reached& reached);
    /// The case alone again.
    void rest();

    [[nodiscard]] std::size_t slots() const { return slots_; }
    [[nodiscard]] std::size_t lanes() const { return lanes_; }
    [[nodiscard]] const LaneColumn& node(NodeId id) const { return nodes_[id]; }
    [[nodiscard]] double project_shift(ProjectId id, std::size_t lane) const { return shifts_[id].at(lane); }
    [[nodiscard]] double finish_shift(ProjectId id, std::size_t lane) const {
        return shifts_[id].at(lane) + nodes_[plan_.project_overrun[id]].at(lane);
    }
    /// Month index of the shape's month 0.
    [[nodiscard]] int origin(const Stream& stream, std::size_t lane) const;
    /// Month index from which no money falls.
    [[nodiscard]] int until(const Stream& stream, std::size_t lane) const;

    /// Whether what the stream is multiplied by is unknown in the case; what is multiplied by 0 is not missed.
    [[nodiscard]] bool blocked(const Stream& stream) const;
    /// Whether the share of the row is unknown in the case.
    [[nodiscard]] bool blocked(const Row& row) const;
    [[nodiscard]] bool known(NodeId id) const { return unknown_.empty() || !unknown_[id.index()]; }
    /// Years whose own factor is unknown in the case; empty where all are known.
    [[nodiscard]] std::vector<bool> unknown_years(const Stream& stream) const;

    /// What every year of the stream is multiplied by; of one with factors of years, without them.
    [[nodiscard]] LaneColumn whole_factor(const Stream& stream, std::size_t width) const;
    /// Line-years of a stream, [slot][lane]; one lane wide if nothing of it moves. Returns that width. Throws
    /// AmountTooLarge where the streams together are then too large to count exactly.
    std::size_t line_years(const Stream& stream, std::vector<double>& out);
    /// Adds a row's part of its stream's line-years to out, [slot][lane]. Throws AmountTooLarge where its share is none.
    void row_years(const Row& row, const std::vector<double>& stream_years, std::size_t width, double sign,
                   std::vector<double>& out);
    /// Whether any share of the row differs between lanes, so that it needs all of them even if its stream does not.
    [[nodiscard]] bool shares_move(const Row& row) const {
        return nodes_[row.below].moves() || nodes_[row.upto].moves();
    }
    /// A stream computed one lane wide, copied to every lane.
    void widen(std::vector<double>& years) const;

    /// The absolute amounts of the streams so far that no lane moves.
    [[nodiscard]] double still() const { return still_; }
    /// Begins to count amounts anew, from those of streams that nothing moves.
    void count_from(double still);

private:
    void evaluate(NodeId id);
    void find_unknown(const Lane& base);
    void schedule(ProjectId id, Reach::Rows links);
    [[nodiscard]] NodeId year_priced(const Stream& stream, std::size_t lane) const;
    [[nodiscard]] bool cancelled(const Node& node, NodeId other) const;
    [[nodiscard]] double moved(ProjectId id, bool finish, std::size_t lane) const;
    [[nodiscard]] bool moves(ProjectId id) const;
    [[nodiscard]] LaneColumn product(const LaneColumn& a, const LaneColumn& b, std::size_t width) const;
    void find_windows(const Stream& stream, std::size_t width);
    [[nodiscard]] double magnitude_of(const Stream& stream) const;
    void check(const Stream& stream, const LaneColumn& factor, std::size_t width);
    const double* spread(const LaneColumn& column, std::size_t width, std::vector<double>& scratch) const;

    const Plan& plan_;
    const Kernel& kernel_;
    std::size_t slots_;
    std::size_t lanes_ = 1;
    std::vector<LaneColumn> inputs_;
    Table<NodeId, LaneColumn> nodes_;
    Table<ProjectId, LaneColumn> shifts_;
    Table<ProjectId, Reach::Rows> links_;        // of the plan, to the projects that it waits for
    Reached wide_;                               // what may hold a column now
    std::vector<InputId> set_;                   // and inputs that do
    std::vector<double> windows_;                // [distinct shift][slot]
    std::vector<std::uint32_t> which_;           // lane -> distinct shift
    std::vector<std::pair<int, int>> distinct_;  // origin and until
    std::vector<bool> unknown_;                  // by node, in the case; empty where everything is known
    double still_ = 0.0;                         // magnitude of the streams that no lane moves
    std::vector<double> moving_;                 // by lane: magnitude of the others
    double largest_moving_ = 0.0;                // of the lane in which they are largest
    std::vector<double> factor_;
    std::vector<double> below_;
    std::vector<double> upto_;
    std::vector<double> left_;
    std::vector<double> right_;
};

}  // namespace tranche
