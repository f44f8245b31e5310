#include "load/formula_names.hpp"

namespace tranche {

namespace {

// The words of a formula that could be names.
void collect_names(const std::string& formula, std::set<std::string>& names) {
    const auto part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    for (std::size_t i = 0; i < formula.size(); ++i) {
        std::string word;
        while (i < formula.size() && part(formula[i])) {
            word += formula[i++];
        }
        if (!word.empty()) {
            names.insert(word);
        }
    }
}

void collect_names(const StatedAmount& amount, std::set<std::string>& names) {
    if (amount.known() == Known::formula) {
        collect_names(amount.words->formula.text, names);
    }
}

void collect_names(const std::optional<StatedAmount>& amount, std::set<std::string>& names) {
    if (amount) {
        collect_names(*amount, names);
    }
}

void collect_names(const std::optional<Quantity>& quantity, std::set<std::string>& names) {
    if (quantity && quantity->known == Known::formula) {
        collect_names(quantity->text.text, names);
    }
}

void collect_names(const std::vector<PartDef>& parts, std::set<std::string>& names) {
    for (const PartDef& part : parts) {
        if (part.kind == PartDef::Kind::formula) {
            collect_names(part.share.text.text, names);
        }
    }
}

void collect_names(const LineDef& def, std::set<std::string>& names) {
    collect_names(def.once, names);
    collect_names(def.yearly, names);
    collect_names(def.funded, names);
    collect_names(def.to, names);
    for (const CellDef& cell : def.cells) {
        collect_names(cell.amount, names);
    }
    if (!def.more) {
        return;
    }
    collect_names(def.more->total, names);
    collect_names(def.more->amount, names);
    collect_names(def.more->unit_cost, names);
    collect_names(def.more->quantity, names);
    if (def.more->chain) {
        const ChainDef& chain = *def.more->chain;
        for (const std::optional<Quantity>* each :
             {&chain.population, &chain.take_up, &chain.impact, &chain.retention, &chain.deadweight,
              &chain.displacement, &chain.leakage, &chain.substitution, &chain.multiplier}) {
            collect_names(*each, names);
        }
        collect_names(chain.unit_value, names);
    }
}

}  // namespace

std::set<std::string> names_in(const AssumptionDef& def) {
    std::set<std::string> names;
    collect_names(def.value, names);
    return names;
}

std::set<std::string> names_in(const Definition& definition) {
    std::set<std::string> names;
    for (const AssumptionDef& def : definition.assumptions) {
        names.merge(names_in(def));
    }
    for_each_line(definition, [&](const LineDef& def, LineKind) { collect_names(def, names); });
    return names;
}

}  // namespace tranche
