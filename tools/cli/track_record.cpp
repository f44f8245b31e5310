// `track record`, `reverse`, `change` and `close`: one transaction each, in which the input is checked and recorded.
#include <algorithm>  // find, find_if
#include <filesystem>

#include "track.hpp"
#include "tranche/model/words.hpp"  // word

namespace tranche::cli {

namespace {

// What `record` is asked for is picked by the first of these that is given.
struct Form {
    std::string_view name;
    std::vector<std::string_view> needs;
    std::vector<std::string_view> may;
    std::vector<LedgerEntry> (*record)(Recording&, Spoken&, const std::string& evidence, Diagnostics&);
};

std::vector<LedgerEntry> one(std::optional<LedgerEntry> entry) {
    return entry ? std::vector<LedgerEntry>{std::move(*entry)} : std::vector<LedgerEntry>{};
}

AmountInput amount_input(Spoken& spoken, const std::string& evidence) {
    return {spoken("--line"),  spoken("--month"),     spoken("--amount"), spoken("--kind"),
            spoken("--stage"), spoken("--reference"), spoken("--note"),   evidence};
}

std::vector<LedgerEntry> record_amount(Recording& recording, Spoken& spoken, const std::string& evidence,
                                       Diagnostics& diagnostics) {
    LedgerEntry entry;
    return recording.amount(amount_input(spoken, evidence), entry, diagnostics) ? std::vector<LedgerEntry>{entry}
                                                                                : std::vector<LedgerEntry>{};
}

std::vector<LedgerEntry> record_evidence(Recording& recording, Spoken& spoken, const std::string& evidence,
                                         Diagnostics& diagnostics) {
    return one(recording.evidence(amount_input(spoken, evidence), diagnostics));
}

std::vector<LedgerEntry> record_forecast(Recording& recording, Spoken& spoken, const std::string&,
                                         Diagnostics& diagnostics) {
    return recording.forecast(spoken("--line"), spoken("--forecast"), spoken("--note"), diagnostics);
}

std::vector<LedgerEntry> record_milestone(Recording& recording, Spoken& spoken, const std::string&,
                                          Diagnostics& diagnostics) {
    return one(recording.milestone(spoken("--milestone"), spoken("--on"), spoken("--note"), diagnostics));
}

std::vector<LedgerEntry> record_progress(Recording& recording, Spoken& spoken, const std::string& evidence,
                                         Diagnostics& diagnostics) {
    return one(recording.progress(
        {spoken("--progress"), spoken("--month"), spoken("--percent"), spoken("--note"), evidence}, diagnostics));
}

std::vector<LedgerEntry> record_measure(Recording& recording, Spoken& spoken, const std::string& evidence,
                                        Diagnostics& diagnostics) {
    return recording.measure({spoken("--measure"), spoken("--month"), spoken("--value"), spoken("--note"), evidence},
                             diagnostics);
}

std::vector<LedgerEntry> record_risk(Recording& recording, Spoken& spoken, const std::string&,
                                     Diagnostics& diagnostics) {
    return one(recording.risk(spoken("--risk"), spoken("--status"), spoken("--note"), diagnostics));
}

std::vector<LedgerEntry> record_rag(Recording& recording, Spoken& spoken, const std::string&,
                                    Diagnostics& diagnostics) {
    return one(recording.rag(spoken("--rag"), spoken("--month"), spoken("--project"), spoken("--note"), diagnostics));
}

const std::vector<Form>& forms() {
    static const std::vector<Form> table{
        {"--forecast", {"--line"}, {"--note"}, record_forecast},
        {"--milestone", {"--on"}, {"--note"}, record_milestone},
        {"--progress", {"--month", "--percent"}, {"--evidence", "--note"}, record_progress},
        {"--measure", {"--month", "--value"}, {"--evidence", "--note"}, record_measure},
        {"--risk", {"--status"}, {"--note"}, record_risk},
        {"--rag", {"--month"}, {"--project", "--note"}, record_rag},
        {"--amount",
         {"--line", "--month"},
         {"--kind", "--stage", "--evidence", "--reference", "--note"},
         record_amount},
        {"--stage", {"--line", "--month"}, {"--evidence", "--note"}, record_evidence},
    };
    return table;
}

std::string help_of_kinds() {
    const std::span<const EntryKind> kinds = amount_kinds();
    std::string result = "choose the sort of amount: ";
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        result += (i == 0 ? "" : (i + 1 == kinds.size() ? " or " : ", ")) + std::string(word(kinds[i]));
    }
    return result + " (" + std::string(word(kinds.front())) + ")";
}

// All that `record` records; which of them go together is the forms'.
const std::vector<OptionRow>& recorded_options() {
    static const std::string kind_help = help_of_kinds();
    static const std::vector<OptionRow> rows{
        {"--line", "ID", "name the line"},
        {"--month", "MONTH", "set the month that it counts for, such as 2014-05"},
        {"--amount", "POUNDS", "record pounds and pence, such as 1234.56"},
        {"--kind", "KIND", kind_help},
        {"--stage", "STAGE", "record how far it has been verified: delivered, evidenced or audited"},
        {"--evidence", "FILE", "name a file that shows it; its SHA-256 is recorded"},
        {"--reference", "TEXT", "give the finance system's reference; each amount has its own"},
        {"--note", "TEXT", "add a remark"},
        {"--forecast", "LIST", "record what the owner of --line expects, such as 2014-06=1200,2014-07=900"},
        {"--milestone", "ID", "record that a milestone, gate or project was reached, or is expected, --on a day"},
        {"--on", "DATE", "set the day, such as 2014-06-30"},
        {"--progress", "PROJECT", "record that a project is --percent done"},
        {"--percent", "NUMBER", "give its progress in percent, 0 to 100"},
        {"--measure", "ID", "record the --value of a measure of outcome"},
        {"--value", "NUMBER", "give its value"},
        {"--risk", "ID", "record the --status of a risk"},
        {"--status", "TEXT", "describe its status, in the office's words"},
        {"--rag", "COLOUR", "override the thresholds, with the rationale in --note: red, amber or green"},
        {"--project", "ID", "name the project, if the rating is not for the whole programme"}};
    return rows;
}

// The form that is asked for, or what is missing or too much.
const Form* form_of(const Options& options, std::string& wrong) {
    const auto form =
        std::find_if(forms().begin(), forms().end(), [&](const Form& each) { return options.given(each.name); });
    if (form == forms().end()) {
        wrong =
            "it needs what to record: --amount or --forecast of a --line, or --milestone, --progress, --measure, "
            "--risk or --rag";
        return nullptr;
    }
    for (const std::string_view option : form->needs) {
        if (!options.given(option)) {
            wrong = std::string(form->name) + " needs " + std::string(option);
            return nullptr;
        }
    }
    const auto has = [](const std::vector<std::string_view>& list, std::string_view option) {
        return std::find(list.begin(), list.end(), option) != list.end();
    };
    for (const OptionRow& row : recorded_options()) {
        if (options.given(row.name) && row.name != form->name && !has(form->needs, row.name) &&
            !has(form->may, row.name)) {
            wrong = std::string(row.name) + " does not go with " + std::string(form->name);
            return nullptr;
        }
    }
    return &*form;
}

// The one way to write: wait for one's turn, check against what is then there, record all or nothing.
template <class MakeEntries>
int in_turn(Ledger& ledger, const Recorder& who, const Options& options, Outcome& outcome, bool sourced,
            const MakeEntries& make_entries) {
    Ledger::Writer writer = ledger.begin();
    Recording recording(ledger, who);
    Diagnostics diagnostics;
    Spoken spoken(options, diagnostics);
    std::vector<LedgerEntry> entries = make_entries(recording, spoken, diagnostics);
    diagnostics.settle();
    report(diagnostics, options, outcome);
    if (diagnostics.has_errors() || entries.empty()) {
        return 1;
    }
    return record_all(writer, entries, sourced, options, ledger, outcome);
}

int track_record(Ledger& ledger, const Recorder& who, const Options& options, Outcome& outcome) {
    std::string wrong;
    const Form* form = form_of(options, wrong);
    if (form == nullptr) {
        return misused(options, wrong, outcome);
    }
    std::string evidence;
    if (const std::string& path = options.text("--evidence"); !path.empty()) {
        if (!std::filesystem::is_regular_file(path)) {
            return misused(options, "--evidence: there is no file " + path, outcome);
        }
        evidence = file_sha256(path);
    }
    return in_turn(ledger, who, options, outcome, form->name == "--measure",
                   [&](Recording& recording, Spoken& spoken, Diagnostics& diagnostics) {
                       return form->record(recording, spoken, evidence, diagnostics);
                   });
}

int track_reverse(Ledger& ledger, const Recorder& who, const Options& options, Outcome& outcome) {
    return in_turn(ledger, who, options, outcome, false,
                   [&](Recording& recording, Spoken& spoken, Diagnostics& diagnostics) {
                       return recording.reverse(spoken("ENTRY", options.arguments[1]), spoken("--reason"), diagnostics);
                   });
}

int track_change(Ledger& ledger, const Recorder& who, const Options& options, Outcome& outcome) {
    return in_turn(
        ledger, who, options, outcome, false, [&](Recording& recording, Spoken& spoken, Diagnostics& diagnostics) {
            return one(recording.change(
                {spoken("--from"), spoken("--to"), spoken("--amount"), spoken("--note"), options.text("--approved-by")},
                diagnostics));
        });
}

int track_close(Ledger& ledger, const Recorder& who, const Options& options, Outcome& outcome) {
    return in_turn(ledger, who, options, outcome, false,
                   [&](Recording& recording, Spoken& spoken, Diagnostics& diagnostics) {
                       return one(recording.close(spoken("--month"), diagnostics));
                   });
}

}  // namespace

const Command& track_record_command() {
    static const Command command{
        .name = "track record",
        .help = "record amounts, forecasts, milestones, progress, measures of outcome and risks",
        .arguments = {ledger_argument},
        .options = {recorded_options(), recorder_option(), plain_formats(), quiet_option()},
        .run = track_record,
        .examples = {"track record cheshire.tranche --line mobilisation --month 2014-05 --amount 1234.56",
                     "track record cheshire.tranche --line mobilisation --forecast 2014-06=1200,2014-07=900"}};
    return command;
}

const Command& track_reverse_command() {
    static const std::vector<OptionRow> own{
        {.name = "--reason", .placeholder = "TEXT", .help = "say what was wrong", .required = true}};
    static const Command command{
        .name = "track reverse",
        .help = "undo an entry by a new one that names it",
        .arguments = {ledger_argument, {"ENTRY", "the number of an entry; `track log` lists them"}},
        .options = {own, recorder_option(), plain_formats(), quiet_option()},
        .run = track_reverse,
        .examples = {"track reverse cheshire.tranche 2 --reason 'Entered twice'"}};
    return command;
}

const Command& track_change_command() {
    static const std::vector<OptionRow> own{
        {.name = "--from",
         .placeholder = "LINE",
         .help = "name the line that money is taken from, such as contingency",
         .required = true},
        {.name = "--to", .placeholder = "LINE", .help = "name the line that it goes to", .required = true},
        {.name = "--amount",
         .placeholder = "POUNDS",
         .help = "give pounds and pence, such as 1234.56",
         .required = true},
        {.name = "--approved-by", .placeholder = "NAME", .help = "say who approved it", .required = true},
        {.name = "--note", .placeholder = "TEXT", .help = "add a remark"}};
    static const Command command{
        .name = "track change",
        .help = "move approved money from one cost to another",
        .arguments = {ledger_argument},
        .options = {own, recorder_option(), plain_formats(), quiet_option()},
        .run = track_change,
        .examples = {"track change cheshire.tranche --from implementation --to mobilisation --amount 4500 "
                     "--approved-by 'The board'"}};
    return command;
}

const Command& track_close_command() {
    static const std::vector<OptionRow> own{
        {.name = "--month", .placeholder = "MONTH", .help = "choose the month, such as 2014-05", .required = true}};
    static const Command command{.name = "track close",
                                 .help = "lock a month and all earlier months, and print the head",
                                 .arguments = {ledger_argument},
                                 .options = {own, recorder_option(), plain_formats(), quiet_option()},
                                 .run = track_close,
                                 .examples = {"track close cheshire.tranche --month 2014-05"}};
    return command;
}

}  // namespace tranche::cli
