#include "support/random_programme.hpp"

#include <algorithm>  // find, min

#include "tranche/base/calendar.hpp"

namespace tranche::test {
namespace {

using std::to_string;

const std::vector<std::string> payers{"north", "south", "east", "both"};
const std::vector<std::string> gainers{"north", "south", "east", "both", "public", "outside"};
const std::vector<std::string> percentages{"+50%", "-50%", "+20%", "-20%", "+12.5%", "-33.333%", "+0.1%", "-100%"};
const std::vector<std::string> inputs{"alpha", "beta", "gamma"};

std::string named(const std::string& stem, std::size_t number) {
    return stem + (number < 10 ? "0" : "") + to_string(number);
}

class Maker {
public:
    Maker(Random& random, const RandomOptions& options) : random_(random), options_(options) {}

    RandomProgramme make() {
        result_.years = random_.number(1, 8);
        result_.first_year = random_.number(2001, 2040);
        result_.year_starts = random_.pick<std::string>({"april", "april", "january", "october"});
        result_.extend = random_.chance(25);
        result_.organisations = {"{id: north}",
                                 "{id: south}",
                                 "{id: east}",
                                 "{id: both, members: [north, south]}",
                                 "{id: grant, kind: funder}",
                                 "{id: lottery, kind: funder}",
                                 "{id: public}"};
        result_.perspectives = {"pair: {costs: net-of-grant, costs_of: [both], benefits_of: [both]}",
                                "first: {benefits_of: [north, public]}",
                                "others: {costs: net-of-grant, costs_of: [east, north], benefits_of: all}"};
        result_.assumptions = {"{id: alpha, value: 16%}", "{id: beta, value: 0.0725}", "{id: gamma, value: 11.1%}",
                               "{id: delta, value: = epsilon / 2}",
                               "{id: epsilon, value: \"= max(alpha, beta) * 50%\"}"};
        months_ = result_.years * 12;
        make_workstreams();
        for (int i = random_.number(0, 3); i > 0; --i) {
            result_.lines.push_back(line(nullptr));
        }
        if (ids_.empty()) {
            result_.lines.push_back(line(nullptr));
        }
        make_scenarios();
        return std::move(result_);
    }

private:
    std::string month(int index) const {
        Calendar calendar;
        calendar.first_year = result_.first_year;
        calendar.year_starts = date::month{result_.year_starts == "april"     ? 4U
                                           : result_.year_starts == "january" ? 1U
                                                                              : 10U};
        return month_text(calendar.month_at(index));
    }

    std::string year(int index) const {
        const int start = result_.first_year + index;
        const std::string end = named("/", static_cast<std::size_t>((start + 1) % 100));
        return to_string(start) + (result_.year_starts == "january" ? "" : end);
    }

    std::int64_t amount() {
        std::int64_t value = 0;
        switch (random_.below(4)) {
            case 0: value = random_.between(1, 900) * 1'000'000'000; break;
            case 1: value = random_.between(1, 99'999'999) * 10'000; break;
            case 2: value = random_.between(1, 9'999'999'999); break;
            default: value = random_.between(1, 99);
        }
        return value * options_.multiple_of;
    }

    void make_workstreams() {
        for (int w = random_.number(0, 4); w > 0; --w) {
            RandomWorkstream workstream;
            workstream.id = named("w", result_.workstreams.size());
            for (int p = random_.number(0, 4); p > 0; --p) {
                workstream.projects.push_back(project());
            }
            for (int i = random_.number(workstream.projects.empty() ? 1 : 0, 2); i > 0; --i) {
                workstream.lines.push_back(line(nullptr));
            }
            if (!workstream.lines.empty()) {
                holders_.push_back(workstream.id);
            }
            result_.workstreams.push_back(std::move(workstream));
        }
    }

    // Links lead from earlier projects to later ones, so there is no circle.
    RandomProject project() {
        RandomProject made;
        made.id = named("p", projects_.size());
        if (!random_.chance(10)) {
            made.starts = random_.number(0, months_ - 2);
            made.lasts = random_.number(0, std::min(20, months_ - 1 - *made.starts));
        }
        for (int i = random_.number(0, 3); i > 0 && !projects_.empty(); --i) {
            made.after.push_back({random_.pick(projects_), random_.pick<std::string>({"FS", "SS", "FF", "SF"}),
                                  random_.pick<std::string>({"hard", "hard", "hard", "soft"}), random_.number(0, 8)});
        }
        projects_.push_back(made.id);
        for (int i = random_.number(0, 3); i > 0; --i) {
            made.lines.push_back(line(&made));
        }
        if (!made.lines.empty()) {
            holders_.push_back(made.id);
        }
        return made;
    }

    RandomLine line(const RandomProject* project) {
        RandomLine made;
        made.id = named("l", ids_.size());
        made.cost = random_.chance(50);
        ids_.push_back(made.id);
        kinds_.emplace_back(made.cost ? "cost" : "benefit");
        const bool dated = project != nullptr && project->starts;
        const int form = options_.by_year_only ? 0 : random_.number(0, 2);
        if (form == 0) {
            by_year(made);
        } else if (form == 1) {
            once(made, dated);
        } else {
            yearly(made, dated ? project : nullptr);
        }
        accounts_.push_back(random_.pick<std::string>({"unstated", "fiscal", "economic", "social"}));
        if (accounts_.back() != "unstated") {
            made.keys.emplace_back("account", accounts_.back());
        }
        parts(made);
        return made;
    }

    void by_year(RandomLine& made) {
        for (int y = 0; y < result_.years; ++y) {
            if (random_.chance(70)) {
                made.cells.emplace_back(y, random_.chance(15) ? -amount() : random_.chance(10) ? 0 : amount());
            }
        }
        if (made.cells.empty()) {
            made.cells.emplace_back(random_.number(0, result_.years - 1), amount());
        }
    }

    void once(RandomLine& made, bool dated) {
        made.form = "once";
        made.amount = amount();
        switch (random_.number(dated ? 0 : 1, 3)) {
            case 0: made.keys.emplace_back("over", "project"); break;
            case 1: made.keys.emplace_back("when", month(random_.number(0, months_ - 1))); break;
            case 2: made.keys.emplace_back("when", year(random_.number(0, result_.years - 1))); break;
            default: made.keys.emplace_back("when", "unstated");
        }
    }

    void yearly(RandomLine& made, const RandomProject* project) {
        made.form = "yearly";
        made.amount = amount();
        int first = 0;
        if (project != nullptr && random_.chance(70)) {
            const bool end = random_.chance(60);
            made.keys.emplace_back("from", end ? "project.end" : "project.start");
            first = *project->starts + (end ? *project->lasts : 0);
        } else if (random_.chance(70)) {
            first = random_.number(0, months_ - 1);
            made.keys.emplace_back("from", month(first));
        }
        if (random_.chance(30)) {
            made.keys.emplace_back("until", month(random_.number(first, months_ - 1)));
        } else if (random_.chance(50)) {
            made.keys.emplace_back("for", to_string(random_.number(1, 40)) + " months");
        }
    }

    void parts(RandomLine& made) {
        std::vector<std::string> choose = made.cost ? payers : gainers;
        random_.shuffle(choose);
        if (made.cost && random_.chance(40)) {
            made.keys.emplace_back("spent_by", random_.pick(payers));
        }
        const int kind = random_.number(0, 4);
        if (kind == 0 || !options_.shares) {
            return;  // nobody named
        }
        if (kind == 1) {
            made.parts.push_back({choose[0], "100%"});
            return;
        }
        if (made.cost && kind == 2 && fixed_grants(made)) {
            return;
        }
        if (made.cost && random_.chance(60)) {
            choose[0] = "grant";
            if (made.keys.empty() || made.keys.back().first != "spent_by") {
                made.keys.emplace_back("spent_by", random_.pick(payers));  // a grant to one of two must say to which
            }
        }
        made.parts.push_back(
            {choose[0], random_.pick<std::string>({"50%", "33.33%", "12.345%", "= alpha", "= alpha * beta + 1%",
                                                   "= min(alpha, gamma) / 3", "= delta + epsilon"})});
        if (random_.chance(50)) {
            made.parts.push_back({choose[1], random_.pick<std::string>({"25%", "7.7%", "= gamma", "= delta"})});
        }
        made.parts.push_back({choose[2], "rest"});
    }

    bool fixed_grants(RandomLine& made) {
        std::int64_t total = made.form == "once" ? made.amount : 0;
        for (const auto& [unused, cell] : made.cells) {
            total += cell;
        }
        const std::int64_t steps = total / options_.multiple_of;
        if (steps < 3) {
            return false;
        }
        made.parts.push_back({"grant", {}, random_.between(1, steps / 2) * options_.multiple_of});
        if (random_.chance(40)) {
            made.parts.push_back({"lottery", {}, random_.between(1, steps / 2) * options_.multiple_of});
        }
        made.parts.push_back({random_.pick(payers), "rest"});
        return true;
    }

    RandomAdjust adjust() {
        RandomAdjust made;
        const auto add = [&](const std::string& key, std::vector<std::string> words) {
            made.select.push_back({key, std::move(words)});
        };
        switch (random_.number(0, 6)) {
            case 0: add("line", {random_.pick(ids_)}); break;
            case 1: add("kind", {random_.pick(kinds_)}); break;
            case 2: add("account", {random_.pick(accounts_)}); break;
            case 3: add("line", {ids_.front(), ids_.back()}); break;
            case 4: break;  // everything
            default: {
                if (!result_.workstreams.empty()) {
                    add("workstream", {random_.pick(result_.workstreams).id});
                }
                if (!projects_.empty() && random_.chance(50)) {
                    made.select.clear();
                    add("project", {random_.pick(projects_)});
                }
                const bool holds_lines = !made.select.empty() && std::find(holders_.begin(), holders_.end(),
                                                                           made.select[0].second[0]) != holders_.end();
                if (holds_lines && random_.chance(30)) {
                    add("line", ids_);
                }
            }
        }
        const bool delays = !options_.scales || random_.chance(50);
        if (delays) {
            made.delay = random_.number(0, 19);
        }
        if (options_.scales && (!delays || random_.chance(30))) {
            made.by = random_.pick(percentages);
        }
        if (made.select.size() == 1 && made.select[0].second.size() == 2 &&
            made.select[0].second[0] == made.select[0].second[1]) {
            made.select[0].second.pop_back();
        }
        return made;
    }

    // With several parents a scenario sets every assumption itself, so that no two of them can disagree.
    void make_scenarios() {
        for (std::size_t i = 0; i < 5; ++i) {
            RandomScenario made;
            made.id = named("s", i);
            for (std::size_t parents = i < 2 ? 0 : static_cast<std::size_t>(random_.below(3)); parents > 0; --parents) {
                const std::string id =
                    named("s", static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(i))));
                if (made.based_on.empty() || made.based_on[0] != id) {
                    made.based_on.push_back(id);
                }
            }
            if (random_.chance(40)) {
                made.delay = random_.number(0, 15);
            }
            for (int n = random_.number(0, 3); n > 0; --n) {
                made.adjust.push_back(adjust());
            }
            for (const std::string& input : inputs) {
                if (options_.sets && (made.based_on.size() > 1 || random_.chance(25))) {
                    made.set.emplace_back(input,
                                          to_string(random_.below(45)) + "." + to_string(random_.below(1000)) + "%");
                }
            }
            result_.scenarios.push_back(std::move(made));
        }
    }

    Random& random_;
    const RandomOptions& options_;
    RandomProgramme result_;
    int months_ = 0;
    std::vector<std::string> ids_;
    std::vector<std::string> projects_;
    std::vector<std::string> holders_;  // workstreams and projects with lines of their own
    std::vector<std::string> accounts_;
    std::vector<std::string> kinds_;  // of the lines so far: what no line has cannot be selected
};

std::string money(std::int64_t micropounds) {
    std::string digits = to_string(micropounds < 0 ? -micropounds : micropounds);
    digits.insert(0, digits.size() < 7 ? 7 - digits.size() : 0, '0');
    digits.insert(digits.size() - 6, 1, '.');
    return (micropounds < 0 ? "-" : "") + digits;
}

std::string joined(const std::vector<std::string>& words) {
    std::string result;
    for (const std::string& word : words) {
        result += (result.empty() ? "" : ", ") + word;
    }
    return result;
}

std::string year_key(const RandomProgramme& programme, int index) {
    const int start = programme.first_year + index;
    const std::string label = to_string(start);
    return programme.year_starts == "january" ? label : label + named("/", static_cast<std::size_t>((start + 1) % 100));
}

std::string line_text(const RandomProgramme& programme, const RandomLine& line, std::int64_t times) {
    std::vector<std::string> keys{"id: " + line.id};
    if (line.form == "by_year") {
        std::vector<std::string> cells;
        for (const auto& [year, amount] : line.cells) {
            cells.push_back(year_key(programme, year) + ": " + money(amount * times));
        }
        keys.push_back("by_year: {" + joined(cells) + "}");
    } else {
        keys.push_back(line.form + ": " + money(line.amount * times));
    }
    for (const auto& [key, value] : line.keys) {
        keys.push_back(key + ": " + value);
    }
    std::vector<std::string> parts;
    for (const RandomPart& part : line.parts) {
        parts.push_back(part.organisation + ": " +
                        (part.share.empty() ? money(part.amount * times) : "\"" + part.share + "\""));
    }
    if (!parts.empty()) {
        keys.push_back((line.cost ? "funded: {" : "to: {") + joined(parts) + "}");
    }
    return "- {" + joined(keys) + "}\n";
}

std::string lines_text(const RandomProgramme& programme, const std::vector<RandomLine>& lines, std::int64_t times,
                       const std::string& indent) {
    std::string result;
    for (const bool cost : {true, false}) {
        std::string list;
        for (const RandomLine& line : lines) {
            list += line.cost == cost ? indent + "  " + line_text(programme, line, times) : "";
        }
        result += list.empty() ? "" : indent + (cost ? "costs:\n" : "benefits:\n") + list;
    }
    return result;
}

std::string project_text(const RandomProgramme& programme, const RandomProject& project, std::int64_t times) {
    std::string result = "      - id: " + project.id + "\n";
    if (project.starts) {
        Calendar calendar;
        calendar.first_year = programme.first_year;
        calendar.year_starts = date::month{programme.year_starts == "april"     ? 4U
                                           : programme.year_starts == "january" ? 1U
                                                                                : 10U};
        result += "        starts: " + month_text(calendar.month_at(*project.starts)) + "\n";
        result += "        lasts: " + to_string(*project.lasts) + " months\n";
    }
    if (!project.after.empty()) {
        result += "        after:\n";
    }
    for (const RandomLink& link : project.after) {
        result += "          - {project: " + link.project + ", type: " + link.type + ", kind: " + link.kind +
                  ", lag: " + to_string(link.lag) + " months}\n";
    }
    return result + lines_text(programme, project.lines, times, "        ");
}

std::string scenario_text(const RandomScenario& scenario) {
    std::string result = "  - id: " + scenario.id + "\n";
    if (!scenario.based_on.empty()) {
        result += "    based_on: [" + joined(scenario.based_on) + "]\n";
    }
    if (scenario.delay) {
        result += "    delay: " + to_string(*scenario.delay) + " months\n";
    }
    result += scenario.adjust.empty() ? "" : "    adjust:\n";
    for (const RandomAdjust& adjust : scenario.adjust) {
        std::vector<std::string> terms;
        for (const auto& [key, words] : adjust.select) {
            terms.push_back(key + ": [" + joined(words) + "]");
        }
        result += "      - {select: {" + joined(terms) + "}";
        result += adjust.by.empty() ? "" : ", by: " + adjust.by;
        result += adjust.delay ? ", delay: " + to_string(*adjust.delay) + " months" : "";
        result += "}\n";
    }
    result += scenario.set.empty() ? "" : "    set:\n";
    for (const auto& [assumption, value] : scenario.set) {
        result += "      " + assumption + ": " + value + "\n";
    }
    return result;
}

}  // namespace

RandomProgramme random_programme(Random& random, const RandomOptions& options) {
    return Maker(random, options).make();
}

void shuffle(RandomProgramme& programme, Random& random) {
    random.shuffle(programme.organisations);
    random.shuffle(programme.perspectives);
    random.shuffle(programme.assumptions);
    random.shuffle(programme.lines);
    random.shuffle(programme.scenarios);
    random.shuffle(programme.workstreams);
    for (RandomWorkstream& workstream : programme.workstreams) {
        random.shuffle(workstream.lines);
        random.shuffle(workstream.projects);
        for (RandomProject& project : workstream.projects) {
            random.shuffle(project.lines);
            random.shuffle(project.after);
        }
    }
}

std::string text_of(const RandomProgramme& programme, std::int64_t money_times) {
    std::string result = "programme: drawn\ncalendar: {first_year: " + year_key(programme, 0) +
                         ", years: " + to_string(programme.years) + ", year_starts: " + programme.year_starts +
                         ", delay_window: " + (programme.extend ? "extend" : "fixed") + "}\n";
    const auto list = [&](const std::string& key, const std::vector<std::string>& items, const std::string& bullet) {
        result += key + ":\n";
        for (const std::string& item : items) {
            result += bullet + item + "\n";
        }
    };
    list("organisations", programme.organisations, "  - ");
    list("perspectives", programme.perspectives, "  ");
    list("assumptions", programme.assumptions, "  - ");
    result += programme.workstreams.empty() ? "" : "workstreams:\n";
    for (const RandomWorkstream& workstream : programme.workstreams) {
        result += "  - id: " + workstream.id + "\n";
        result += workstream.projects.empty() ? "" : "    projects:\n";
        for (const RandomProject& project : workstream.projects) {
            result += project_text(programme, project, money_times);
        }
        result += lines_text(programme, workstream.lines, money_times, "    ");
    }
    result += lines_text(programme, programme.lines, money_times, "");
    result += programme.scenarios.empty() ? "" : "scenarios:\n";
    for (const RandomScenario& scenario : programme.scenarios) {
        result += scenario_text(scenario);
    }
    return result;
}

}  // namespace tranche::test
