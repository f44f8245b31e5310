// Where a line stands in the file, which decides what its words mean: `project` is the project around it.
#pragma once

#include "read/values.hpp"
#include "tranche/model/ids.hpp"

namespace tranche::lowering {

struct LinePlace {
    WorkstreamId workstream;  ///< absent for a line of the programme itself
    ProjectId project;        ///< absent for a line of a workstream or the programme
    Text spent_by;            ///< of the nearest of project, workstream and programme that says it
};

}  // namespace tranche::lowering
