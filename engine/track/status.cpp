#include "tranche/track/status.hpp"

#include <algorithm>  // find_if, max
#include <array>
#include <map>

#include "track/forecast.hpp"
#include "track/basis.hpp"
#include "track/rag.hpp"

namespace tranche {

namespace {

using Named = std::pair<std::string, std::string>;

struct Grouper {
    StatusBy row;
    /// Id and label of the group that a row of the basis stands in.
    Named (*group)(const Basis&, const BasisRow&);
};

Named by_line(const Basis& basis, const BasisRow& row) {
    const PlannedLine& line = basis.lines[row.line];
    return {line.id, line.name};
}

Named by_project(const Basis& basis, const BasisRow& row) {
    const PlannedLine& line = basis.lines[row.line];
    if (line.project.empty()) {
        return line.workstream.empty() ? Named{"programme", "The programme as a whole"}
                                       : Named{line.workstream, line.workstream + ", no project"};
    }
    for (const PlannedProject& project : basis.baseline->projects) {
        if (project.id == line.project) {
            return {project.id, project.name};
        }
    }
    return {line.project, line.project};
}

Named by_workstream(const Basis& basis, const BasisRow& row) {
    const PlannedLine& line = basis.lines[row.line];
    return line.workstream.empty() ? Named{"programme", "The programme as a whole"}
                                   : Named{line.workstream, line.workstream};
}

Named organisation(const Basis& basis, const std::string& id) {
    for (const PlannedOrganisation& each : basis.baseline->organisations) {
        if (each.id == id) {
            return {each.id, each.name};
        }
    }
    return {id, id};
}

// A cost belongs to who pays it, a benefit to who gains it.
Named by_organisation(const Basis& basis, const BasisRow& row) {
    const bool leaves = (row.counts == Counted::As::cost) == (row.sign > 0);
    return organisation(basis, leaves ? row.from : row.to);
}

constexpr std::array<Grouper, 5> groupers{{
    {{"line", "a row for each line"}, by_line},
    {{"project", "a row for each project with money"}, by_project},
    {{"workstream", "a row for each workstream, and one for lines of the programme itself"}, by_workstream},
    {{"organisation", "who pays and who gains"}, by_organisation},
    {{"funder", "who the money for costs comes from, grants with those that give them"}, by_organisation},
}};

constexpr std::array<StatusBy, 6> by_rows{{
    {"month", "a row for each month to date"},
    groupers[0].row,
    groupers[1].row,
    groupers[2].row,
    groupers[3].row,
    groupers[4].row,
}};

bool counts(const BasisRow& row) {
    return row.counts == Counted::As::cost || row.counts == Counted::As::benefit;
}

void add_slot(Standing& to, const BasisRow& row, std::size_t slot) {
    if (row.counts == Counted::As::cost) {
        to.planned_cost += row.sign * row.planned[slot];
        to.actual_cost += row.sign * row.recorded[slot];
        to.committed_cost += row.sign * row.committed[slot];
    } else {
        to.planned_benefit += row.sign * row.planned[slot];
        to.actual_benefit += row.sign * row.recorded[slot];
        to.evidenced_benefit += row.sign * row.evidenced[slot];
    }
}

class Teller {
public:
    Teller(const Book& book, Month as_at)
        : book_(book),
          as_at_(as_at),
          basis_(basis_of(book, as_at)),
          owner_(outlook(basis_, Remaining::owner, nullptr)) {
        for (Deadline& each : deadlines(book, as_at)) {
            if (each.days_late > 0 || each.state == Reached::missed) {
                late_.push_back(std::move(each));
            }
        }
    }

    StatusReport tell(std::span<const std::string_view> by) {
        StatusReport result;
        result.as_at = as_at_;
        result.baseline = basis_.baseline->sequence;
        result.price_basis = basis_.baseline->price_basis;
        result.late = late_;
        result.total.id = basis_.baseline->programme;
        result.total.label = basis_.baseline->name;
        for (std::size_t row = 0; row < basis_.rows.size(); ++row) {
            add(result.total, row);
        }
        staleness(result);
        result.total.judgement = rag_judgement(book_, as_at_, result.total.id, result.total.to_date, late_);
        measures(result);
        for (const std::string_view name : by) {
            if (name == "month") {
                months(result);
            } else if (name == "funder") {
                funders(result);
            }
            for (const Grouper& grouper : groupers) {
                if (grouper.row.name == name && name != "funder") {
                    groups(result, grouper);
                }
            }
        }
        return result;
    }

private:
    void add(StatusGroup& group, std::size_t index) {
        const BasisRow& row = basis_.rows[index];
        if (!counts(row)) {
            return;
        }
        const std::size_t to_date = basis_.to_date();
        for (std::size_t slot = 0; slot < to_date; ++slot) {
            add_slot(group.to_date, row, slot);
        }
        if (basis_.as_at >= basis_.first && basis_.as_at < basis_.end()) {
            add_slot(group.month, row, basis_.slot(basis_.as_at));
        }
        const Pence planned = row.sign * (sum_of(row.planned, row.planned.size()) + row.beyond + row.undated);
        const Pence outturn =
            row.sign * (sum_of(owner_.months[index], owner_.months[index].size()) + row.beyond + row.undated);
        const bool known = row.known || basis_.lines[row.line].valued != Valued::counted;
        const bool cost = row.counts == Counted::As::cost;
        (cost ? group.whole_life.planned_cost : group.whole_life.planned_benefit) += planned;
        (cost ? group.whole_life.outturn_cost : group.whole_life.outturn_benefit) += outturn;
        for (Standing* each : {&group.month, &group.to_date}) {
            bool& all_known = cost ? each->cost_known : each->benefit_known;
            all_known = all_known && known;
        }
        bool& life_known = cost ? group.whole_life.cost_known : group.whole_life.benefit_known;
        life_known = life_known && known;
    }

    StatusGroup& place(std::vector<StatusGroup>& groups, std::size_t from, const Named& named) {
        for (std::size_t i = from; i < groups.size(); ++i) {
            if (groups[i].id == named.first) {
                return groups[i];
            }
        }
        StatusGroup& fresh = groups.emplace_back();
        fresh.id = named.first;
        fresh.label = named.second;
        return fresh;
    }

    void groups(StatusReport& result, const Grouper& grouper) {
        const std::size_t from = result.groups.size();
        std::map<std::string, std::vector<Deadline>> late;
        for (std::size_t i = 0; i < basis_.rows.size(); ++i) {
            if (counts(basis_.rows[i])) {
                add(place(result.groups, from, grouper.group(basis_, basis_.rows[i])), i);
            }
        }
        for (std::size_t i = from; i < result.groups.size(); ++i) {
            StatusGroup& group = result.groups[i];
            std::vector<Deadline> own;
            for (const Deadline& each : late_) {
                const auto project = std::find_if(basis_.baseline->projects.begin(), basis_.baseline->projects.end(),
                                                  [&](const PlannedProject& p) { return p.id == each.id; });
                if (each.id == group.id || project->workstream == group.id) {
                    own.push_back(each);
                }
            }
            group.judgement = rag_judgement(book_, as_at_, group.id, group.to_date, own);
        }
    }

    // What a funder pays: costs by who pays them, less the grants they are paid from; and the grants by who gives them. All
    // of it adds to the cost before grant. Benefits have no funder.
    void funders(StatusReport& result) {
        const std::size_t from = result.groups.size();
        for (const BasisRow& row : basis_.rows) {
            const LineKind kind = row.kind;
            if (kind == LineKind::benefit) {
                continue;
            }
            BasisRow part = row;
            part.counts = Counted::As::cost;
            part.sign = 1;
            pay(place(result.groups, from, organisation(basis_, row.from)), part);
            if (kind == LineKind::finance) {
                part.sign = -1;
                pay(place(result.groups, from, organisation(basis_, row.to)), part);
            }
        }
        for (std::size_t i = from; i < result.groups.size(); ++i) {
            result.groups[i].judgement =
                rag_judgement(book_, as_at_, result.groups[i].id, result.groups[i].to_date, {});
        }
    }

    void pay(StatusGroup& group, const BasisRow& row) {
        for (std::size_t slot = 0; slot < basis_.to_date(); ++slot) {
            add_slot(group.to_date, row, slot);
        }
        if (basis_.as_at >= basis_.first && basis_.as_at < basis_.end()) {
            add_slot(group.month, row, basis_.slot(basis_.as_at));
        }
        const bool known = row.known || basis_.lines[row.line].valued != Valued::counted;
        const Pence planned = row.sign * (sum_of(row.planned, row.planned.size()) + row.beyond + row.undated);
        Pence to_go = 0;
        for (std::size_t slot = basis_.to_date(); slot < row.planned.size(); ++slot) {
            to_go += row.expected[slot].value_or(row.planned[slot]);
        }
        group.whole_life.planned_cost += planned;
        group.whole_life.outturn_cost +=
            row.sign * (sum_of(row.recorded, basis_.to_date()) + to_go + row.beyond + row.undated);
        group.to_date.cost_known = group.to_date.cost_known && known;
        group.month.cost_known = group.month.cost_known && known;
        group.whole_life.cost_known = group.whole_life.cost_known && known;
    }

    void months(StatusReport& result) {
        Standing running;
        for (std::size_t slot = 0; slot < basis_.to_date(); ++slot) {
            StatusGroup group;
            group.id = month_text(basis_.month(basis_.first + static_cast<int>(slot)));
            group.label = group.id;
            for (const BasisRow& row : basis_.rows) {
                if (counts(row)) {
                    add_slot(group.month, row, slot);
                    add_slot(running, row, slot);
                }
            }
            group.to_date = running;
            group.month.cost_known = group.to_date.cost_known = result.total.to_date.cost_known;
            group.month.benefit_known = group.to_date.benefit_known = result.total.to_date.benefit_known;
            group.whole_life = result.total.whole_life;
            result.months.push_back(std::move(group));
        }
    }

    // A month that is closed has been looked at, even if nothing happened in it.
    void staleness(StatusReport& result) const {
        for (const auto& [line, month] : basis_.last_recorded) {
            result.last_data = result.last_data ? std::max(*result.last_data, month) : month;
        }
        for (const LedgerEntry& entry : book_.others) {
            if (entry.kind == EntryKind::close && entry.month && *entry.month <= as_at_) {
                result.last_data = result.last_data ? std::max(*result.last_data, *entry.month) : *entry.month;
            }
        }
        const Calendar& calendar = basis_.baseline->calendar;
        const std::optional<Tracking>& tracking = basis_.baseline->tracking;
        constexpr int months_a_quarter = 3;
        const int every = tracking && tracking->closes == Closes::quarterly ? months_a_quarter : 1;
        // Where closing is quarterly, a quarter is missing once it is over.
        const int over = every == 1 ? basis_.as_at : (basis_.as_at + 1) / every * every - 1;
        const int from = result.last_data ? calendar.index_of(*result.last_data) + 1 : 0;
        for (int month = std::max(0, from); month <= over && month < calendar.months(); ++month) {
            result.stale.push_back(calendar.month_at(month));
        }
    }

    void measures(StatusReport& result) const {
        for (const PlannedMeasure& measure : basis_.baseline->measures) {
            MeasureStanding standing{
                measure.id, measure.name.empty() ? measure.id : measure.name, measure.unit, {}, {}, {}, false, {}};
            for (const LedgerEntry& entry : book_.others) {
                if (entry.kind == EntryKind::measure && entry.subject == measure.id && entry.month &&
                    *entry.month <= as_at_ && (!standing.month || *standing.month <= *entry.month)) {
                    standing.month = entry.month;
                    standing.value = entry.value;
                }
            }
            const int year = Calendar::year_of(basis_.as_at);
            const bool year_over = (basis_.as_at + 1) % 12 == 0;
            standing.target = measure.target;
            for (const auto& [of, target] : measure.targets) {
                if (of < year || (of == year && year_over)) {
                    standing.target = target;
                    standing.due = true;
                }
            }
            standing.due =
                standing.due || (measure.targets.empty() && basis_.as_at + 1 >= basis_.baseline->calendar.months());
            if (standing.value && standing.target && !measure.direction.empty()) {
                standing.met = measure.direction == "up" ? *standing.value >= *standing.target
                                                         : *standing.value <= *standing.target;
            }
            result.measures.push_back(std::move(standing));
        }
    }

    const Book& book_;
    Month as_at_;
    Basis basis_;
    Outlook owner_;
    std::vector<Deadline> late_;
};

}  // namespace

std::optional<double> realisation_percent(Pence actual, Pence planned) {
    return planned > 0 ? std::optional(100.0 * static_cast<double>(actual) / static_cast<double>(planned))
                       : std::nullopt;
}

std::span<const StatusBy> status_by_rows() {
    return by_rows;
}

StatusReport status_report(const Book& book, Month as_at, std::span<const std::string_view> by) {
    return Teller(book, as_at).tell(by);
}

}  // namespace tranche
