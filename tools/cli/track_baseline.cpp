// `track init` and `track rebaseline`: what is approved is frozen, and from then on measured against.
#include "track.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

struct Asked {
    Opened opened;
    BaselineTerms terms;
};

// Opens the programme and finds the case; exit code 0 where all is well.
int ask(std::string_view command, const Options& options, Recorder& who, std::optional<Asked>& asked,
        Outcome& outcome) {
    if (options.approved_by.empty() || options.reason.empty()) {
        return misused(command,
                       options.approved_by.empty() ? "it needs --approved-by: a baseline is somebody's word"
                                                   : "it needs --reason: why this is the plan",
                       outcome);
    }
    if (!options.in_case.empty() && options.in_case != "economic" && options.in_case != "financial") {
        return misused(command, "--case takes no '" + options.in_case + "'; it takes economic and financial", outcome);
    }
    const std::string day = options.on.empty() ? timestamp_text(who.now).substr(0, 10) : options.on;
    const std::optional<Day> on = parse_date(day);
    if (!on) {
        return misused(command, "'" + options.on + "' is not a date such as 2014-06-30", outcome);
    }
    Options of_programme = options;
    of_programme.arguments = {options.arguments[1]};
    std::optional<Opened> opened = open_programme(of_programme, outcome);
    if (!opened) {
        return 1;
    }
    const std::optional<Case> together = case_option(*opened, options, outcome);
    const std::optional<PerspectiveId> perspective =
        together ? perspective_option(*opened, options, outcome) : std::nullopt;
    if (!perspective) {
        return 2;
    }
    BaselineTerms terms;
    terms.together = together->together;
    terms.perspective = *perspective;
    terms.approved_by = options.approved_by;
    terms.approved_on = *on;
    terms.reason = options.reason;
    terms.engine_version = version;
    asked = Asked{std::move(*opened), std::move(terms)};
    return 0;
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
    if (options.format == "json") {
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

}  // namespace

int track_init(const Options& options, Outcome& outcome) {
    std::optional<Recorder> who = recorder(options, outcome);
    std::optional<Asked> asked;
    if (!who) {
        return 2;
    }
    if (const int code = ask("track init", options, *who, asked, outcome); code != 0) {
        return code;
    }
    const Baseline baseline = freeze(asked->opened.model, *asked->opened.text, asked->terms);
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

int track_rebaseline(const Options& options, Outcome& outcome) {
    std::optional<Recorder> who = recorder(options, outcome);
    std::optional<Asked> asked;
    if (!who) {
        return 2;
    }
    if (const int code = ask("track rebaseline", options, *who, asked, outcome); code != 0) {
        return code;
    }
    std::optional<Ledger> ledger = open_ledger(options, true, outcome);
    if (!ledger) {
        return 1;
    }
    const Baseline baseline = freeze(asked->opened.model, *asked->opened.text, asked->terms);
    Ledger::Writer writer = ledger->begin();
    const Baseline before = ledger->baselines().back();
    if (before.programme != baseline.programme) {
        outcome.err += "tranche: this ledger is of programme '" + before.programme + "', and " + options.arguments[1] +
                       " is '" + baseline.programme + "'\n";
        return 1;
    }
    return finish(*ledger, writer, baseline, &before, *who, options, outcome);
}

}  // namespace tranche::cli
