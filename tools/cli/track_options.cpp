// The options of the ledger's commands. What they take is judged by the engine, which knows the baseline.
#include "commands.hpp"
#include "options.hpp"

namespace tranche::cli {

// clang-format off
const std::vector<OptionRow>& ledger_option_rows() {
    static const std::vector<OptionRow> rows{
        {"--approved-by", "NAME", nullptr, &Options::approved_by, nullptr, nullptr, "who approved it"},
        {"--reason", "TEXT", nullptr, &Options::reason, nullptr, nullptr, "why"},
        {"--on", "DATE", nullptr, &Options::on, nullptr, nullptr, "the day, such as 2014-06-30 (today)"},
        {"--line", "ID", nullptr, &Options::line, nullptr, nullptr, "id of a line"},
        {"--month", "MONTH", nullptr, &Options::month, nullptr, nullptr, "the month that it counts for, such as 2014-05"},
        {"--amount", "POUNDS", nullptr, &Options::amount, nullptr, nullptr, "pounds and pence, such as 1234.56"},
        {"--kind", "KIND", nullptr, &Options::kind, nullptr, nullptr, "what sort of amount: actual, accrual or commitment (actual)"},
        {"--stage", "STAGE", nullptr, &Options::stage, nullptr, nullptr, "how far it is shown to be real: delivered, evidenced or audited"},
        {"--evidence", "FILE", nullptr, &Options::evidence, nullptr, nullptr, "a file that shows it; its SHA-256 is recorded"},
        {"--reference", "TEXT", nullptr, &Options::reference, nullptr, nullptr, "the finance system's; no two amounts have the same"},
        {"--note", "TEXT", nullptr, &Options::note, nullptr, nullptr, "a remark"},
        {"--forecast", "LIST", nullptr, &Options::forecast, nullptr, nullptr, "what the owner of --line expects, such as 2014-06=1200,2014-07=900"},
        {"--milestone", "ID", nullptr, &Options::milestone, nullptr, nullptr, "id of a milestone, gate or project that was reached, or is expected, --on a day"},
        {"--progress", "PROJECT", nullptr, &Options::progress, nullptr, nullptr, "id of a project that is --percent done"},
        {"--percent", "NUMBER", nullptr, &Options::percent, nullptr, nullptr, "how much of it is done, 0 to 100"},
        {"--measure", "ID", nullptr, &Options::measure, nullptr, [](const Command& command) { return command.records; }, "id of a measure of outcome that stands at --value"},
        {"--value", "NUMBER", nullptr, &Options::value, nullptr, nullptr, "what it stands at"},
        {"--risk", "ID", nullptr, &Options::risk, nullptr, nullptr, "id of a risk whose --status is now this"},
        {"--status", "TEXT", nullptr, &Options::status, nullptr, nullptr, "its status, in the office's words"},
        {"--rag", "COLOUR", nullptr, &Options::rag, nullptr, nullptr, "over the thresholds, with its rationale in --note: red, amber or green"},
        {"--project", "ID", nullptr, &Options::project, nullptr, nullptr, "id of a project, where it is not the whole programme"},
        {"--from", "LINE", nullptr, &Options::from, nullptr, nullptr, "id of the line that money is taken from, such as contingency"},
        {"--to", "LINE", nullptr, &Options::to, nullptr, nullptr, "id of the line that it goes to"},
        {"--map", "FILE", nullptr, &Options::map, nullptr, nullptr, "what the file's columns, codes and periods mean"},
        {"--expect", "HEAD", nullptr, &Options::expect, nullptr, nullptr, "a head that was kept elsewhere: it must be part of the chain"},
        {"--as-at", "MONTH", nullptr, &Options::as_at, nullptr, nullptr, "the last month that counts (the latest closed, or else recorded)"},
        {"--known-at", "TIME", nullptr, &Options::known_at, nullptr, nullptr, "leave out what was recorded after it, such as 2014-06-03T10:15:00Z"},
        {"--rules", "RULES", nullptr, &Options::rules, nullptr, nullptr, "whose counting rules: csr07"},
        {"--ledger", "LEDGER", nullptr, &Options::ledger, nullptr, nullptr, "whose monthly pack is wanted"},
        {"--dry-run", "", nullptr, nullptr, &Options::dry_run, nullptr, "say what would be recorded, and record nothing"},
    };
    return rows;
}
// clang-format on

}  // namespace tranche::cli
