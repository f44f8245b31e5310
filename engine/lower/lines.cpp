// Lines: what they are, what stands inside what, and the order in which their parts are lowered.
#include <utility>  // move

#include "lower/lowering.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche {

// What a line comes to as the plan stands; the amounts that are worked out in every run are not in it.
Micropounds Lowering::total_of(const Line& line) const {
    Micropounds total = 0;
    for (const Piece& piece : line.pieces) {
        total += planned_total(piece) + piece.undated;
    }
    return total;
}

// Formulas may name lines, also such as come later: those are the lines whose amounts are kept.
void Lowering::collect_line_ids() {
    const std::set<std::string> names = names_in(def_);
    if (names.empty()) {
        return;
    }
    for_each_line(def_, [&](const TreeRef& line) {
        std::string id(line.word("id"));
        if (names.contains(id)) {
            line_ids_.insert(std::move(id));
        }
    });
}

void Lowering::lower_lines(const LinesDef& lines, const LinePlace& place) {
    const auto lower_all = [&](const std::vector<TreeRef>& trees, LineKind kind) {
        for (const TreeRef& tree : trees) {
            if (diagnostics_.full()) {
                return;
            }
            const std::size_t errors = diagnostics_.errors();
            LineDef def;
            read(reader_, tree, def);
            reader_.trees.let_go(tree);
            lower_line(def, kind, place);
            note_asides(def, kind, place);
            lines_sound_ = lines_sound_ && diagnostics_.errors() == errors;
        }
    };
    lower_all(lines.costs, LineKind::cost);
    lower_all(lines.benefits, LineKind::benefit);
}

void Lowering::note_asides(const LineDef& def, LineKind kind, const LinePlace& place) {
    if (!def.id.given()) {
        return;
    }
    if (!def.covers.empty()) {
        covers_.push_back({def.id, kind, def.covers});
    }
    if (def.cohort.given()) {
        cohorts_.push_back({def.id, kind, {def.cohort}});
    }
    if (!def.in.empty()) {
        in_options_.push_back({def.id, kind, def.in});
    }
    if (def.yearly && place.project.exists() && !result_.projects[place.project].repeats.empty()) {
        running_.insert(def.id.text);
    }
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
    if (!def.id.given()) {
        result_.lines.add(std::move(line));
        return;  // the reader has said so, and whatever else is wrong would have no name
    }
    lines_.declare(def.id, "a line", result_.lines.size(), diagnostics_);
    if (def.measure.given()) {
        line.measure = measures_.find(def.measure, "measure", diagnostics_);
    }
    if (def.needs.given()) {
        line.needs = awards_.find(def.needs, "award", diagnostics_);
    }
    line.where = def.id.where;
    line.at = citation(def.at);
    if (def.more) {
        if (!def.more->note.empty()) {
            line.remarks = std::make_shared<const Remarks>(Remarks{{}, def.more->note});
        }
        if (def.more->discount.given()) {
            line.schedule = schedule(def.more->discount).value_or(0);
        }
    }
    lower_case_keys(def, line);
    if (!lower_forms(def, place, line)) {
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
    lower_loan(def, id);
    split_cashable(def, id);
    if (def.more && def.more->part_of.given()) {
        nested_.emplace_back(def.more->part_of, id);
    }
}

// A line of which a part is cashable is two that share its money, so that each facet has its own.
void Lowering::split_cashable(const LineDef& def, LineId id) {
    if (!def.more || !def.more->cashable_share) {
        return;
    }
    const Number& stated = *def.more->cashable_share;
    const NodeId share = number(stated);
    const double base = base_value(share);
    if (!(base >= 0.0 && base <= 1.0) || result_.lines[id].facets.release != Release::unstated) {
        diagnostics_.error("cashable-share", stated.text.where,
                           base >= 0.0 && base <= 1.0
                               ? "line '" + def.id.text + "' has both 'release' and 'cashable_share'"
                               : "the cashable share of line '" + def.id.text + "' is no share",
                           "a share from 0% to 100% is cashable, and the rest is not");
        return;
    }
    Formulas& formulas = result_.formulas;
    const NodeId rest = formulas.apply(Op::subtract, formulas.literal(1.0), share);
    Line other = result_.lines[id];
    other.id += ".non-cashable";
    other.name += ", not cashable";
    other.part_of = id;
    other.facets.release = Release::non_cashable;
    for (Flow& flow : other.flows) {  // [share + rest x below, share + rest x upto]
        flow.below = formulas.apply(Op::add, share, formulas.apply(Op::multiply, rest, flow.below));
        flow.upto = formulas.apply(Op::add, share, formulas.apply(Op::multiply, rest, flow.upto));
    }
    Line& cashable = result_.lines[id];
    cashable.facets.release = Release::cashable;
    for (Flow& flow : cashable.flows) {
        flow.below = formulas.apply(Op::multiply, share, flow.below);
        flow.upto = formulas.apply(Op::multiply, share, flow.upto);
    }
    result_.lines.add(std::move(other));
}

// A line inside another is counted there already. Where both are known it is carved out of the whole, so that rows stay disjoint and
// any of them may be added; otherwise it is a memo, listed and not counted.
void Lowering::nest_lines() {
    for (const auto& [part_of, id] : nested_) {
        const std::optional<std::size_t> row = lines_.find(part_of, "line", diagnostics_);
        if (!row) {
            continue;
        }
        const LineId whole{*row};
        bool circle = whole == id;
        for (LineId each = result_.lines[whole].inside; each.exists() && !circle; each = result_.lines[each].inside) {
            circle = each == id;
        }
        if (circle || result_.lines[whole].kind != result_.lines[id].kind) {
            const Line& line = result_.lines[id];
            diagnostics_.error("part-of", part_of.where,
                               circle ? "line '" + line.id + "' would be inside itself"
                                      : "line '" + line.id + "' is a " + std::string(word(line.kind)) +
                                            " and cannot be inside a " + std::string(word(result_.lines[whole].kind)),
                               "name the line of the same kind that holds it");
            continue;
        }
        nest(id, whole, part_of.where);
    }
    check_wholes();
}

// In no year may the parts come to more than the whole, which would leave less than nothing of it.
void Lowering::check_wholes() {
    std::map<LineId, std::vector<Micropounds>> parts;  // of wholes: what their parts come to in each year
    const auto add_years = [&](const Line& line, std::vector<Micropounds>& years) {
        years.resize(static_cast<std::size_t>(result_.calendar.years), 0);
        for (const Piece& piece : line.pieces) {
            const int origin = planned_month(piece.anchor);
            for (std::size_t year = 0; year < years.size(); ++year) {
                const int first = static_cast<int>(year) * 12 - origin;
                years[year] += shapes_.between(piece.shape, first, first + 12);
            }
        }
    };
    for (const Line& line : result_.lines) {
        if (line.carved) {
            add_years(line, parts[line.part_of]);
        }
    }
    for (auto& [id, years] : parts) {
        const Line& whole = result_.lines[id];
        const bool positive = total_of(whole) >= 0;
        add_years(whole, years);
        for (std::size_t year = 0; year < years.size(); ++year) {
            if (positive ? years[year] < 0 : years[year] > 0) {
                diagnostics_.error("part-of", whole.where,
                                   "in " + result_.calendar.year_label(static_cast<int>(year)) +
                                       " the parts of line '" + whole.id + "' come to more than the line",
                                   "a part may not pass the whole in any year");
                break;
            }
        }
    }
}

void Lowering::nest(LineId id, LineId whole, Position where) {
    result_.lines[id].inside = whole;
    const auto plain = [&](LineId each) {
        const Line& line = result_.lines[each];
        bool result = line.valued == Valued::counted && !line.pieces.empty();
        for (const Piece& piece : line.pieces) {
            result = result && result_.formulas.nodes()[piece.amount].op == Op::literal && !piece.series.exists();
        }
        return result;
    };
    if (!plain(id) || !plain(whole)) {
        Line& memo = result_.lines[id];
        if (memo.valued == Valued::counted) {
            memo.set_reason("inside '" + result_.lines[whole].id + "'");
        }
        memo.valued = memo.valued == Valued::counted ? Valued::memo : memo.valued;
        memo.pieces.clear();
        return;
    }
    const Micropounds part = total_of(result_.lines[id]);
    const Micropounds total = total_of(result_.lines[whole]);
    if ((total >= 0 && part > total) || (total < 0 && part < total)) {
        diagnostics_.error(
            "part-of", where,
            "line '" + result_.lines[id].id + "' is larger than '" + result_.lines[whole].id + "', which holds it",
            "a part may not pass the whole");
        return;
    }
    Line carved = result_.lines[whole];
    carved.id += ".less." + result_.lines[id].id;
    carved.part_of = whole;
    carved.carved = true;
    carved.pieces = result_.lines[id].pieces;
    for (Piece& piece : carved.pieces) {
        std::vector<Micropounds> amounts;
        std::vector<int> lengths;
        int end = 0;
        for (std::size_t i = 0; i < shapes_.segments(piece.shape); ++i) {
            amounts.push_back(-shapes_.amount(piece.shape, i));
            lengths.push_back(shapes_.segment_end(piece.shape, i) - end);
            end = shapes_.segment_end(piece.shape, i);
        }
        piece.shape = shapes_.add(lengths.empty() ? 0 : shapes_.first_month(piece.shape), lengths, amounts);
        piece.undated = -piece.undated;
    }
    carved.inside = id;  // what scales or moves the part does so to what is carved out for it
    result_.lines.add(std::move(carved));
}

// What formulas that name lines wanted: the line's own amounts, times whatever scales it.
void Lowering::bind_line_values() {
    Formulas& formulas = result_.formulas;
    for (const auto& [name, alias] : line_values_) {
        const std::optional<LineId> line = find(result_.lines, name);
        NodeId sum = formulas.literal(0.0);
        for (const NodeId amount : line_amounts_[name]) {
            sum = formulas.apply(Op::add, amount, sum);
        }
        formulas.bind(alias, line ? formulas.apply(Op::multiply, sum, result_.lines[*line].factor) : sum);
    }
}

}  // namespace tranche
