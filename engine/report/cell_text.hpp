// A cell as text: for people, and as a spreadsheet or a program reads it.
#pragma once

#include <string>

#include "tranche/document/table.hpp"

namespace tranche {

/// For people: `8,710,800`, `632.65%`, `2015-08`; `n/a` where absent. pence: of money.
std::string people_text(const Value& value, ValueKind kind, bool pence);
std::string people_text(const Cell& cell, ValueKind kind, bool pence);

/// Exact and without separators: `8710800.5`, `632.6510911510447`, `true`; empty where absent.
std::string raw_text(const Value& value, ValueKind kind);
std::string raw_text(const Cell& cell, ValueKind kind);

/// Amounts that stand below each other have pence, or none has.
class PenceRule {
public:
    explicit PenceRule(bool asked) : asked_(asked) {}

    void see(const Cell& cell);
    /// Where it was asked for; or else where an amount has pence and none is as large as £10,000.
    [[nodiscard]] bool pence() const { return any_ && (asked_ || !large_); }

private:
    void see(const Value& value);

    bool asked_ = false;
    bool any_ = false;
    bool large_ = false;
};

}  // namespace tranche
