// One value of a result: a figure, a month, a text, or the reason why there is none.
//
// Money stays an exact integer until a renderer writes it. A cell with a low and a high end shows three figures, and
// each end may be unknown on its own. A cell that is absent has a reason; a blank cell has not, and programs do not
// see it.
#pragma once

#include <cstdint>  // int64_t, uint8_t
#include <memory>   // shared_ptr
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tranche/base/calendar.hpp"
#include "tranche/base/money.hpp"
#include "tranche/document/kind.hpp"

namespace tranche {

struct ResultTable;

/// An amount and the size of its unit.
struct Pounds {
    Money money;
    MoneyUnit unit;

    friend bool operator==(const Pounds&, const Pounds&) = default;
};

/// Absent (monostate), text, whole number, number, flag, money or month.
using Value = std::variant<std::monostate, std::string, std::int64_t, double, bool, Pounds, Month>;

/// Both ends of a figure.
struct Ends {
    Value low;
    Value high;
};

/// A judgement that a colour may underline. The text of the cell says the same.
enum class Tone : std::uint8_t { plain, green, amber, red };

struct Cell {
    Value value;
    std::optional<Ends> ends;
    std::string why;     ///< of an absent value: the reason. Empty where none is given
    std::string shown;   ///< for people, in place of the value: `none found`
    bool blank = false;  ///< not asked for here: no text for people, and no member in JSON
    Tone tone = Tone::plain;
    std::optional<ValueKind> kind;             ///< where it is another than the column's
    std::vector<Value> items;                  ///< of a list
    std::shared_ptr<const ResultTable> table;  ///< of a nested table

    [[nodiscard]] bool absent() const { return std::holds_alternative<std::monostate>(value) && !table; }

    static Cell text(std::string text) { return of(std::move(text)); }
    static Cell pounds(Money money, MoneyUnit unit) { return of(Pounds{money, unit}); }
    static Cell number(double number) { return of(number); }
    static Cell count(std::int64_t count) { return of(count); }
    static Cell flag(bool flag) { return of(flag); }
    static Cell month(Month month) { return of(month); }
    /// null in JSON, `n/a` for people; the reason goes under `why`.
    static Cell missing(std::string why = {}) {
        Cell result;
        result.why = std::move(why);
        return result;
    }
    static Cell empty() {
        Cell result;
        result.blank = true;
        return result;
    }
    static Cell list(std::vector<std::string> items) {
        Cell result = text({});
        result.items.assign(items.begin(), items.end());
        return result;
    }
    static Cell numbers(const std::vector<double>& numbers) {
        Cell result = text({});
        result.items.assign(numbers.begin(), numbers.end());
        return result;
    }
    static Cell nested(ResultTable table);

    /// The same cell, with another text for people.
    [[nodiscard]] Cell for_people(std::string words) const {
        Cell result = *this;
        result.shown = std::move(words);
        return result;
    }
    [[nodiscard]] Cell as(ValueKind other) const {
        Cell result = *this;
        result.kind = other;
        return result;
    }
    [[nodiscard]] Cell in(Tone colour) const {
        Cell result = *this;
        result.tone = colour;
        return result;
    }

private:
    static Cell of(Value value) {
        Cell result;
        result.value = std::move(value);
        return result;
    }
};

}  // namespace tranche
