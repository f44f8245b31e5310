// `track init` and `track rebaseline`: what is approved is frozen, and from then on measured against.
#include "track.hpp"
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

std::string pounds(Pence pence) {
    return amount_text(Money{pence}, MoneyUnit{2});
}

struct Total {
    Pence cost = 0;
    Pence benefit = 0;
    std::size_t unknown = 0;
};

Total total_of(const Baseline& baseline) {
    Total total;
    for (const PlannedRow& row : baseline.rows) {
        const bool counted = row.counts == Counted::As::cost || row.counts == Counted::As::benefit;
        total.unknown += counted && !row.known ? 1 : 0;
        if (row.known && counted) {
            (row.counts == Counted::As::cost ? total.cost : total.benefit) += row.sign * row.total();
        }
    }
    return total;
}

Json amendment_json(const Amendment& each) {
    return {{"what", each.what},
            {"id", each.id},
            {"field", each.field},
            {"before_text", each.before},
            {"after_text", each.after},
            {"cost_gbp", money_json(Money{each.cost}, MoneyUnit{2})},
            {"benefit_gbp", money_json(Money{each.benefit}, MoneyUnit{2})}};
}

TextTable amendment_table(const std::vector<Amendment>& all) {
    TextTable table{{{"what", "What"},
                     {"id", "Id"},
                     {"field", "Field"},
                     {"before", "Before"},
                     {"after", "After"},
                     {"cost_gbp", "Cost", true},
                     {"benefit_gbp", "Benefit", true}},
                    {}};
    for (const Amendment& each : all) {
        const auto same = [](const std::string& text) { return Cell{text, text}; };
        table.rows.push_back({same(each.what), same(each.id), same(each.field), same(each.before), same(each.after),
                              money_cell(Money{each.cost}, MoneyUnit{2}),
                              money_cell(Money{each.benefit}, MoneyUnit{2})});
    }
    return table;
}

int finish(Ledger& ledger, Ledger::Writer& writer, const Baseline& baseline, const Baseline* before,
           const Recorder& who, const Options& options, Outcome& outcome) {
    LedgerEntry entry = baseline_entry(baseline, who);
    writer.append(entry, baseline_text(baseline));
    const LedgerHead head = writer.commit();
    const std::vector<Amendment> changes = before != nullptr ? amendments(*before, baseline) : std::vector<Amendment>{};
    const Total total = total_of(baseline);
    if (options.text("--format") == "json") {
        Json json{{"manifest", ledger_manifest(options, ledger)},
                  {"recorded", Json::array({entry_json(entry)})},
                  {"planned_cost_gbp", money_json(Money{total.cost}, MoneyUnit{2})},
                  {"planned_benefit_gbp", money_json(Money{total.benefit}, MoneyUnit{2})}};
        if (before != nullptr) {
            json["amendments"] = Json::array();
            for (const Amendment& each : changes) {
                json["amendments"].push_back(amendment_json(each));
            }
        }
        json["head"] = head.hash;
        outcome.out = dumped(json);
        return 0;
    }
    outcome.out = "entry " + std::to_string(entry.sequence) + ": baseline of " + baseline.name + ", approved by " +
                  baseline.approved_by + " on " + date_text(*baseline.approved_on) + "\n" + "planned: cost " +
                  pounds(total.cost) + ", benefit " + pounds(total.benefit) +
                  (total.unknown > 0 ? " (rows without a figure: " + std::to_string(total.unknown) + ")" : "") + "\n";
    if (before != nullptr) {
        outcome.out += changes.empty()
                           ? "nothing changes against the baseline of entry " + std::to_string(before->sequence) + "\n"
                           : "\nchanges against the baseline of entry " + std::to_string(before->sequence) + ":\n\n" +
                                 rendered(amendment_table(changes), "text") + "\n";
    }
    outcome.out += "head " + head.hash + "\n";
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
