#include "tranche/sensitivity/answers.hpp"

#include <algorithm>  // find_if, lower_bound
#include <utility>    // move

namespace tranche {

Lane changed(const Lane& lane, const Changes& changes) {
    Lane result = lane;
    for (const Setting& each : changes) {
        const auto before = [](const Setting& setting, InputId id) { return setting.input < id; };
        const auto at = std::lower_bound(result.settings.begin(), result.settings.end(), each.input, before);
        if (at != result.settings.end() && at->input == each.input) {
            at->value = each.value;
        } else {
            result.settings.insert(at, each);
        }
    }
    return result;
}

namespace {

bool same(const Counted& a, const Counted& b) {
    return a.as == b.as && a.sign == b.sign;
}

void clear(CostBenefit& amounts) {
    amounts.cost = Money{};
    amounts.benefit = Money{};
}

}  // namespace

Answers::Answers(const Programme& programme, const Plan& plan, PerspectiveId perspective, Lane base)
    : plan_(&plan), counting_(programme, perspective), lane_(std::move(base)) {
    base_ = appraise(run(plan, lane_), counting_);
    base_.months.clear();
    for (const Row& row : plan.rows) {
        const Role role{counting_.of(row.kind, row.from, row.to), counting_.schedule(row.line),
                        counting_.saving(row.line), counting_.grant(row.kind, row.from)};
        one_by_one_ = one_by_one_ || role.counted.as == Counted::As::blocked;
        if (role.counted.as == Counted::As::nothing && !role.grant) {
            of_row_.push_back({});
            continue;
        }
        const auto found = std::find_if(roles_.begin(), roles_.end(), [&](const Role& other) {
            return same(other.counted, role.counted) && other.schedule == role.schedule &&
                   other.saving == role.saving && other.grant == role.grant;
        });
        of_row_.push_back({static_cast<std::int32_t>(found - roles_.begin()), 1});
        if (found == roles_.end()) {
            roles_.push_back(role);
        }
    }
    one_by_one_ = one_by_one_ || !plan.all_known;
    empty_ = base_;
    for (CostBenefit& year : empty_.years) {
        clear(year);
    }
    for (ScheduleYears& each : empty_.by_schedule) {
        for (CostBenefit& year : each.years) {
            clear(year);
        }
        each.savings.assign(each.savings.size(), Money{});
    }
    clear(empty_.beyond);
    clear(empty_.undated);
    empty_.granted = Money{};
}

Appraisal Answers::added_up(const Totals& totals, std::size_t lane) const {
    Appraisal result = empty_;
    const std::size_t years = result.years.size();
    for (std::size_t bucket = 0; bucket < roles_.size(); ++bucket) {
        const Role& role = roles_[bucket];
        const auto add = [&](CostBenefit& to, Money amount) {
            if (role.counted.as != Counted::As::nothing) {
                Money& side = role.counted.as == Counted::As::cost ? to.cost : to.benefit;
                side += role.counted.sign > 0 ? amount : -amount;
            }
        };
        ScheduleYears& scheduled = result.by_schedule[role.schedule];
        for (std::size_t year = 0; year < years; ++year) {
            const Money amount = totals.at(lane, bucket, year);
            add(result.years[year], amount);
            add(scheduled.years[year], amount);
            if (role.saving && role.counted.as == Counted::As::benefit) {
                scheduled.savings[year] += role.counted.sign > 0 ? amount : -amount;
            }
            if (role.grant) {
                result.granted += amount;
            }
        }
        add(result.beyond, totals.at(lane, bucket, years));
        add(result.undated, totals.at(lane, bucket, years + 1));
        if (role.grant) {
            result.granted += totals.at(lane, bucket, years + 1);
        }
    }
    return result;
}

std::vector<Appraisal> Answers::at(std::span<const Changes> changes) const {
    std::vector<Appraisal> result;
    result.reserve(changes.size());
    if (one_by_one_) {
        for (const Changes& each : changes) {
            result.push_back(appraise(run(*plan_, changed(lane_, each)), counting_));
            result.back().months.clear();
        }
        return result;
    }
    std::vector<Lane> lanes;
    lanes.reserve(changes.size());
    for (const Changes& each : changes) {
        lanes.push_back(changed(lane_, each));
    }
    const Totals totals = run_totals(*plan_, lanes, of_row_, roles_.size());
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        result.push_back(added_up(totals, lane));
    }
    return result;
}

}  // namespace tranche
