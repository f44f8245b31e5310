// `report`: the monthly pack of a ledger, in Markdown, on one page.
#include "track_ask.hpp"
#include "tranche/base/sha256.hpp"
#include "tranche/report/describe_ledger.hpp"  // entry_text
#include "tranche/report/renderers.hpp"
#include "tranche/track/pack.hpp"
#include "tranche/base/pounds.hpp"

#include <fmt/format.h>

namespace tranche::cli {

namespace {

constexpr MoneyUnit lattice{};

// Whole pounds: pence are for the ledger.
std::string short_pounds(Pence pence) {
    constexpr Pence pound = 100;
    const Pence rounded = (pence >= 0 ? pence + pound / 2 : pence - pound / 2) / pound * pound;
    return amount_text(Money{rounded}, MoneyUnit{2});
}

std::string signed_pounds(Pence pence) {
    return (pence > 0 ? "+" : "") + short_pounds(pence);
}

std::string shown(const Figure& figure, const MeasureRow& measure) {
    if (const Money* money = std::get_if<Money>(&figure.value)) {
        constexpr std::int64_t lattice_in_a_penny = 10'000;
        return short_pounds(money->units / lattice_in_a_penny);
    }
    const std::string text = figure_text(figure, measure.unit, lattice);
    return measure.unit == MeasureUnit::years && figure.computable() ? "year " + text : text;
}

std::string against(const Headline& headline) {
    const Money* before = std::get_if<Money>(&headline.baseline.value);
    const Money* now = std::get_if<Money>(&headline.now.value);
    if (before != nullptr && now != nullptr) {
        constexpr std::int64_t lattice_in_a_penny = 10'000;
        return signed_pounds((*now - *before).units / lattice_in_a_penny);
    }
    const double* ratio_before = std::get_if<double>(&headline.baseline.value);
    const double* ratio_now = std::get_if<double>(&headline.now.value);
    if (ratio_before != nullptr && ratio_now != nullptr) {
        return fmt::format("{:+.1f} points", *ratio_now - *ratio_before);
    }
    const int* years_before = std::get_if<int>(&headline.baseline.value);
    const int* years_now = std::get_if<int>(&headline.now.value);
    return years_before != nullptr && years_now != nullptr ? fmt::format("{:+} years", *years_now - *years_before) : "";
}

std::string capital(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

// words: how many columns from the left are words; the others are numbers, which stand to the right.
std::string table_of(const std::vector<std::string>& titles, const std::vector<std::vector<std::string>>& rows,
                     std::size_t words) {
    ResultTable table;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        table.columns.push_back({titles[i], titles[i], i >= words ? ValueKind::number : ValueKind::text});
    }
    for (const std::vector<std::string>& row : rows) {
        std::vector<Cell> cells;
        for (const std::string& text : row) {
            cells.push_back(Cell::text(text));
        }
        table.add(std::move(cells));
    }
    Document document;
    document.add(std::move(table));
    return find_renderer("md")->render(document, {}) + "\n";
}

std::string opening(const Pack& pack) {
    const Standing& to_date = pack.now.total.to_date;
    const std::optional<double> rate =
        to_date.benefit_known ? realisation_percent(to_date.actual_benefit, to_date.planned_benefit) : std::nullopt;
    std::string text = "**" +
                       (pack.now.total.judgement.rag ? capital(std::string(word(*pack.now.total.judgement.rag)))
                                                     : std::string("No RAG")) +
                       ".** ";
    text += "To date " + short_pounds(to_date.actual_cost) + " has been spent" +
            (to_date.cost_known ? " of " + short_pounds(to_date.planned_cost) + " planned" : "") + ", and " +
            short_pounds(to_date.actual_benefit) + " of benefit has come in" +
            (to_date.benefit_known ? " of " + short_pounds(to_date.planned_benefit) + " planned" : "") +
            (rate ? fmt::format(" ({:.1f}%)", *rate) : "") + ".";
    return text + "\n\n";
}

std::string headlines(const Pack& pack, bool known_then) {
    std::vector<std::vector<std::string>> rows;
    std::string notes;
    for (const Headline& each : pack.headlines) {
        rows.push_back({std::string(each.measure->title), shown(each.baseline, *each.measure),
                        shown(each.last_month, *each.measure), shown(each.now, *each.measure), against(each)});
        if (!each.now.computable()) {
            notes += "No " + std::string(each.measure->title) + ": " + each.now.why + ".\n\n";
        }
    }
    return "## The case\n\n" +
           table_of({"Forecast of the whole life", "Baseline", "Last month", "Now", "Against baseline"}, rows, 1) +
           notes +
           (pack.last_month && !known_then ? "Last month was not closed, so its figures use what is known now.\n\n"
                                           : "");
}

std::string colours(const Pack& pack) {
    std::string text =
        "## Why it is " +
        (pack.now.total.judgement.rag ? std::string(word(*pack.now.total.judgement.rag)) : std::string("not rated")) +
        "\n\n";
    for (const RagReason& reason : pack.now.total.judgement.reasons) {
        text +=
            "- " + (reason.rag ? "**" + std::string(word(*reason.rag)) + "** " : std::string{}) + reason.text + "\n";
    }
    if (pack.last_month && pack.last_month->total.judgement.rag) {
        text += "- last month: " + std::string(word(*pack.last_month->total.judgement.rag)) + "\n";
    }
    if (!pack.now.stale.empty()) {
        text += fmt::format("- **stale**: {} of the months to date have not been recorded or closed\n",
                            pack.now.stale.size());
    }
    for (const MeasureStanding& each : pack.now.measures) {
        if (each.value && each.target && each.met) {
            const std::string unit = each.unit == "%" ? "%" : (each.unit.empty() ? "" : " " + each.unit);
            text += "- measure: " + each.name + " is at " + each.value->text() + unit + " (" + month_text(*each.month) +
                    "), target " + each.target->text() + unit +
                    (*each.met ? ", met" : (each.due ? ", not met" : ", not due yet")) + "\n";
        }
    }
    return text + "\n";
}

std::string movements(const Pack& pack) {
    std::string text = "## Changes since last month\n\n";
    if (pack.movements.empty()) {
        return text + "Nothing.\n\n";
    }
    std::vector<std::vector<std::string>> rows;
    for (const Movement& each : pack.movements) {
        rows.push_back({each.name, std::string(word(each.kind)),
                        each.reason.empty() ? "no reason recorded" : each.reason,
                        signed_pounds(each.since_last_month()), signed_pounds(each.against_baseline())});
    }
    text += table_of({"Line", "Kind", "Reason", "Since last month", "Against baseline"}, rows, 3);
    return text + (pack.other_movements == 0
                       ? ""
                       : "All other changes move the net by " + signed_pounds(pack.other_movements) + ".\n\n");
}

std::string dates(const Pack& pack) {
    std::string text = "## Milestones\n\n";
    if (pack.missed.empty() && pack.due.empty()) {
        return text + fmt::format("None was missed, and none is due in {} days.\n\n", days_ahead);
    }
    std::vector<std::vector<std::string>> rows;
    for (const Deadline& each : pack.missed) {
        rows.push_back(
            {each.name, "missed", month_text(each.planned), fmt::format("{} days late, not reported", each.days_late)});
    }
    for (const Deadline& each : pack.due) {
        rows.push_back(
            {each.name, "due", month_text(each.planned),
             each.on ? "expected on " + date_text(*each.on) + (each.note.empty() ? "" : ": " + each.note) : "on plan"});
    }
    return text +
           table_of({"Milestone", fmt::format("Missed, or due in {} days", days_ahead), "Planned", "Now"}, rows, 4);
}

std::string evidence(const Pack& pack) {
    if (pack.unevidenced.empty()) {
        return "## Benefits without evidence\n\nAll that was due has been evidenced.\n\n";
    }
    std::vector<std::vector<std::string>> rows;
    for (const Unevidenced& each : pack.unevidenced) {
        rows.push_back({each.name, short_pounds(each.due), short_pounds(each.recorded), short_pounds(each.evidenced)});
    }
    return "## Benefits without evidence\n\n" + table_of({"Benefit", "Due to date", "Claimed", "Evidenced"}, rows, 1);
}

std::string work(const Pack& pack) {
    if (!pack.earned.total) {
        return {};
    }
    std::vector<std::vector<std::string>> rows;
    const auto ratio = [](const EarnedFigure& figure) {
        return figure.value ? fmt::format("{:.2f}", *figure.value) : std::string("n/a");
    };
    for (const EarnedValue& each : pack.earned.projects) {
        rows.push_back(
            {each.name, each.percent_done ? fmt::format("{:.0f}%", *each.percent_done) : "", ratio(each.cpi),
             ratio(each.spi_t), short_pounds(each.bac),
             each.eac[0].value ? short_pounds(static_cast<Pence>(*each.eac[0].value * 100.0 + 0.5)) : "n/a"});
    }
    return "## Work done\n\n" + table_of({"Project", "Done", "CPI", "SPI(t)", "Budget", "At this pace"}, rows, 1);
}

// What the file says differently from what was approved.
std::string edits(const Opened& opened, const Baseline& baseline, Outcome& outcome) {
    static_cast<void>(outcome);
    if (sha256_hex(opened.text->text) == baseline.definition_sha256) {
        return {};
    }
    BaselineTerms terms;
    terms.together.clear();
    for (const std::string& id : {baseline.scenario, baseline.reading, baseline.option}) {
        if (const std::optional<ScenarioId> found = find(opened.model.programme.scenarios, id); found && !id.empty()) {
            terms.together.push_back(*found);
        }
    }
    if (terms.together.empty()) {
        terms.together.push_back(base_scenario);
    }
    if (const auto perspective = find(opened.model.programme.perspectives, baseline.perspective)) {
        terms.perspective = *perspective;
    }
    const std::vector<Amendment> found = amendments(baseline, freeze(opened.model, *opened.text, terms));
    std::string text = "## The file has been edited since it was approved\n\n";
    if (found.empty()) {
        return text + "The edits do not affect tracking.\n\n";
    }
    std::vector<std::vector<std::string>> rows;
    for (const Amendment& each : found) {
        rows.push_back({each.what + " " + each.id, each.field, each.before, each.after, signed_pounds(each.cost),
                        signed_pounds(each.benefit)});
    }
    return text + table_of({"What", "Field", "Approved", "In the file", "Cost", "Benefit"}, rows, 4);
}

// The book as it was known when the month before was closed.
struct Earlier {
    std::optional<Book> book;
    bool known_then = false;
};

Earlier earlier(const AskedBook& asked) {
    const Month before = asked.as_at - 1;
    const std::vector<LedgerEntry> entries = asked.ledger.entries();
    for (const LedgerEntry& entry : entries) {
        if (entry.kind == EntryKind::close && entry.month == before &&
            (!asked.known_at || entry.recorded_at <= *asked.known_at)) {
            return {
                book_of(asked.ledger.baselines(), std::span(entries).first(static_cast<std::size_t>(entry.sequence))),
                true};
        }
    }
    const bool anything =
        asked.book.baselines.front().approved_on && asked.book.baselines.front().approved_on->month() <= before;
    return {anything ? std::optional(asked.book) : std::nullopt, false};
}

int report_pack(const Opened& opened, const Options& options, Outcome& outcome) {
    int exit_code = 0;
    const std::optional<AskedBook> asked =
        ask_book(options.text("--ledger"), options.text("--as-at"), options, outcome, exit_code);
    if (!asked) {
        return exit_code;
    }
    const Baseline& baseline = asked->book.baselines.back();
    if (baseline.programme != opened.model.programme.id) {
        outcome.err +=
            "tranche: the ledger is of '" + baseline.programme + "', not of '" + opened.model.programme.id + "'\n";
        return 1;
    }
    const Earlier before = earlier(*asked);
    std::vector<LedgerEntry> remarks;
    asked->ledger.each_entry(1, [&](const LedgerEntry& entry) {
        const bool known = !asked->known_at || entry.recorded_at <= *asked->known_at;
        if (known && !entry.note.empty() && (!entry.month || *entry.month >= asked->as_at)) {
            remarks.push_back(entry);
        }
    });
    const Pack pack = monthly_pack(asked->book, asked->as_at, before.book ? &*before.book : nullptr, remarks);
    const LedgerHead head = asked->ledger.head();
    outcome.out =
        "# " + baseline.name + ": " + month_text(asked->as_at) + "\n\n" + opening(pack) +
        headlines(pack, before.known_then) + colours(pack) + movements(pack) + dates(pack) + evidence(pack) +
        work(pack) + edits(opened, baseline, outcome) + "---\n\n" + subtitle_of(asked_month(*asked, options)) +
        ". Approved by " + baseline.approved_by +
        (baseline.approved_on ? " on " + date_text(*baseline.approved_on) : "") +
        ". Whole life = actuals to date + owners' forecasts, or the remaining plan where there is no forecast. " +
        "Ledger of " + std::to_string(head.entries) + " entries, head `" + head.hash + "`.\n";
    return 0;
}

}  // namespace

const Command& report_command() {
    static const std::vector<OptionRow> own{
        {.name = "--ledger", .placeholder = "LEDGER", .help = "choose the ledger", .required = true}};
    static const Command command{
        .name = "report",
        .help = "write the monthly pack of a ledger",
        .arguments = {programme_argument},
        .options = {own, month_options(), writing_options()},
        .run = report_pack,
        .examples = {"report programmes/cheshire-community-safety --ledger cheshire.tranche --output pack.md"}};
    return command;
}

}  // namespace tranche::cli
