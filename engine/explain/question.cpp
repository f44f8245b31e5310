#include "tranche/explain/question.hpp"

#include <algorithm>  // count_if, find
#include <array>
#include <charconv>  // from_chars

#include "tranche/base/spelling.hpp"
#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"

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
        find_what();
        if (result_.measure == nullptr) {
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
        if (const std::string other = other_thing(address_.measure); !other.empty()) {
            wrong("'" + address_.measure + "' is not a measure or an assumption", other);
            return;
        }
        std::vector<std::string> known = names_of(measures());
        known.emplace_back("count");
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
        const bool a_sum = is_sum();
        if (!a_sum && result_.part != Part::whole) {
            wrong("'" + address_.measure + "' has no part '" + address_.part + "'", "cost, benefit and net have");
        } else if (result_.part == Part::cumulative && address_.period.empty()) {
            wrong("'cumulative' needs a period",
                  "such as " + address_.measure + ".cumulative in " + programme_.calendar.year_label(0));
        } else if ((result_.part == Part::beyond || result_.part == Part::unallocated) && !address_.period.empty()) {
            wrong("'" + address_.part + "' does not belong to a period", {});
        }
    }

    [[nodiscard]] bool is_sum() const {
        return result_.measure != nullptr && (result_.measure->name == "cost" || result_.measure->name == "benefit" ||
                                              result_.measure->name == "net");
    }

    std::optional<std::pair<int, int>> period(std::string_view text) {
        const Calendar& calendar = programme_.calendar;
        const std::size_t dots = text.find("..");
        if (dots != std::string_view::npos) {
            const auto first = period(text.substr(0, dots));
            const auto last = period(text.substr(dots + 2));
            return first && last && first->first < last->second ? std::optional(std::pair(first->first, last->second))
                                                                : std::nullopt;
        }
        if (const std::optional<Month> month = parse_month(text)) {
            const int index = calendar.index_of(*month);
            return std::pair(index, index + 1);
        }
        constexpr std::string_view numbered = "year ";
        if (text.starts_with(numbered)) {
            int year = 0;
            const std::string_view digits = text.substr(numbered.size());
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
            return error == std::errc{} && end == digits.data() + digits.size() && year < calendar.years
                       ? std::optional(std::pair(year * 12, year * 12 + 12))
                       : std::nullopt;
        }
        const std::size_t quarter = text.find(" Q");
        const std::optional<int> year = calendar.parse_year(text.substr(0, quarter));
        if (!year) {
            return std::nullopt;
        }
        if (quarter == std::string_view::npos) {
            return std::pair(*year * 12, *year * 12 + 12);
        }
        const std::string_view number = text.substr(quarter + 2);
        if (number.size() != 1 || number[0] < '1' || number[0] > '4') {
            return std::nullopt;
        }
        const int first = *year * 12 + (number[0] - '1') * 3;
        return std::pair(first, first + 3);
    }

    void find_period() {
        if (address_.period.empty()) {
            return;
        }
        const Calendar& calendar = programme_.calendar;
        const std::string known = calendar.year_label(0) + " to " + calendar.year_label(calendar.years - 1);
        const auto found = period(address_.period);
        if (!is_sum()) {
            wrong("'" + address_.measure + "' is a figure of the whole case, not of a period",
                  "cost, benefit and net are by period");
        } else if (!found) {
            wrong("'" + address_.period + "' is not a period",
                  "periods look like " + calendar.year_label(0) + ", 2014-05, year 2 or a span such as " +
                      calendar.year_label(0) + ".." + calendar.year_label(calendar.years - 1));
        } else if (found->first < 0 || found->second > calendar.months()) {
            wrong("'" + address_.period + "' is outside the case, " + known, {});
        } else {
            result_.months = found;
        }
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
};

std::vector<ScenarioId> taken_together(const Question& question, ScenarioId scenario) {
    std::vector<ScenarioId> result = question.with;
    result.push_back(scenario);
    return result;
}

std::optional<double> assumption_value(const Model& model, const Question& question,
                                       std::span<const Override> overrides) {
    // The assumption's node, evaluated as any run does: its value in the lane.
    Lane lane = compose(model.programme, taken_together(question, question.scenario), overrides);
    const Assumption& assumption = model.programme.assumptions[question.assumption];
    if (!assumption.series.exists()) {
        return node_value(model.plan, lane, assumption.node);
    }
    const auto year = static_cast<std::size_t>(question.months ? question.months->first / 12 : 0);
    return node_value(model.plan, lane, model.programme.series[assumption.series][year]);
}

Money sum_of(const Question& question, const CostBenefit& amounts) {
    if (question.measure->name == "cost") {
        return amounts.cost;
    }
    return question.measure->name == "benefit" ? amounts.benefit : amounts.net();
}

bool known(const Question& question, const CostBenefit& amounts) {
    if (question.measure->name == "cost") {
        return amounts.cost_known;
    }
    return question.measure->name == "benefit" ? amounts.benefit_known : amounts.known();
}

Figure figure_of(const Question& question, const Appraisal& appraisal) {
    const bool plain = question.part == Part::whole && !question.months;
    Figure whole = question.measure->compute(appraisal);
    if (plain) {
        return whole;
    }
    if (question.part == Part::beyond || question.part == Part::unallocated) {
        const CostBenefit& part = question.part == Part::beyond ? appraisal.beyond : appraisal.undated;
        return known(question, part) ? Figure{sum_of(question, part), {}} : Figure{std::monostate{}, whole.why};
    }
    CostBenefit sum;
    const int first = question.part == Part::cumulative ? 0 : question.months->first;
    for (int month = first; month < question.months->second; ++month) {
        sum += appraisal.months[static_cast<std::size_t>(month)];
    }
    return known(question, sum) ? Figure{sum_of(question, sum), {}} : Figure{std::monostate{}, whole.why};
}

// Of two figures of one unit, where a difference means something.
Figure difference(const Figure& of, const Figure& against) {
    if (!of.computable() || !against.computable()) {
        return {std::monostate{}, !of.computable() ? of.why : against.why};
    }
    if (const Money* a = std::get_if<Money>(&of.value)) {
        return {*a - std::get<Money>(against.value), {}};
    }
    if (const double* a = std::get_if<double>(&of.value)) {
        return {*a - std::get<double>(against.value), {}};
    }
    if (const int* a = std::get_if<int>(&of.value)) {
        return {*a - std::get<int>(against.value), {}};
    }
    return {std::monostate{}, "months have no difference that is a month"};
}

}  // namespace

std::span<const CountRow> count_rows() {
    return countables;
}

std::optional<Question> resolve(const Programme& programme, const Address& address, Position where,
                                Diagnostics& diagnostics) {
    return Resolver(programme, address, where, diagnostics).resolve();
}

Appraisal appraisal_for(const Model& model, const Question& question, ScenarioId scenario,
                        std::span<const Override> overrides) {
    const Cashflow cashflow = run(model.plan, compose(model.programme, taken_together(question, scenario), overrides));
    return appraise(cashflow, Counting(model.programme, question.perspective),
                    question.lines.empty() ? nullptr : &question.lines);
}

Figure answer(const Model& model, const Question& question, std::span<const Override> overrides) {
    if (question.count != nullptr) {
        return {static_cast<int>(question.count->count(model.programme)), {}};
    }
    if (question.assumption.exists()) {
        const std::optional<double> value = assumption_value(model, question, overrides);
        return value ? Figure{*value, {}} : Figure{std::monostate{}, "it has no single known value"};
    }
    if (!question.comparison) {
        return figure_of(question, appraisal_for(model, question, question.scenario, overrides));
    }
    const Comparison& comparison = model.programme.comparisons[*question.comparison];
    return difference(figure_of(question, appraisal_for(model, question, comparison.of, overrides)),
                      figure_of(question, appraisal_for(model, question, comparison.against, overrides)));
}

std::optional<Range> answer_ends(const Model& model, const Question& question) {
    if (question.measure == nullptr || question.comparison) {
        return std::nullopt;
    }
    const std::optional<Bounds> found = bounds(model, taken_together(question, question.scenario), question.perspective,
                                               question.lines.empty() ? nullptr : &question.lines);
    if (!found) {
        return std::nullopt;
    }
    if (question.part == Part::whole && !question.months) {
        return range_of(*question.measure, *found);
    }
    const bool one_side = question.measure->one_side;
    return Range{figure_of(question, one_side ? found->low : found->worst),
                 figure_of(question, one_side ? found->high : found->best)};
}

MeasureUnit unit_of(const Question& question) {
    return question.measure != nullptr ? question.measure->unit
                                       : (question.count != nullptr ? MeasureUnit::count : MeasureUnit::number);
}

std::vector<LineId> lines_behind(const Model& model, const Question& question) {
    std::vector<LineId> result;
    if (question.measure == nullptr) {
        return result;
    }
    const Counting counting(model.programme, question.perspective);
    for (const Row& row : model.plan.rows) {
        const Counted counted = counting.of(row.kind, row.from, row.to);
        const bool wanted = (counted.as == Counted::As::cost && question.measure->name != "benefit") ||
                            (counted.as == Counted::As::benefit && question.measure->name != "cost");
        const bool taken = question.lines.empty() || question.lines[row.line.index()];
        if (wanted && taken && (result.empty() || result.back() != row.line)) {
            result.push_back(row.line);
        }
    }
    return result;
}

}  // namespace tranche
