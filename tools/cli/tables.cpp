#include "tranche/report/describe_rule_books.hpp"

#include "commands.hpp"
#include "tranche/read/rule_books.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

int rule_tables(const Options&, Outcome& outcome) {
    outcome.document = describe_rule_books(rule_books(), version);
    return 0;
}

}  // namespace

const Command& tables_command() {
    static const Command command{
        .name = "tables",
        .help = "show the rule books and their sources: discount rates, optimism bias, grades of evidence",
        .options = {document_formats(), writing_options()},
        .run = rule_tables,
        .examples = {"tables"}};
    return command;
}

}  // namespace tranche::cli
