// What the commands that read a ledger share: which book, as at which month, and how pence and figures look.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "track.hpp"
#include "tranche/track/outturn.hpp"
#include "tranche/track/status.hpp"

namespace tranche::cli {

/// A ledger as it was asked about.
struct AskedBook {
    Ledger ledger;
    Book book;
    Month as_at{};
    std::optional<Timestamp> known_at;
    std::vector<std::string_view> by;
};

/// Opens the ledger and reads --as-at, --known-at and --group, as far as the command has them; the exit code where it
/// cannot.
std::optional<AskedBook> ask_book(const Options& options, Outcome& outcome, int& exit_code);
/// The same of a ledger and a month that are named otherwise; an empty month is the latest.
std::optional<AskedBook> ask_book(const std::string& ledger, const std::string& as_at, const Options& options,
                                  Outcome& outcome, int& exit_code);

Json pence_json(Pence pence);
Cell pence_cell(Pence pence);
/// `£1,234`.
std::string pence_in_words(Pence pence);
/// `n/a` and nothing where it is not known.
Cell percent_cell(const std::optional<double>& percent);

/// {"manifest", "as_at", "known_at", "baseline", "price_basis"}: the head of every answer.
Json asked_json(const Options& options, const AskedBook& asked);
/// `As at 2014-09, as known at ...; baseline of entry 1, nominal; £`.
std::string asked_title(const AskedBook& asked);

Json deadline_json(const Deadline& deadline);
/// `reached on 2014-03-31`, `missed`, `expected on 2014-06-30`, `due`.
std::string deadline_text(const Deadline& deadline);

/// --as-at and --known-at: which month of a ledger is meant.
std::span<const OptionRow> month_options();
/// --group of commands whose rows can be cut up.
const OptionRow& group_option();

}  // namespace tranche::cli
