#include "tranche/report/describe_audit.hpp"

#include "described.hpp"

namespace tranche::cli {

namespace {

int audit(const Opened& opened, const Options& options, Outcome& outcome) {
    const Audit found = tranche::audit(opened.model);
    outcome.document = describe_audit(subject_of(opened), found);
    return options.flag("--strict") && !all_agree(found) ? 1 : 0;
}

}  // namespace

const Command& audit_command() {
    static const std::vector<OptionRow> own{
        {.name = "--strict", .placeholder = "", .help = "exit with 1 where a published figure is not reproduced"}};
    static const Command command{.name = "audit",
                                 .help = "compare every published claim with the recomputed figure",
                                 .arguments = {programme_argument},
                                 .options = {own, report_formats(), writing_options()},
                                 .run = audit,
                                 .examples = {"audit programmes/cheshire-community-safety --strict"}};
    return command;
}

}  // namespace tranche::cli
