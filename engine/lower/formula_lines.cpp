// Values are bound in the order of names, which does not depend on where the formulas stand.
#include "lower/formula_lines.hpp"

#include <utility>  // move

#include "lower/formula_names.hpp"

namespace tranche::lowering {

FormulaLines::FormulaLines(const Definition& definition) {
    const std::set<std::string> names = names_in(definition);
    if (names.empty()) {
        return;
    }
    for_each_line(definition, [&](const TreeRef& line) {
        std::string id(line.word("id"));
        if (names.contains(id)) {
            ids_.insert(std::move(id));
        }
    });
}

NodeId FormulaLines::value(const std::string& id, Position where, Formulas& formulas) {
    const auto [found, fresh] = values_.try_emplace(id);
    if (fresh) {
        found->second = formulas.reserve(id, where);
    }
    return found->second;
}

void FormulaLines::add_amount(const std::string& id, NodeId pounds) {
    if (contains(id)) {
        amounts_[id].push_back(pounds);
    }
}

void FormulaLines::bind(Programme& programme) const {
    Formulas& formulas = programme.formulas;
    for (const auto& [id, alias] : values_) {
        const std::optional<LineId> line = find(programme.lines, id);
        NodeId sum = formulas.literal(0.0);
        if (const auto amounts = amounts_.find(id); amounts != amounts_.end()) {
            for (const NodeId amount : amounts->second) {
                sum = formulas.apply(Op::add, amount, sum);
            }
        }
        formulas.bind(alias, line ? formulas.apply(Op::multiply, sum, programme.lines[*line].factor) : sum);
    }
}

}  // namespace tranche::lowering
