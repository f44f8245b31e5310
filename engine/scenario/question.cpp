// Each piece of an address has a function that finds what it names in a table or says what there is instead. All pieces are
// looked at, so that an author hears of everything at once.
#include "tranche/scenario/question.hpp"

#include <algorithm>  // count_if, find
#include <array>

#include "tranche/appraise/counting.hpp"  // schedule_of
#include "tranche/base/month_or_year.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/scenario/model.hpp"  // resolve_claims

namespace tranche {

namespace {

std::size_t count_projects(const Programme& programme) {
    return count_of(programme, ProjectKind::project);
}

std::size_t count_milestones(const Programme& programme) {
    return count_of(programme, ProjectKind::milestone);
}

std::size_t count_gates(const Programme& programme) {
    return count_of(programme, ProjectKind::gate);
}

std::size_t count_workstreams(const Programme& programme) {
    return programme.workstreams.size();
}

std::size_t count_themes(const Programme& programme) {
    std::vector<bool> has(programme.workstreams.size(), false);
    for (const Project& project : programme.projects) {
        if (project.workstream.exists()) {
            has[project.workstream.index()] = true;
        }
    }
    return static_cast<std::size_t>(std::count(has.begin(), has.end(), true));
}

std::size_t count_lines(const Programme& programme) {
    return static_cast<std::size_t>(std::count_if(programme.lines.begin(), programme.lines.end(),
                                                  [](const Line& line) { return !line.part_of.exists(); }));
}

std::size_t count_risks(const Programme& programme) {
    return programme.risks.size();
}

constexpr std::array<CountRow, 7> countables{{
    {"projects", "projects of all workstreams", count_projects},
    {"workstreams", "workstreams", count_workstreams},
    {"workstreams with projects", "workstreams that have projects", count_themes},
    {"lines", "cost and benefit lines as written", count_lines},
    {"risks", "risks", count_risks},
    {"milestones", "milestones", count_milestones},
    {"gates", "gates", count_gates},
}};

struct PartRow {
    std::string_view name;
    Part part;
};
constexpr std::array<PartRow, 4> parts{{{"total", Part::whole},
                                        {"cumulative", Part::cumulative},
                                        {"beyond", Part::beyond},
                                        {"unallocated", Part::unallocated}}};

/// Keys by which an address picks lines, and the words a line has under each.
struct FilterRow {
    std::string_view name;
    std::string (*of_line)(const Programme&, const Line&);
};

template <class Enum, Enum Facets::*Member>
std::string facet(const Programme&, const Line& line) {
    return std::string(word(line.facets.*Member));
}

constexpr std::array<FilterRow, 9> filters{{
    {"line", [](const Programme& programme,
                const Line& line) { return line.part_of.exists() ? programme.lines[line.part_of].id : line.id; }},
    {"workstream",
     [](const Programme& programme, const Line& line) {
         return line.workstream.exists() ? programme.workstreams[line.workstream].id : std::string{};
     }},
    {"project",
     [](const Programme& programme, const Line& line) {
         return line.project.exists() ? programme.projects[line.project].id : std::string{};
     }},
    {"kind", [](const Programme&, const Line& line) { return std::string(word(line.kind)); }},
    {"account", facet<Account, &Facets::account>},
    {"release", facet<Release, &Facets::release>},
    {"nature", facet<Nature, &Facets::nature>},
    {"budget", facet<Budget, &Facets::budget>},
    {"status", facet<Status, &Facets::status>},
}};

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
    std::vector<std::string> result;
    for (const auto& row : rows) {
        result.emplace_back(row.name);
    }
    return result;
}

class Resolver {
public:
    Resolver(const Programme& programme, const Address& address, Position where, Diagnostics& diagnostics)
        : programme_(programme), address_(address), where_(where), diagnostics_(diagnostics) {}

    std::optional<Question> resolve() {
        const std::size_t errors = diagnostics_.errors();
        result_.address = address_;
        result_.where = where_;
        find_what();
        if (discount_factor_) {
            find_factor();
        } else if (result_.measure == nullptr) {
            if (!address_.part.empty() || !address_.period.empty() || !address_.perspective.empty()) {
                wrong("'" + address_.measure + "' has no parts, periods or perspectives", {});
            }
        } else {
            find_lines();
            find_perspective();
            find_part();
            find_period();
        }
        find_scenario();
        return diagnostics_.errors() == errors ? std::optional(std::move(result_)) : std::nullopt;
    }

private:
    void wrong(const std::string& sentence, const std::string& suggestion) {
        diagnostics_.error("unknown-figure", where_, sentence, suggestion);
    }

    void no_such(std::string_view noun, const std::string& name, const std::vector<std::string>& known) {
        const std::string hint = did_you_mean(name, known);
        wrong("there is no " + std::string(noun) + " '" + name + "'",
              hint.empty() ? "there are " + listed(known) : hint);
    }

    /// What else of the programme has this name, and how figures of it are asked for; empty where nothing has.
    [[nodiscard]] std::string other_thing(const std::string& name) const {
        const auto of = [&](std::string_view noun, const std::string& ask) {
            return "'" + name + "' is a " + std::string(noun) + "; ask for " + ask;
        };
        if (const std::optional<LineId> line = find(programme_.lines, name)) {
            const Line& found = programme_.lines[*line];
            const Line& whole = found.part_of.exists() ? programme_.lines[found.part_of] : found;
            return of("line", std::string(word(whole.kind)) + "(line=" + whole.id + ")");
        }
        if (find(programme_.projects, name)) {
            return of("project", "net(project=" + name + ")");
        }
        if (find(programme_.workstreams, name)) {
            return of("workstream", "net(workstream=" + name + ")");
        }
        if (find(programme_.scenarios, name)) {
            return of("scenario", "net@" + name);
        }
        return find(programme_.perspectives, name) ? of("perspective", "net/" + name) : std::string();
    }

    void find_what() {
        if (address_.measure == "count") {
            const auto same = [&](const CountRow& row) {
                return address_.filter.size() == 1 && row.name == address_.filter.front().first;
            };
            const auto found = std::find_if(countables.begin(), countables.end(), same);
            if (found == countables.end()) {
                wrong("'count' needs something to count",
                      "such as count(projects); there are " + listed(names_of(countables)));
                return;
            }
            result_.count = &*found;
            return;
        }
        result_.measure = find_measure(address_.measure);
        if (result_.measure != nullptr) {
            return;
        }
        const std::optional<AssumptionId> assumption = find(programme_.assumptions, address_.measure);
        if (assumption) {
            result_.assumption = *assumption;
            return;
        }
        if (address_.measure == factor_name) {  // an assumption of that name comes first
            discount_factor_ = true;
            return;
        }
        if (const std::string other = other_thing(address_.measure); !other.empty()) {
            wrong("'" + address_.measure + "' is not a measure or an assumption", other);
            return;
        }
        std::vector<std::string> known = names_of(measures());
        known.emplace_back("count");
        known.emplace_back(factor_name);
        for (const std::string& id : ids_of(programme_.assumptions)) {
            known.push_back(id);
        }
        no_such("measure or assumption", address_.measure, known);
    }

    void find_lines() {
        if (address_.filter.empty()) {
            return;
        }
        result_.lines.assign(programme_.lines.size(), true);
        for (const auto& [key, value] : address_.filter) {
            const auto same = [&name = key](const FilterRow& row) { return row.name == name; };
            const auto filter = std::find_if(filters.begin(), filters.end(), same);
            if (filter == filters.end()) {
                no_such("way to pick lines called", key, names_of(filters));
                return;
            }
            std::vector<std::string> known;
            bool any = false;
            for (std::size_t i = 0; i < programme_.lines.size(); ++i) {
                std::string has = filter->of_line(programme_, programme_.lines[LineId{i}]);
                any = any || has == value;
                result_.lines[i] = result_.lines[i] && has == value;
                if (!has.empty() && std::find(known.begin(), known.end(), has) == known.end()) {
                    known.push_back(std::move(has));
                }
            }
            if (!any) {
                no_such(key == "line" ? key : "line with " + key, value, known);
            }
        }
    }

    void find_perspective() {
        if (address_.perspective.empty()) {
            return;
        }
        const std::optional<PerspectiveId> found = find(programme_.perspectives, address_.perspective);
        if (!found) {
            no_such("perspective", address_.perspective, ids_of(programme_.perspectives));
            return;
        }
        result_.perspective = *found;
    }

    void find_part() {
        if (address_.part.empty()) {
            return;
        }
        const auto found =
            std::find_if(parts.begin(), parts.end(), [&](const PartRow& row) { return row.name == address_.part; });
        if (found == parts.end()) {
            no_such("part", address_.part, names_of(parts));
            return;
        }
        result_.part = found->part;
        if (!is_sum() && result_.part != Part::whole) {
            wrong("'" + address_.measure + "' has no part '" + address_.part + "'", sums() + " have");
        } else if (result_.part == Part::cumulative && address_.period.empty()) {
            wrong("'cumulative' needs a period",
                  "such as " + address_.measure + ".cumulative in " + programme_.calendar.year_label(0));
        } else if ((result_.part == Part::beyond || result_.part == Part::unallocated) &&
                   is_discounted(result_.measure->sum)) {
            wrong("'" + address_.measure + "' has no part '" + address_.part + "'",
                  "what falls in no year of the case is not discounted");
        } else if ((result_.part == Part::beyond || result_.part == Part::unallocated) && !address_.period.empty()) {
            wrong("'" + address_.part + "' does not belong to a period", {});
        }
    }

    [[nodiscard]] bool is_sum() const { return result_.measure != nullptr && result_.measure->sum != SumOf::none; }

    static std::string sums() {
        std::vector<std::string> names;
        for (const MeasureRow& row : measures()) {
            if (row.sum != SumOf::none) {
                names.emplace_back(row.name);
            }
        }
        return listed(names);
    }

    /// The months of the period, or what is wrong with it.
    std::optional<std::pair<int, int>> months_of_period() {
        const Calendar& calendar = programme_.calendar;
        const std::string known = calendar.year_label(0) + " to " + calendar.year_label(calendar.years - 1);
        const std::optional<MonthSpan> found = calendar.parse_period(address_.period);
        warn_of_year(calendar, address_.period, where_, diagnostics_);
        if (!found) {
            wrong("'" + address_.period + "' is not a period",
                  "periods look like " + calendar.year_label(0) + ", 2014-05, year 2 or a span such as " +
                      calendar.year_label(0) + ".." + calendar.year_label(calendar.years - 1));
            return std::nullopt;
        }
        if (found->first < 0 || found->first + found->months > calendar.months()) {
            wrong("'" + address_.period + "' is outside the case, " + known, {});
            return std::nullopt;
        }
        return std::pair(found->first, found->first + found->months);
    }

    static bool whole_years(const std::pair<int, int>& months) {
        return months.first % 12 == 0 && months.second % 12 == 0;
    }

    void find_period() {
        if (address_.period.empty()) {
            return;
        }
        if (!is_sum()) {
            wrong("'" + address_.measure + "' is a figure of the whole case, not of a period",
                  sums() + " are by period");
            return;
        }
        result_.months = months_of_period();
        if (result_.months && is_discounted(result_.measure->sum) && !whole_years(*result_.months)) {
            wrong("'" + address_.measure + "' is not worked out for '" + address_.period + "'",
                  "money is discounted by financial years, such as " + programme_.calendar.year_label(0));
        }
    }

    // Of one year, by the schedule of the lines that are named, or by the programme's own.
    void find_factor() {
        find_lines();
        if (!address_.part.empty() || !address_.perspective.empty()) {
            wrong("a discount factor has no parts or perspectives", {});
        }
        if (address_.period.empty()) {
            wrong("'factor' needs to know of which year", "such as factor in " + programme_.calendar.year_label(0));
            return;
        }
        result_.months = months_of_period();
        if (result_.months && (!whole_years(*result_.months) || result_.months->second - result_.months->first != 12)) {
            wrong("'" + address_.period + "' is not one year", "a discount factor is of one financial year");
        }
        std::vector<std::size_t> schedules;
        for (std::size_t i = 0; i < result_.lines.size(); ++i) {
            const std::size_t schedule = schedule_of(programme_.lines, LineId{i});
            if (result_.lines[i] && std::find(schedules.begin(), schedules.end(), schedule) == schedules.end()) {
                schedules.push_back(schedule);
            }
        }
        if (schedules.size() > 1) {
            wrong("these lines are discounted by different schedules", "ask for the factor of one line");
        }
        result_.schedule = schedules.empty() ? 0 : schedules.front();
    }

    void find_scenario() {
        if (address_.scenario.empty()) {
            return;
        }
        if (const std::optional<ScenarioId> found = find(programme_.scenarios, address_.scenario)) {
            result_.scenario = *found;
            return;
        }
        std::vector<std::string> known = listed_ids(programme_);
        for (std::size_t i = 0; i < programme_.comparisons.size(); ++i) {
            if (programme_.comparisons[i].id == address_.scenario) {
                result_.comparison = i;
                return;
            }
            known.push_back(programme_.comparisons[i].id);
        }
        no_such("scenario or comparison", address_.scenario, known);
    }

    const Programme& programme_;
    const Address& address_;
    Position where_;
    Diagnostics& diagnostics_;
    Question result_;
    bool discount_factor_ = false;
};

}  // namespace

std::span<const CountRow> count_rows() {
    return countables;
}

std::optional<Question> resolve(const Programme& programme, const Address& address, Position where,
                                Diagnostics& diagnostics) {
    return Resolver(programme, address, where, diagnostics).resolve();
}

Table<ClaimId, ClaimQuestions> resolve_claims(const Programme& programme, Diagnostics& diagnostics) {
    Table<ClaimId, ClaimQuestions> result;
    result.reserve(programme.claims.size());
    const auto resolved = [&](const std::vector<Asked>& list) {
        std::vector<Question> questions;
        for (const Asked& asked : list) {
            if (std::optional<Question> question = resolve(programme, asked.address, asked.where, diagnostics)) {
                questions.push_back(std::move(*question));
            }
        }
        return questions;
    };
    for (const Claim& claim : programme.claims) {
        result.add({resolved(claim.figures), resolved(claim.alternatives)});
    }
    return result;
}

MeasureUnit unit_of(const Question& question) {
    if (question.measure != nullptr) {
        return question.measure->unit;
    }
    return question.count != nullptr ? MeasureUnit::count : MeasureUnit::number;
}

}  // namespace tranche
