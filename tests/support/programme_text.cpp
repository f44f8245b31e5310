// Drawn programmes as YAML.
#include "support/random_programme.hpp"

#include "tranche/base/calendar.hpp"

namespace tranche::test {
namespace {

using std::to_string;

Calendar calendar_of(const RandomProgramme& programme) {
    Calendar calendar;
    calendar.first_year = programme.first_year;
    calendar.year_starts = programme.year_starts == "april" ? 4 : programme.year_starts == "january" ? 1 : 10;
    return calendar;
}

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

std::string line_text(const RandomProgramme& programme, const RandomLine& line, std::int64_t times) {
    std::vector<std::string> keys{"id: " + line.id};
    if (line.form == "by_year") {
        std::vector<std::string> cells;
        for (const auto& [year, amount] : line.cells) {
            cells.push_back(programme.year(year) + ": " + money(amount * times));
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

std::string link_text(const RandomLink& link) {
    return std::string(link.milestone ? "{milestone: " : "{project: ") + link.project + ", type: " + link.type +
           ", kind: " + link.kind + ", lag: " + to_string(link.lag) + " months}";
}

std::string milestone_text(const RandomProgramme& programme, const RandomMilestone& milestone) {
    const bool gate = !milestone.decides.empty();
    std::string result = "  - {id: " + milestone.id + (gate ? ", due: " : ", on: ") + programme.month(milestone.on);
    std::vector<std::string> links;
    for (const RandomLink& link : milestone.after) {
        links.push_back(link_text(link));
    }
    result += links.empty() ? "" : ", after: [" + joined(links) + "]";
    result += gate ? ", decides: [" + joined(milestone.decides) + "]" : "";
    result += milestone.without ? ", without: {pot: " + programme.month(*milestone.without) + "}" : "";
    return result + "}\n";
}

std::string project_text(const RandomProgramme& programme, const RandomProject& project, std::int64_t times) {
    std::string result = "      - id: " + project.id + "\n";
    if (project.starts) {
        result += "        starts: " + programme.month(*project.starts) + "\n";
        result += "        lasts: " + to_string(*project.lasts) + " months\n";
    }
    if (!project.after.empty()) {
        result += "        after:\n";
    }
    for (const RandomLink& link : project.after) {
        result += "          - " + link_text(link) + "\n";
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
        result += adjust.overrun ? ", overrun: " + to_string(*adjust.overrun) + " months" : "";
        result += "}\n";
    }
    result += scenario.set.empty() ? "" : "    set:\n";
    for (const auto& [assumption, value] : scenario.set) {
        result += "      " + assumption + ": " + value + "\n";
    }
    result += scenario.awarded ? "" : "    awards: {pot: 0}\n";
    result += scenario.gates.empty() ? "" : "    gates:\n";
    for (const auto& [gate, ends] : scenario.gates) {
        result += "      " + gate + ": " + ends + "\n";
    }
    return result;
}

}  // namespace

std::string RandomProgramme::month(int index) const {
    return month_text(calendar_of(*this).month_at(index));
}

std::string RandomProgramme::year(int index) const {
    return calendar_of(*this).year_label(index);
}

std::string text_of(const RandomProgramme& programme, std::int64_t money_times) {
    std::string result = "programme: drawn\ncalendar: {first_year: " + programme.year(0) +
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
    result += "awards: [{id: pot, from: grant, asked: 1k}]\n";
    result += programme.milestones.empty() ? "" : "milestones:\n";
    for (const RandomMilestone& milestone : programme.milestones) {
        result += milestone_text(programme, milestone);
    }
    result += programme.gates.empty() ? "" : "gates:\n";
    for (const RandomMilestone& gate : programme.gates) {
        result += milestone_text(programme, gate);
    }
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
