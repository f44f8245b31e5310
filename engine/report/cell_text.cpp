// Money is divided as an integer; a double is made a text by its kind alone, so that a figure looks the same in every
// table.
#include "report/cell_text.hpp"

#include <fmt/format.h>  // format

#include <cmath>  // isfinite

#include "report/characters.hpp"
#include "tranche/appraise/measures.hpp"  // pounds_text

namespace tranche {

namespace {

std::string money_text(const Pounds& pounds, bool pence) {
    if (pence) {
        return pounds_text(pounds.money, pounds.unit);
    }
    const std::int64_t whole = proportion(pounds.money.units, 1, pounds.unit.per_pound());
    std::string text = pounds_text(Money{whole}, MoneyUnit{0});
    text.resize(text.size() - 3);  // `.00`
    return text;
}

struct ForPeople {
    ValueKind kind;
    bool pence;

    std::string operator()(std::monostate) const { return "n/a"; }
    std::string operator()(const std::string& text) const { return one_line(text); }
    std::string operator()(std::int64_t count) const { return std::to_string(count); }
    std::string operator()(double number) const {
        switch (kind) {
            case ValueKind::percent: return fmt::format("{:.2f}%", number);
            case ValueKind::number: return fmt::format("{:.12g}", number);
            default: return fmt::format("{:.4f}", number);
        }
    }
    std::string operator()(bool flag) const { return flag ? "yes" : ""; }
    std::string operator()(const Pounds& pounds) const { return money_text(pounds, pence); }
    std::string operator()(Month month) const { return month_text(month); }
};

struct Raw {
    ValueKind kind;

    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t count) const { return std::to_string(count); }
    // The shortest text that reads back as the same number. A figure that can have decimals shows that it has none here.
    std::string operator()(double number) const {
        std::string text = fmt::format("{}", number);
        const bool whole = text.find_first_not_of("-0123456789") == std::string::npos;
        return whole && kind != ValueKind::number ? text + ".0" : text;
    }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(const Pounds& pounds) const { return pounds.unit.text(pounds.money); }
    std::string operator()(Month month) const { return month_text(month); }
};

template <class Text>
std::string joined(const std::vector<Value>& items, const Text& text) {
    std::string result;
    for (const Value& item : items) {
        result += (result.empty() ? "" : ", ") + text(item);
    }
    return result;
}

}  // namespace

std::string people_text(const Value& value, ValueKind kind, bool pence) {
    return std::visit(ForPeople{kind, pence}, value);
}

std::string people_text(const Cell& cell, ValueKind kind, bool pence) {
    if (!cell.shown.empty()) {
        return one_line(cell.shown);
    }
    if (cell.blank || cell.table) {
        return {};
    }
    return kind == ValueKind::list
               ? joined(cell.items, [&](const Value& item) { return people_text(item, kind, pence); })
               : people_text(cell.value, kind, pence);
}

std::string raw_text(const Value& value, ValueKind kind) {
    return std::visit(Raw{kind}, value);
}

std::string raw_text(const Cell& cell, ValueKind kind) {
    return kind == ValueKind::list ? joined(cell.items, [&](const Value& item) { return raw_text(item, kind); })
                                   : raw_text(cell.value, kind);
}

void PenceRule::see(const Value& value) {
    const Pounds* pounds = std::get_if<Pounds>(&value);
    if (pounds == nullptr) {
        return;
    }
    constexpr std::int64_t readers_need_no_pence = 10'000;
    const std::int64_t units = pounds->money.units < 0 ? -pounds->money.units : pounds->money.units;
    large_ = large_ || units / pounds->unit.per_pound() >= readers_need_no_pence;
    // What rounds to whole pounds has none: 12.004 is 12.
    any_ = any_ || !pounds_text(pounds->money, pounds->unit).ends_with(".00");
}

void PenceRule::see(const Cell& cell) {
    see(cell.value);
    if (cell.ends) {
        see(cell.ends->low);
        see(cell.ends->high);
    }
}

}  // namespace tranche
