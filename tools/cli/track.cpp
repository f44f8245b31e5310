#include "track.hpp"

#include "track_ask.hpp"

#include <pwd.h>     // getpwuid
#include <unistd.h>  // getuid

#include <chrono>
#include <cstdlib>  // getenv
#include <fstream>
#include <stdexcept>

#include "tranche/base/sha256.hpp"
#include "version.hpp"

namespace tranche::cli {

// clang-format off
const std::vector<Command>& track_commands() {
    static const Argument ledger{"LEDGER", "a ledger, such as cheshire.tranche"};
    static const Argument programme{"FILE", "a programme.yaml or its folder; - is standard input"};
    static const std::vector<std::string_view> plain{"text", "json"};
    static const std::vector<std::string_view> tables{"text", "csv", "json", "md"};
    static const std::vector<Command> table{
        {"track init", "starts a ledger with its first baseline", {ledger, programme},
         {"--format", "--quiet", "--by", "--approved-by", "--reason", "--on", "--case", "--scenario", "--reading", "--option", "--for"},
         plain, false, track_init, nullptr, true},
        {"track rebaseline", "approves another plan; the old one is kept", {ledger, programme},
         {"--format", "--quiet", "--by", "--approved-by", "--reason", "--on", "--case", "--scenario", "--reading", "--option", "--for"},
         plain, false, track_rebaseline, nullptr, true},
        {"track record", "records amounts, forecasts, milestones, progress, measures, risks", {ledger},
         {"--format", "--quiet", "--by", "--line", "--month", "--amount", "--kind", "--stage", "--evidence", "--reference",
          "--note", "--forecast", "--milestone", "--on", "--progress", "--percent", "--measure", "--value", "--risk",
          "--status", "--rag", "--project"},
         plain, false, track_record, nullptr, true},
        {"track reverse", "undoes an entry: a new one that names it", {ledger, {"ENTRY", "the number of an entry; `track log` lists them"}},
         {"--format", "--quiet", "--by", "--reason"}, plain, false, track_reverse, nullptr, true},
        {"track change", "moves approved money from one cost to another", {ledger},
         {"--format", "--quiet", "--by", "--from", "--to", "--amount", "--approved-by", "--note"}, plain, false, track_change, nullptr, true},
        {"track close", "locks a month and all before it, and prints the head", {ledger},
         {"--format", "--quiet", "--by", "--month"}, plain, false, track_close, nullptr, true},
        {"track import", "records every row of a CSV file, or none", {ledger, {"FILE", "a CSV file: line, month, amount, and where wanted kind, stage, reference, note"}},
         {"--format", "--quiet", "--by", "--map", "--dry-run"}, plain, false, track_import, nullptr, true},
        {"track status", "planned against recorded: the month, to date, the whole life; and the colour of it", {ledger},
         {"--format", "--output", "--quiet", "--as-at", "--known-at", "--by"}, tables, false, track_status},
        {"track variance", "why it differs from the plan, and earned value", {ledger},
         {"--format", "--output", "--quiet", "--as-at", "--known-at", "--by"}, tables, false, track_variance},
        {"track outturn", "what it will come to, and what that does to the case", {ledger},
         {"--format", "--output", "--quiet", "--as-at", "--known-at", "--method"}, tables, false, track_outturn},
        {"track return", "what a counting regime's return says", {ledger},
         {"--format", "--output", "--quiet", "--known-at", "--rules", "--on"}, tables, false, track_return},
        {"track log", "every entry, as it was recorded", {ledger}, {"--format", "--output", "--quiet"}, tables, false, track_log},
        {"track verify", "checks the chain, the sums and the file", {ledger}, {"--format", "--quiet", "--expect"}, plain, false, track_verify},
        {"track export", "every entry as JSON Lines, or as CSV for reading", {ledger}, {"--output", "--quiet"}, {"text"}, false, track_export},
        {"track restore", "makes a ledger out of exported JSON Lines, with the same head", {{"LEDGER", "a ledger to make"}, {"FILE", "a .jsonl file of `track export`"}},
         {"--quiet"}, {"text"}, false, track_restore},
    };
    return table;
}
// clang-format on

int misused(std::string_view command, const std::string& why, Outcome& outcome) {
    outcome.err += "tranche " + std::string(command) + ": " + why + "\n`tranche " + std::string(command) +
                   " --help` lists what it takes\n";
    return 2;
}

Timestamp clock_now() {
    if (const char* told = std::getenv("TRANCHE_CLOCK"); told != nullptr && *told != '\0') {
        const std::optional<Timestamp> when = parse_timestamp(told);
        if (!when) {
            throw std::runtime_error("TRANCHE_CLOCK is not a time such as 2014-06-03T10:15:00Z");
        }
        return *when;
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::optional<Recorder> recorder(const Options& options, Outcome& outcome) {
    std::string name = options.recorder;
    if (name.empty()) {
        const passwd* user = getpwuid(getuid());
        name = user != nullptr ? user->pw_name : "";
    }
    if (name.empty()) {
        outcome.err += "tranche: nobody is named; say with --by who records this\n";
        return std::nullopt;
    }
    return Recorder{name, clock_now()};
}

std::optional<Ledger> open_ledger(const Options& options, bool writes, Outcome& outcome) {
    try {
        Ledger::Opening opening;
        opening.writes = writes;
        Ledger ledger = Ledger::open(options.arguments.front(), opening);
        if (ledger.head().entries == 0) {
            outcome.err += "tranche: " + options.arguments.front() + " is empty; `tranche track init` starts it\n";
            return std::nullopt;
        }
        return ledger;
    } catch (const LedgerError& problem) {
        if (problem.kind() == LedgerError::Kind::broken || problem.kind() == LedgerError::Kind::busy) {
            throw;
        }
        outcome.err += "tranche: " + std::string(problem.what()) +
                       (problem.kind() == LedgerError::Kind::missing ? "; `tranche track init` makes one" : "") + "\n";
        return std::nullopt;
    }
}

InputText Spoken::operator()(std::string_view option, const std::string& text) {
    if (text.empty()) {
        return {};
    }
    const std::uint32_t file =
        diagnostics_.add_file(std::make_shared<SourceText>(SourceText{std::string(option), text}));
    return {text, {file, 0, 0}};
}

std::string file_sha256(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    Sha256 hash;
    std::vector<char> buffer(std::size_t{1} << 20U);
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
        hash.update({buffer.data(), static_cast<std::size_t>(file.gcount())});
    }
    if (!file.eof()) {
        throw std::runtime_error("cannot read " + path);
    }
    std::string hex;
    hash.finish(hex);
    return hex;
}

namespace {

std::string pounds(Pence pence) {
    return amount_text(Money{pence}, MoneyUnit{2});
}

}  // namespace

std::string entry_text(const LedgerEntry& entry) {
    std::string text(word(entry.kind));
    if (entry.kind == EntryKind::close) {
        return text + " of " + month_text(*entry.month);
    }
    text += " of ";
    text += entry.kind == EntryKind::reversal ? "entry " + std::to_string(entry.reverses) + ", " : "";
    text += entry.subject;
    text += entry.date    ? " on " + date_text(*entry.date)
            : entry.month ? " in " + month_text(*entry.month)
                          : std::string{};
    text += entry.pence ? ", " + pounds(*entry.pence) : "";
    text += entry.value ? ", " + entry.value->text() + (entry.kind == EntryKind::progress ? "%" : "") : "";
    text += entry.stage != Stage::unstated ? ", " + std::string(word(entry.stage)) : "";
    text += entry.status.empty() ? "" : ", " + entry.status;
    text += entry.reference.empty() ? "" : ", reference " + entry.reference;
    text += entry.counterpart.empty() ? "" : ", from " + entry.counterpart;
    return text;
}

Json entry_json(const LedgerEntry& entry) {
    Json json{{"entry", entry.sequence}, {"kind", word(entry.kind)}, {"subject", entry.subject}};
    const auto text = [&](const char* key, const std::string& value) {
        if (!value.empty()) {
            json[key] = value;
        }
    };
    if (entry.baseline != 0) {
        json["baseline"] = entry.baseline;
    }
    text("month", entry.month ? month_text(*entry.month) : std::string{});
    text("date", entry.date ? date_text(*entry.date) : std::string{});
    if (entry.pence) {
        json["amount_gbp"] = money_json(Money{*entry.pence}, MoneyUnit{2});
    }
    text("value", entry.value ? entry.value->text() : std::string{});
    text("stage", entry.stage == Stage::unstated ? std::string{} : std::string(word(entry.stage)));
    text("status", entry.status);
    text("evidence_sha256", entry.evidence);
    text("reference", entry.reference);
    text("note", entry.note);
    text("counterpart", entry.counterpart);
    text("by", entry.by);
    text("approved_by", entry.approved_by);
    text("recorded_at", timestamp_text(entry.recorded_at));
    if (entry.reverses != 0) {
        json["reverses"] = entry.reverses;
    }
    if (entry.source != 0) {
        json["source"] = entry.source;
    }
    text("hash", entry.hash);
    return json;
}

Json ledger_manifest(const Options& options, const Ledger& ledger) {
    const LedgerHead head = ledger.head();
    return {{"tranche", version},
            {"inputs",
             Json::array({{{"file", options.arguments.front()}, {"entries", head.entries}, {"head", head.hash}}})}};
}

int record_all(Ledger::Writer& writer, std::vector<LedgerEntry>& entries, bool sourced, const Options& options,
               const Ledger& ledger, Outcome& outcome) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].source = sourced && i > 0 ? entries.front().sequence : 0;
        writer.append(entries[i]);
    }
    writer.commit();
    if (options.format == "json") {
        Json json{{"manifest", ledger_manifest(options, ledger)}, {"recorded", Json::array()}};
        for (const LedgerEntry& entry : entries) {
            json["recorded"].push_back(entry_json(entry));
        }
        json["head"] = entries.back().hash;
        outcome.out = dumped(json);
        return 0;
    }
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < entries.size() && i < most; ++i) {
        outcome.out += "entry " + std::to_string(entries[i].sequence) + ": " + entry_text(entries[i]) + "\n";
    }
    if (entries.size() > most) {
        outcome.out += "and " + std::to_string(entries.size() - most) + " more, up to entry " +
                       std::to_string(entries.back().sequence) + "\n";
    }
    if (entries.back().kind == EntryKind::close) {
        outcome.out += "head " + entries.back().hash + "\n";
    }
    return 0;
}

}  // namespace tranche::cli
