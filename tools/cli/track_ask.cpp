#include "track_ask.hpp"

namespace tranche::cli {

std::span<const OptionRow> month_options() {
    static const std::vector<OptionRow> rows{
        {"--as-at", "MONTH", "set the last month that counts (the latest closed, or else recorded)"},
        {"--known-at", "TIME", "leave out entries recorded after a time, such as 2014-06-03T10:15:00Z"}};
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
        outcome.err += "tranche: no baseline had been approved by " + known_said + "\n";
        return std::nullopt;
    }
    const std::optional<Month> month = as_at ? as_at : latest_month(book);
    if (!month) {
        outcome.err += "tranche: nothing has been recorded yet; choose a month with --as-at\n";
        return std::nullopt;
    }
    exit_code = 0;
    return AskedBook{std::move(*ledger), std::move(book), *month, known, std::move(by)};
}

AskedMonth asked_month(const AskedBook& asked, const Options& options) {
    const std::string path =
        options.command().option("--ledger") == nullptr ? options.arguments.front() : options.text("--ledger");
    return {asked.book, asked.as_at, asked.known_at, ledger_subject(path, asked.ledger)};
}

}  // namespace tranche::cli
