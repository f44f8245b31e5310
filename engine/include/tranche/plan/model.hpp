// A programme and its plan: what every question is asked of.
#pragma once

#include "tranche/model/programme.hpp"
#include "tranche/plan/plan.hpp"

namespace tranche {

struct Model {
    Programme programme;
    Plan plan;
};

}  // namespace tranche
