// From what a command has opened to what a description asks for.
#pragma once

#include "commands.hpp"
#include "tranche/report/subject.hpp"

namespace tranche::cli {

Subject subject_of(const Opened& opened);

/// The ids that the options ask for, and the heading `Whole system, A year late, £`.
ResultCase result_case(const Programme& programme, const Case& asked, PerspectiveId perspective,
                       const Options& options);

}  // namespace tranche::cli
