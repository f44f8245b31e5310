// A row for each option: its measures, and for programs every measure of what it adds to the counterfactual.
#include "tranche/report/describe_options.hpp"

#include <algorithm>  // all_of
#include <array>
#include <optional>
#include <string_view>

#include "report/case_parts.hpp"  // add_notes
#include "tranche/report/measure_columns.hpp"

namespace tranche {

namespace {

constexpr std::array<std::string_view, 3> option_measures{"cost", "benefit", "npv"};

Figure measure_of(const std::optional<Appraisal>& appraisal, std::string_view name) {
    return appraisal ? find_measure(name)->compute(*appraisal) : Figure{};
}

Cell increment_of(const std::optional<Appraisal>& increment) {
    if (!increment) {
        return Cell::missing();
    }
    ResultTable table;
    table.layout = Layout::record;
    add_measure_columns(table);
    std::vector<Cell> cells;
    add_measure_cells(cells, *increment);
    table.add(std::move(cells));
    return Cell::nested(std::move(table));
}

Cell rank_of(const std::optional<std::size_t>& rank) {
    return rank ? Cell::count(static_cast<std::int64_t>(*rank)) : Cell::missing();
}

ResultTable options_table(const Programme& programme, const RankedOptions& ranked) {
    ResultTable table;
    table.key = "options";
    table.columns = {{"id", {}, ValueKind::text, Audience::machines}, {"name", "Option"}, {"role", "Role"}};
    add_measure_columns(table, option_measures, option_measures);
    table.columns.push_back({"increment", {}, ValueKind::table, Audience::json});
    table.columns.push_back({"increment_pvc_gbp", "Added present cost", ValueKind::money, Audience::tables});
    table.columns.push_back({"increment_npv_gbp", "Added NPV", ValueKind::money, Audience::tables});
    table.columns.push_back({"increment_bcr", "BCR of it", ValueKind::ratio, Audience::tables});
    table.columns.push_back({"rank", "Rank", ValueKind::count});
    table.columns.push_back({"rank_by_bcr", "Rank by BCR", ValueKind::count});
    for (const OptionCase& each : ranked.cases) {
        const Option& option = programme.options[each.option];
        const auto added = [&](std::string_view name) {
            return each.increment ? cell_of(measure_of(each.increment, name), each.appraisal.unit) : Cell::empty();
        };
        std::vector<Cell> cells{Cell::text(option.id), Cell::text(option.name),
                                Cell::text(std::string(word(option.role)))};
        add_measure_cells(cells, each.appraisal);
        cells.push_back(increment_of(each.increment));
        cells.push_back(added("pvc"));
        cells.push_back(added("npv"));
        cells.push_back(added("bcr"));
        cells.push_back(rank_of(each.rank));
        // The counterfactual adds nothing to itself, so it has no such rank to miss.
        cells.push_back(each.increment ? rank_of(each.rank_by_bcr) : rank_of(each.rank_by_bcr).for_people(" "));
        table.add(std::move(cells));
    }
    return table;
}

bool ranked_whole(const RankedOptions& ranked) {
    return std::all_of(ranked.cases.begin(), ranked.cases.end(),
                       [](const OptionCase& each) { return each.rank.has_value(); });
}

ResultTable scenarios_table(const Programme& programme, const RankedOptions& ranked,
                            const std::vector<RankedInScenario>& scenarios) {
    ResultTable table;
    table.key = "scenarios";
    table.audience = Audience::people | Audience::json;
    table.columns = {{"id", {}, ValueKind::text, Audience::json},
                     {"name", "Scenario", ValueKind::text, Audience::people},
                     {"order", "Order by NPV", ValueKind::list},
                     {"holds", "The ranking", ValueKind::flag}};
    for (const RankedInScenario& each : scenarios) {
        const Scenario& scenario = programme.scenarios[each.scenario];
        std::vector<std::string> order;
        for (const std::size_t option : each.ranked.order()) {
            order.push_back(programme.options[option].id);
        }
        const bool known = ranked_whole(each.ranked) && ranked_whole(ranked);
        const bool same = known && same_order(ranked, each.ranked);
        table.add({Cell::text(scenario.id), Cell::text(scenario.name), Cell::list(std::move(order)),
                   !known ? Cell::missing().for_people("not known")
                          : Cell::flag(same).for_people(same ? "holds" : "changes")});
    }
    return table;
}

// What a reader should know before taking the first of the ranking.
std::vector<std::string> remarks(const Programme& programme, const RankedOptions& ranked) {
    std::vector<std::string> notes;
    if (ranked.counterfactual) {
        notes.push_back("Increments are against " + programme.options[*ranked.counterfactual].name + ".");
    } else {
        notes.emplace_back("There are no increments without a counterfactual: give one option role: counterfactual.");
    }
    for (const OptionCase& each : ranked.cases) {
        const Option& option = programme.options[each.option];
        if (option.role == OptionRole::preferred && each.rank.value_or(1) != 1) {
            notes.push_back("The preferred option, " + option.name + ", does not rank first.");
        }
        const Figure npv = measure_of(each.appraisal, "npv");
        if (!npv.computable()) {
            notes.push_back(option.name + ": not ranked (" + npv.why + ")");
        } else if (const Figure bcr = measure_of(each.increment, "bcr"); each.increment && !bcr.computable()) {
            notes.push_back(option.name + ": not ranked by BCR (" + bcr.why + ")");
        }
    }
    return notes;
}

}  // namespace

Document describe_options(const Subject& subject, const ResultCase& of, const RankedOptions& ranked,
                          const std::vector<RankedInScenario>& scenarios) {
    const Programme& programme = subject.model.programme;
    Document document;
    add_heading(document, subject, of);
    document.member("counterfactual", ValueKind::text,
                    ranked.counterfactual ? Cell::text(programme.options[*ranked.counterfactual].id) : Cell::missing());
    document.member("ranked_by", ValueKind::text, Cell::text("npv"));
    document.add(options_table(programme, ranked));
    document.add(scenarios_table(programme, ranked, scenarios));
    add_notes(document, remarks(programme, ranked));
    add_rests_on(document, programme);
    return document;
}

}  // namespace tranche
