#include "tranche/report/describe_variance.hpp"

#include "track_ask.hpp"

namespace tranche::cli {

namespace {

int track_variance(const AskedBook& asked, const Options& options, Outcome& outcome) {
    for (const std::string_view each : asked.by) {
        if (each != "workstream" && each != "project" && each != "line") {
            return misused(options, "--group takes line, project and workstream: a variance is a line's", outcome);
        }
    }
    std::vector<std::string_view> by = asked.by;
    std::erase(by, "line");  // lines are always there
    outcome.document = describe_variance(asked_month(asked, options), tranche::variance(asked.book, asked.as_at),
                                         tranche::earned(asked.book, asked.as_at), by);
    return 0;
}

}  // namespace

const Command& track_variance_command() {
    static const std::vector<OptionRow> own{group_option()};
    static const Command command{.name = "track variance",
                                 .help = "divide variances between their causes, and show earned value",
                                 .arguments = {ledger_argument},
                                 .options = {month_options(), own, money_formats(), writing_options()},
                                 .run = track_variance,
                                 .examples = {"track variance cheshire.tranche --as-at 2014-06"}};
    return command;
}

}  // namespace tranche::cli
