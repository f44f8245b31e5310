#include "tranche/sensitivity/switching.hpp"

#include <algorithm>  // all_of, sort
#include <array>
#include <cassert>
#include <cmath>    // abs, isfinite
#include <utility>  // move

#include "sensitivity/affine.hpp"

namespace tranche {

namespace {

constexpr std::size_t search_points = 64;
constexpr std::size_t cuts = 16;  // parts of an interval in one round of lanes

bool holds(const Clauses& clauses) {
    return headroom(clauses) >= 0.0;
}

/// Terms at two distances, and with them at any other.
class LinearTerms {
public:
    LinearTerms(double from, Clauses at_from, double upto, Clauses at_upto)
        : from_(from), upto_(upto), at_from_(std::move(at_from)), at_upto_(std::move(at_upto)) {}

    [[nodiscard]] bool holds_at(double distance) const {
        const double part = (distance - from_) / (upto_ - from_);
        Clauses terms = at_from_;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            for (std::size_t j = 0; j < terms[i].size(); ++j) {
                terms[i][j] += part * (at_upto_[i][j] - at_from_[i][j]);
            }
        }
        return holds(terms);
    }

    /// Where a term is nothing, also beyond the two distances, ascending.
    [[nodiscard]] std::vector<double> roots() const {
        std::vector<double> result;
        for (std::size_t i = 0; i < at_from_.size(); ++i) {
            for (std::size_t j = 0; j < at_from_[i].size(); ++j) {
                const double first = at_from_[i][j];
                const double rise = at_upto_[i][j] - first;
                const double root = from_ - (first / rise) * (upto_ - from_);
                if (rise != 0.0 && std::isfinite(root)) {
                    result.push_back(root);
                }
            }
        }
        std::sort(result.begin(), result.end());
        return result;
    }

private:
    double from_;
    double upto_;
    Clauses at_from_;
    Clauses at_upto_;
};

// Between two neighbouring roots nothing turns, so the state beyond a root is that of the middle of what follows.
std::optional<double> nearest_turn(const LinearTerms& terms, const Path& path, bool now) {
    const std::vector<double> roots = terms.roots();
    std::optional<double> result;
    const auto consider = [&](double root) {
        if (!result || std::abs(root - path.now) < std::abs(*result - path.now)) {
            result = root;
        }
    };
    const double width = path.upto - path.from;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (roots[i] < path.now || roots[i] > path.upto) {
            continue;
        }
        const double beyond = i + 1 < roots.size() ? (roots[i] + roots[i + 1]) / 2 : roots[i] + width;
        if (beyond != roots[i] && terms.holds_at(beyond) != now) {
            consider(roots[i]);
            break;
        }
    }
    for (std::size_t i = roots.size(); i-- > 0;) {
        if (roots[i] > path.now || roots[i] < path.from) {
            continue;
        }
        const double beyond = i > 0 ? (roots[i - 1] + roots[i]) / 2 : roots[i] - width;
        if (beyond != roots[i] && terms.holds_at(beyond) != now) {
            consider(roots[i]);
            break;
        }
    }
    return result;
}

std::vector<bool> states(const ConditionCheck& check, const Path& path, const std::vector<double>& distances) {
    std::vector<Changes> changes;
    for (const double each : distances) {
        changes.push_back(path.at(each));
    }
    std::vector<bool> result;
    for (const Clauses& clauses : check.at(changes)) {
        result.push_back(holds(clauses));
    }
    return result;
}

// The nearest of these that has turned, and the one before it on the way there.
struct Turn {
    double before = 0.0;
    double turned = 0.0;
};
std::optional<Turn> nearest(const std::vector<double>& distances, const std::vector<bool>& holding, double now,
                            bool holds_now) {
    std::optional<Turn> result;
    const auto consider = [&](double before, double turned) {
        if (!result || std::abs(turned - now) < std::abs(result->turned - now)) {
            result = Turn{before, turned};
        }
    };
    double before = now;
    for (std::size_t i = 0; i < distances.size(); ++i) {
        if (distances[i] <= now) {
            continue;
        }
        if (holding[i] != holds_now) {
            consider(before, distances[i]);
            break;
        }
        before = distances[i];
    }
    before = now;
    for (std::size_t i = distances.size(); i-- > 0;) {
        if (distances[i] >= now) {
            continue;
        }
        if (holding[i] != holds_now) {
            consider(before, distances[i]);
            break;
        }
        before = distances[i];
    }
    return result;
}

double narrowed(const ConditionCheck& check, const Path& path, Turn turn, bool holds_now) {
    while (true) {
        std::vector<double> between;
        for (std::size_t i = 1; i < cuts; ++i) {
            const double each =
                turn.before + (turn.turned - turn.before) * (static_cast<double>(i) / static_cast<double>(cuts));
            if (each != turn.before && each != turn.turned && (between.empty() || each != between.back())) {
                between.push_back(each);
            }
        }
        if (between.empty()) {
            return turn.turned;
        }
        const std::vector<bool> holding = states(check, path, between);
        for (std::size_t i = 0; i < between.size(); ++i) {
            if (holding[i] != holds_now) {
                turn.turned = between[i];
                break;
            }
            turn.before = between[i];
        }
    }
}

void search(const ConditionCheck& check, const Path& path, Switching& result) {
    std::vector<double> distances;
    if (path.whole) {
        for (double each = path.from; each <= path.upto; each += 1.0) {
            distances.push_back(each);
        }
    } else {
        for (std::size_t i = 0; i <= search_points; ++i) {
            distances.push_back(path.from + (path.upto - path.from) * static_cast<double>(i) / search_points);
        }
    }
    result.proof = path.whole ? Proof::all_tried : Proof::searched;
    result.points = distances.size();
    const std::optional<Turn> turn = nearest(distances, states(check, path, distances), path.now, result.holds);
    if (turn) {
        result.at = path.whole ? turn->turned : narrowed(check, path, *turn, result.holds);
    }
}

}  // namespace

Changes Path::at(double distance) const {
    Changes result;
    for (const Move& move : moves) {
        result.push_back({move.input, move.at_none + distance * move.per});
    }
    return result;
}

Path path_of(const Driver& driver) {
    assert(driver.value);
    return {{{driver.input, 0.0, 1.0}},           *driver.value, std::min(driver.from, *driver.value),
            std::max(driver.upto, *driver.value), driver.affine, driver.whole()};
}

std::optional<Path> combined_path(const Drivers& drivers) {
    const Driver* costs = drivers.find(all_costs);
    const Driver* benefits = drivers.find(all_benefits);
    if (costs == nullptr || benefits == nullptr) {
        return std::nullopt;
    }
    const std::array<InputId, 2> both{costs->input, benefits->input};
    return Path{{{costs->input, *costs->value, *costs->value}, {benefits->input, *benefits->value, -*benefits->value}},
                0.0,
                -1.0,
                1.0,
                Dependences(drivers.plan).of(both).affine,
                false};
}

ConditionCheck::ConditionCheck(Condition condition, std::vector<Appraiser> appraisers)
    : condition_(std::move(condition)), appraisers_(std::move(appraisers)) {
    assert(appraisers_.size() == condition_.cases());
}

std::string ConditionCheck::problem() const {
    std::vector<Appraisal> cases;
    for (const Appraiser& each : appraisers_) {
        cases.push_back(each.base());
    }
    return condition_.problem(cases);
}

Clauses ConditionCheck::now() const {
    std::vector<Appraisal> cases;
    for (const Appraiser& each : appraisers_) {
        cases.push_back(each.base());
    }
    return condition_.clauses(cases);
}

ConditionCheck ConditionCheck::moved(const Changes& changes) const {
    std::vector<Appraiser> appraisers;
    for (const Appraiser& each : appraisers_) {
        appraisers.push_back(each.moved(changes));
    }
    return {condition_, std::move(appraisers)};
}

std::vector<Clauses> ConditionCheck::at(std::span<const Changes> changes, bool as_in_case) const {
    std::vector<std::vector<Appraisal>> of_case;
    for (const Appraiser& each : appraisers_) {
        of_case.push_back(each.at(changes));
    }
    std::vector<Clauses> result;
    std::vector<Appraisal> cases(of_case.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        for (std::size_t j = 0; j < of_case.size(); ++j) {
            cases[j] = std::move(of_case[j][i]);
        }
        result.push_back(condition_.clauses(cases, as_in_case));
    }
    return result;
}

std::vector<Switching> switching(const ConditionCheck& check, std::span<const Path> paths) {
    assert(std::all_of(paths.begin(), paths.end(),
                       [](const Path& each) { return each.from <= each.now && each.now <= each.upto; }));
    std::vector<Switching> result(paths.size());
    const std::string problem = check.problem();
    const bool holds_now = problem.empty() && holds(check.now());
    std::vector<Changes> ends;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        result[i].from = paths[i].from;
        result[i].upto = paths[i].upto;
        result[i].holds = holds_now;
        result[i].why = problem;
        result[i].proof = problem.empty() ? Proof::worked_out : Proof::not_computable;
        ends.push_back(paths[i].at(paths[i].from));
        ends.push_back(paths[i].at(paths[i].upto));
    }
    if (!problem.empty()) {
        return result;
    }
    // What is affine needs its two ends, all of them in one run.
    std::vector<Clauses> terms = check.at(ends, true);
    std::vector<Changes> found;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const Path& path = paths[i];
        if (path.affine && check.condition().affine() && path.from < path.upto) {
            const LinearTerms line(path.from, std::move(terms[2 * i]), path.upto, std::move(terms[2 * i + 1]));
            result[i].at = nearest_turn(line, path, holds_now);
        } else if (path.from < path.upto) {
            search(check, path, result[i]);
        }
        found.push_back(path.at(result[i].at.value_or(path.now)));
    }
    const std::vector<Clauses> again = check.at(found);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        result[i].headroom = headroom(again[i]);
    }
    return result;
}

}  // namespace tranche
