#include "track_ask.hpp"

#include <fmt/format.h>

namespace tranche::cli {

std::span<const OptionRow> month_options() {
    static const std::vector<OptionRow> rows{
        {"--as-at", "MONTH", "set the last month that counts (the latest closed, or else recorded)"},
        {"--known-at", "TIME", "leave out what was recorded after it, such as 2014-06-03T10:15:00Z"}};
    return rows;
}

const OptionRow& group_option() {
    static const OptionRow row{.name = "--group",
                               .placeholder = "WHAT",
                               .help = "group by one or several:",
                               .choices = names_of(status_by_rows()),
                               .old_name = "--by",
                               .list = true};
    return row;
}

std::optional<AskedBook> ask_book(const Options& options, Outcome& outcome, int& exit_code) {
    return ask_book(options.arguments.front(), options.text_if_taken("--as-at"), options, outcome, exit_code);
}

std::optional<AskedBook> ask_book(const std::string& path, const std::string& month_said, const Options& options,
                                  Outcome& outcome, int& exit_code) {
    exit_code = 2;
    const std::optional<Month> as_at = parse_month(month_said);
    if (!as_at && !month_said.empty()) {
        misused(options, "--as-at: '" + month_said + "' is not a month such as 2014-09", outcome);
        return std::nullopt;
    }
    const std::string known_said = options.text_if_taken("--known-at");
    const std::optional<Timestamp> known = parse_timestamp(known_said);
    if (!known && !known_said.empty()) {
        misused(options, "--known-at: '" + known_said + "' is not a time such as 2014-06-03T10:15:00Z", outcome);
        return std::nullopt;
    }
    std::vector<std::string_view> by;
    if (options.given("--group")) {
        for (const std::string& each : options.list("--group")) {
            for (const StatusBy& row : status_by_rows()) {
                if (row.name == each) {
                    by.push_back(row.name);
                }
            }
        }
    }
    exit_code = 1;
    std::optional<Ledger> ledger = open_ledger(path, false, outcome);
    if (!ledger) {
        return std::nullopt;
    }
    Book book;
    if (known) {
        const std::vector<LedgerEntry> entries = ledger->entries();
        book = book_of(ledger->baselines(), std::span(entries).first(known_at(entries, *known)));
    } else {
        book = book_of(ledger->baselines(), ledger->sums(), ledger->other_entries());
    }
    if (book.baselines.empty()) {
        outcome.err += "tranche: nothing had been approved by " + known_said + "\n";
        return std::nullopt;
    }
    const std::optional<Month> month = as_at ? as_at : latest_month(book);
    if (!month) {
        outcome.err += "tranche: nothing has been recorded yet; say with --as-at which month is meant\n";
        return std::nullopt;
    }
    exit_code = 0;
    return AskedBook{std::move(*ledger), std::move(book), *month, known, std::move(by)};
}

Json pence_json(Pence pence) {
    return money_json(Money{pence}, MoneyUnit{2});
}

Cell pence_cell(Pence pence) {
    return money_cell(Money{pence}, MoneyUnit{2});
}

std::string pence_in_words(Pence pence) {
    return amount_text(Money{pence}, MoneyUnit{2});
}

Cell percent_cell(const std::optional<double>& percent) {
    return percent ? Cell{fmt::format("{:.1f}%", *percent), fmt::format("{}", *percent)} : Cell{"n/a", ""};
}

Json asked_json(const Options& options, const AskedBook& asked) {
    const Baseline& baseline = asked.book.baselines.back();
    Json json{{"manifest", ledger_manifest(options, asked.ledger)}, {"as_at", month_text(asked.as_at)}};
    if (asked.known_at) {
        json["known_at"] = timestamp_text(*asked.known_at);
    }
    json["baseline"] = baseline.sequence;
    json["price_basis"] = baseline.price_basis.empty() ? Json(nullptr) : Json(baseline.price_basis);
    return json;
}

std::string asked_title(const AskedBook& asked) {
    const Baseline& baseline = asked.book.baselines.back();
    return "As at " + month_text(asked.as_at) +
           (asked.known_at ? ", as known at " + timestamp_text(*asked.known_at) : "") + "; baseline of entry " +
           std::to_string(baseline.sequence) + ", " +
           (baseline.price_basis.empty() ? "prices not stated" : baseline.price_basis + " prices") + "; £";
}

Json deadline_json(const Deadline& deadline) {
    Json json{{"id", deadline.id},
              {"name", deadline.name},
              {"planned", month_text(deadline.planned)},
              {"state", deadline.state == Reached::reached    ? "reached"
                        : deadline.state == Reached::expected ? "expected"
                        : deadline.state == Reached::missed   ? "missed"
                                                              : "due"}};
    json["on"] = deadline.on ? Json(date_text(*deadline.on)) : Json(nullptr);
    json["late_days"] = deadline.days_late;
    return json;
}

std::string deadline_text(const Deadline& deadline) {
    switch (deadline.state) {
        case Reached::reached: return "reached on " + date_text(*deadline.on);
        case Reached::expected: return "expected on " + date_text(*deadline.on);
        case Reached::missed: return "missed";
        case Reached::due: break;
    }
    return "due";
}

}  // namespace tranche::cli
