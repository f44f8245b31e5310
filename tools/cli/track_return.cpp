// `track return`: what a counting regime's return says on the date on which it is due.
#include "track_ask.hpp"
#include "tranche/track/returns.hpp"

namespace tranche::cli {

namespace {

Json return_json(const Options& options, const AskedBook& asked, const Return& made) {
    Json json = asked_json(options, asked);
    json["rules"] = made.rules->name;
    json["on"] = month_text(made.on);
    json["kind"] = made.kind == ReturnKind::forecast ? "forecast" : "actual";
    json["year"] = made.year;
    json["recorded_to"] = month_text(made.recorded_to);
    json["gains_gbp"] = pence_json(made.gains);
    json["costs_gbp"] = pence_json(made.costs);
    json["carried_in_gbp"] = pence_json(made.carried_in);
    json["indicator_gbp"] = pence_json(made.indicator);
    json["target_gbp"] = made.target ? pence_json(*made.target) : Json(nullptr);
    json["gap_gbp"] = made.gap ? pence_json(*made.gap) : Json(nullptr);
    if (!made.target) {
        json["why"] = {{"target_gbp", made.no_target}};
    }
    json["lines"] = Json::array();
    for (const ReturnLine& line : made.lines) {
        json["lines"].push_back({{"id", line.line},
                                 {"kind", word(line.kind)},
                                 {"year_gbp", pence_json(line.year)},
                                 {"counted_gbp", pence_json(line.counted)},
                                 {"rule", line.rule},
                                 {"because", line.why}});
    }
    return json;
}

int track_return(const Options& options, Outcome& outcome) {
    const std::optional<Regime> regime = from_word<Regime>(options.text("--rules"));
    assert(regime);  // its words are the option's choices
    const std::optional<Month> on = parse_month(options.text("--on"));
    if (!on) {
        return misused(options, "--on: '" + options.text("--on") + "' is not a month such as 2010-10", outcome);
    }
    const CountingRules& rules = counting_rules(*regime);
    const DueReturn due = due_return(rules, *on);
    if (!due.due) {
        return misused(options,
                       "no return is due in " + month_text(*on) +
                           (due.over ? "; the last one was in July " + std::to_string(rules.first_year + rules.years)
                                     : "; the next is in " + month_text(due.next)),
                       outcome);
    }
    int exit_code = 0;
    const std::optional<AskedBook> asked =
        ask_book(options.arguments.front(), month_text(*on), options, outcome, exit_code);
    if (!asked) {
        return exit_code;
    }
    const Return made = make_return(asked->book, rules, *regime, *on);
    if (options.text("--format") == "json") {
        outcome.out = dumped(return_json(options, *asked, made));
        return 0;
    }
    TextTable table{{{"id", "Line"},
                     {"year_gbp", "In the year", true},
                     {"counted_gbp", "Counted", true},
                     {"rule", "Rule"},
                     {"because", "Because"}},
                    {}};
    for (const ReturnLine& line : made.lines) {
        table.rows.push_back({{line.name, line.line},
                              pence_cell(line.year),
                              pence_cell(line.counted),
                              {line.rule, line.rule},
                              {line.why, line.why}});
    }
    if (options.text("--format") == "csv") {
        outcome.out = as_csv(table);
        return 0;
    }
    trim_pence(table);
    outcome.out = titled(asked->book.baselines.back().name,
                         rules.title + ": " + (made.kind == ReturnKind::forecast ? "forecast" : "actual") +
                             " at the end of " + made.year + "; £",
                         options.text("--format")) +
                  rendered(table, options.text("--format"), outcome.bold) + "\nGains " + pence_in_words(made.gains) +
                  ", less costs of " + pence_in_words(made.costs) + ", and " + pence_in_words(made.carried_in) +
                  " carried in: indicator " + pence_in_words(made.indicator) + "\n" +
                  (made.target ? "Target " + pence_in_words(*made.target) + ", " +
                                     (*made.gap > 0 ? pence_in_words(*made.gap) + " short"
                                                    : pence_in_words(-*made.gap) + " above it") +
                                     "\n"
                               : "No target: " + made.no_target + "\n");
    return 0;
}

}  // namespace

const Command& track_return_command() {
    static const std::vector<OptionRow> own{{.name = "--rules",
                                             .placeholder = "RULES",
                                             .help = "choose whose counting rules: csr07",
                                             .choices = {"csr07"},
                                             .required = true},
                                            {.name = "--on",
                                             .placeholder = "DATE",
                                             .help = "set the month of the return, such as 2010-10",
                                             .required = true}};
    static const Command command{.name = "track return",
                                 .help = "make the return of a counting regime",
                                 .arguments = {ledger_argument},
                                 .options = {own, month_options().last(1), table_formats(), writing_options()},
                                 .run = track_return,
                                 .examples = {"track return cheshire.tranche --rules csr07 --on 2010-10"}};
    return command;
}

}  // namespace tranche::cli
