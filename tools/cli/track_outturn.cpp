#include "tranche/report/describe_outturn.hpp"

#include "track_ask.hpp"
#include "tranche/base/pounds.hpp"

namespace tranche::cli {

namespace {

int track_outturn(const AskedBook& asked, const Options& options, Outcome& outcome) {
    std::vector<Remaining> methods;
    if (options.given("--remaining")) {
        methods.push_back(options.row("--remaining", remaining_rows()).by);
    }
    outcome.document = describe_outturn(asked_month(asked, options), outturns(asked.book, asked.as_at, methods));
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
                                 .help = "forecast the outturn and its effect on the case",
                                 .arguments = {ledger_argument},
                                 .options = {month_options(), own, money_formats(), writing_options()},
                                 .run = track_outturn,
                                 .examples = {"track outturn cheshire.tranche --as-at 2014-06"}};
    return command;
}

}  // namespace tranche::cli
