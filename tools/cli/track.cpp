#include "track.hpp"

#include "track_ask.hpp"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include "tranche/base/sha256.hpp"
#include "version.hpp"

namespace tranche::cli {

std::span<const OptionRow> recorder_option() {
    static const std::vector<OptionRow> rows{{"--by", "NAME", "say who records it (the user's name)"}};
    return rows;
}

Timestamp clock_now(const Environment& environment) {
    if (!environment.clock.empty()) {
        const std::optional<Timestamp> when = parse_timestamp(environment.clock);
        if (!when) {
            throw std::runtime_error("TRANCHE_CLOCK is not a time such as 2014-06-03T10:15:00Z");
        }
        return *when;
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::optional<Recorder> recorder(const Options& options, Outcome& outcome) {
    const std::string name = options.given("--by") ? options.text("--by") : outcome.environment.user();
    if (name.empty()) {
        misused(options, "this user has no name; say with --by NAME who records this", outcome);
        return std::nullopt;
    }
    return Recorder{name, clock_now(outcome.environment)};
}

std::optional<Ledger> open_ledger(const Options& options, bool writes, Outcome& outcome) {
    return open_ledger(options.arguments.front(), writes, outcome);
}

std::optional<Ledger> open_ledger(const std::string& path, bool writes, Outcome& outcome) {
    outcome.inputs.push_back(path);
    try {
        Ledger::Opening opening;
        opening.writes = writes;
        Ledger ledger = Ledger::open(path, opening);
        if (ledger.head().entries == 0) {
            outcome.err += "tranche: " + path + " is empty; `tranche track init` starts it\n";
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

InputText Spoken::operator()(std::string_view name, const std::string& text) {
    if (text.empty()) {
        return {};
    }
    const std::uint32_t file = diagnostics_.add_file(std::make_shared<SourceText>(SourceText{std::string(name), text}));
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
    if (options.text("--format") == "json") {
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
