#include "track.hpp"

#include "track_ask.hpp"

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <type_traits>

#include "tranche/base/pounds.hpp"
#include "tranche/base/sha256.hpp"
#include "tranche/report/describe_ledger.hpp"
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
        if (const std::optional<Ledger::Migrated>& migrated = ledger.migrated()) {
            outcome.err += "tranche: " + path + " had format " + std::to_string(migrated->from) + " and has format " +
                           std::to_string(migrated->to) + " now; the ledger as it was, verified, is " + migrated->copy +
                           "\n";
        }
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

LedgerSubject ledger_subject(const std::string& path, const Ledger& ledger) {
    return {path, ledger.head(), version};
}

int record_all(Ledger::Writer& writer, std::vector<LedgerEntry>& entries, bool sourced, const Options& options,
               const Ledger& ledger, Outcome& outcome) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].source = sourced && i > 0 ? entries.front().sequence : 0;
        writer.append(entries[i]);
    }
    writer.commit();
    outcome.document = describe_recorded(ledger_subject(options.arguments.front(), ledger), entries);
    return 0;
}

}  // namespace tranche::cli
