#include "tranche/track/variance.hpp"

#include <algorithm>  // find_if, max
#include <array>
#include <bit>    // popcount
#include <cmath>  // nearbyint

#include "track/basis.hpp"
#include "tranche/track/slip.hpp"

namespace tranche {

namespace {

constexpr std::array cause_words{
    std::string_view{"volume"}, std::string_view{"take-up"},     std::string_view{"impact"}, std::string_view{"price"},
    std::string_view{"timing"}, std::string_view{"attribution"}, std::string_view{"other"}};

struct StepCause {
    std::string_view step;
    Cause cause;
};

constexpr std::array<StepCause, 10> step_causes{{
    {"population", Cause::volume},
    {"take_up", Cause::take_up},
    {"impact", Cause::impact},
    {"retention", Cause::impact},
    {"multiplier", Cause::impact},
    {"deadweight", Cause::attribution},
    {"displacement", Cause::attribution},
    {"leakage", Cause::attribution},
    {"substitution", Cause::attribution},
    {"unit_value", Cause::price},
}};

Cause cause_of(std::string_view step) {
    const auto found =
        std::find_if(step_causes.begin(), step_causes.end(), [&](const StepCause& each) { return each.step == step; });
    return found == step_causes.end() ? Cause::other : found->cause;
}

// How many months one reading of a measure stands for, the month of the reading being the last.
int months_of(const PlannedMeasure& measure) {
    constexpr int months_a_quarter = 3;
    return measure.every == "year" ? months_a_year : (measure.every == "quarter" ? months_a_quarter : 1);
}

// What a cause multiplies each month by; 1 where nothing was recorded.
using Ratios = std::vector<double>;

class Splitter {
public:
    Splitter(const Book& book, Month as_at)
        : book_(book),
          as_at_(as_at),
          basis_(basis_of(book, as_at)),
          slipped_(replan(*basis_.baseline, deadlines(book, as_at))) {}

    Variance split() {
        Variance result;
        result.as_at = as_at_;
        result.no_timing = slipped_.why;
        for (std::size_t line = 0; line < basis_.lines.size(); ++line) {
            if (basis_.lines[line].kind == LineKind::finance) {
                continue;
            }
            LineVariance variance = whole(line);
            const bool nothing = variance.planned == 0 && variance.actual == 0;
            if (nothing && basis_.lines[line].valued != Valued::counted) {
                continue;
            }
            if (variance.known) {
                divide(line, variance);
            }
            result.lines.push_back(std::move(variance));
        }
        return result;
    }

private:
    LineVariance whole(std::size_t line) {
        const PlannedLine& of = basis_.lines[line];
        LineVariance result{of.id, of.name, of.kind, of.project, of.workstream, 0, 0, true, {}, {}};
        const std::size_t to_date = basis_.to_date();
        planned_.assign(to_date, 0);
        shifted_.assign(to_date, 0);
        for (std::size_t i = 0; i < basis_.rows.size(); ++i) {
            const BasisRow& row = basis_.rows[i];
            if (row.line != line || row.kind != of.kind) {
                continue;
            }
            result.known = result.known && (row.known || of.valued != Valued::counted);
            result.actual += sum_of(row.recorded, to_date);
            for (std::size_t slot = 0; slot < to_date; ++slot) {
                planned_[slot] += row.planned[slot];
                shifted_[slot] += late(i, slot, row.planned[slot]);
            }
        }
        result.planned = sum_of(planned_, to_date);
        return result;
    }

    Pence late(std::size_t row, std::size_t slot, Pence planned) const {
        if (!slipped_.plan || row >= slipped_.plan->rows.size()) {
            return planned;
        }
        const std::vector<Pence>& months = slipped_.plan->rows[row].months;
        const int month = basis_.first + static_cast<int>(slot);
        return month >= 0 && static_cast<std::size_t>(month) < months.size() ? months[static_cast<std::size_t>(month)]
                                                                             : 0;
    }

    // The reading of a measure that covers a month, if there is one.
    std::optional<double> reading(const std::string& id, int month) const {
        const auto measure = std::find_if(basis_.baseline->measures.begin(), basis_.baseline->measures.end(),
                                          [&](const PlannedMeasure& each) { return each.id == id; });
        if (measure == basis_.baseline->measures.end()) {
            return std::nullopt;
        }
        std::optional<double> result;
        int nearest = 0;
        for (const LedgerEntry& entry : book_.others) {
            if (entry.kind != EntryKind::measure || entry.subject != id || !entry.month || !entry.value ||
                *entry.month > as_at_) {
                continue;
            }
            const int at = basis_.baseline->calendar.index_of(*entry.month);
            if (at >= month && at < month + months_of(*measure) && (!result || at <= nearest)) {
                result = entry.value->to_double();
                nearest = at;
            }
        }
        return result;
    }

    // Multiplies a cause's ratios by what a step, or a measure that the line starts from, was in each month.
    void see(const std::string& step, const std::string& measure, double planned, Cause cause, LineVariance& variance,
             std::array<Ratios, causes>& ratios, const std::array<double, 2>& linear, double in_units) {
        bool any = false;
        double last = 0.0;
        Ratios& of = ratios[static_cast<std::size_t>(cause)];
        for (std::size_t slot = 0; slot < basis_.to_date(); ++slot) {
            const std::optional<double> value = reading(measure, basis_.first + static_cast<int>(slot));
            if (!value) {
                continue;
            }
            any = true;
            last = *value * in_units;
            if (of.empty()) {
                of.assign(basis_.to_date(), 1.0);
            }
            // Worth linear[0] + linear[1] x value, against the same of the plan.
            of[slot] *= (linear[0] + linear[1] * last) / (linear[0] + linear[1] * planned);
        }
        if (any) {
            variance.seen.push_back({step, measure, cause, planned, last});
        }
    }

    void divide(std::size_t line, LineVariance& variance) {
        std::array<Ratios, causes> ratios;
        for (const PlannedStep& step : basis_.baseline->steps) {
            if (step.line != basis_.lines[line].id) {
                continue;
            }
            const std::array<double, 2> linear = step.taken_off ? std::array{1.0, -1.0} : std::array{0.0, 1.0};
            if (linear[0] + linear[1] * step.planned == 0.0) {
                continue;  // planned to bring nothing: there is no ratio to it
            }
            see(step.step, step.measure, step.planned, cause_of(step.step), variance, ratios, linear, unit_of(step));
        }
        for (const DrivenLine& driver : basis_.baseline->drivers) {
            if (driver.line == basis_.lines[line].id) {
                const double without = driver.without.to_double();
                see("measure", driver.measure, driver.target.to_double(), Cause::volume, variance, ratios,
                    {-without, 1.0}, 1.0);
            }
        }
        std::vector<Cause> moving;
        for (std::size_t i = 0; i < causes; ++i) {
            const auto cause = static_cast<Cause>(i);
            if (cause == Cause::timing ? shifted_ != planned_ : !ratios[i].empty()) {
                moving.push_back(cause);
            }
        }
        shapley(moving, ratios, variance);
    }

    // A share whose measure counts in percent was planned between 0 and 1.
    double unit_of(const PlannedStep& step) const {
        const auto measure = std::find_if(basis_.baseline->measures.begin(), basis_.baseline->measures.end(),
                                          [&](const PlannedMeasure& each) { return each.id == step.measure; });
        constexpr double one_percent = 0.01;
        const bool percent = measure != basis_.baseline->measures.end() && measure->unit == "%";
        return step.share && percent ? one_percent : 1.0;
    }

    // What the months come to where these causes are as recorded and the others as planned.
    Pence worth(const std::vector<Cause>& moving, std::size_t subset, const std::array<Ratios, causes>& ratios) const {
        bool timing = false;
        for (std::size_t i = 0; i < moving.size(); ++i) {
            timing = timing || ((subset >> i) % 2 == 1 && moving[i] == Cause::timing);
        }
        Pence result = 0;
        for (std::size_t slot = 0; slot < planned_.size(); ++slot) {
            double ratio = 1.0;
            for (std::size_t i = 0; i < moving.size(); ++i) {
                const Ratios& of = ratios[static_cast<std::size_t>(moving[i])];
                ratio *= (subset >> i) % 2 == 1 && moving[i] != Cause::timing ? of[slot] : 1.0;
            }
            const Pence amount = timing ? shifted_[slot] : planned_[slot];
            result += static_cast<Pence>(std::nearbyint(static_cast<double>(amount) * ratio));
        }
        return result;
    }

    // All values over n!, which are integers; their running sum is divided by n! last, so that the parts add exactly.
    void shapley(const std::vector<Cause>& moving, const std::array<Ratios, causes>& ratios, LineVariance& variance) {
        variance.parts.assign(causes, 0);
        const std::size_t n = moving.size();
        std::array<std::int64_t, causes> factorial{1};
        for (std::size_t i = 1; i < causes; ++i) {
            factorial[i] = factorial[i - 1] * static_cast<std::int64_t>(i);
        }
        std::vector<Pence> worths;
        for (std::size_t subset = 0; subset < (std::size_t{1} << n); ++subset) {
            worths.push_back(worth(moving, subset, ratios));
        }
        Pence before = 0;
        Pence over_all = 0;  // times n!
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t subset = 0; subset < worths.size(); ++subset) {
                if ((subset >> i) % 2 == 1) {
                    continue;
                }
                const auto size = static_cast<std::size_t>(std::popcount(subset));
                over_all += factorial[size] * factorial[n - size - 1] *
                            (worths[subset | (std::size_t{1} << i)] - worths[subset]);
            }
            const Pence upto =
                over_all < 0 ? -proportion(-over_all, 1, factorial[n]) : proportion(over_all, 1, factorial[n]);
            variance.parts[static_cast<std::size_t>(moving[i])] = upto - before;
            before = upto;
        }
        variance.parts[static_cast<std::size_t>(Cause::other)] = variance.variance() - before;
    }

    const Book& book_;
    Month as_at_;
    Basis basis_;
    Replan slipped_;
    std::vector<Pence> planned_;  // of the line at hand, by month to date
    std::vector<Pence> shifted_;  // the same with late dates
};

}  // namespace

std::span<const std::string_view> words_of(Cause) {
    return cause_words;
}

Variance variance(const Book& book, Month as_at) {
    return Splitter(book, as_at).split();
}

}  // namespace tranche
