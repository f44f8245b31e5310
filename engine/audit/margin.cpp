// The margin is looked for outwards from no change, in steps that grow, and then by halving the step in which the verdict
// turned. Every try is a lane. All verdicts of an audit are searched together: outwards they share their lanes, and several
// halvings of each are tried in one run, whichever way the first of them goes.
#include "audit/margin.hpp"

#include <algorithm>  // min
#include <array>
#include <cassert>
#include <cmath>  // abs

#include "tranche/run/run.hpp"  // AmountTooLarge
#include "tranche/scenario/answers.hpp"

namespace tranche {

namespace {

constexpr double smallest_change = 1e-5;
constexpr double largest_change = 0.5;
constexpr double growth = 1.25;
constexpr int halvings = 20;
constexpr int halvings_at_once = 4;  // divides `halvings`

/// One verdict on its way.
struct Search {
    MarginQuery query;
    bool over = false;  ///< there is nothing to find, or nothing more
    bool turned = false;
    double inner = 0.0;  ///< the farthest change known to leave the verdict
    double outer = 0.0;  ///< the nearest known to turn it
    Figure at_outer;
};

class MarginSearch {
public:
    MarginSearch(const Model& model, std::span<const MarginQuery> queries) : model_(model) {
        for (const MarginQuery& each : queries) {
            searches_.push_back({each, false, false, 0.0, 0.0, {}});
        }
    }

    std::vector<std::optional<Margin>> found() {
        look_outwards();
        // Lanes that cannot share a run cost as much as runs: then no halving is tried that may not be needed.
        const int at_once = model_.plan.all_known ? halvings_at_once : 1;
        for (int done = 0; done < halvings; done += at_once) {
            halve(at_once);
        }
        std::vector<std::optional<Margin>> result;
        for (const Search& each : searches_) {
            result.push_back(each.turned ? std::optional(Margin{each.outer, each.at_outer}) : std::nullopt);
        }
        return result;
    }

private:
    /// What one search tries: changes and the figures there.
    struct Try {
        Search* search = nullptr;
        std::vector<double> changes;
        std::vector<Figure> figures;  ///< fewer than changes where the rest cannot be counted
    };

    [[nodiscard]] bool turns(const Search& search, const Figure& figure) const {
        return satisfies(*search.query.says, figure, unit_of(*search.query.question), model_.plan.unit) !=
               search.query.meets;
    }

    [[nodiscard]] Variation changed_by(double change) const {
        return {{}, {{model_.programme.reconstructed_scale, Verb::scale, 1.0 + change, {}}}};
    }

    /// Every change of every try. Tries that make the same changes share the lanes of the first of them.
    void ask(std::vector<Try>& tries, bool same_changes) const {
        std::vector<std::vector<Variation>> variations;
        for (std::size_t i = 0; i < (same_changes ? std::min<std::size_t>(1, tries.size()) : tries.size()); ++i) {
            std::vector<Variation>& of_try = variations.emplace_back();
            for (const double change : tries[i].changes) {
                of_try.push_back(changed_by(change));
            }
        }
        std::vector<Query> queries;
        for (std::size_t i = 0; i < tries.size(); ++i) {
            for (const Variation& each : variations[same_changes ? 0 : i]) {
                queries.push_back({tries[i].search->query.question, &each});
            }
        }
        try {
            const std::vector<Figure> figures = answers(model_, queries);
            std::size_t next = 0;
            for (Try& each : tries) {
                for (std::size_t i = 0; i < each.changes.size(); ++i) {
                    each.figures.push_back(figures[next++]);
                }
            }
        } catch (const AmountTooLarge&) {
            for (Try& each : tries) {
                ask_alone(each);
            }
        }
    }

    /// Change by change, up to the first that leads past what can be counted.
    void ask_alone(Try& one) const {
        try {
            for (const double change : one.changes) {
                const Variation variation = changed_by(change);
                const Query query{one.search->query.question, &variation};
                one.figures.push_back(answers(model_, std::span(&query, 1)).front());
            }
        } catch (const AmountTooLarge&) {
            return;
        }
    }

    void look_outwards() {
        const int sizes_at_once = model_.plan.all_known ? 64 : 2;
        double size = smallest_change;
        double before = 0.0;
        while (size <= largest_change) {
            std::vector<double> changes;
            std::vector<double> inner;
            for (int i = 0; i < sizes_at_once && size <= largest_change; ++i) {
                for (const double sign : {-1.0, 1.0}) {
                    changes.push_back(sign * size);
                    inner.push_back(sign * before);
                }
                before = size;
                size *= growth;
            }
            std::vector<Try> tries;
            for (Search& each : searches_) {
                if (!each.over && !each.turned) {
                    tries.push_back({&each, changes, {}});
                }
            }
            ask(tries, true);
            for (const Try& each : tries) {
                take_first_turn(each, inner);
            }
        }
    }

    void take_first_turn(const Try& one, const std::vector<double>& inner) const {
        Search& search = *one.search;
        for (std::size_t i = 0; i < one.figures.size(); ++i) {
            if (turns(search, one.figures[i])) {
                search.turned = true;
                search.inner = inner[i];
                search.outer = one.changes[i];
                search.at_outer = one.figures[i];
                return;
            }
        }
        search.over = one.figures.size() < one.changes.size();
    }

    /// The middles that so many halvings could come to: of the whole, then of its inner and its outer half, and so on. The
    /// halves of middle i have their middles at 2i + 1 and 2i + 2.
    static std::vector<double> middles(double inner, double outer, int depth) {
        std::vector<std::array<double, 2>> spans{{inner, outer}};
        std::vector<double> result;
        for (std::size_t i = 0; result.size() + 1 < (std::size_t{1} << depth); ++i) {
            const double middle = (spans[i][0] + spans[i][1]) / 2;
            result.push_back(middle);
            spans.push_back({spans[i][0], middle});
            spans.push_back({middle, spans[i][1]});
        }
        return result;
    }

    void halve(int depth) {
        std::vector<Try> tries;
        for (Search& each : searches_) {
            if (each.turned) {
                tries.push_back({&each, middles(each.inner, each.outer, depth), {}});
            }
        }
        ask(tries, false);
        for (const Try& each : tries) {
            Search& search = *each.search;
            assert(each.figures.size() == each.changes.size());  // between two changes that could be counted
            std::size_t at = 0;
            for (int i = 0; i < depth; ++i) {
                const bool turned = turns(search, each.figures[at]);
                (turned ? search.outer : search.inner) = each.changes[at];
                if (turned) {
                    search.at_outer = each.figures[at];
                }
                at = 2 * at + (turned ? 1 : 2);
            }
        }
    }

    const Model& model_;
    std::vector<Search> searches_;
};

}  // namespace

std::optional<double> printed_scale(const Figure& figure, const MoneyUnit& money) {
    if (const Money* amount = std::get_if<Money>(&figure.value)) {
        return money.pounds(*amount);
    }
    if (const double* number = std::get_if<double>(&figure.value)) {
        return *number;
    }
    if (const int* whole = std::get_if<int>(&figure.value)) {
        return *whole;
    }
    if (const Month* month = std::get_if<Month>(&figure.value)) {
        return *month - Month{};
    }
    return std::nullopt;
}

bool satisfies(const Printed& says, const Figure& figure, MeasureUnit unit, const MoneyUnit& money) {
    std::optional<double> value = printed_scale(figure, money);
    if (!value) {
        return false;
    }
    const bool factor = unit == MeasureUnit::number || unit == MeasureUnit::ratio;
    if (factor && says.unit == PrintedUnit::percent) {
        *value *= 100;  // an assumption of 0.16 printed as 16%
    }
    return says.interval().contains(*value);
}

bool unit_clash(const Printed& says, MeasureUnit unit) {
    if (says.unit == PrintedUnit::month) {
        return unit != MeasureUnit::month;
    }
    switch (unit) {
        case MeasureUnit::gbp:
            return says.unit == PrintedUnit::percent || (says.unit == PrintedUnit::plain && !says.value.zero());
        case MeasureUnit::percent: return says.unit != PrintedUnit::percent;
        case MeasureUnit::month: return true;
        case MeasureUnit::years:
        case MeasureUnit::count: return says.unit != PrintedUnit::plain;
        case MeasureUnit::number:
        case MeasureUnit::ratio: break;
    }
    return false;
}

std::vector<std::optional<Margin>> margins(const Model& model, std::span<const MarginQuery> queries) {
    assert(queries.empty() || model.programme.reconstructed_scale.exists());
    return MarginSearch(model, queries).found();
}

}  // namespace tranche
