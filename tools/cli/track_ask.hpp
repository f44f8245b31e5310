// What the commands that read a ledger share: which book, and as at which month.
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

/// What descriptions of results ask for.
AskedMonth asked_month(const AskedBook& asked, const Options& options);

/// --as-at and --known-at: which month of a ledger is meant.
std::span<const OptionRow> month_options();
/// --group of commands whose rows can be cut up.
const OptionRow& group_option();

}  // namespace tranche::cli
