// Where a figure comes from: a tree from the figure down to the file, the line and the source.
//
// It falls out of the tables: a measure names its operands, a column of the appraisal is a sum of lines, a line is a shape times a
// formula of inputs. Nothing here computes a second time; values are read from the same run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/explain/question.hpp"

namespace tranche {

struct LineageNode {
    std::string what;  ///< `ROI`, `demand-alcohol`, `share`
    Figure figure;     ///< its value, for machines
    MeasureUnit unit = MeasureUnit::gbp;
    std::string value;                 ///< for people
    std::string how;                   ///< definition, formula or title; may be empty
    Position where;                    ///< in the programme file; line 0 where it is not from there
    std::vector<std::string> sources;  ///< `bid:1224-1232`
    Status status = Status::unstated;
    std::vector<LineageNode> parts;
};

LineageNode lineage(const Model& model, const Question& question);

/// `bid:1184`, `bid:3212-3218`.
std::string citation_text(const Programme& programme, const Citation& citation);

/// A formula as text over names: `1 - share`.
std::string formula_text(const Programme& programme, NodeId id);

}  // namespace tranche
