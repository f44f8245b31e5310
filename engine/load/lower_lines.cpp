// Lines: their shape in time, and who pays whom.
#include <algorithm>  // all_of, max, min
#include <cmath>      // abs, isfinite
#include <numeric>    // accumulate
#include <utility>    // move

#include "load/lowering.hpp"
#include "tranche/base/money.hpp"  // proportion, MoneyUnit
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

bool readable_amounts(const LineDef& def) {
    return (!def.once || def.once->readable) && (!def.yearly || def.yearly->readable) &&
           std::all_of(def.by_year.begin(), def.by_year.end(),
                       [](const CellDef& cell) { return cell.amount.readable; });
}

}  // namespace

void Lowering::lower_lines(const LinesDef& lines, const LinePlace& place) {
    const auto lower_all = [&](const std::vector<LineDef>& defs, LineKind kind) {
        for (const LineDef& def : defs) {
            const std::size_t errors = diagnostics_.errors();
            lower_line(def, kind, place);
            lines_sound_ = lines_sound_ && !def.misread && diagnostics_.errors() == errors;
        }
    };
    lower_all(lines.costs, LineKind::cost);
    lower_all(lines.benefits, LineKind::benefit);
}

void Lowering::lower_line(const LineDef& def, LineKind kind, const LinePlace& place) {
    Line line;
    line.id = def.id.text;
    line.name = def.name.empty() ? def.id.text : def.name;
    line.kind = kind;
    line.workstream = place.workstream;
    line.project = place.project;
    line.facets = {def.account, def.release, def.nature, def.budget, def.status};
    line.factor = result_.formulas.literal(1.0);
    line.delay = result_.formulas.literal(0.0);
    if (!def.id.given()) {
        result_.lines.add(std::move(line));
        return;  // the reader has said so, and whatever else is wrong would have no name
    }
    lines_.declare(def.id, "a line", result_.lines.size(), diagnostics_);
    if (def.measure.given()) {
        line.measure = measures_.find(def.measure, "measure", diagnostics_);
    }
    line.where = def.id.where;
    line.at = citation(def.at);
    if (!lower_shape(def, place, line)) {
        result_.lines.add(std::move(line));  // scenarios may name it, and are not told that it is missing
        return;
    }
    const auto misplaced = [&](const Text* given, std::string_view key, std::string_view belongs) {
        if (given != nullptr && given->given()) {
            diagnostics_.error(
                "misplaced-key", given->where,
                "'" + std::string(key) + "' stands on " + std::string(word(kind)) + " line '" + def.id.text + "'",
                "it belongs to a " + std::string(belongs));
        }
    };
    const auto first_of = [](const std::vector<PartDef>& parts) {
        return parts.empty() ? nullptr : &parts.front().organisation;
    };
    const LineId id = result_.lines.add(std::move(line));
    if (kind == LineKind::cost) {
        misplaced(first_of(def.to), "to", "benefit");
        lower_cost_flows(def, place, id);
    } else {
        misplaced(first_of(def.funded), "funded", "cost");
        misplaced(&def.spent_by, "spent_by", "cost");
        misplaced(&def.award, "award", "cost");
        lower_benefit_flows(def, id);
    }
}

bool Lowering::lower_shape(const LineDef& def, const LinePlace& place, Line& line) {
    const int forms = (def.by_year_at.given() ? 1 : 0) + (def.once ? 1 : 0) + (def.yearly ? 1 : 0);
    if (forms == 0 && def.misread) {
        return false;
    }
    if (forms != 1) {
        diagnostics_.error("line-form", def.id.where,
                           forms == 0 ? "line '" + def.id.text + "' has no amount"
                                      : "line '" + def.id.text + "' says its amount twice",
                           "a line has exactly one of by_year, once and yearly");
        return false;
    }
    const auto only_with = [&](const Text& text, std::string_view key, bool allowed, std::string_view form) {
        if (text.given() && !allowed) {
            diagnostics_.error("misplaced-key", text.where,
                               "'" + std::string(key) + "' goes with '" + std::string(form) + "', which line '" +
                                   def.id.text + "' does not have",
                               "remove it, or say the amount as '" + std::string(form) + "'");
        }
    };
    only_with(def.when, "when", def.once.has_value(), "once");
    only_with(def.over, "over", def.once.has_value(), "once");
    only_with(def.from, "from", def.yearly.has_value(), "yearly");
    only_with(def.until, "until", def.yearly.has_value(), "yearly");
    if (def.lasts && !def.yearly) {
        only_with({"for", def.lasts->where}, "for", false, "yearly");
    }
    if (def.by_year_at.given()) {
        return lower_by_year(def, line);
    }
    return def.once ? lower_once(def, place, line) : lower_yearly(def, place, line);
}

bool Lowering::lower_by_year(const LineDef& def, Line& line) {
    double magnitude = 0.0;
    for (const CellDef& cell : def.by_year) {
        magnitude += std::abs(static_cast<double>(cell.amount.micropounds));
    }
    if (!countable(def, magnitude, def.by_year_at.where)) {
        return false;
    }
    std::vector<Micropounds> cells(static_cast<std::size_t>(result_.calendar.years), 0);
    for (const CellDef& cell : def.by_year) {
        if (cell.year < result_.calendar.years) {
            cells[static_cast<std::size_t>(cell.year)] = cell.amount.micropounds;
        }
    }
    // Years of nothing at either end are left out: they would only cost room.
    std::size_t first = 0;
    std::size_t last = cells.size();
    while (last > 0 && cells[last - 1] == 0) {
        --last;
    }
    while (first < last && cells[first] == 0) {
        ++first;
    }
    line.shape =
        result_.shapes.add_even(static_cast<int>(first) * 12, 12, std::span(cells).subspan(first, last - first));
    return true;
}

// What a line adds to is an integer; amounts that pass its end are a slip of the keyboard or of the unit.
bool Lowering::countable(const LineDef& def, double magnitude, Position where) {
    constexpr double most = 9.2e18;
    if (magnitude <= most) {
        return true;
    }
    diagnostics_.error("amount-too-large", where,
                       "the amounts of line '" + def.id.text + "' add to more than can be counted",
                       "the largest sum is £9,200bn; a bare number is taken in the file's unit of money");
    return false;
}

std::optional<int> Lowering::calendar_month(const Text& text, const std::vector<std::string>& or_words) {
    const std::optional<Month> month = parse_month(text.text);
    if (!month) {
        const std::string hint = did_you_mean(text.text, or_words);
        diagnostics_.error("not-a-month", text.where, quoted(text.text) + " is not a month",
                           hint.empty() ? "months look like 2014-01" : hint);
        return std::nullopt;
    }
    return result_.calendar.index_of(*month);
}

std::optional<ProjectId> Lowering::own_dated_project(const Text& text, const LinePlace& place) {
    if (!place.project.exists()) {
        diagnostics_.error("no-project", text.where,
                           "'" + text.text + "' means the line's project, and this line stands in none",
                           "move the line into a project, or give it dates of its own");
        return std::nullopt;
    }
    const Project& project = result_.projects[place.project];
    if (!project.starts || !project.lasts) {
        diagnostics_.error("undated-project", text.where, "project '" + project.id + "' has no dates to hang money on",
                           "give it 'starts' and 'lasts'");
        return std::nullopt;
    }
    return place.project;
}

bool Lowering::inside_calendar(int from, int to, Position where) {
    if (from >= 0 && to <= result_.calendar.months()) {
        return true;
    }
    diagnostics_.error("outside-calendar", where,
                       "the money falls outside the calendar, " + month_text(result_.calendar.first_month()) + " to " +
                           month_text(result_.calendar.month_at(result_.calendar.months() - 1)),
                       "change the calendar, or the date");
    return false;
}

bool Lowering::lower_once(const LineDef& def, const LinePlace& place, Line& line) {
    const Micropounds amount = def.once->micropounds;
    const Position where = def.over.given() ? def.over.where : def.when.where;
    if (!def.when.given() && !def.over.given() && def.misread) {
        return false;
    }
    if (def.when.given() == def.over.given()) {
        diagnostics_.error("line-form", def.id.where, "line '" + def.id.text + "' needs one of 'when' and 'over'",
                           "when: 2014-03, when: 2013/14, when: unstated, or over: project");
        return false;
    }
    if (def.when.text == "unstated") {
        line.undated = amount;
        line.shape = result_.shapes.add_even(0, 1, {});
        return true;
    }
    int first = 0;
    int length = 1;
    if (def.over.given()) {
        if (def.over.text != "project") {
            diagnostics_.error("unknown-word", def.over.where,
                               quoted(def.over.text) + " is nothing to spread money over", "write over: project");
            return false;
        }
        const std::optional<ProjectId> project = own_dated_project(def.over, place);
        if (!project) {
            return false;
        }
        length = std::max(1, *result_.projects[*project].lasts);
        line.anchor = {AnchorKind::project_start, *project};
        const int start = *result_.projects[*project].starts;
        if (!inside_calendar(start, start + length, where)) {
            return false;
        }
    } else if (const std::optional<int> year = result_.calendar.parse_year(def.when.text)) {
        first = *year * 12;
        length = 12;
    } else if (const std::optional<int> month = calendar_month(def.when, {"unstated"})) {
        first = *month;
    } else {
        return false;
    }
    if (line.anchor.kind == AnchorKind::calendar && !inside_calendar(first, first + length, where)) {
        return false;
    }
    line.shape = result_.shapes.add_even(first, length, std::span(&amount, 1));
    return true;
}

// A yearly amount is a rate: each twelve months from its start carry it, a shorter last stretch its share.
bool Lowering::lower_yearly(const LineDef& def, const LinePlace& place, Line& line) {
    int origin = 0;
    int first = 0;
    if (def.from.text == "project.start" || def.from.text == "project.end") {
        const std::optional<ProjectId> project = own_dated_project(def.from, place);
        if (!project) {
            return false;
        }
        const bool end = def.from.text == "project.end";
        line.anchor = {end ? AnchorKind::project_end : AnchorKind::project_start, *project};
        origin = *result_.projects[*project].starts + (end ? *result_.projects[*project].lasts : 0);
    } else if (def.from.given()) {
        const std::optional<int> month = calendar_month(def.from, {"project.start", "project.end"});
        if (!month) {
            return false;
        }
        first = *month;
    }
    int end = result_.calendar.months();
    if (def.until.given() && def.lasts) {
        diagnostics_.error("line-form", def.until.where, "line '" + def.id.text + "' has both 'until' and 'for'",
                           "keep one");
        return false;
    }
    if (def.until.given()) {
        const std::optional<int> month = calendar_month(def.until);
        if (!month) {
            return false;
        }
        end = *month + 1;
    } else if (def.lasts) {
        end = std::min(end, origin + first + def.lasts->months);
    }
    if (end <= origin + first) {
        diagnostics_.error("line-form",
                           def.until.given() ? def.until.where : (def.lasts ? def.lasts->where : def.from.where),
                           "line '" + def.id.text + "' ends before it starts",
                           "'until' is the last month with money, and 'for' at least 1 month");
        return false;
    }
    const Position dated = def.from.given() ? def.from.where : def.yearly->where;
    if (!inside_calendar(origin + first, end, end > result_.calendar.months() ? def.until.where : dated)) {
        return false;
    }
    const double years = static_cast<double>(end - origin - first) / 12.0;
    if (!countable(def, std::abs(static_cast<double>(def.yearly->micropounds)) * years, def.yearly->where)) {
        return false;
    }
    std::vector<int> lengths;
    std::vector<Micropounds> amounts;
    for (int left = end - origin - first; left > 0; left -= 12) {
        lengths.push_back(std::min(left, 12));
        amounts.push_back(proportion(def.yearly->micropounds, lengths.back(), 12));
    }
    line.shape = result_.shapes.add(first, lengths, amounts);
    return true;
}

// Who spends: whoever is named, or the only payer who is not a funder. A grant towards a cost that several share needs to be
// told whom it pays.
OrganisationId Lowering::spender(const LineDef& def, const LinePlace& place) {
    const Text& named = def.spent_by.given() ? def.spent_by : place.spent_by;
    if (named.given()) {
        return organisation(named).value_or(outside);
    }
    std::vector<OrganisationId> payers;
    bool granted = false;
    for (const PartDef& part : def.funded) {
        if (!organisations_.has(part.organisation.text)) {
            continue;  // told where the parts are read
        }
        const OrganisationId id = *organisation(part.organisation);
        if (result_.organisations[id].funder) {
            granted = true;
        } else if (std::find(payers.begin(), payers.end(), id) == payers.end()) {
            payers.push_back(id);
        }
    }
    if (payers.size() == 1) {
        return payers.front();
    }
    if (payers.size() > 1) {
        if (granted) {
            diagnostics_.error("no-spender", def.id.where,
                               "line '" + def.id.text + "' is granted money, but does not say to which of its payers",
                               "name who spends it with 'spent_by'");
        }
        return payers.front();  // nothing is granted, so nobody is paid through it
    }
    // Nobody named: the programme itself spends, as an organisation of its own that every perspective of all holds.
    return implicit_organisation("programme", "The programme (spender not stated)");
}

OrganisationId Lowering::implicit_organisation(const std::string& id, const std::string& name) {
    if (const std::optional<OrganisationId> existing = find(result_.organisations, id)) {
        return *existing;
    }
    organisations_.declare({id, built_in}, "an organisation", result_.organisations.size(), diagnostics_);
    return result_.organisations.add({id, name, {}, false, {}, {}});
}

std::vector<Lowering::Tile> Lowering::tiles(const std::vector<PartDef>& parts, Position where, std::string_view key) {
    Formulas& formulas = result_.formulas;
    std::vector<Tile> result;
    NodeId below = formulas.literal(0.0);
    double sum = 0.0;
    std::string meant;
    const PartDef* rest = nullptr;
    std::optional<OrganisationId> rest_organisation;
    for (const PartDef& part : parts) {
        const std::optional<OrganisationId> id = organisation(part.organisation);
        if (part.kind == PartDef::Kind::rest) {
            if (rest != nullptr) {
                diagnostics_.error("two-rests", part.share.text.where, "only one can take the rest",
                                   "give the others shares");
            }
            rest = &part;
            rest_organisation = id;
            continue;
        }
        const NodeId share = number(part.share);
        const double base = base_value(share);
        if (base < 0.0) {
            diagnostics_.error("share-negative", part.share.text.where,
                               "the share of " + quoted(part.organisation.text) + " is below zero",
                               "shares go from 0% to 100%");
        }
        sum += base;
        meant = meant.empty() ? mistaken_share(share) : meant;
        const NodeId upto = formulas.nodes()[below].op == Op::literal && formulas.nodes()[below].literal == 0.0
                                ? share
                                : formulas.apply(Op::add, below, share, part.share.text.where);
        result.push_back({id.value_or(outside), below, upto});
        below = upto;
    }
    constexpr double tolerance = 1e-9;
    constexpr double most_told = 1e4;  // as a percentage with four decimals it is far from filling an integer
    const auto percent = [](double value) {
        return Decimal{static_cast<std::int64_t>(value * 1e6 + (value < 0 ? -0.5 : 0.5)), 4}.text() + "%";
    };
    if (!std::isfinite(sum)) {
        diagnostics_.error("not-a-number", where, "the shares in '" + std::string(key) + "' have no value",
                           "look for a division by zero among their assumptions");
    } else if (sum > most_told) {
        diagnostics_.error("shares-over", where, "the shares in '" + std::string(key) + "' add to over 1000000%",
                           meant.empty() ? "they may not pass 100%" : meant);
    } else if (sum > 1.0 + tolerance) {
        diagnostics_.error("shares-over", where, "the shares in '" + std::string(key) + "' add to " + percent(sum),
                           meant.empty() ? "they may not pass 100%" : meant);
    } else if (rest == nullptr && sum < 1.0 - tolerance && sum >= 0.0) {
        diagnostics_.error("shares-short", where,
                           "the shares in '" + std::string(key) + "' add to " + percent(sum) + ", not 100%",
                           "let one take the `rest`");
    }
    const NodeId one = formulas.literal(1.0);
    if (rest != nullptr) {
        result.push_back({rest_organisation.value_or(outside), below, one});
    } else if (!result.empty()) {
        result.back().upto = one;
    }
    return result;
}

// A share grows with its line; an amount is fixed, so it becomes a grant line of its own and the rest bears what changes.
void Lowering::lower_cost_flows(const LineDef& def, const LinePlace& place, LineId id) {
    Formulas& formulas = result_.formulas;
    const NodeId zero = formulas.literal(0.0);
    const NodeId one = formulas.literal(1.0);
    std::vector<PartDef> shares;
    std::vector<const PartDef*> fixed;
    Micropounds fixed_sum = 0;
    double fixed_magnitude = 0.0;
    bool has_rest = false;
    bool amounts_readable = readable_amounts(def);
    for (const PartDef& part : def.funded) {
        has_rest = has_rest || part.kind == PartDef::Kind::rest;
        if (part.kind == PartDef::Kind::amount) {
            fixed.push_back(&part);
            fixed_magnitude += std::abs(static_cast<double>(part.amount.micropounds));
            if (!countable(def, fixed_magnitude, part.organisation.where)) {
                return;
            }
            fixed_sum += part.amount.micropounds;
            amounts_readable = amounts_readable && part.amount.readable;
        } else {
            shares.push_back(part);
        }
    }
    const Position where = def.funded.empty() ? def.id.where : def.funded.front().organisation.where;
    const Micropounds total = result_.shapes.total(result_.lines[id].shape) + result_.lines[id].undated;
    if (amounts_readable && !fixed.empty() && (fixed_sum > total || (!has_rest && fixed_sum != total))) {
        const MoneyUnit pounds;
        const std::string mistaken = mistaken_pounds(def);
        diagnostics_.error("funding-sum", where,
                           "'funded' of line '" + def.id.text + "' adds to £" + pounds.text(Money{fixed_sum}) +
                               " of £" + pounds.text(Money{total}),
                           !mistaken.empty() ? mistaken
                           : has_rest        ? "the parts may not pass the whole"
                                             : "let one take the `rest`");
        return;
    }
    const bool only_rest = shares.size() == 1 && shares.front().kind == PartDef::Kind::rest;
    if (!fixed.empty() && !shares.empty() && !only_rest) {
        diagnostics_.error("funding-mixed", where, "'funded' of line '" + def.id.text + "' mixes amounts and shares",
                           "give amounts with a `rest`, or shares");
        return;
    }
    const auto is_funder = [&](OrganisationId each) { return result_.organisations[each].funder; };
    const std::optional<OrganisationId> bearer =
        only_rest && !fixed.empty() ? organisation(shares.front().organisation) : std::nullopt;
    const OrganisationId spends = bearer && !is_funder(*bearer) ? *bearer : spender(def, place);
    std::vector<Tile> parts{{spends, zero, one}};
    OrganisationId bears = spends;  // what fixed amounts leave, and whom they are paid to
    if (fixed.empty() && !shares.empty()) {
        parts = tiles(shares, where, "funded");
    } else if (bearer) {
        bears = *bearer;
        parts.front().organisation = bears;
    }
    for (const Tile& tile : parts) {
        // A funder grants to whoever spends; anybody else pays the supplier.
        const bool granted = is_funder(tile.organisation) && tile.organisation != spends;
        const OrganisationId payer = granted ? spends : tile.organisation;
        result_.lines[id].flows.push_back({payer, outside, LineKind::cost, tile.below, tile.upto});
        if (granted) {
            result_.lines[id].flows.push_back({tile.organisation, spends, LineKind::finance, tile.below, tile.upto});
        }
    }
    const std::optional<std::size_t> award =
        def.award.given() ? awards_.find(def.award, "award", diagnostics_) : std::nullopt;
    bool awarded = false;
    for (const PartDef* part : fixed) {
        const std::optional<OrganisationId> from = organisation(part->organisation);
        if (from && *from != bears) {
            add_grant(*part, *from, bears, id);
            Line& grant = result_.lines[LineId{result_.lines.size() - 1}];
            if (award && result_.awards[*award].from == *from) {
                awarded = true;
                grant.factor = formulas.input(result_.awards[*award].paid);
                result_.awards[*award].on_lines += part->amount.micropounds;
            }
        }
    }
    if (award && !awarded) {
        diagnostics_.error(
            "award-unused", def.award.where,
            "line '" + def.id.text + "' takes no fixed amount from the funder of award '" + def.award.text + "'",
            "'funded' names the funder with an amount, such as {clg: 90k, partners: rest}");
    }
}

// A fixed amount towards a line falls when the line does, in proportion, by cumulative rounding.
void Lowering::add_grant(const PartDef& part, OrganisationId from, OrganisationId to, LineId of) {
    Line grant = result_.lines[of];
    const Micropounds total = result_.shapes.total(grant.shape) + grant.undated;
    if (total <= 0) {
        return;  // nothing to pay towards
    }
    std::vector<Micropounds> amounts;
    std::vector<int> lengths;
    Micropounds line_sum = 0;
    Micropounds paid = 0;
    int end = 0;
    for (std::size_t i = 0; i < result_.shapes.segments(grant.shape); ++i) {
        line_sum += result_.shapes.amount(grant.shape, i);
        const Micropounds upto = proportion(line_sum, part.amount.micropounds, total);
        amounts.push_back(upto - paid);
        lengths.push_back(result_.shapes.segment_end(grant.shape, i) - end);
        end = result_.shapes.segment_end(grant.shape, i);
        paid = upto;
    }
    grant.undated = part.amount.micropounds - paid;
    grant.shape = result_.shapes.add(result_.shapes.first_month(grant.shape), lengths, amounts);
    grant.id += "." + part.organisation.text;
    grant.name += ", paid by " + result_.organisations[from].name;
    grant.kind = LineKind::finance;
    grant.part_of = of;
    grant.flows = {{from, to, LineKind::finance, result_.formulas.literal(0.0), result_.formulas.literal(1.0)}};
    grant.where = part.organisation.where;
    result_.lines.add(std::move(grant));
}

void Lowering::lower_benefit_flows(const LineDef& def, LineId id) {
    for (const PartDef& part : def.to) {
        if (part.kind == PartDef::Kind::amount) {
            diagnostics_.error("share-wanted", part.share.text.where,
                               "'to' of line '" + def.id.text + "' divides by shares, not amounts",
                               "write a percentage, a formula or `rest`");
            return;
        }
    }
    if (def.to.empty()) {
        const OrganisationId gains = implicit_organisation("beneficiaries", "Beneficiaries not stated");
        result_.lines[id].flows.push_back(
            {outside, gains, LineKind::benefit, result_.formulas.literal(0.0), result_.formulas.literal(1.0)});
        return;
    }
    for (const Tile& tile : tiles(def.to, def.to.front().organisation.where, "to")) {
        result_.lines[id].flows.push_back({outside, tile.organisation, LineKind::benefit, tile.below, tile.upto});
    }
}

}  // namespace tranche
