// Forms of a line: how its amount is said and where it falls, lowered to pieces.
//
// A plain amount becomes the integers of a shape. An amount that is worked out or not fully known becomes a shape of a million
// pounds, spread the same way, times the amount in millions.
#include <algorithm>  // find, find_if, none_of
#include <array>
#include <cmath>  // abs

#include "lower/lowering.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

// The measure of a chain's step, if one is named.
const Text* measured_by(const ChainDef& chain, std::string_view step) {
    const auto found = std::find_if(chain.measured.begin(), chain.measured.end(),
                                    [&](const PairDef& pair) { return pair.key.text == step; });
    return found == chain.measured.end() ? nullptr : &found->value;
}

constexpr double million = 1e6;
constexpr Micropounds million_pounds = 1'000'000'000'000;

bool per_year(const LineDef& def) {
    return more_of(def).per.text == "year";
}

// Which form a line takes; empty where it takes none or several.
std::vector<std::string_view> forms_of(const LineDef& def) {
    const MoreDef& more = more_of(def);
    std::vector<std::string_view> result;
    const auto add = [&](bool given, std::string_view name) {
        if (given) {
            result.push_back(name);
        }
    };
    add(def.cells_at.given(), def.cell_months == 12 ? "by_year" : (def.cell_months == 3 ? "by_quarter" : "by_month"));
    add(def.once.has_value(), "once");
    add(def.yearly.has_value(), "yearly");
    add(more.total.has_value(), "total");
    add(more.chain.has_value(), "chain");
    add(more.quantity.has_value(), per_year(def) ? "quantity, per year" : "quantity");
    add(more.amount.has_value(), "amount");
    return result;
}

/// Forms with which a key goes.
struct OptionOf {
    std::string_view key;
    std::vector<std::string_view> forms;
    Position (*given)(const LineDef&);  ///< line 0 where it is not
};

Position at(const Text& text) {
    return text.where;
}

const std::vector<OptionOf>& options() {
    static const std::vector<std::string_view> yearly{"yearly", "chain", "quantity, per year"};
    static const std::vector<std::string_view> dated{"yearly",  "chain",      "quantity, per year",
                                                     "by_year", "by_quarter", "by_month"};
    static const std::vector<OptionOf> rows{
        {"when", {"once", "quantity"}, [](const LineDef& d) { return at(d.when); }},
        {"over",
         {"once", "quantity", "total", "yearly", "chain", "quantity, per year"},
         [](const LineDef& d) { return at(d.over); }},
        {"from", yearly, [](const LineDef& d) { return at(d.from); }},
        {"until", dated, [](const LineDef& d) { return at(d.until); }},
        {"for", yearly, [](const LineDef& d) { return d.lasts ? d.lasts->where : Position{}; }},
        {"ramp", yearly,
         [](const LineDef& d) { return more_of(d).ramp.empty() ? Position{} : more_of(d).ramp.front().text.where; }},
        {"lag", yearly, [](const LineDef& d) { return more_of(d).lag ? more_of(d).lag->where : Position{}; }},
        {"drop_off", yearly,
         [](const LineDef& d) { return more_of(d).drop_off ? more_of(d).drop_off->text.where : Position{}; }},
        {"shape", {"total"}, [](const LineDef& d) { return at(more_of(d).shape); }},
        {"basis", {"by_year", "by_quarter", "by_month"}, [](const LineDef& d) { return at(more_of(d).basis); }},
        {"unit_cost",
         {"quantity", "quantity, per year"},
         [](const LineDef& d) { return more_of(d).unit_cost ? more_of(d).unit_cost->where : Position{}; }},
        {"per", {"quantity", "quantity, per year"}, [](const LineDef& d) { return at(more_of(d).per); }},
    };
    return rows;
}

}  // namespace

bool Lowering::lower_forms(const LineDef& def, const LinePlace& place, Line& line) {
    const std::vector<std::string_view> forms = forms_of(def);
    if (forms.size() != 1) {
        if (!def.misread) {
            diagnostics_.error("line-form", def.id.where,
                               forms.empty() ? "line '" + def.id.text + "' has no amount"
                                             : "line '" + def.id.text + "' says its amount twice",
                               "a line has exactly one of by_year, by_quarter, by_month, once, yearly, total, chain, "
                               "quantity and amount");
        }
        return false;
    }
    const std::string_view form = forms.front();
    if (def.more && def.more->per.given() && def.more->per.text != "year") {
        diagnostics_.error("unknown-word", def.more->per.where,
                           quoted(def.more->per.text) + " is not what a unit cost can be for",
                           "write per: year, or leave 'per' out");
        return false;
    }
    if (!check_options(def, form)) {
        return false;
    }
    if (def.cells_at.given()) {
        return lower_cells(def, line) && apply_prices(def, line);
    }
    const MoreDef& more = more_of(def);
    std::optional<Price> found;
    if (more.chain) {
        found = chain_price(def, line);
    } else if (more.quantity) {
        found = quantity_price(def, line);
    } else {
        const StatedAmount& amount =
            def.once ? *def.once : (def.yearly ? *def.yearly : (more.total ? *more.total : *more.amount));
        found = price(amount, def.id.text, line);
    }
    if (!found) {
        return line.valued != Valued::counted;
    }
    std::optional<Stretch> stretch;
    if (more.amount) {
        stretch.emplace();
        stretch->undated = true;
    } else if (more.total) {
        stretch = total_stretch(def, place);
    } else if (def.once || (more.quantity && !per_year(def))) {
        stretch = once_stretch(def, place);
    } else {
        stretch = yearly_stretch(def, place, *found, line);
    }
    if (!stretch) {
        return false;
    }
    add_piece(line, *found, *stretch);
    return apply_prices(def, line);
}

bool Lowering::check_options(const LineDef& def, std::string_view form) {
    bool sound = true;
    for (const OptionOf& option : options()) {
        const Position where = option.given(def);
        if (where.line == 0 || std::find(option.forms.begin(), option.forms.end(), form) != option.forms.end()) {
            continue;
        }
        const std::vector<std::string> names(option.forms.begin(), option.forms.end());
        diagnostics_.error("misplaced-key", where,
                           "'" + std::string(option.key) + "' goes with " + listed(names) + ", which line '" +
                               def.id.text + "' does not have",
                           "remove it, or say the amount as '" + names.front() + "'");
        sound = false;
    }
    return sound;
}

// Empty where nothing is counted: the line then says so by itself, or what is wrong is told.
std::optional<Lowering::Price> Lowering::price(const StatedAmount& amount, const std::string& name, Line& line,
                                               bool per_unit) {
    if (!amount.readable) {
        return std::nullopt;
    }
    if (amount.known() == Known::unquantified || amount.known() == Known::unpriced) {
        line.valued = amount.known() == Known::unquantified ? Valued::unquantified : Valued::unpriced;
        line.set_reason(amount.words->reason);
        return std::nullopt;
    }
    if (!amount.words) {
        return Price{amount.micropounds, {}, amount.where};
    }
    const std::optional<Term> term = stated_amount(amount, name, line.kind);
    if (!term || !is_money(*term, "line '" + line.id + "'", amount.where, per_unit)) {
        return std::nullopt;
    }
    return Price{std::nullopt, *term, amount.where};
}

// A step with a value for each year has not one that what is recorded could be held against.
void Lowering::measured_step(const Line& line, std::string_view step, const Text& measure, const Term& term, bool share,
                             bool taken_off) {
    const std::optional<std::size_t> row = measures_.find(measure, "measure", diagnostics_);
    if (!row) {
        return;
    }
    if (!term.years.empty()) {
        diagnostics_.error("measured-step", measure.where,
                           "the " + std::string(step) + " of line '" + line.id + "' has a value for each year",
                           "steps that are stated and have one value can be measured");
        return;
    }
    result_.measured_steps.push_back({line.id, std::string(step), *row, term.node, share, taken_off, measure.where});
}

std::optional<Lowering::Price> Lowering::chain_price(const LineDef& def, Line& line) {
    const ChainDef& chain = *more_of(def).chain;
    struct Factor {
        std::string_view name;
        const std::optional<Quantity>& stated;
        bool share;      ///< from 0% to 100%
        bool taken_off;  ///< counts as 1 less itself
    };
    const std::array<Factor, 9> factors{{{"population", chain.population, false, false},
                                         {"take_up", chain.take_up, true, false},
                                         {"impact", chain.impact, true, false},
                                         {"retention", chain.retention, true, false},
                                         {"deadweight", chain.deadweight, true, true},
                                         {"displacement", chain.displacement, true, true},
                                         {"leakage", chain.leakage, true, true},
                                         {"substitution", chain.substitution, true, true},
                                         {"multiplier", chain.multiplier, false, false}}};
    if (!chain.unit_value) {
        return std::nullopt;  // told by the reader
    }
    Formulas& formulas = result_.formulas;
    const NodeId one = formulas.literal(1.0);
    Term product{one, {}, {}};
    if (chain.measure.given() == chain.population.has_value()) {
        diagnostics_.error("chain-start", chain.where,
                           "the chain of line '" + def.id.text + "' needs one of 'population' and 'measure'",
                           "population says how many there are; measure, which measure of outcome moves");
        return std::nullopt;
    }
    if (chain.measure.given()) {
        const std::optional<Measured> start = measure_value(chain.measure, "without");
        const std::optional<Measured> target = start ? measure_value(chain.measure, "target") : std::nullopt;
        if (!target) {
            return std::nullopt;
        }
        const std::optional<std::size_t> row = measures_.find(chain.measure, "measure", diagnostics_);
        const bool up = result_.measures[*row].direction == "up";
        line.driven_by = static_cast<std::uint32_t>(*row);
        product = {formulas.apply(Op::subtract, up ? target->node : start->node, up ? start->node : target->node),
                   {},
                   start->unit};
    }
    bool sound = true;
    for (const Factor& factor : factors) {
        if (!factor.stated) {
            continue;
        }
        if (factor.stated->known == Known::unquantified || factor.stated->known == Known::unpriced) {
            line.valued = factor.stated->known == Known::unpriced ? Valued::unpriced : Valued::unquantified;
            line.set_reason(factor.stated->reason);
            continue;
        }
        const Quantity& said = *factor.stated;
        const bool numbers = said.known != Known::formula && said.known != Known::unknown;
        if (factor.share && numbers && (said.value.negative() || said.high > Decimal{1, 0})) {
            const bool bare = !said.text.text.ends_with('%') && said.value > Decimal{1, 0};
            diagnostics_.error("share-range", said.text.where,
                               quoted(said.text.text) + " cannot be the " + std::string(factor.name) + " of a chain",
                               bare ? "did you mean " + said.text.text + "%?" : "it is a share from 0% to 100%");
            sound = false;
            continue;
        }
        std::optional<Term> term = quantity(*factor.stated, line.id + "." + std::string(factor.name), line.kind);
        if (!term) {
            sound = false;
            continue;
        }
        if (const Text* measure = measured_by(chain, factor.name)) {
            measured_step(line, factor.name, *measure, *term, factor.share, factor.taken_off);
        }
        if (factor.taken_off) {
            term->node = formulas.apply(Op::subtract, one, term->node);
            for (NodeId& year : term->years) {
                year = formulas.apply(Op::subtract, one, year);
            }
        }
        product = times(product, *term);
    }
    const std::optional<Price> value = price(*chain.unit_value, line.id + ".unit_value", line, true);
    if (!sound || !value || line.valued != Valued::counted) {
        return std::nullopt;
    }
    Term each = value->term;
    if (value->exact) {
        Input input{line.id + ".unit_value",
                    static_cast<double>(*value->exact) / million,
                    {},
                    {},
                    InputUse::value,
                    "\u00a3",
                    chain.unit_value->where,
                    {}};
        input.of = line.kind;
        each = {formulas.input(formulas.add_input(std::move(input))), {}, Unit::pounds()};
    }
    if (const Text* measure = measured_by(chain, "unit_value")) {
        measured_step(line, "unit_value", *measure, each, false, false);
    }
    for (const PairDef& pair : chain.measured) {
        const auto same = [&](const Factor& factor) { return factor.name == pair.key.text && factor.stated; };
        if (pair.key.text != "unit_value" && std::none_of(factors.begin(), factors.end(), same)) {
            diagnostics_.error("measured-step", pair.key.where,
                               quoted(pair.key.text) + " is not a step of the chain of line '" + line.id + "'",
                               "steps that are stated and have one value can be measured");
        }
    }
    product = times(product, each);
    product.unit = Unit::pounds();  // what there are of and what one is worth cancel
    return Price{std::nullopt, product, chain.where};
}

std::optional<Lowering::Price> Lowering::quantity_price(const LineDef& def, Line& line) {
    const MoreDef& more = *def.more;
    if (!more.unit_cost) {
        diagnostics_.error("missing-key", def.id.where, "line '" + def.id.text + "' needs 'unit_cost'",
                           "it takes what one costs, or `unpriced`");
        return std::nullopt;
    }
    const StatedAmount& unit_cost = *more.unit_cost;
    for (const Known known : {unit_cost.known(), more.quantity->known}) {
        if (known == Known::unpriced || known == Known::unquantified) {
            line.valued = known == Known::unpriced ? Valued::unpriced : Valued::unquantified;
            line.set_reason(unit_cost.words ? unit_cost.words->reason : more.quantity->reason);
            return std::nullopt;
        }
    }
    std::optional<Term> count = quantity(*more.quantity, line.id + ".quantity", line.kind);
    std::optional<Term> each = stated_amount(unit_cost, line.id + ".unit_cost", line.kind);
    if (!count || !each) {
        return std::nullopt;
    }
    if (unit_cost.known() == Known::exactly) {
        Input input{line.id + ".unit_cost",
                    static_cast<double>(unit_cost.micropounds) / million,
                    {},
                    {},
                    InputUse::value,
                    "\u00a3",
                    unit_cost.where,
                    {}};
        input.of = line.kind;
        each = Term{result_.formulas.input(result_.formulas.add_input(std::move(input))), {}, Unit::pounds()};
    }
    Term product = times(*count, *each);
    if (each->unit == Unit::pounds()) {
        product.unit = Unit::pounds();  // £47,779 for one FTE, however that is written
    }
    return is_money(product, "line '" + line.id + "'", unit_cost.where)
               ? std::optional(Price{std::nullopt, product, unit_cost.where})
               : std::nullopt;
}

// What needs to be known besides the amount, and is not: an input without a value, so that it blocks what needs it.
Lowering::Price Lowering::times_unknown(const Price& price, const std::string& name, const std::string& reason,
                                        const Line& line) {
    const std::string full_name = name + "(" + line.id + ")";
    std::optional<InputId> known_missing = result_.formulas.find_input(full_name);
    if (!known_missing) {
        Input input{full_name, 0.0, {}, {}, InputUse::value, {}, price.where, {}};
        input.known = false;
        input.reason = reason;
        input.of = line.kind;
        known_missing = result_.formulas.add_input(std::move(input));
    }
    const Term missing{result_.formulas.input(*known_missing), {}, {}};
    Term known = price.term;
    if (price.exact) {
        known = {result_.formulas.literal(static_cast<double>(*price.exact) / million), {}, Unit::pounds()};
    }
    return {std::nullopt, times(known, missing), price.where};
}

void Lowering::add_piece(Line& line, const Price& price, const Stretch& stretch) {
    Formulas& formulas = result_.formulas;
    Piece piece;
    piece.amount = formulas.literal(1.0);
    piece.factor = piece.amount;
    piece.delay = formulas.literal(0.0);
    piece.anchor = stretch.anchor;
    piece.until = stretch.until;
    const Micropounds amount = price.exact.value_or(million_pounds);
    if (stretch.undated) {
        piece.undated = amount;
        piece.shape = shapes_.add_even(0, 1, {});
    } else {
        piece.shape = shapes_.add(stretch.first, stretch.lengths, stretch.spread(amount));
    }
    if (line_ids_.contains(line.id)) {
        line_amounts_[line.id].push_back(price.exact ? formulas.literal(static_cast<double>(amount) / million)
                                                     : price.term.node);
    }
    if (!price.exact) {
        const NodeId divisor = formulas.literal(million);
        if (price.term.years.empty()) {
            piece.amount = formulas.apply(Op::divide, price.term.node, divisor);
        } else {
            std::vector<NodeId> years;
            for (const NodeId year : price.term.years) {
                years.push_back(formulas.apply(Op::divide, year, divisor));
            }
            piece.series = result_.series.add(std::move(years));
        }
    }
    line.pieces.push_back(piece);
}

bool Lowering::lower_cells(const LineDef& def, Line& line) {
    const MoreDef& more = more_of(def);
    const std::vector<std::string> bases{"cash", "level", "increment", "unstated"};
    if (more.basis.given() && std::find(bases.begin(), bases.end(), more.basis.text) == bases.end()) {
        diagnostics_.error("unknown-word", more.basis.where,
                           quoted(more.basis.text) + " is not one of " + listed(bases),
                           did_you_mean(more.basis.text, bases));
        return false;
    }
    const bool increments = more.basis.text == "increment";
    const bool unstated = more.basis.text == "unstated";
    if (increments && def.cell_months != 12) {
        diagnostics_.error("line-form", more.basis.where, "increments are yearly amounts", "write them as by_year");
        return false;
    }
    if (def.until.given() && !increments) {
        diagnostics_.error("misplaced-key", def.until.where, "'until' goes with basis: increment on a line of periods",
                           "leave out the periods after it");
        return false;
    }
    double magnitude = 0.0;
    bool sound = true;
    const auto periods = static_cast<std::size_t>(result_.calendar.months() / def.cell_months);
    std::vector<Micropounds> plain(periods, 0);
    const auto label = [&](int period) {
        return def.cell_months == 12  ? result_.calendar.year_label(period)
               : def.cell_months == 3 ? result_.calendar.quarter_label(period)
                                      : month_text(result_.calendar.month_at(period));
    };
    for (const CellDef& cell : def.cells) {
        if (!cell.amount.readable || static_cast<std::size_t>(cell.period) >= periods) {
            continue;  // told
        }
        std::optional<Price> found = price(cell.amount, def.id.text + " in " + label(cell.period), line);
        if (!found) {
            sound = sound && line.valued != Valued::counted;
            continue;
        }
        if (unstated && !(found->exact && *found->exact == 0)) {
            found = times_unknown(
                *found, "basis", "it is not stated whether its yearly amounts are cash, a level or an increment", line);
        }
        if (found->exact && !increments) {
            magnitude += std::abs(static_cast<double>(*found->exact));
            plain[static_cast<std::size_t>(cell.period)] = *found->exact;
            continue;
        }
        if (found->exact) {
            magnitude += std::abs(static_cast<double>(*found->exact)) * static_cast<double>(result_.calendar.years);
        }
        const std::optional<Stretch> stretch = cell_stretch(def, cell.period);
        if (!stretch) {
            return false;
        }
        add_piece(line, *found, *stretch);
    }
    if (!countable(def.id.text, magnitude, def.cells_at.where)) {
        return false;
    }
    // Periods of nothing at either end are left out: they would only cost room.
    std::size_t first = 0;
    std::size_t last = plain.size();
    while (last > 0 && plain[last - 1] == 0) {
        --last;
    }
    while (first < last && plain[first] == 0) {
        ++first;
    }
    if (first < last || line.pieces.empty()) {
        Piece piece;
        piece.amount = result_.formulas.literal(1.0);
        piece.factor = piece.amount;
        piece.delay = result_.formulas.literal(0.0);
        const std::span<const Micropounds> amounts = std::span(plain).subspan(first, last - first);
        piece.shape = shapes_.add_even(static_cast<int>(first) * def.cell_months, def.cell_months, amounts);
        if (line_ids_.contains(line.id)) {
            double sum = 0.0;
            for (const Micropounds each : amounts) {
                sum += static_cast<double>(each) / million;
            }
            line_amounts_[line.id].push_back(result_.formulas.literal(sum));
        }
        line.pieces.push_back(piece);
    }
    return sound;
}

}  // namespace tranche
