// `track log` and `track verify`.
#include "track.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

Cell same(const std::string& text) {
    return {text, text};
}

// Every column there is.
TextTable full(const Ledger& ledger) {
    TextTable table{{{"entry", "Entry", true},
                     {"recorded_at", "Recorded"},
                     {"by", "By"},
                     {"kind", "Kind"},
                     {"subject", "Subject"},
                     {"month", "Month"},
                     {"date", "Date"},
                     {"amount_gbp", "Amount", true},
                     {"value", "Value", true},
                     {"stage", "Stage"},
                     {"status", "Status"},
                     {"reference", "Reference"},
                     {"counterpart", "From"},
                     {"approved_by", "Approved by"},
                     {"reverses", "Reverses", true},
                     {"source", "Source", true},
                     {"note", "Note"},
                     {"hash", "Hash"}},
                    {}};
    const auto number = [&](EntryNumber value) { return same(value == 0 ? std::string{} : std::to_string(value)); };
    ledger.each_entry(1, [&](const LedgerEntry& entry) {
        table.rows.push_back({number(entry.sequence),
                              {timestamp_text(entry.recorded_at).substr(0, 10), timestamp_text(entry.recorded_at)},
                              same(entry.by),
                              same(std::string(word(entry.kind))),
                              same(entry.subject),
                              same(entry.month ? month_text(*entry.month) : std::string{}),
                              same(entry.date ? date_text(*entry.date) : std::string{}),
                              entry.pence ? money_cell(Money{*entry.pence}, MoneyUnit{2}) : Cell{},
                              same(entry.value ? entry.value->text() : std::string{}),
                              same(entry.stage == Stage::unstated ? std::string{} : std::string(word(entry.stage))),
                              same(entry.status),
                              same(entry.reference),
                              same(entry.counterpart),
                              same(entry.approved_by),
                              number(entry.reverses),
                              number(entry.source),
                              same(entry.note),
                              {entry.hash.substr(0, 12), entry.hash}});
    });
    return table;
}

// A sentence for each entry.
TextTable told(const Ledger& ledger) {
    TextTable table{{{"entry", "Entry", true},
                     {"recorded_at", "Recorded"},
                     {"by", "By"},
                     {"what", "What"},
                     {"note", "Note"},
                     {"hash", "Hash"}},
                    {}};
    ledger.each_entry(1, [&](const LedgerEntry& entry) {
        table.rows.push_back({same(std::to_string(entry.sequence)),
                              same(timestamp_text(entry.recorded_at).substr(0, 10)), same(entry.by),
                              same(entry_text(entry)), same(entry.note), same(entry.hash.substr(0, 12))});
    });
    return table;
}

}  // namespace

std::string log_csv(const Ledger& ledger) {
    return as_csv(full(ledger));
}

namespace {

int track_log(const Ledger& ledger, const Options& options, Outcome& outcome) {
    if (options.text("--format") == "json") {
        Json json{{"manifest", ledger_manifest(options, ledger)}, {"log", Json::array()}};
        ledger.each_entry(1, [&](const LedgerEntry& entry) { json["log"].push_back(entry_json(entry)); });
        outcome.out = dumped(json);
        return 0;
    }
    const TextTable table = options.text("--format") == "csv" ? full(ledger) : told(ledger);
    outcome.out = rendered(table, options.text("--format"), outcome.bold);
    return 0;
}

int track_verify(const Ledger& ledger, const Options& options, Outcome& outcome) {
    const Verification result = ledger.verify(options.text("--expect"));
    if (options.text("--format") == "json") {
        Json json{
            {"manifest", {{"tranche", version}, {"inputs", Json::array({{{"file", options.arguments.front()}}})}}}};
        json["ok"] = result.ok;
        if (result.ok) {
            json["entries"] = result.head.entries;
            json["head"] = result.head.hash;
        } else {
            json["entry"] = result.entry == 0 ? Json(nullptr) : Json(result.entry);
            json["why"] = result.why;
        }
        outcome.out = dumped(json);
    } else if (result.ok) {
        outcome.out = std::to_string(result.head.entries) + " entries hold together\nhead " + result.head.hash + "\n";
    } else {
        outcome.out = (result.entry == 0 ? "the ledger" : "from entry " + std::to_string(result.entry) + " on it") +
                      " does not hold: " + result.why + "\n";
    }
    return result.ok ? 0 : 1;
}

}  // namespace

const Command& track_log_command() {
    static const Command command{.name = "track log",
                                 .help = "list every entry, as it was recorded",
                                 .arguments = {ledger_argument},
                                 .options = {table_formats(), writing_options()},
                                 .run = track_log,
                                 .examples = {"track log cheshire.tranche"}};
    return command;
}

const Command& track_verify_command() {
    static const std::vector<OptionRow> own{{.name = "--expect",
                                             .placeholder = "HEAD",
                                             .help = "check that a head that was kept elsewhere is in the chain"}};
    static const Command command{.name = "track verify",
                                 .help = "check the chain, the sums and the file",
                                 .arguments = {ledger_argument},
                                 .options = {own, plain_formats(), quiet_option()},
                                 .run = track_verify,
                                 .examples = {"track verify cheshire.tranche"}};
    return command;
}

}  // namespace tranche::cli
