#include "support/random_programme.hpp"

#include <algorithm>  // all_of, find, min

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
        make_gates();
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
    std::string month(int index) const { return result_.month(index); }
    std::string year(int index) const { return result_.year(index); }

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
                if (random_.chance(30)) {
                    make_milestone();
                }
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
            made.lasts = random_.number(1, std::min(20, months_ - 1 - *made.starts));
        }
        made.after = links();
        projects_.push_back(made.id);
        if (made.starts) {
            events_.emplace_back(made.id + ".start", *made.starts);
            events_.emplace_back(made.id + ".end", *made.starts + *made.lasts);
        }
        for (int i = random_.number(0, 3); i > 0; --i) {
            made.lines.push_back(line(&made));
        }
        if (!made.lines.empty()) {
            holders_.push_back(made.id);
        }
        return made;
    }

    std::vector<RandomLink> links() {
        std::vector<RandomLink> made;
        for (int i = random_.number(0, 3); i > 0 && !projects_.empty(); --i) {
            const bool milestone = !result_.milestones.empty() && random_.chance(30);
            made.push_back({milestone ? random_.pick(result_.milestones).id : random_.pick(projects_),
                            random_.pick<std::string>({"FS", "SS", "FF", "SF"}),
                            random_.pick<std::string>({"hard", "hard", "hard", "soft"}), random_.number(0, 8),
                            milestone});
        }
        return made;
    }

    void make_milestone() {
        RandomMilestone made;
        made.id = named("m", result_.milestones.size());
        made.on = random_.number(0, months_ - 1);
        made.after = links();
        if (random_.chance(40)) {
            made.without = made.on + random_.number(0, 9);
        }
        events_.emplace_back(made.id, made.on);
        result_.milestones.push_back(std::move(made));
    }

    // Gates wait for nothing, so there is no circle through them.
    void make_gates() {
        for (int i = projects_.empty() ? 0 : random_.number(0, 2); i > 0; --i) {
            RandomMilestone made;
            made.id = named("g", result_.gates.size());
            made.on = random_.number(0, months_ - 1);
            made.decides = {random_.pick(projects_)};
            result_.gates.push_back(std::move(made));
        }
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
        switch (random_.number(dated ? 0 : 1, 5)) {
            case 0: made.keys.emplace_back("over", "project"); break;
            case 4: after_event(made); break;
            case 5: {
                const int first = random_.number(0, result_.years - 1);
                made.keys.emplace_back("over", year(first) + ".." + year(random_.number(first, result_.years - 1)));
                break;
            }
            case 1: made.keys.emplace_back("when", month(random_.number(0, months_ - 1))); break;
            case 2: made.keys.emplace_back("when", year(random_.number(0, result_.years - 1))); break;
            default: made.keys.emplace_back("when", "unstated");
        }
    }

    // In or from the month of an event, if there is one inside the calendar.
    void after_event(RandomLine& made) {
        const auto [event, on] = events_.empty() ? std::pair<std::string, int>{month(0), 0} : random_.pick(events_);
        if (on >= months_) {
            made.keys.emplace_back("when", "unstated");
        } else if (random_.chance(50)) {
            made.keys.emplace_back("when", event);
        } else {
            made.keys.emplace_back("over", to_string(random_.number(1, months_ - on)) + " months from " + event);
        }
    }

    void yearly(RandomLine& made, const RandomProject* project) {
        made.form = "yearly";
        made.amount = amount();
        if (project != nullptr && *project->lasts > 0 && random_.chance(15)) {
            made.keys.emplace_back("over", "project");
            return;
        }
        int first = 0;
        if (project != nullptr && random_.chance(70)) {
            const bool end = random_.chance(60);
            made.keys.emplace_back("from", end ? "project.end" : "project.start");
            first = *project->starts + (end ? *project->lasts : 0);
        } else if (!events_.empty() && random_.chance(30)) {
            const auto [event, on] = random_.pick(events_);
            if (on < months_) {
                first = on;
                made.keys.emplace_back("from", event);
            }
        } else if (random_.chance(70)) {
            first = random_.number(0, months_ - 1);
            made.keys.emplace_back("from", month(first));
        }
        std::vector<std::string> ends;
        for (const auto& [event, on] : events_) {
            if (on > first && on <= months_) {
                ends.push_back(event);
            }
        }
        if (!ends.empty() && random_.chance(40)) {
            made.keys.emplace_back("until", random_.pick(ends));
        } else if (random_.chance(30)) {
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
        const bool structural = std::all_of(made.select.begin(), made.select.end(), [](const auto& term) {
            return term.first == "workstream" || term.first == "project";
        });
        if (structural && random_.chance(60)) {
            made.overrun = random_.number(0, 14);
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
            made.awarded = !random_.chance(30);
            for (const RandomMilestone& gate : result_.gates) {
                if (random_.chance(40)) {
                    const bool refused = options_.scales && random_.chance(40);
                    made.gates.emplace_back(gate.id, refused ? "refused" : month(gate.on + 5));
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
    std::vector<std::pair<std::string, int>> events_;  // and their planned months
    std::vector<std::string> holders_;                 // workstreams and projects with lines of their own
    std::vector<std::string> accounts_;
    std::vector<std::string> kinds_;  // of the lines so far: what no line has cannot be selected
};

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
    random.shuffle(programme.milestones);
    random.shuffle(programme.gates);
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

}  // namespace tranche::test
