// Many lanes in, one appraisal of each out.
//
// The rows are added into a few buckets, one for each role in which money can count, so that a lane costs little more than
// the streams it moves. An appraisal made so has years and totals like any other but no months: measures that are read by
// month say that months were not worked out. Where an amount of the case is not known, lanes are run one by one instead,
// since the rows that are blocked can differ between lanes.
#pragma once

#include <memory>  // shared_ptr
#include <span>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/appraise/counting.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/run/lane.hpp"
#include "tranche/run/run.hpp"

namespace tranche {

/// Inputs that differ from the case, each of them once.
using Changes = std::vector<Setting>;

/// The lane with these inputs set, in place of the lane's own settings of them. REQUIRES: each input once.
Lane changed(const Lane& lane, const Changes& changes);

/// Lanes beside a case of one plan, from one perspective. Copies share what they have worked out, so one thread asks them.
class LaneAppraiser {
public:
    /// Of all lines, or of those that `lines` marks.
    /// REQUIRES: programme and plan outlive it; the plan is the programme's, or derived from it.
    LaneAppraiser(const Programme& programme, const Plan& plan, PerspectiveId perspective, Lane base = {},
                  std::vector<bool> lines = {});

    /// Of the case with each lane's settings in place of its own. A lane costs what its settings reach. Throws
    /// AmountTooLarge.
    [[nodiscard]] std::vector<Appraisal> of(std::span<const Lane> lanes) const;
    /// The same with months, as one run of each lane would give. A lane costs what its settings reach here too.
    [[nodiscard]] std::vector<Appraisal> with_months(std::span<const Lane> lanes) const;
    /// The changes belong to the case from now on.
    void move_base(const Changes& changes);
    /// A side has lines, and none of them has a figure: its years are then not known, though its months are.
    [[nodiscard]] bool side_without_figure() const { return blank_.no_cost_figure || blank_.no_benefit_figure; }

private:
    [[nodiscard]] Appraisal alone(const Lane& lane) const;
    [[nodiscard]] LaneTotals& totals() const;
    [[nodiscard]] Appraisal added_up(const Totals& totals, std::size_t lane) const;

    const Plan* plan_;
    Lane base_;
    Counting counting_;
    std::vector<bool> lines_;  // empty: all
    Appraisal blank_;          // columns without money, with the lines that no lane gives a figure
    bool one_by_one_ = false;
    struct Roles;
    std::shared_ptr<const Roles> roles_;          // one for each bucket
    std::vector<Bucket> of_row_;                  // of the plan's rows
    mutable std::shared_ptr<LaneTotals> totals_;  // made when lanes are first asked for
};

/// A case, and its result with some of its inputs changed.
class Appraiser {
public:
    /// What a LaneAppraiser requires, this one does.
    Appraiser(const Programme& programme, const Plan& plan, PerspectiveId perspective, const Lane& base);

    /// The case itself, without months.
    [[nodiscard]] const Appraisal& base() const { return base_; }
    /// One appraisal for each set of changes to the case. Throws AmountTooLarge.
    [[nodiscard]] std::vector<Appraisal> at(std::span<const Changes> changes) const;
    /// Of the case with these changes made in it for good.
    [[nodiscard]] Appraiser moved(const Changes& changes) const;

private:
    LaneAppraiser appraiser_;
    Appraisal base_;
};

}  // namespace tranche
