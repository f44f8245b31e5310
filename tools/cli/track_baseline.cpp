// `track init` and `track rebaseline`: what is approved is frozen, and from then on measured against.
#include "track.hpp"
#include "tranche/report/describe_ledger.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

// What a baseline says of itself beside the figures. Empty, and it has been said why, where the day is not one.
std::optional<BaselineTerms> terms_of(const AskedCase& of, const Recorder& who, const Options& options,
                                      Outcome& outcome) {
    const std::string day = options.given("--on") ? options.text("--on") : timestamp_text(who.now).substr(0, 10);
    const std::optional<Day> on = parse_date(day);
    if (!on) {
        misused(options, "--on: '" + day + "' is not a date such as 2014-06-30", outcome);
        return std::nullopt;
    }
    BaselineTerms terms;
    terms.together = of.asked.together;
    terms.perspective = of.perspective;
    terms.approved_by = options.text("--approved-by");
    terms.approved_on = *on;
    terms.reason = options.text("--reason");
    terms.engine_version = version;
    return terms;
}

LedgerEntry baseline_entry(const Baseline& baseline, const Recorder& who) {
    LedgerEntry entry;
    entry.kind = EntryKind::baseline;
    entry.subject = baseline.programme;
    entry.date = baseline.approved_on;
    entry.note = baseline.reason;
    entry.by = who.by;
    entry.approved_by = baseline.approved_by;
    entry.recorded_at = who.now;
    return entry;
}

int finish(Ledger& ledger, Ledger::Writer& writer, const Baseline& baseline, const Baseline* before,
           const Recorder& who, const Options& options, Outcome& outcome) {
    LedgerEntry entry = baseline_entry(baseline, who);
    writer.append(entry, baseline_text(baseline));
    writer.commit();
    outcome.document = describe_baseline(ledger_subject(options.arguments.front(), ledger), entry, baseline, before);
    return 0;
}

int track_init(const AskedCase& of, const Options& options, Outcome& outcome) {
    const std::optional<Recorder> who = recorder(options, outcome);
    const std::optional<BaselineTerms> terms = who ? terms_of(of, *who, options, outcome) : std::nullopt;
    if (!terms) {
        return 2;
    }
    const Baseline baseline = freeze(of.opened.model, *of.opened.text, *terms);
    try {
        Ledger ledger = Ledger::create(options.arguments.front(), Ledger::Opening{});
        Ledger::Writer writer = ledger.begin();
        if (ledger.head().entries > 0) {  // somebody was quicker
            throw LedgerError(LedgerError::Kind::exists, options.arguments.front() + " exists already");
        }
        return finish(ledger, writer, baseline, nullptr, *who, options, outcome);
    } catch (const LedgerError& problem) {
        if (problem.kind() != LedgerError::Kind::exists) {
            throw;
        }
        outcome.err +=
            "tranche: " + std::string(problem.what()) + "; `tranche track rebaseline` approves another plan\n";
        return 1;
    }
}

int track_rebaseline(const AskedCase& of, const Options& options, Outcome& outcome) {
    const std::optional<Recorder> who = recorder(options, outcome);
    const std::optional<BaselineTerms> terms = who ? terms_of(of, *who, options, outcome) : std::nullopt;
    if (!terms) {
        return 2;
    }
    std::optional<Ledger> ledger = open_ledger(options, true, outcome);
    if (!ledger) {
        return 1;
    }
    const Baseline baseline = freeze(of.opened.model, *of.opened.text, *terms);
    Ledger::Writer writer = ledger->begin();
    const Baseline before = ledger->baselines().back();
    if (before.programme != baseline.programme) {
        outcome.err += "tranche: this ledger is of programme '" + before.programme + "', and " + options.arguments[1] +
                       " is '" + baseline.programme + "'\n";
        return 1;
    }
    return finish(*ledger, writer, baseline, &before, *who, options, outcome);
}

std::span<const OptionRow> approval_options() {
    static const std::vector<OptionRow> rows{
        {.name = "--approved-by", .placeholder = "NAME", .help = "say who approved it", .required = true},
        {.name = "--reason", .placeholder = "TEXT", .help = "say why this is the plan", .required = true},
        {.name = "--on", .placeholder = "DATE", .help = "set the day of approval, such as 2014-06-30 (today)"}};
    return rows;
}

}  // namespace

const Command& track_init_command() {
    static const Command command{
        .name = "track init",
        .help = "start a ledger with its first baseline",
        .arguments = {{"LEDGER", "a ledger to make, such as cheshire.tranche", Argument::Is::ledger},
                      programme_argument},
        .options = {approval_options(), case_options(), recorder_option(), plain_formats(), quiet_option()},
        .run = track_init,
        .examples = {"track init cheshire.tranche programmes/cheshire-community-safety --approved-by 'The board' "
                     "--reason 'Full business case'"}};
    return command;
}

const Command& track_rebaseline_command() {
    static const Command command{
        .name = "track rebaseline",
        .help = "approve another plan; the old one is kept",
        .arguments = {ledger_argument, programme_argument},
        .options = {approval_options(), case_options(), recorder_option(), plain_formats(), quiet_option()},
        .run = track_rebaseline,
        .examples = {"track rebaseline cheshire.tranche programmes/cheshire-community-safety --approved-by "
                     "'The board' --reason 'A year late' --scenario delay"}};
    return command;
}

}  // namespace tranche::cli
