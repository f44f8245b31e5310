// Many lanes in, one appraisal for each out.
//
// The rows are added into a few buckets, one for each way in which money can count, so that a lane costs little more
// than the streams it moves. An appraisal made so has years and totals like any other but no months: measures that are
// read by month say that months were not worked out. Where something of the case is not known, lanes are run one by one
// instead, since what is blocked can differ between them.
#pragma once

#include <span>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/appraise/counting.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/run/lane.hpp"
#include "tranche/run/run.hpp"

namespace tranche {

/// Inputs that differ from the case. REQUIRES: each input once.
using Changes = std::vector<Setting>;

/// The lane with these inputs set, in place of what it says of them.
Lane changed(const Lane& lane, const Changes& changes);

class Answers {
public:
    /// REQUIRES: programme and plan outlive it; the plan is the programme's, or derived from it.
    Answers(const Programme& programme, const Plan& plan, PerspectiveId perspective, Lane base);

    /// The case itself, without months.
    [[nodiscard]] const Appraisal& base() const { return base_; }
    /// One appraisal for each set of changes to the case. Throws AmountTooLarge.
    [[nodiscard]] std::vector<Appraisal> at(std::span<const Changes> changes) const;

private:
    /// One way in which money of a row counts.
    struct Role {
        Counted counted;
        std::size_t schedule = 0;
        bool saving = false;
        bool grant = false;
    };
    [[nodiscard]] Appraisal added_up(const Totals& totals, std::size_t lane) const;

    const Plan* plan_;
    Counting counting_;
    Lane lane_;
    Appraisal base_;
    Appraisal empty_;
    bool one_by_one_ = false;
    std::vector<Role> roles_;     // one for each bucket
    std::vector<Bucket> of_row_;  // of the plan's rows
};

}  // namespace tranche
