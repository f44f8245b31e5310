// Lines: read one at a time from their trees, lowered to pieces and flows.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "lower/base_values.hpp"
#include "lower/context.hpp"
#include "lower/place.hpp"
#include "read/reader.hpp"

namespace tranche::lowering {

/// Words of a line that are settled when all lines are there; of the few lines that have them.
struct LineNote {
    Text line;
    LineKind kind = LineKind::cost;
    std::vector<Text> words;
};

/// A line inside another, by the author's word.
struct NestedLine {
    Text whole;
    LineId part;
};

/// What the lines say that later passes settle.
struct LineNotes {
    std::vector<LineNote> covers;      ///< risks that contingency is kept for
    std::vector<LineNote> cohorts;     ///< who is counted
    std::vector<LineNote> in_options;  ///< options that a line belongs to
    std::vector<NestedLine> nested;
    std::set<std::string> running;  ///< ids of yearly lines of projects that repeat
    bool sound = true;  ///< every line could be read; if not, what the lines lack together may follow from that
};

/// Reads every line of the file, lowers it and gives its tree back. The reader is the one that the definition was
/// read with. Comes after schedule, assumptions and selections.
LineNotes lower_lines(Context& ctx, Reader& reader, Conventions& conventions, BaseValues& base_values);

/// Lowers one line. True where it has its money and its flows; where it has not, that is reported, and the line stands
/// there without them, so that scenarios may name it.
bool lower_line(Context& ctx, Conventions& conventions, BaseValues& base_values, const LineDef& def, LineKind kind,
                const LinePlace& place);

}  // namespace tranche::lowering
