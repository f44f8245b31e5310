// What all passes of lowering share: the definition, the programme that is being made, and the names found so far.
//
// A pass takes a `const Context&` where it reads the programme and may report mistakes, and a `Context&` where it adds to
// the programme. State of one pass is not here: it lives in the pass's source, and what a later pass needs of it is
// returned. lower.cpp calls the passes and says after each what holds.
#pragma once

#include <optional>

#include "lower/formula_lines.hpp"
#include "lower/names.hpp"
#include "read/definition.hpp"
#include "tranche/base/diagnostic.hpp"
#include "tranche/model/programme.hpp"

namespace tranche::lowering {

/// A table of ids for each kind of thing that the file can refer to. Each is filled by the pass that lowers its kind.
struct NameTables {
    Names sources;
    Names organisations;
    Names perspectives;
    Names assumptions;
    Names workstreams;
    Names projects;  ///< milestones and gates too
    Names lines;
    Names scenarios;  ///< readings, corrections, options, cases and comparisons too
    Names options;
    Names awards;
    Names measures;
};

struct Context {
    const Definition& definition;
    Diagnostics& diagnostics;
    Programme programme = {};
    Shapes shapes = {};  ///< of the programme's lines; handed over at the end
    NameTables names = {};
    FormulaLines formula_lines = {};
};

/// The row of an organisation by id or alias; reported where there is none.
std::optional<OrganisationId> find_organisation(const Context& ctx, const Text& id);

/// The row of a line; reported where there is none. Also empty where the line could not be read, which is reported there.
std::optional<LineId> find_line(const Context& ctx, const Text& id);

}  // namespace tranche::lowering
