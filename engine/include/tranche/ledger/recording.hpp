// The rules for what may be recorded: from input texts to valid entries, or to diagnostics that give the reason.
//
// A Recording knows the baseline in force, the closed months and the time, and turns texts into entries. The caller appends
// the entries in the transaction in which the Recording was made, so that its knowledge of the ledger is still current.
//
//   Amounts of a line and month add. A reversal corrects a mistake, never a second amount.
//   A forecast, milestone, risk or RAG rating may be recorded again: the latest applies. A measure or the progress of a
//   month must be reversed first, because money and earned value may depend on it.
//   An actual is in a month that has begun. A forecast is in a month that is not closed.
//   Money for a closed month is posted in the first open month.
//   Months outside the calendar are accepted with a warning, because programmes overrun.
//
// Decision: docs/decisions/2026-11-25-ledger-closes-and-reversals.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/ledger/baseline.hpp"
#include "tranche/ledger/entry.hpp"
#include "tranche/ledger/ledger.hpp"

namespace tranche {

/// A text as the user gave it, unread, with the place that diagnostics name. Empty if none was given.
struct InputText {
    std::string_view text;
    Position where;

    [[nodiscard]] bool given() const { return !text.empty(); }
};

/// Who records, and when.
struct Recorder {
    std::string by;
    Timestamp now = 0;
};

struct AmountInput {
    InputText line;
    InputText month;
    InputText amount;
    InputText kind;  ///< one of amount_kinds(); actual where not given
    InputText stage;
    InputText reference;
    InputText note;
    std::string evidence;  ///< SHA-256 of a file
};

struct LevelInput {
    InputText subject;  ///< a measure, project, milestone or risk
    InputText month;
    InputText value;
    InputText note;
    std::string evidence;
};

struct ChangeInput {
    InputText from;
    InputText to;
    InputText amount;
    InputText note;
    std::string approved_by;
};

/// `1234.56`, `1,234.56`, `£1,234.56`, `-£5`, `(1,234.56)`, `1,234.56-`. Three decimals are refused, also where the third is 0.
std::optional<Pence> read_pence(const InputText& input, Diagnostics& diagnostics);

class Recording {
public:
    /// REQUIRES: the ledger has a baseline.
    Recording(const Ledger& ledger, Recorder recorder);

    [[nodiscard]] const Baseline& baseline() const { return baselines_.back(); }
    [[nodiscard]] Month today() const { return today_; }
    /// All months up to this one are locked; empty if none is.
    [[nodiscard]] std::optional<Month> closed() const { return closed_; }
    /// The month itself, or the first one after those that are closed.
    [[nodiscard]] Month open_month(Month month) const;

    /// Into entry, whose texts are used again: this is called for each row of an import. False where there was an error.
    bool amount(const AmountInput& input, LedgerEntry& entry, Diagnostics& diagnostics);
    /// The same with a month and pence that were read already.
    bool amount(const AmountInput& input, Month month, Pence pence, LedgerEntry& entry, Diagnostics& diagnostics);
    std::optional<LedgerEntry> evidence(const AmountInput& input, Diagnostics& diagnostics);
    /// `2014-06=1200,2014-07=900`: an entry each.
    std::vector<LedgerEntry> forecast(const InputText& line, const InputText& list, const InputText& note,
                                      Diagnostics& diagnostics);
    std::optional<LedgerEntry> milestone(const InputText& id, const InputText& on, const InputText& note,
                                         Diagnostics& diagnostics);
    std::optional<LedgerEntry> progress(const LevelInput& input, Diagnostics& diagnostics);
    /// The measure first, then the pounds of each line that it drives. The caller sets their source to the number the
    /// measure gets.
    std::vector<LedgerEntry> measure(const LevelInput& input, Diagnostics& diagnostics);
    std::optional<LedgerEntry> risk(const InputText& id, const InputText& status, const InputText& note,
                                    Diagnostics& diagnostics);
    std::optional<LedgerEntry> rag(const InputText& colour, const InputText& month, const InputText& project,
                                   const InputText& note, Diagnostics& diagnostics);
    std::optional<LedgerEntry> change(const ChangeInput& input, Diagnostics& diagnostics);
    std::optional<LedgerEntry> close(const InputText& month, Diagnostics& diagnostics);
    /// The reversal of an entry. For a measure, also the reversal of the pounds derived from it. For an import, the
    /// reversals of all its rows that are still in force.
    std::vector<LedgerEntry> reverse(const InputText& entry, const InputText& reason, Diagnostics& diagnostics);

    /// `2014-02 £41,200.00, ...`: what was recorded of a line as actual, latest months last, at most six.
    [[nodiscard]] std::string history(const std::string& line) const;
    /// Counts an amount that was appended, so that the next one is judged with it.
    void count(const LedgerEntry& entry);

private:
    struct LineState {
        std::size_t row = 0;                        ///< in Baseline::lines
        std::vector<std::optional<Pence>> planned;  ///< by month of the calendar
        Pence typical = 0;                          ///< mean of the planned months that are not 0
        bool driven = false;
        bool warned_outside = false;                      ///< that a month lies outside the calendar: once is enough
        std::unordered_map<std::int64_t, Pence> actuals;  ///< by month number
    };

    LedgerEntry draft(EntryKind kind) const;
    std::optional<Month> month_of(const InputText& input, Diagnostics& diagnostics) const;
    LineState* line_of(const InputText& input, Diagnostics& diagnostics);
    bool is_open(Month month, Position where, std::string_view what, Diagnostics& diagnostics) const;
    bool has_begun(Month month, Position where, Diagnostics& diagnostics) const;
    void warn_outside(const LineState& line, Month month, Position where, Diagnostics& diagnostics) const;
    void warn_slip(const LineState& line, Month month, Pence pence, const InputText& amount,
                   Diagnostics& diagnostics) const;
    std::optional<LedgerEntry> standing(EntryKind kind, const std::string& subject, Month month) const;
    LedgerEntry reversal_of(const LedgerEntry& entry, std::string_view reason) const;

    const Ledger& ledger_;
    Recorder recorder_;
    Month today_{};
    Day day_;
    EntryNumber in_force_ = 0;
    std::optional<Month> closed_;
    EntryNumber closed_by_ = 0;
    std::vector<Baseline> baselines_;
    std::vector<LedgerEntry> others_;  ///< besides money
    std::unordered_map<std::string, LineState> lines_;
};

}  // namespace tranche
