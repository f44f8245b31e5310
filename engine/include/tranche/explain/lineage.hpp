// Where a figure comes from: a tree from the figure down to the file, the line and the source.
//
// It falls out of the tables: a measure names its operands, a column of the appraisal is a sum of lines, a line is a shape
// times a formula of inputs. A present value is drawn year by year, each year as its discount factor and the amount that
// it multiplies. Values are read from one run. The parts of a sum add to it exactly, and a test adds them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/scenario/model.hpp"
#include "tranche/scenario/question.hpp"

namespace tranche {

/// How a node's value follows from the values of its parts.
enum class Relation {
    unstated,      ///< by the formula that `how` says; or the parts are what it rests on
    sum,           ///< they add to it
    difference,    ///< the first less the others
    product,       ///< a discount factor times an amount, rounded to the unit of money
    running_total  ///< the node has no value: each part is the total up to it
};
/// As in JSON: `sum`, `running_total`; empty where it is unstated.
std::string_view word(Relation relation);

struct LineageNode {
    std::string what;  ///< `ROI`, `demand-alcohol`, `share`
    Figure figure;     ///< its value, for machines
    MeasureUnit unit = MeasureUnit::gbp;
    std::string value;                 ///< for people
    std::string how;                   ///< definition, formula or title; may be empty
    Position where;                    ///< in the programme file; line 0 where it is not from there
    std::vector<std::string> sources;  ///< `bid:1224-1232`
    Status status = Status::unstated;
    Relation relation = Relation::unstated;
    std::vector<LineageNode> parts;
};

/// REQUIRES: a question of the model. Throws AmountTooLarge.
LineageNode lineage(const Model& model, const Question& question);

/// `bid:1184`, `bid:3212-3218`.
std::string citation_text(const Programme& programme, const Citation& citation);

/// A formula as text over names: `1 - share`.
std::string formula_text(const Programme& programme, NodeId id);

}  // namespace tranche
