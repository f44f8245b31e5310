// `track import`: the file is read twice, first for its hash, which every ledger keeps of what it took in.
#include <chrono>
#include <filesystem>
#include <fstream>

#include "input_file.hpp"
#include "track.hpp"
#include "tranche/base/pounds.hpp"
#include "tranche/base/sha256.hpp"
#include "tranche/ledger/import.hpp"
#include "tranche/report/describe_ledger.hpp"

namespace tranche::cli {

namespace {

// On a terminal, and once it has taken a second: how much of the file has been read.
class Progress {
public:
    Progress(std::uint64_t whole, bool wanted, Environment& environment)
        : whole_(whole),
          screen_(environment.err),
          shown_(wanted && environment.err_is_terminal),
          next_(Clock::now() + std::chrono::seconds(1)) {}
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() {
        if (told_) {
            screen_ << "\r\033[K" << std::flush;
        }
    }
    void at(std::uint64_t bytes) {
        if (!shown_ || Clock::now() < next_) {
            return;
        }
        next_ = Clock::now() + std::chrono::milliseconds(200);
        told_ = true;
        const std::uint64_t percent = whole_ == 0 ? 100 : std::min<std::uint64_t>(100, 100 * bytes / whole_);
        screen_ << "\rimporting: " << percent << "%" << std::flush;
    }

private:
    using Clock = std::chrono::steady_clock;
    std::uint64_t whole_;
    std::ostream& screen_;
    bool shown_;
    bool told_ = false;
    Clock::time_point next_;
};

int track_import(Ledger& ledger, const Recorder& who, const Options& options, Outcome& outcome) {
    const std::string& path = options.arguments[1];
    const std::string& map = options.text("--map");
    if (!std::filesystem::exists(path)) {
        return misused(options, "there is no file " + path, outcome);
    }
    if (!map.empty() && !std::filesystem::exists(map)) {
        return misused(options, "--map: there is no file " + map, outcome);
    }
    demand_plain_file(path, most_streamed);  // it is read twice
    const std::string sha256 = file_sha256(path);
    std::ifstream file(path, std::ios::binary);
    Progress progress(std::filesystem::file_size(path), !options.flag("--quiet"), outcome.environment);
    Sha256 again;
    const ImportSource source{path, sha256,
                              [&](char* to, std::size_t room) {
                                  file.read(to, static_cast<std::streamsize>(room));
                                  const auto got = static_cast<std::size_t>(file.gcount());
                                  again.update({to, got});
                                  return got;
                              },
                              [&](std::uint64_t bytes) { progress.at(bytes); }};

    Diagnostics diagnostics;
    Ledger::Writer writer = ledger.begin();
    Recording recording(ledger, who);
    std::optional<ImportMapping> mapping = ImportMapping{};
    if (!map.empty()) {
        mapping = read_mapping(std::make_shared<SourceText>(SourceText{map, read_file(map)}), recording.baseline(),
                               diagnostics);
    }
    Imported imported;
    if (mapping) {
        imported = import_rows(ledger, writer, recording, who, source, *mapping, diagnostics);
    }
    diagnostics.settle();
    report(diagnostics, options, outcome);
    if (diagnostics.has_errors()) {
        outcome.err += path + ": " + std::to_string(diagnostics.errors()) +
                       (diagnostics.errors() == 1 ? " error" : " errors") + "; nothing was recorded\n";
        return 1;
    }
    if (imported.before == 0) {
        std::string read;
        again.finish(read);
        if (read != sha256) {
            throw std::runtime_error(path + " changed while it was read; nothing was recorded");
        }
    }
    const bool rehearsal = options.flag("--dry-run");
    if (imported.before == 0 && !rehearsal) {
        writer.commit();
    }
    outcome.document = describe_import(ledger_subject(options.arguments.front(), ledger), imported, path, rehearsal);
    return 0;
}

}  // namespace

const Command& track_import_command() {
    static const std::vector<OptionRow> own{
        {.name = "--map",
         .placeholder = "FILE",
         .help = "read the meaning of columns, codes and periods from a mapping"},
        {.name = "--dry-run", .placeholder = "", .help = "show what would be recorded, without recording it"}};
    static const Command command{
        .name = "track import",
        .help = "record every row of a CSV file, or none",
        .arguments = {ledger_argument,
                      {"FILE", "a CSV file: line, month, amount, and optionally kind, stage, reference, note",
                       Argument::Is::file}},
        .options = {own, recorder_option(), plain_formats(), quiet_option()},
        .run = track_import,
        .examples = {
            "track import cheshire.tranche programmes/cheshire-community-safety/illustrative-actuals.csv --dry-run"}};
    return command;
}

}  // namespace tranche::cli
