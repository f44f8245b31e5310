// A figure of a measure is read from an appraisal, and an appraisal is of one lane, one perspective and one choice of lines.
// So each query becomes one reading, or two where it compares scenarios, and readings are grouped twice. Those that need
// years only are grouped by perspective and lines: all their lanes run together, and rows are added up in buckets. The
// rest are grouped by lane: it runs once, with all its rows and months, whoever asks.
#include "tranche/scenario/answers.hpp"

#include <algorithm>  // any_of, find, sort, unique
#include <cassert>
#include <map>
#include <utility>  // move, pair

#include "tranche/appraise/counting.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/run/run.hpp"
#include "tranche/scenario/appraiser.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

namespace {

constexpr int months_in_year = 12;

Lane lane_for(const Model& model, const Query& query, ScenarioId scenario) {
    std::vector<ScenarioId> together;
    std::vector<Override> overrides;
    if (query.variation != nullptr) {
        together = query.variation->with;
        overrides = query.variation->overrides;
    }
    together.push_back(scenario);
    return compose(model.programme, together, overrides);
}

Figure assumption_value(const Model& model, const Query& query) {
    // The assumption's node, evaluated as any run does: its value in the lane.
    const Question& question = *query.question;
    const Assumption& assumption = model.programme.assumptions[question.assumption];
    const auto year = static_cast<std::size_t>(question.months ? question.months->first / months_in_year : 0);
    const NodeId node = assumption.series.exists() ? model.programme.series[assumption.series][year] : assumption.node;
    const std::optional<double> value = node_value(model.plan, lane_for(model, query, question.scenario), node);
    return value ? Figure{*value, {}} : Figure{std::monostate{}, "it has no single known value"};
}

Figure discount_factor(const Model& model, const Question& question) {
    const Conventions& conventions = *model.programme.conventions;
    const std::vector<double> factors =
        discount_factors(conventions.schedules[*question.schedule], model.plan.calendar.years, conventions.base_year,
                         conventions.timing);
    return {factors[static_cast<std::size_t>(question.months->first / months_in_year)], {}};
}

/// One appraisal that a query needs.
struct Reading {
    std::size_t query = 0;
    std::size_t lane = 0;
    std::size_t view = 0;
    bool against = false;  ///< of a comparison, the scenario that is taken off
};

/// What an appraisal is of, the lane apart.
struct View {
    PerspectiveId perspective;
    const std::vector<bool>* lines = nullptr;
};

class Batch {
public:
    Batch(const Model& model, std::span<const Query> queries) : model_(model), queries_(queries) {}

    std::vector<Figure> run_all() {
        std::vector<Figure> result(queries_.size());
        against_.resize(queries_.size());
        of_ = &result;
        for (std::size_t i = 0; i < queries_.size(); ++i) {
            assert(queries_[i].question != nullptr);
            const Question& question = *queries_[i].question;
            if (question.count != nullptr) {
                result[i] = {static_cast<int>(question.count->count(model_.programme)), {}};
            } else if (question.schedule) {
                result[i] = discount_factor(model_, question);
            } else if (question.assumption.exists()) {
                result[i] = assumption_value(model_, queries_[i]);
            } else {
                add_readings(i);
            }
        }
        read_in_buckets();
        read_lane_by_lane();
        for (std::size_t i = 0; i < queries_.size(); ++i) {
            if (queries_[i].question->comparison) {
                result[i] = difference(result[i], against_[i]);
            }
        }
        return result;
    }

private:
    void add_readings(std::size_t query) {
        const Question& question = *queries_[query].question;
        assert(question.measure != nullptr);
        const std::size_t view = view_of(question);
        const auto add = [&](ScenarioId scenario, bool against) {
            readings_.push_back({query, lane_index(queries_[query], scenario), view, against});
        };
        if (!question.comparison) {
            add(question.scenario, false);
            return;
        }
        const Comparison& comparison = model_.programme.comparisons[*question.comparison];
        add(comparison.of, false);
        add(comparison.against, true);
    }

    std::size_t view_of(const Question& question) {
        const auto same = [&](const View& view) {
            return view.perspective == question.perspective && *view.lines == question.lines;
        };
        const auto found = std::find_if(views_.begin(), views_.end(), same);
        if (found != views_.end()) {
            return static_cast<std::size_t>(found - views_.begin());
        }
        views_.push_back({question.perspective, &question.lines});
        return views_.size() - 1;
    }

    std::size_t lane_index(const Query& query, ScenarioId scenario) {
        const auto [found, fresh] = lane_of_.try_emplace({query.variation, scenario}, lanes_.size());
        if (fresh) {
            lanes_.push_back(lane_for(model_, query, scenario));
        }
        return found->second;
    }

    void keep(const Reading& reading, const Appraisal& appraisal) {
        Figure& to = reading.against ? against_[reading.query] : (*of_)[reading.query];
        to = figure_of(*queries_[reading.query].question, appraisal);
    }

    /// Reads what needs no months, a view at a time; leaves the rest.
    void read_in_buckets() {
        if (!model_.plan.all_known) {
            return;  // rows may be blocked in one lane and not in another
        }
        std::vector<Reading> rest;
        std::vector<std::vector<Reading>> of_view(views_.size());
        for (const Reading& each : readings_) {
            (needs_months(*queries_[each.query].question) ? rest : of_view[each.view]).push_back(each);
        }
        for (std::size_t view = 0; view < views_.size(); ++view) {
            const std::vector<Reading>& readings = of_view[view];
            if (readings.empty()) {
                continue;
            }
            const LaneAppraiser appraiser(model_.programme, model_.plan, views_[view].perspective, {},
                                          *views_[view].lines);
            if (appraiser.side_without_figure()) {
                rest.insert(rest.end(), readings.begin(), readings.end());
                continue;
            }
            std::vector<std::size_t> wanted;
            for (const Reading& each : readings) {
                wanted.push_back(each.lane);
            }
            std::sort(wanted.begin(), wanted.end());
            wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
            std::vector<Lane> lanes;
            for (const std::size_t lane : wanted) {
                lanes.push_back(lanes_[lane]);
            }
            const std::vector<Appraisal> appraisals = appraiser.of(lanes);
            for (const Reading& each : readings) {
                const auto at = std::lower_bound(wanted.begin(), wanted.end(), each.lane) - wanted.begin();
                keep(each, appraisals[static_cast<std::size_t>(at)]);
            }
        }
        readings_ = std::move(rest);
    }

    void read_lane_by_lane() {
        std::sort(readings_.begin(), readings_.end(), [](const Reading& a, const Reading& b) {
            return std::pair(a.lane, a.view) < std::pair(b.lane, b.view);
        });
        std::optional<Cashflow> cashflow;
        std::optional<Appraisal> appraisal;
        for (std::size_t i = 0; i < readings_.size(); ++i) {
            const Reading& each = readings_[i];
            const bool other_lane = i == 0 || readings_[i - 1].lane != each.lane;
            if (other_lane) {
                cashflow = run(model_.plan, lanes_[each.lane]);
            }
            if (other_lane || readings_[i - 1].view != each.view) {
                const View& view = views_[each.view];
                appraisal = appraise(*cashflow, Counting(model_.programme, view.perspective),
                                     view.lines->empty() ? nullptr : view.lines);
            }
            keep(each, *appraisal);
        }
    }

    const Model& model_;
    std::span<const Query> queries_;
    std::vector<Reading> readings_;
    std::vector<View> views_;
    std::vector<Lane> lanes_;
    std::map<std::pair<const Variation*, ScenarioId>, std::size_t> lane_of_;
    std::vector<Figure>* of_ = nullptr;  // by query
    std::vector<Figure> against_;        // by query: of comparisons
};

bool whole_years(const std::pair<int, int>& months) {
    return months.first % months_in_year == 0 && months.second % months_in_year == 0;
}

/// The periods of the question, added: months where there are any, or else years.
CostBenefit sum_of_periods(const Question& question, const Appraisal& appraisal) {
    CostBenefit sum;
    const std::pair<int, int> asked{question.part == Part::cumulative ? 0 : question.months->first,
                                    question.months->second};
    const bool by_year = is_discounted(question.measure->sum) || appraisal.months.empty();
    const std::vector<CostBenefit> present =
        is_discounted(question.measure->sum) ? present_years(appraisal) : std::vector<CostBenefit>{};
    const std::vector<CostBenefit>& periods = !by_year ? appraisal.months : present.empty() ? appraisal.years : present;
    const int each = by_year ? months_in_year : 1;
    assert(!by_year || whole_years(asked));
    for (int period = asked.first / each; period < asked.second / each; ++period) {
        sum += periods[static_cast<std::size_t>(period)];
    }
    return sum;
}

}  // namespace

bool needs_months(const Question& question) {
    const std::vector<Operand>& operands = question.measure->operands;
    return std::find(operands.begin(), operands.end(), Operand::cumulative_by_month) != operands.end() ||
           (question.months && !whole_years(*question.months));
}

Figure figure_of(const Question& question, const Appraisal& appraisal) {
    Figure whole = question.measure->compute(appraisal);
    if (question.part == Part::whole && !question.months) {
        return whole;
    }
    const CostBenefit sum = question.part == Part::beyond        ? appraisal.beyond
                            : question.part == Part::unallocated ? appraisal.undated
                                                                 : sum_of_periods(question, appraisal);
    return known_in(question.measure->sum, sum) ? Figure{amount_in(question.measure->sum, sum), {}}
                                                : Figure{std::monostate{}, std::move(whole.why)};
}

Figure difference(const Figure& of, const Figure& against) {
    if (!of.computable() || !against.computable()) {
        return {std::monostate{}, !of.computable() ? of.why : against.why};
    }
    if (const Money* a = std::get_if<Money>(&of.value)) {
        return {*a - std::get<Money>(against.value), {}};
    }
    if (const double* a = std::get_if<double>(&of.value)) {
        return {*a - std::get<double>(against.value), {}};
    }
    if (const int* a = std::get_if<int>(&of.value)) {
        return {*a - std::get<int>(against.value), {}};
    }
    return {std::monostate{}, "months have no difference that is a month"};
}

std::vector<Figure> answers(const Model& model, std::span<const Query> queries) {
    assert(std::all_of(queries.begin(), queries.end(), [](const Query& each) { return each.question != nullptr; }));
    return Batch(model, queries).run_all();
}

std::vector<std::vector<Figure>> answers(const Model& model, std::span<const Question> questions,
                                         std::span<const Variation> lanes) {
    std::vector<Query> queries;
    queries.reserve(questions.size() * lanes.size());
    for (const Variation& lane : lanes) {
        for (const Question& question : questions) {
            queries.push_back({&question, &lane});
        }
    }
    const std::vector<Figure> figures = answers(model, queries);
    std::vector<std::vector<Figure>> result;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        const auto first = figures.begin() + static_cast<std::ptrdiff_t>(lane * questions.size());
        result.emplace_back(first, first + static_cast<std::ptrdiff_t>(questions.size()));
    }
    return result;
}

Figure answer(const Model& model, const Question& question) {
    const Query query{&question, nullptr};
    return answers(model, std::span(&query, 1)).front();
}

std::optional<Range> answer_ends(const Model& model, const Question& question) {
    if (question.measure == nullptr || question.comparison) {
        return std::nullopt;
    }
    const std::optional<Bounds> found = bounds(model, std::span(&question.scenario, 1), question.perspective,
                                               question.lines.empty() ? nullptr : &question.lines);
    if (!found) {
        return std::nullopt;
    }
    if (question.part == Part::whole && !question.months) {
        return range_of(*question.measure, *found);
    }
    const bool one_side = question.measure->one_side;
    return Range{figure_of(question, one_side ? found->low : found->worst),
                 figure_of(question, one_side ? found->high : found->best)};
}

std::vector<LineId> lines_behind(const Model& model, const Question& question) {
    std::vector<LineId> result;
    if (question.measure == nullptr) {
        return result;
    }
    const Counting counting(model.programme, question.perspective);
    for (const Row& row : model.plan.rows) {
        const Counted counted = counting.of(row.kind, row.from, row.to);
        const bool wanted = (counted.as == Counted::As::cost && question.measure->sum != SumOf::benefit) ||
                            (counted.as == Counted::As::benefit && question.measure->sum != SumOf::cost);
        const bool taken = question.lines.empty() || question.lines[row.line.index()];
        if (wanted && taken && (result.empty() || result.back() != row.line)) {
            result.push_back(row.line);
        }
    }
    return result;
}

}  // namespace tranche
