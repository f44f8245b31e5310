// Lines that formulas name: `= 10% * build` is a tenth of what line `build` comes to.
//
// A formula is lowered before the line that it names, so it gets an alias, and the alias is bound when all lines have
// their factors. Only for these lines are the amounts of the pieces kept until then.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "read/definition.hpp"
#include "tranche/model/programme.hpp"

namespace tranche::lowering {

class FormulaLines {
public:
    FormulaLines() = default;
    /// Every line whose id some formula of the file mentions. Reads the trees of the lines, which must still be there.
    explicit FormulaLines(const Definition& definition);

    [[nodiscard]] bool contains(const std::string& id) const { return ids_.contains(id); }
    /// The alias that stands for the line in formulas, in pounds; made when it is asked for first.
    NodeId value(const std::string& id, Position where, Formulas& formulas);
    /// Notes what a piece of this line comes to, in pounds; does nothing for a line that no formula names.
    void add_amount(const std::string& id, NodeId pounds);
    /// Binds every alias to the sum of its line's amounts, times the line's factor. Comes when
    /// the factors are final.
    void bind(Programme& programme) const;

private:
    std::set<std::string> ids_;
    std::map<std::string, NodeId> values_;
    std::map<std::string, std::vector<NodeId>> amounts_;
};

}  // namespace tranche::lowering
