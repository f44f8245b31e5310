// One table of forms: the key that states the amount, the keys that go with it, and the function that lowers it. A new form
// is a row, and a function for where its money falls (spreads.cpp) or what it comes to.
#include "lower/forms.hpp"

#include <algorithm>  // find
#include <cassert>    // assert
#include <optional>
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
    std::vector<std::string_view> options;  ///< keys that may stand beside it
    bool (*lower)(Context&, const LineDef&, const LinePlace&, Line&);
};

// The price of a plain key: an amount of the line itself.
template <std::optional<StatedAmount> LineDef::*Member>
std::optional<Price> own_price(Context& ctx, const LineDef& def, Line& line) {
    return price(ctx, *(def.*Member), def.id.text, line);
}

template <std::optional<StatedAmount> MoreDef::*Member>
std::optional<Price> own_price_of_more(Context& ctx, const LineDef& def, Line& line) {
    return price(ctx, *(def.more.get()->*Member), def.id.text, line);
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

bool per_year(const LineDef& def) {
    return more_of(def).per.text == "year";
}

template <int Months>
bool by_period(const LineDef& def) {
    return def.cells_at.given() && def.cell_months == Months;
}

const std::vector<Form>& forms() {
    static const std::vector<std::string_view> of_a_rate{"over", "from", "until", "for", "ramp", "lag", "drop_off"};
    static const std::vector<std::string_view> of_a_rate_times{"over", "from",     "until",     "for", "ramp",
                                                               "lag",  "drop_off", "unit_cost", "per"};
    static const std::vector<std::string_view> of_periods{"until", "basis"};
    static const std::vector<Form> rows{
        {"once",
         "once",
         [](const LineDef& d) { return d.once.has_value(); },
         {"when", "over"},
         one_piece<own_price<&LineDef::once>, once_stretch>},
        {"quantity",
         "quantity",
         [](const LineDef& d) { return more_of(d).quantity && !per_year(d); },
         {"when", "over", "unit_cost", "per"},
         one_piece<quantity_price, once_stretch>},
        {"total",
         "total",
         [](const LineDef& d) { return more_of(d).total.has_value(); },
         {"over", "shape"},
         one_piece<own_price_of_more<&MoreDef::total>, total_stretch>},
        {"yearly", "yearly", [](const LineDef& d) { return d.yearly.has_value(); }, of_a_rate,
         one_piece<own_price<&LineDef::yearly>, yearly_stretch>},
        {"chain", "chain", [](const LineDef& d) { return more_of(d).chain.has_value(); }, of_a_rate,
         one_piece<chain_price, yearly_stretch>},
        {"quantity", "quantity, per year", [](const LineDef& d) { return more_of(d).quantity && per_year(d); },
         of_a_rate_times, one_piece<quantity_price, yearly_stretch>},
        {"by_year", "by_year", by_period<12>, of_periods, lower_periods},
        {"by_quarter", "by_quarter", by_period<3>, of_periods, lower_periods},
        {"by_month", "by_month", by_period<1>, of_periods, lower_periods},
        {"amount",
         "amount",
         [](const LineDef& d) { return more_of(d).amount.has_value(); },
         {},
         one_piece<own_price_of_more<&MoreDef::amount>, undated_stretch>},
    };
    return rows;
}

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
        for (const Form& each : forms()) {
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
    for (const Form& form : forms()) {
        if (form.given(def)) {
            found = &form;
            ++count;
        }
    }
    if (count == 1) {
        assert(std::find(line_form_keys.begin(), line_form_keys.end(), found->key) != line_form_keys.end());
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
