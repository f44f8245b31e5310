// `track outturn`: what the programme will have come to, by four methods, and what that does to the case.
#include <algorithm>  // find
#include <array>

#include "track_ask.hpp"

namespace tranche::cli {

namespace {

Json money_block(const OutturnMoney& money) {
    return {{"planned_gbp", money.known ? pence_json(money.planned) : Json(nullptr)},
            {"recorded_gbp", pence_json(money.recorded)},
            {"to_go_gbp", pence_json(money.to_go)},
            {"beyond_gbp", pence_json(money.beyond)},
            {"outturn_gbp", pence_json(money.total())}};
}

constexpr MoneyUnit lattice{};

Json measures_json(const Outturn& outturn) {
    Json json = Json::object();
    for (const OutturnFigure& figure : outturn.figures) {
        const bool month = figure.measure->unit == MeasureUnit::month;
        Json each{{"baseline_figure", figure_json(figure.baseline, lattice)},
                  {"outturn_figure", figure_json(figure.outturn, lattice)}};
        const std::string suffix = month ? "_months" : "";
        each["difference" + suffix] = figure_json(figure.difference, lattice);
        each["cost" + suffix] = figure_json(figure.cost, lattice);
        each["benefit" + suffix] = figure_json(figure.benefit, lattice);
        each["timing" + suffix] = figure_json(figure.timing, lattice);
        each["unit"] = unit_word(figure.measure->unit);
        Json why = Json::object();
        for (const auto& [key, part] :
             {std::pair{"baseline_figure", &figure.baseline}, std::pair{"outturn_figure", &figure.outturn}}) {
            if (!part->computable()) {
                why[key] = part->why;
            }
        }
        if (!why.empty()) {
            each["why"] = why;
        }
        json[std::string(figure.measure->key)] = each;
    }
    return json;
}

Json outturn_json(const Options& options, const AskedBook& asked, const Outturns& outturns) {
    Json json = asked_json(options, asked);
    json["late"] = Json::array();
    for (const Deadline& each : outturns.late) {
        json["late"].push_back(deadline_json(each));
    }
    json["moved"] = Json::array();
    for (const Moved& each : outturns.moved) {
        json["moved"].push_back(
            {{"id", each.id}, {"planned", month_text(each.planned)}, {"now", month_text(each.now)}, {"own", each.own}});
    }
    json["methods"] = Json::array();
    for (const Outturn& outturn : outturns.methods) {
        Json each{{"method", outturn.method->name}, {"help", outturn.method->help}};
        if (!outturn.why.empty()) {
            each["why"] = outturn.why;
        } else {
            each["cost"] = money_block(outturn.cost);
            each["benefit"] = money_block(outturn.benefit);
            each["measures"] = measures_json(outturn);
        }
        json["methods"].push_back(each);
    }
    return json;
}

// On a screen the figures that a board asks about; csv and json have every measure.
constexpr std::array<std::string_view, 8> headlines{
    "cost", "benefit", "net", "roi", "npv", "bcr", "payback_interpolated", "payback_month"};

bool headline(const OutturnFigure& figure) {
    return std::find(headlines.begin(), headlines.end(), figure.measure->name) != headlines.end();
}

Cell part_cell(const OutturnFigure& figure, const Figure& part) {
    const bool months = figure.measure->unit == MeasureUnit::month;
    Cell cell = figure_cell(part, months ? MeasureUnit::count : figure.measure->unit, lattice);
    cell.shown += months && part.computable() ? (std::get<int>(part.value) == 1 ? " month" : " months") : "";
    return cell;
}

int track_outturn(const AskedBook& asked, const Options& options, Outcome& outcome) {
    std::vector<Remaining> methods;
    if (options.given("--remaining")) {
        methods.push_back(options.row("--remaining", remaining_rows()).by);
    }
    const Outturns all = outturns(asked.book, asked.as_at, methods);
    if (options.text("--format") == "json") {
        outcome.out = dumped(outturn_json(options, asked, all));
        return 0;
    }
    TextTable table{{{"method", "Forecast to go"},
                     {"measure", "Measure"},
                     {"baseline_figure", "Baseline", true},
                     {"outturn_figure", "Outturn", true},
                     {"difference", "Difference", true},
                     {"cost", "of cost", true},
                     {"benefit", "of benefit", true},
                     {"timing", "of timing", true}},
                    {}};
    for (const Outturn& outturn : all.methods) {
        for (const OutturnFigure& figure : outturn.figures) {
            if (options.text("--format") != "csv" && !headline(figure)) {
                continue;
            }
            table.rows.push_back({{std::string(outturn.method->title), std::string(outturn.method->name)},
                                  {std::string(figure.measure->title), std::string(figure.measure->key)},
                                  figure_cell(figure.baseline, figure.measure->unit, lattice),
                                  figure_cell(figure.outturn, figure.measure->unit, lattice),
                                  part_cell(figure, figure.difference),
                                  part_cell(figure, figure.cost),
                                  part_cell(figure, figure.benefit),
                                  part_cell(figure, figure.timing)});
        }
    }
    if (options.text("--format") == "csv") {
        outcome.out = as_csv(table);
        return 0;
    }
    trim_pence(table);
    std::string before;
    for (std::vector<Cell>& row : table.rows) {  // each method is named once
        const std::string name = row.front().shown;
        row.front().shown = name == before ? "" : name;
        before = name;
    }
    std::string notes;
    for (const Outturn& outturn : all.methods) {
        const std::string title(outturn.method->title);
        if (!outturn.why.empty()) {
            notes += title + ": none, since " + outturn.why + "\n";
            continue;
        }
        notes += title + ": cost " + pence_in_words(outturn.cost.recorded) + " to date and " +
                 pence_in_words(outturn.cost.to_go) + " to go, benefit " + pence_in_words(outturn.benefit.recorded) +
                 " and " + pence_in_words(outturn.benefit.to_go) + "\n";
        if (outturn.cost.beyond != 0 || outturn.benefit.beyond != 0) {
            notes += "  of that past the end of the case: cost " + pence_in_words(outturn.cost.beyond) + ", benefit " +
                     pence_in_words(outturn.benefit.beyond) + "\n";
        }
        for (const OutturnFigure& figure : outturn.figures) {
            if (headline(figure) && !figure.outturn.computable()) {
                notes += "  no " + std::string(figure.measure->title) + ": " + figure.outturn.why + "\n";
            }
        }
    }
    for (const Moved& each : all.moved) {
        notes += "Moves from " + month_text(each.planned) + " to " + month_text(each.now) + ": " + each.name +
                 (each.own ? "" : ", because of what it waits for") + "\n";
    }
    outcome.out = titled(asked.book.baselines.back().name, asked_title(asked), options.text("--format")) +
                  rendered(table, options.text("--format"), outcome.bold) + "\n" + notes;
    return 0;
}

}  // namespace

const Command& track_outturn_command() {
    static const std::vector<OptionRow> own{{.name = "--remaining",
                                             .placeholder = "METHOD",
                                             .help = "forecast the remaining money by one method instead of each:",
                                             .choices = names_of(remaining_rows()),
                                             .old_name = "--method"}};
    static const Command command{.name = "track outturn",
                                 .help = "forecast the outturn, and what it does to the case",
                                 .arguments = {ledger_argument},
                                 .options = {month_options(), own, table_formats(), writing_options()},
                                 .run = track_outturn,
                                 .examples = {"track outturn cheshire.tranche --as-at 2014-06"}};
    return command;
}

}  // namespace tranche::cli
