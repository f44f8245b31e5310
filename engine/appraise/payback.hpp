// Measures of the running total: when a case is paid back, how much funding it needs, and what turns either.
#pragma once

#include "tranche/appraise/measures.hpp"

namespace tranche {

Figure payback_years(const Appraisal& appraisal);
Figure payback_permanent(const Appraisal& appraisal);
Figure payback_interpolated(const Appraisal& appraisal);
Figure payback_discounted(const Appraisal& appraisal);
Figure payback_discounted_interpolated(const Appraisal& appraisal);
Figure payback_month(const Appraisal& appraisal);
Figure peak_funding(const Appraisal& appraisal);
Figure peak_funding_month(const Appraisal& appraisal);

/// Forms of conditions that ask `at most` (see SwitchForm).
Clauses payback_at_most(const SwitchPoint& point);
Clauses payback_discounted_at_most(const SwitchPoint& point);
Clauses payback_permanent_at_most(const SwitchPoint& point);
Clauses peak_funding_at_most(const SwitchPoint& point);

}  // namespace tranche
