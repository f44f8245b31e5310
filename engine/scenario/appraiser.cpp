// Rows of one role go into one bucket, whatever line they are of: how they count is settled by the plan and the perspective,
// and only amounts differ between lanes. A bucket is then added to the columns of an appraisal as a row would be.
#include "tranche/scenario/appraiser.hpp"

#include <algorithm>  // all_of, find, set_union, sort
#include <cassert>
#include <iterator>  // back_inserter
#include <set>
#include <utility>  // move

#include "appraise/columns.hpp"

namespace tranche {

namespace {

[[maybe_unused]] bool each_once(const Changes& changes) {
    std::set<InputId> seen;
    return std::all_of(changes.begin(), changes.end(),
                       [&](const Setting& each) { return seen.insert(each.input).second; });
}

// An input that a lane leaves unknown blocks rows by the structure of the formulas, which is seen in a lane run alone.
bool all_known(std::span<const Lane> lanes) {
    return std::all_of(lanes.begin(), lanes.end(), [](const Lane& lane) {
        return std::all_of(lane.settings.begin(), lane.settings.end(), [](const Setting& each) { return each.known; });
    });
}

std::vector<Setting> in_order(Changes changes) {
    std::sort(changes.begin(), changes.end(), [](const Setting& a, const Setting& b) { return a.input < b.input; });
    return changes;
}

}  // namespace

struct LaneAppraiser::Roles {
    std::vector<RowRole> of_bucket;
};

Lane changed(const Lane& lane, const Changes& changes) {
    assert(each_once(changes));
    const std::vector<Setting> sorted = in_order(changes);
    const auto before = [](const Setting& a, const Setting& b) { return a.input < b.input; };
    Lane result;
    result.settings.reserve(lane.settings.size() + sorted.size());
    // Of two settings of one input the first stays, which is the change.
    std::set_union(sorted.begin(), sorted.end(), lane.settings.begin(), lane.settings.end(),
                   std::back_inserter(result.settings), before);
    return result;
}

LaneAppraiser::LaneAppraiser(const Programme& programme, const Plan& plan, PerspectiveId perspective, Lane base,
                             std::vector<bool> lines)
    : plan_(&plan),
      base_(std::move(base)),
      counting_(programme, perspective),
      lines_(std::move(lines)),
      blank_(blank_appraisal(plan.calendar, plan.unit, counting_, false)),
      one_by_one_(!plan.all_known || !all_known(std::span(&base_, 1))) {
    assert(lines_.empty() || lines_.size() == programme.lines.size());
    const auto asked = [&](LineId line) { return lines_.empty() || lines_[line.index()]; };
    auto roles = std::make_shared<Roles>();
    SidesCounted sides;
    of_row_.reserve(plan.rows.size());
    for (const Row& row : plan.rows) {
        const RowRole role = role_of(counting_, row.line, row.kind, row.from, row.to);
        if (!asked(row.line) || (role.counted.as == Counted::As::nothing && !role.grant)) {
            of_row_.push_back({});
            continue;
        }
        if (role.counted.as != Counted::As::nothing) {
            sides.count(row.kind);
        }
        one_by_one_ = one_by_one_ || role.counted.as == Counted::As::blocked;
        std::vector<RowRole>& known = roles->of_bucket;
        const auto found = std::find(known.begin(), known.end(), role);
        of_row_.push_back({static_cast<std::int32_t>(found - known.begin()), 1});
        if (found == known.end()) {
            known.push_back(role);
        }
    }
    for (const Row& row : plan.outside) {
        if (asked(row.line) && counting_.of(row.kind, row.from, row.to).as != Counted::As::nothing) {
            add_without_figure(blank_, row.line, row.kind, sides);
        }
    }
    roles_ = std::move(roles);
}

Appraisal LaneAppraiser::alone(const Lane& lane) const {
    Appraisal result = appraise(run(*plan_, lane), counting_, lines_.empty() ? nullptr : &lines_);
    result.months.clear();  // the same columns as of lanes in buckets
    return result;
}

Appraisal LaneAppraiser::added_up(const Totals& totals, std::size_t lane) const {
    Appraisal result = blank_;
    const std::size_t count = result.years.size();
    std::vector<Money> years(count);
    for (std::size_t bucket = 0; bucket < roles_->of_bucket.size(); ++bucket) {
        for (std::size_t year = 0; year < count; ++year) {
            years[year] = totals.at(lane, bucket, year);
        }
        add(result, roles_->of_bucket[bucket],
            {years, {}, totals.at(lane, bucket, count), totals.at(lane, bucket, count + 1)});
    }
    return result;
}

std::vector<Appraisal> LaneAppraiser::of(std::span<const Lane> lanes) const {
    std::vector<Appraisal> result;
    result.reserve(lanes.size());
    if (one_by_one_ || !all_known(lanes)) {
        for (const Lane& each : lanes) {
            result.push_back(alone(changed(base_, each.settings)));
        }
        return result;
    }
    const Totals found = totals().of(lanes);
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        result.push_back(added_up(found, lane));
    }
    return result;
}

// Money adds up, so a lane's appraisal is the case's, less the rows that the lane moves as they were, and with them as they
// are.
std::vector<Appraisal> LaneAppraiser::with_months(std::span<const Lane> lanes) const {
    const std::vector<bool>* lines = lines_.empty() ? nullptr : &lines_;
    const bool apart = one_by_one_ || !all_known(lanes);
    std::optional<Appraisal> base;
    std::vector<Appraisal> result;
    result.reserve(lanes.size());
    for (const Lane& lane : lanes) {
        const std::optional<LaneMoves> moves = apart ? std::nullopt : totals().moved(lane);
        if (!moves) {
            result.push_back(appraise(run(*plan_, changed(base_, lane.settings)), counting_, lines));
            continue;
        }
        if (!base) {
            base = appraise(run(*plan_, base_), counting_, lines);
        }
        result.push_back(*base);
        for_each_amount(result.back(), appraise(moves->in_case, counting_, lines),
                        [](auto& mine, const auto& other) { mine -= other; });
        for_each_amount(result.back(), appraise(moves->in_lane, counting_, lines),
                        [](auto& mine, const auto& other) { mine += other; });
    }
    return result;
}

LaneTotals& LaneAppraiser::totals() const {
    if (!totals_) {
        totals_ = std::make_shared<LaneTotals>(*plan_, base_, of_row_, roles_->of_bucket.size());
    }
    return *totals_;
}

Appraiser::Appraiser(const Programme& programme, const Plan& plan, PerspectiveId perspective, const Lane& base)
    : appraiser_(programme, plan, perspective, base), base_(appraiser_.of(std::vector<Lane>(1)).front()) {}

std::vector<Appraisal> Appraiser::at(std::span<const Changes> changes) const {
    std::vector<Lane> lanes;
    lanes.reserve(changes.size());
    for (const Changes& each : changes) {
        assert(each_once(each));
        lanes.push_back({in_order(each)});
    }
    return appraiser_.of(lanes);
}

Appraiser Appraiser::moved(const Changes& changes) const {
    Appraiser result = *this;
    result.appraiser_.move_base(changes);
    result.base_ = result.appraiser_.of(std::vector<Lane>(1)).front();
    return result;
}

void LaneAppraiser::move_base(const Changes& changes) {
    base_ = changed(base_, changes);
    one_by_one_ = one_by_one_ || !all_known(std::span(&base_, 1));
    totals_.reset();
}

}  // namespace tranche
