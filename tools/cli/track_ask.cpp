#include "track_ask.hpp"

#include <fmt/format.h>

namespace tranche::cli {

namespace {

// Names between commas, each of which is a row of the table.
bool read_by(std::string_view command, const std::string& text, std::vector<std::string_view>& by, Outcome& outcome) {
    for (std::size_t from = 0; from <= text.size() && !text.empty();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const std::string name = text.substr(from, comma - from);
        const StatusBy* row = named_row(status_by_rows(), name, std::string(command) + ": --by", outcome);
        if (row == nullptr) {
            return false;
        }
        by.push_back(row->name);
        from = comma + 1;
    }
    return true;
}

}  // namespace

std::optional<AskedBook> ask_book(std::string_view command, const Options& options, Outcome& outcome, int& exit_code) {
    exit_code = 2;
    const std::optional<Month> as_at = parse_month(options.as_at);
    if (!as_at && !options.as_at.empty()) {
        misused(command, "'" + options.as_at + "' is not a month such as 2014-09", outcome);
        return std::nullopt;
    }
    const std::optional<Timestamp> known = parse_timestamp(options.known_at);
    if (!known && !options.known_at.empty()) {
        misused(command, "'" + options.known_at + "' is not a time such as 2014-06-03T10:15:00Z", outcome);
        return std::nullopt;
    }
    std::vector<std::string_view> by;
    if (!read_by(command, options.cut, by, outcome)) {
        return std::nullopt;
    }
    exit_code = 1;
    std::optional<Ledger> ledger = open_ledger(options, false, outcome);
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
        outcome.err += "tranche: nothing had been approved by " + options.known_at + "\n";
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
