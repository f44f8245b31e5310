// Dates, float and the critical path, as a document.
#pragma once

#include "tranche/report/subject.hpp"
#include "tranche/run/lane.hpp"
#include "tranche/run/schedule.hpp"

namespace tranche {

/// lane: the lane of these dates, which also says which gates are refused.
Document describe_schedule(const Subject& subject, const ResultCase& of, const Schedule& dates, const Lane& lane);

}  // namespace tranche
