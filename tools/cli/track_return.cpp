#include "tranche/report/describe_return.hpp"

#include "track_ask.hpp"

namespace tranche::cli {

namespace {

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
    outcome.document = describe_return(asked_month(*asked, options), make_return(asked->book, rules, *regime, *on));
    return 0;
}

}  // namespace

const Command& track_return_command() {
    static const std::vector<OptionRow> own{{.name = "--rules",
                                             .placeholder = "RULES",
                                             .help = "choose the counting rules: csr07",
                                             .choices = {"csr07"},
                                             .required = true},
                                            {.name = "--on",
                                             .placeholder = "DATE",
                                             .help = "set the month of the return, such as 2010-10",
                                             .required = true}};
    static const Command command{.name = "track return",
                                 .help = "make the return of a counting regime",
                                 .arguments = {ledger_argument},
                                 .options = {own, month_options().last(1), money_formats(), writing_options()},
                                 .run = track_return,
                                 .examples = {"track return cheshire.tranche --rules csr07 --on 2010-10"}};
    return command;
}

}  // namespace tranche::cli
