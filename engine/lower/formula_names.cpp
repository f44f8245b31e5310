#include "lower/formula_names.hpp"

namespace tranche::lowering {

namespace {

// The words of a formula that could be names.
void collect_names(std::string_view formula, std::set<std::string>& names) {
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

}  // namespace

std::set<std::string> names_in(const AssumptionDef& def) {
    std::set<std::string> names;
    if (def.value && def.value->known == Known::formula) {
        collect_names(def.value->text.text, names);
    }
    return names;
}

std::set<std::string> names_in(const Definition& definition) {
    std::set<std::string> names;
    for (const AssumptionDef& def : definition.assumptions) {
        names.merge(names_in(def));
    }
    for_each_line(definition, [&](const TreeRef& line) {
        line.for_each_scalar([&](const TreeRef& scalar) {
            if (scalar.text().starts_with('=')) {
                collect_names(scalar.text(), names);
            }
        });
    });
    return names;
}

}  // namespace tranche::lowering
