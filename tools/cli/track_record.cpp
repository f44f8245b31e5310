// `track record`, `reverse`, `change` and `close`: one transaction each, in which the input is checked and recorded.
#include <filesystem>

#include "track.hpp"

namespace tranche::cli {

namespace {

// What `record` is asked for is picked by the first of these that is given.
struct Form {
    std::string_view name;
    std::string Options::*given;
    std::vector<std::pair<std::string_view, std::string Options::*>> needs;
    std::vector<std::pair<std::string_view, std::string Options::*>> may;
    std::vector<LedgerEntry> (*record)(Recording&, Spoken&, const Options&, const std::string& evidence, Diagnostics&);
};

std::vector<LedgerEntry> one(std::optional<LedgerEntry> entry) {
    return entry ? std::vector<LedgerEntry>{std::move(*entry)} : std::vector<LedgerEntry>{};
}

AmountInput amount_input(Spoken& spoken, const Options& options, const std::string& evidence) {
    return {spoken("--line", options.line),     spoken("--month", options.month),
            spoken("--amount", options.amount), spoken("--kind", options.kind),
            spoken("--stage", options.stage),   spoken("--reference", options.reference),
            spoken("--note", options.note),     evidence};
}

std::vector<LedgerEntry> record_amount(Recording& recording, Spoken& spoken, const Options& options,
                                       const std::string& evidence, Diagnostics& diagnostics) {
    LedgerEntry entry;
    return recording.amount(amount_input(spoken, options, evidence), entry, diagnostics)
               ? std::vector<LedgerEntry>{entry}
               : std::vector<LedgerEntry>{};
}

std::vector<LedgerEntry> record_evidence(Recording& recording, Spoken& spoken, const Options& options,
                                         const std::string& evidence, Diagnostics& diagnostics) {
    return one(recording.evidence(amount_input(spoken, options, evidence), diagnostics));
}

std::vector<LedgerEntry> record_forecast(Recording& recording, Spoken& spoken, const Options& options,
                                         const std::string&, Diagnostics& diagnostics) {
    return recording.forecast(spoken("--line", options.line), spoken("--forecast", options.forecast),
                              spoken("--note", options.note), diagnostics);
}

std::vector<LedgerEntry> record_milestone(Recording& recording, Spoken& spoken, const Options& options,
                                          const std::string&, Diagnostics& diagnostics) {
    return one(recording.milestone(spoken("--milestone", options.milestone), spoken("--on", options.on),
                                   spoken("--note", options.note), diagnostics));
}

std::vector<LedgerEntry> record_progress(Recording& recording, Spoken& spoken, const Options& options,
                                         const std::string& evidence, Diagnostics& diagnostics) {
    return one(recording.progress({spoken("--progress", options.progress), spoken("--month", options.month),
                                   spoken("--percent", options.percent), spoken("--note", options.note), evidence},
                                  diagnostics));
}

std::vector<LedgerEntry> record_measure(Recording& recording, Spoken& spoken, const Options& options,
                                        const std::string& evidence, Diagnostics& diagnostics) {
    return recording.measure({spoken("--measure", options.measure), spoken("--month", options.month),
                              spoken("--value", options.value), spoken("--note", options.note), evidence},
                             diagnostics);
}

std::vector<LedgerEntry> record_risk(Recording& recording, Spoken& spoken, const Options& options, const std::string&,
                                     Diagnostics& diagnostics) {
    return one(recording.risk(spoken("--risk", options.risk), spoken("--status", options.status),
                              spoken("--note", options.note), diagnostics));
}

std::vector<LedgerEntry> record_rag(Recording& recording, Spoken& spoken, const Options& options, const std::string&,
                                    Diagnostics& diagnostics) {
    return one(recording.rag(spoken("--rag", options.rag), spoken("--month", options.month),
                             spoken("--project", options.project), spoken("--note", options.note), diagnostics));
}

// clang-format off
const std::vector<Form>& forms() {
    static const std::vector<Form> table{
        {"--forecast", &Options::forecast, {{"--line", &Options::line}}, {{"--note", &Options::note}}, record_forecast},
        {"--milestone", &Options::milestone, {{"--on", &Options::on}}, {{"--note", &Options::note}}, record_milestone},
        {"--progress", &Options::progress, {{"--month", &Options::month}, {"--percent", &Options::percent}},
         {{"--evidence", &Options::evidence}, {"--note", &Options::note}}, record_progress},
        {"--measure", &Options::measure, {{"--month", &Options::month}, {"--value", &Options::value}},
         {{"--evidence", &Options::evidence}, {"--note", &Options::note}}, record_measure},
        {"--risk", &Options::risk, {{"--status", &Options::status}}, {{"--note", &Options::note}}, record_risk},
        {"--rag", &Options::rag, {{"--month", &Options::month}}, {{"--project", &Options::project}, {"--note", &Options::note}}, record_rag},
        {"--amount", &Options::amount, {{"--line", &Options::line}, {"--month", &Options::month}},
         {{"--kind", &Options::kind}, {"--stage", &Options::stage}, {"--evidence", &Options::evidence}, {"--reference", &Options::reference}, {"--note", &Options::note}},
         record_amount},
        {"--stage", &Options::stage, {{"--line", &Options::line}, {"--month", &Options::month}},
         {{"--evidence", &Options::evidence}, {"--note", &Options::note}}, record_evidence},
    };
    return table;
}

constexpr std::pair<std::string_view, std::string Options::*> all_said[] = {
    {"--line", &Options::line}, {"--month", &Options::month}, {"--amount", &Options::amount}, {"--kind", &Options::kind},
    {"--stage", &Options::stage}, {"--evidence", &Options::evidence}, {"--reference", &Options::reference}, {"--note", &Options::note},
    {"--forecast", &Options::forecast}, {"--milestone", &Options::milestone}, {"--on", &Options::on}, {"--progress", &Options::progress},
    {"--percent", &Options::percent}, {"--measure", &Options::measure}, {"--value", &Options::value}, {"--risk", &Options::risk},
    {"--status", &Options::status}, {"--rag", &Options::rag}, {"--project", &Options::project}};
// clang-format on

// The form that is asked for, or what is missing or too much.
const Form* form_of(const Options& options, std::string& wrong) {
    const Form* form = nullptr;
    for (const Form& each : forms()) {
        if (form == nullptr && !(options.*each.given).empty()) {
            form = &each;
        }
    }
    if (form == nullptr) {
        wrong =
            "it needs what to record: --amount or --forecast of a --line, or --milestone, --progress, --measure, "
            "--risk or --rag";
        return nullptr;
    }
    const auto has = [](const auto& list, std::string_view option) {
        return std::any_of(list.begin(), list.end(), [&](const auto& pair) { return pair.first == option; });
    };
    for (const auto& [option, member] : form->needs) {
        if ((options.*member).empty()) {
            wrong = std::string(form->name) + " needs " + std::string(option);
            return nullptr;
        }
    }
    for (const auto& [option, member] : all_said) {
        if (!(options.*member).empty() && option != form->name && !has(form->needs, option) &&
            !has(form->may, option)) {
            wrong = std::string(option) + " does not go with " + std::string(form->name);
            return nullptr;
        }
    }
    return form;
}

// The one way to write: wait for one's turn, check against what is then there, record all or nothing.
template <class MakeEntries>
int in_turn(const Options& options, Outcome& outcome, bool sourced, const MakeEntries& make_entries) {
    const std::optional<Recorder> who = recorder(options, outcome);
    if (!who) {
        return 2;
    }
    std::optional<Ledger> ledger = open_ledger(options, true, outcome);
    if (!ledger) {
        return 1;
    }
    Ledger::Writer writer = ledger->begin();
    Recording recording(*ledger, *who);
    Diagnostics diagnostics;
    std::vector<LedgerEntry> entries = make_entries(recording, diagnostics);
    diagnostics.settle();
    report(diagnostics, options, outcome);
    if (diagnostics.has_errors() || entries.empty()) {
        return 1;
    }
    return record_all(writer, entries, sourced, options, *ledger, outcome);
}

}  // namespace

int track_record(const Options& options, Outcome& outcome) {
    std::string wrong;
    const Form* form = form_of(options, wrong);
    if (form == nullptr) {
        return misused("track record", wrong, outcome);
    }
    std::string evidence;
    if (!options.evidence.empty()) {
        if (!std::filesystem::is_regular_file(options.evidence)) {
            return misused("track record", "there is no file " + options.evidence, outcome);
        }
        evidence = file_sha256(options.evidence);
    }
    return in_turn(options, outcome, form->name == "--measure", [&](Recording& recording, Diagnostics& diagnostics) {
        Spoken spoken(diagnostics);
        return form->record(recording, spoken, options, evidence, diagnostics);
    });
}

int track_reverse(const Options& options, Outcome& outcome) {
    if (options.reason.empty()) {
        return misused("track reverse", "it needs --reason: what was wrong", outcome);
    }
    return in_turn(options, outcome, false, [&](Recording& recording, Diagnostics& diagnostics) {
        Spoken spoken(diagnostics);
        return recording.reverse(spoken("ENTRY", options.arguments[1]), spoken("--reason", options.reason),
                                 diagnostics);
    });
}

int track_change(const Options& options, Outcome& outcome) {
    for (const auto& [option, member] :
         {std::pair{"--from", &Options::from}, std::pair{"--to", &Options::to}, std::pair{"--amount", &Options::amount},
          std::pair{"--approved-by", &Options::approved_by}}) {
        if ((options.*member).empty()) {
            return misused("track change", std::string("it needs ") + option, outcome);
        }
    }
    return in_turn(options, outcome, false, [&](Recording& recording, Diagnostics& diagnostics) {
        Spoken spoken(diagnostics);
        return one(
            recording.change({spoken("--from", options.from), spoken("--to", options.to),
                              spoken("--amount", options.amount), spoken("--note", options.note), options.approved_by},
                             diagnostics));
    });
}

int track_close(const Options& options, Outcome& outcome) {
    if (options.month.empty()) {
        return misused("track close", "it needs --month", outcome);
    }
    return in_turn(options, outcome, false, [&](Recording& recording, Diagnostics& diagnostics) {
        Spoken spoken(diagnostics);
        return one(recording.close(spoken("--month", options.month), diagnostics));
    });
}

}  // namespace tranche::cli
