// What a later baseline says differently. Lines are compared whole, by their rows; a measure's own figures are compared,
// and what they do to money is read off the lines it drives.
#include <algorithm>  // find_if
#include <set>

#include "tranche/ledger/baseline.hpp"

namespace tranche {

namespace {

struct Price {
    Pence cost = 0;
    Pence benefit = 0;
    bool known = true;
};

template <class Row>
const Row* find_row(const std::vector<Row>& rows, const std::string& id) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

Price price_of(const Baseline& baseline, const std::string& line) {
    Price result;
    for (const PlannedRow& row : baseline.rows) {
        if (baseline.lines[row.line].id != line) {
            continue;
        }
        result.known = result.known && row.known;
        if (row.known && row.counts == Counted::As::cost) {
            result.cost += row.sign * row.total();
        } else if (row.known && row.counts == Counted::As::benefit) {
            result.benefit += row.sign * row.total();
        }
    }
    return result;
}

std::string planned_text(const Baseline& baseline, const std::string& line) {
    const auto found = std::find_if(baseline.lines.begin(), baseline.lines.end(),
                                    [&](const PlannedLine& each) { return each.id == line; });
    const std::optional<Pence> total = planned(baseline, static_cast<std::size_t>(found - baseline.lines.begin()));
    return total ? pence_text(*total) : "not known";
}

// The months of all rows of a line, to see that money has moved though its total has not.
std::vector<std::vector<Pence>> months_of(const Baseline& baseline, const std::string& line) {
    std::vector<std::vector<Pence>> result;
    for (const PlannedRow& row : baseline.rows) {
        if (baseline.lines[row.line].id == line) {
            result.push_back(row.months);
        }
    }
    return result;
}

std::string text_of(const std::optional<Decimal>& value) {
    return value ? value->text() : std::string{};
}

std::string text_of(const std::optional<Month>& month) {
    return month ? month_text(*month) : std::string{};
}

class Amending {
public:
    Amending(const Baseline& before, const Baseline& after) : before_(before), after_(after) {}

    std::vector<Amendment> all() {
        each(before_.lines, after_.lines, "line",
             [&](const PlannedLine& was, const PlannedLine& is) { line(was, is); });
        each(before_.measures, after_.measures, "measure",
             [&](const PlannedMeasure& was, const PlannedMeasure& is) { measure(was, is); });
        each(before_.projects, after_.projects, "project", [&](const PlannedProject& was, const PlannedProject& is) {
            add("project", is.id, "starts", text_of(was.starts), text_of(is.starts), {});
            add("project", is.id, "ends", text_of(was.ends), text_of(is.ends), {});
        });
        return std::move(result_);
    }

private:
    template <class Row, class Differ>
    void each(const std::vector<Row>& before, const std::vector<Row>& after, const std::string& what,
              const Differ& differ) {
        for (const Row& row : after) {
            if (const Row* was = find_row(before, row.id)) {
                differ(*was, row);
            } else {
                add(what, row.id, "added", "", row.name, price_change(what, row.id));
            }
        }
        for (const Row& row : before) {
            if (find_row(after, row.id) == nullptr) {
                add(what, row.id, "removed", row.name, "", price_change(what, row.id));
            }
        }
    }

    void line(const PlannedLine& was, const PlannedLine& is) {
        const std::string before = planned_text(before_, was.id);
        const std::string after = planned_text(after_, is.id);
        const Price change = price_change("line", is.id);
        add("line", is.id, "planned", before, after, change);
        if (before == after && months_of(before_, was.id) != months_of(after_, is.id)) {
            result_.push_back({"line", is.id, "months", before, after, change.cost, change.benefit});
        }
        add("line", is.id, "measure", was.measure, is.measure, {});
    }

    void measure(const PlannedMeasure& was, const PlannedMeasure& is) {
        const std::size_t from = result_.size();
        add("measure", is.id, "baseline", text_of(was.baseline), text_of(is.baseline), {});
        add("measure", is.id, "target", text_of(was.target), text_of(is.target), {});
        add("measure", is.id, "without", text_of(was.without), text_of(is.without), {});
        std::set<int> years;
        for (const auto& targets : {was.targets, is.targets}) {
            for (const auto& [year, target] : targets) {
                years.insert(year);
            }
        }
        const auto target_in = [](const PlannedMeasure& of, int year) {
            for (const auto& [each, target] : of.targets) {
                if (each == year) {
                    return target.text();
                }
            }
            return std::string{};
        };
        for (const int year : years) {
            add("measure", is.id, "target in " + after_.calendar.year_label(year), target_in(was, year),
                target_in(is, year), {});
        }
        if (result_.size() > from) {
            const Price change = price_change("measure", is.id);
            result_[from].cost = change.cost;
            result_[from].benefit = change.benefit;
        }
    }

    // Of a measure: what happens to all lines that it drives, in either baseline.
    [[nodiscard]] Price price_change(const std::string& what, const std::string& id) const {
        std::set<std::string> lines;
        if (what == "line") {
            lines.insert(id);
        }
        for (const Baseline* baseline : {&before_, &after_}) {
            for (const DrivenLine& driver : baseline->drivers) {
                if (what == "measure" && driver.measure == id) {
                    lines.insert(driver.line);
                }
            }
        }
        Price change;
        for (const std::string& line : lines) {
            const Price was = price_of(before_, line);
            const Price is = price_of(after_, line);
            change.cost += is.cost - was.cost;
            change.benefit += is.benefit - was.benefit;
        }
        return change;
    }

    void add(const std::string& what, const std::string& id, const std::string& field, const std::string& before,
             const std::string& after, const Price& change) {
        if (before != after || field == "added" || field == "removed") {
            result_.push_back({what, id, field, before, after, change.cost, change.benefit});
        }
    }

    const Baseline& before_;
    const Baseline& after_;
    std::vector<Amendment> result_;
};

}  // namespace

std::vector<Amendment> amendments(const Baseline& before, const Baseline& after) {
    return Amending(before, after).all();
}

}  // namespace tranche
