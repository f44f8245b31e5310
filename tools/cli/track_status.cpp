#include "tranche/report/describe_status.hpp"

#include "track_ask.hpp"

namespace tranche::cli {

namespace {

int track_status(const AskedBook& asked, const Options& options, Outcome& outcome) {
    outcome.document = describe_status(asked_month(asked, options), status_report(asked.book, asked.as_at, asked.by));
    return 0;
}

}  // namespace

const Command& track_status_command() {
    static const std::vector<OptionRow> own{group_option()};
    static const Command command{
        .name = "track status",
        .help = "compare actuals with the baseline for the month, to date and the whole life, with RAG ratings",
        .arguments = {ledger_argument},
        .options = {month_options(), own, money_formats(), writing_options()},
        .run = track_status,
        .examples = {"track status cheshire.tranche --as-at 2014-06 --group project"}};
    return command;
}

}  // namespace tranche::cli
