// Selections: groups of lines that scenarios act on, each with an input for its scale, delay, overrun and exclusion.
//
// Lines multiply the scales of the selections they belong to and add their delays, in the order of the selections' names,
// so that neither the order of lines nor that of scenarios matters.
#pragma once

#include <functional>  // less
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lower/context.hpp"

namespace tranche::lowering {

struct ScenarioRow;

/// What a selection may ask of a line; without terms it asks nothing and takes all lines.
struct Selection {
    std::map<std::string, std::vector<std::string>> terms = {};  ///< key -> accepted words
    std::string name = {};                                       ///< canonical: `account=fiscal and kind=cost`
    InputId scale = {};
    InputId delay = {};
    InputId overrun = {};
    InputId stands = {};  ///< 0 where it is excluded

    /// Names workstreams and projects only, so that it can move projects too.
    [[nodiscard]] bool structural() const;
    [[nodiscard]] bool names(const std::string& key) const { return terms.contains(key); }
};

class Selections {
public:
    /// The selection that `select` asks for. Null where it asks by an unknown key, which collect_selections() reported.
    [[nodiscard]] const Selection* find(const SelectDef& def) const;
    /// The selection of the line, project or workstream of this id. Null where there is not exactly one of them; reported
    /// before.
    [[nodiscard]] const Selection* excluding(const Text& id) const;
    /// The one of lines that nobody published, which audits scale; null in a file without claims.
    [[nodiscard]] const Selection* unpublished() const;

    [[nodiscard]] const std::map<std::string, Selection, std::less<>>& by_name() const { return by_name_; }

private:
    friend Selections collect_selections(Context& ctx, const std::vector<ScenarioRow>& rows);

    std::map<std::string, Selection, std::less<>> by_name_;  ///< factors multiply in this order
    std::map<std::string, std::string> excluded_;  ///< by id: the key that it is excluded by, `line` or `project`
};

/// Every selection that some scenario names, with the inputs that scenarios ask for. Reads the ids of lines from their
/// trees. Unknown keys and ids are reported.
Selections collect_selections(Context& ctx, const std::vector<ScenarioRow>& rows);
/// Lines and projects take the inputs of the selections they belong to. Comes after lines and their nesting.
void apply_selections(Context& ctx, const Selections& selections);
/// Reports words that select nothing. `sound`: every line could be read; otherwise what is missing follows from that.
void check_selections(const Context& ctx, const std::vector<ScenarioRow>& rows, const Selections& selections,
                      bool sound);

}  // namespace tranche::lowering
