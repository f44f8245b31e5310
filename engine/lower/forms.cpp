// One table of forms: the key that states the amount, the keys that go with it, and the function that lowers it. A new form
// is a row, and a function for where its money falls (spreads.cpp) or what it comes to.
#include "lower/forms.hpp"

#include <algorithm>  // all_of, any_of, find
#include <array>      // to_array
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lower/chains.hpp"
#include "lower/periods.hpp"
#include "lower/pieces.hpp"
#include "lower/prices.hpp"
#include "lower/spreads.hpp"
#include "read/line_forms.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

struct Form {
    std::string_view key;   ///< of the file
    std::string_view name;  ///< in diagnostics
    bool (*given)(const LineDef&);
    const StatedAmount* (*amount)(const LineDef&);  ///< that the key states; null where it states none or several
    std::span<const std::string_view> options;      ///< keys that may stand beside it
    bool (*lower)(Context&, const LineDef&, const LinePlace&, Line&);
};

const StatedAmount* stated(const std::optional<StatedAmount>& amount) {
    return amount ? &*amount : nullptr;
}

template <std::optional<StatedAmount> LineDef::*Member>
const StatedAmount* own(const LineDef& def) {
    return stated(def.*Member);
}

template <std::optional<StatedAmount> MoreDef::*Member>
const StatedAmount* own(const LineDef& def) {
    return stated(more_of(def).*Member);
}

const StatedAmount* none(const LineDef&) {
    return nullptr;
}

// The price of a plain key: an amount of the line itself.
template <auto Member>
std::optional<Price> own_price(Context& ctx, const LineDef& def, Line& line) {
    return price(ctx, *own<Member>(def), def.id.text, line);
}

// A form of one piece: what it comes to, then where it falls. Without a price, the line is sound where it says by itself
// that it is not counted.
template <auto PriceOf, auto Spread>
bool one_piece(Context& ctx, const LineDef& def, const LinePlace& place, Line& line) {
    std::optional<Price> found = PriceOf(ctx, def, line);
    if (!found) {
        return line.valued != Valued::counted;
    }
    const std::optional<Stretch> stretch = Spread(ctx, def, place, *found, line);
    if (!stretch) {
        return false;
    }
    add_piece(ctx, line, *found, *stretch);
    return true;
}

// A form whose key is an amount of the line itself.
template <auto Member, auto Spread>
constexpr Form plain(std::string_view key, std::span<const std::string_view> options) {
    return {key,         key,     [](const LineDef& def) { return own<Member>(def) != nullptr; },
            own<Member>, options, one_piece<own_price<Member>, Spread>};
}

bool per_year(const LineDef& def) {
    return more_of(def).per.text == "year";
}

template <int Months>
bool by_period(const LineDef& def) {
    return def.cells_at.given() && def.cell_months == Months;
}

constexpr std::array<std::string_view, 2> of_once{"when", "over"};
constexpr std::array<std::string_view, 4> of_quantity{"when", "over", "unit_cost", "per"};
constexpr std::array<std::string_view, 2> of_a_total{"over", "shape"};
constexpr std::array<std::string_view, 7> of_a_rate{"over", "from", "until", "for", "ramp", "lag", "drop_off"};
constexpr std::array<std::string_view, 9> of_a_rate_times{"over", "from",     "until",     "for", "ramp",
                                                          "lag",  "drop_off", "unit_cost", "per"};
constexpr std::array<std::string_view, 2> of_periods{"until", "basis"};

constexpr auto forms = std::to_array<Form>({
    plain<&LineDef::once, once_stretch>("once", of_once),
    {"quantity", "quantity", [](const LineDef& d) { return more_of(d).quantity && !per_year(d); }, none, of_quantity,
     one_piece<quantity_price, once_stretch>},
    plain<&MoreDef::total, total_stretch>("total", of_a_total),
    plain<&LineDef::yearly, yearly_stretch>("yearly", of_a_rate),
    {"chain", "chain", [](const LineDef& d) { return more_of(d).chain.has_value(); }, none, of_a_rate,
     one_piece<chain_price, yearly_stretch>},
    {"quantity", "quantity, per year", [](const LineDef& d) { return more_of(d).quantity && per_year(d); }, none,
     of_a_rate_times, one_piece<quantity_price, yearly_stretch>},
    {"by_year", "by_year", by_period<12>, none, of_periods, lower_periods},
    {"by_quarter", "by_quarter", by_period<3>, none, of_periods, lower_periods},
    {"by_month", "by_month", by_period<1>, none, of_periods, lower_periods},
    plain<&MoreDef::amount, undated_stretch>("amount", {}),
});

// A key that the reader takes for an amount and that no form lowers, or the reverse, does not compile.
static_assert(std::all_of(line_form_keys.begin(), line_form_keys.end(),
                          [](std::string_view key) {
                              return std::any_of(forms.begin(), forms.end(),
                                                 [key](const Form& form) { return form.key == key; });
                          }),
              "each key of line_forms.hpp has a form");
static_assert(std::all_of(forms.begin(), forms.end(),
                          [](const Form& form) {
                              return std::find(line_form_keys.begin(), line_form_keys.end(), form.key) !=
                                     line_form_keys.end();
                          }),
              "each form has its key in line_forms.hpp");

/// Where a key stands that goes with some forms only; line 0 where it does not.
struct OptionPlace {
    std::string_view key;
    Position (*where)(const LineDef&);
};

template <class T>
Position place_of(const std::optional<T>& stated) {
    return stated ? stated->where : Position{};
}

Position place_of(const std::optional<Number>& stated) {
    return stated ? stated->text.where : Position{};
}

const std::vector<OptionPlace>& options() {
    static const std::vector<OptionPlace> rows{
        {"when", [](const LineDef& d) { return d.when.where; }},
        {"over", [](const LineDef& d) { return d.over.where; }},
        {"from", [](const LineDef& d) { return d.from.where; }},
        {"until", [](const LineDef& d) { return d.until.where; }},
        {"for", [](const LineDef& d) { return place_of(d.lasts); }},
        {"ramp",
         [](const LineDef& d) { return more_of(d).ramp.empty() ? Position{} : more_of(d).ramp.front().text.where; }},
        {"lag", [](const LineDef& d) { return place_of(more_of(d).lag); }},
        {"drop_off", [](const LineDef& d) { return place_of(more_of(d).drop_off); }},
        {"shape", [](const LineDef& d) { return more_of(d).shape.where; }},
        {"basis", [](const LineDef& d) { return more_of(d).basis.where; }},
        {"unit_cost", [](const LineDef& d) { return place_of(more_of(d).unit_cost); }},
        {"per", [](const LineDef& d) { return more_of(d).per.where; }},
    };
    return rows;
}

bool goes_with(const Form& form, std::string_view option) {
    return std::find(form.options.begin(), form.options.end(), option) != form.options.end();
}

// False, and reported, where a key stands beside a form that it does not go with.
bool check_options(const LineDef& def, const Form& form, Diagnostics& diagnostics) {
    bool sound = true;
    for (const OptionPlace& option : options()) {
        const Position where = option.where(def);
        if (where.line == 0 || goes_with(form, option.key)) {
            continue;
        }
        std::vector<std::string> names;
        for (const Form& each : forms) {
            if (goes_with(each, option.key)) {
                names.emplace_back(each.name);
            }
        }
        diagnostics.error("misplaced-key", where,
                          "'" + std::string(option.key) + "' goes with " + listed(names) + ", which line '" +
                              def.id.text + "' does not have",
                          "remove it, or write the amount as '" + names.front() + "'");
        sound = false;
    }
    return sound;
}

// The one form that the line has; null, and reported, where it has none or several.
const Form* form_of(const LineDef& def, Diagnostics& diagnostics) {
    const Form* found = nullptr;
    std::size_t count = 0;
    for (const Form& form : forms) {
        if (form.given(def)) {
            found = &form;
            ++count;
        }
    }
    if (count == 1) {
        return found;
    }
    if (!def.misread) {
        const std::vector<std::string> keys(line_form_keys.begin(), line_form_keys.end());
        diagnostics.error("line-form", def.id.where,
                          count == 0 ? "line '" + def.id.text + "' has no amount"
                                     : "line '" + def.id.text + "' gives its amount twice",
                          "a line has exactly one of " + listed(keys, keys.size()));
    }
    return nullptr;
}

}  // namespace

std::vector<const StatedAmount*> stated_amounts(const LineDef& def) {
    std::vector<const StatedAmount*> result;
    for (const Form& form : forms) {
        if (const StatedAmount* amount = form.amount(def)) {
            result.push_back(amount);
        }
    }
    for (const CellDef& cell : def.cells) {
        result.push_back(&cell.amount);
    }
    return result;
}

bool lower_form(Context& ctx, const LineDef& def, const LinePlace& place, Line& line) {
    const Form* form = form_of(def, ctx.diagnostics);
    if (form == nullptr) {
        return false;
    }
    const Text& per = more_of(def).per;
    if (per.given() && per.text != "year") {
        ctx.diagnostics.error("unknown-word", per.where, quoted(per.text) + " is not a period of a unit cost",
                              "write per: year, or leave 'per' out");
        return false;
    }
    if (!check_options(def, *form, ctx.diagnostics) || !form->lower(ctx, def, place, line)) {
        return false;
    }
    return line.pieces.empty() || apply_prices(ctx, def, line);
}

}  // namespace tranche::lowering
