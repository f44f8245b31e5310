// `track log` and `track verify`.
#include "track.hpp"
#include "tranche/report/describe_ledger.hpp"

namespace tranche::cli {

namespace {

int track_log(const Ledger& ledger, const Options& options, Outcome& outcome) {
    outcome.document = describe_log(ledger_subject(options.arguments.front(), ledger), ledger);
    return 0;
}

int track_verify(const Ledger& ledger, const Options& options, Outcome& outcome) {
    const Verification verification = ledger.verify(options.text("--expect"));
    outcome.document = describe_verification(ledger_subject(options.arguments.front(), ledger), verification);
    return verification.ok ? 0 : 1;
}

}  // namespace

const Command& track_log_command() {
    static const Command command{.name = "track log",
                                 .help = "list every entry, as it was recorded",
                                 .arguments = {ledger_argument},
                                 .options = {document_formats(), writing_options()},
                                 .run = track_log,
                                 .examples = {"track log cheshire.tranche"}};
    return command;
}

const Command& track_verify_command() {
    static const std::vector<OptionRow> own{
        {.name = "--expect", .placeholder = "HEAD", .help = "check that the chain contains a head kept elsewhere"}};
    static const Command command{.name = "track verify",
                                 .help = "check the chain, the sums and the file",
                                 .arguments = {ledger_argument},
                                 .options = {own, plain_formats(), quiet_option()},
                                 .run = track_verify,
                                 .examples = {"track verify cheshire.tranche"}};
    return command;
}

}  // namespace tranche::cli
