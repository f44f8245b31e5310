#include "tranche/base/month_or_year.hpp"

#include "tranche/base/spelling.hpp"  // quoted

namespace tranche {

void warn_of_year(const Calendar& calendar, std::string_view period, Position where, Diagnostics& diagnostics) {
    const std::size_t dots = period.find("..");
    if (dots != std::string_view::npos) {
        warn_of_year(calendar, period.substr(0, dots), where, diagnostics);
        warn_of_year(calendar, period.substr(dots + 2), where, diagnostics);
        return;
    }
    if (!calendar.month_or_year(period)) {
        return;
    }
    const std::string month = month_in_words(*parse_month(period));
    const std::string year = calendar.year_label(*calendar.parse_year(period));
    diagnostics.warning("month-or-year", where,
                        quoted(period) + " is read as " + month + "; it could also mean the financial year " + year,
                        "for the year write " + year + ", for the month write " + month);
}

}  // namespace tranche
