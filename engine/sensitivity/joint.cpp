// Sequential linearisation, as in the first-order reliability method: of the plane that touches the edge where the last
// round ended, the point nearest to the case within the bounds. That point is clamp(multiplier x effect), in which the
// multiplier is found by halving: what the plane says rises with it.
#include "tranche/sensitivity/joint.hpp"

#include <algorithm>  // clamp, max, stable_sort
#include <cmath>      // abs, sqrt

#include "sensitivity/affine.hpp"

namespace tranche {

namespace {

constexpr int most_rounds = 60;
constexpr double at_rest = 1e-9;  // of a half-range
constexpr double small_step = 0.01;

/// A driver in halves of its range, 0 being the case.
struct Axis {
    std::size_t driver = 0;
    InputId input;
    double value = 0.0;
    double half = 0.0;
    double lowest = 0.0;
    double highest = 0.0;
};

std::vector<Axis> axes_of(const Drivers& drivers) {
    std::vector<Axis> result;
    for (std::size_t i = 0; i < drivers.all.size(); ++i) {
        const Driver& driver = drivers.all[i];
        const double half = (driver.high - driver.low) / 2.0;
        if (driver.continuous() && driver.value && half > 0.0) {
            result.push_back({i, driver.input, *driver.value, half, std::min(0.0, (driver.from - *driver.value) / half),
                              std::max(0.0, (driver.upto - *driver.value) / half)});
        }
    }
    return result;
}

Changes changes_at(const std::vector<Axis>& axes, const std::vector<double>& point) {
    Changes result;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        result.push_back({axes[i].input, axes[i].value + point[i] * axes[i].half});
    }
    return result;
}

struct Plane {
    double headroom = 0.0;
    std::vector<double> effects;
};

// Each effect from either side of the point, in the direction that the bounds allow. The point is the case of these lanes, so
// that a lane changes one input and costs what that input reaches.
Plane plane_at(const ConditionCheck& check, const std::vector<Axis>& axes, const std::vector<double>& point) {
    const ConditionCheck there = check.moved(changes_at(axes, point));
    std::vector<Changes> changes;
    std::vector<double> widths;
    changes.reserve(2 * axes.size());
    widths.reserve(axes.size());
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const double upper = std::min(point[i] + small_step, axes[i].highest);
        const double lower = std::max(point[i] - small_step, axes[i].lowest);
        for (const double each : {upper, lower}) {
            changes.push_back({{axes[i].input, axes[i].value + each * axes[i].half}});
        }
        widths.push_back(upper - lower);
    }
    const std::vector<Clauses> clauses = there.at(changes);
    Plane result;
    result.effects.reserve(axes.size());
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const double rise = headroom(clauses[2 * i]) - headroom(clauses[2 * i + 1]);
        result.effects.push_back(widths[i] > 0.0 ? rise / widths[i] : 0.0);
    }
    result.headroom = headroom(there.now());
    return result;
}

std::vector<double> clamped(const std::vector<Axis>& axes, const std::vector<double>& effects, double multiplier) {
    std::vector<double> result;
    for (std::size_t i = 0; i < axes.size(); ++i) {
        result.push_back(std::clamp(multiplier * effects[i], axes[i].lowest, axes[i].highest));
    }
    return result;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += a[i] * b[i];
    }
    return sum;
}

// The multiplier at which the effects add up to this much; empty where the bounds do not let them.
std::optional<double> multiplier_for(const std::vector<Axis>& axes, const std::vector<double>& effects, double wanted) {
    const double square = product(effects, effects);
    if (square == 0.0) {
        return std::nullopt;
    }
    double near = 0.0;
    double far = wanted / square;
    for (int i = 0; std::abs(product(effects, clamped(axes, effects, far))) < std::abs(wanted) * (1.0 - 1e-13); ++i) {
        constexpr int doublings = 200;
        if (i == doublings) {
            return std::nullopt;
        }
        near = far;
        far *= 2.0;
    }
    constexpr int halvings = 200;
    for (int i = 0; i < halvings && near != 0.0; ++i) {
        const double middle = near + (far - near) / 2.0;
        const bool enough = std::abs(product(effects, clamped(axes, effects, middle))) >= std::abs(wanted);
        (enough ? far : near) = middle;
    }
    return far;
}

double distance(const std::vector<double>& a, const std::vector<double>& b) {
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
    }
    return largest;
}

Joint found_joint_change(const Drivers& drivers, const ConditionCheck& check) {
    Joint result;
    result.why = check.problem();
    if (!result.why.empty()) {
        return result;
    }
    const std::vector<Axis> axes = axes_of(drivers);
    std::vector<double> point(axes.size(), 0.0);
    const Plane first = plane_at(check, axes, point);
    result.now = first.headroom;
    Plane plane = first;
    bool rests = false;
    for (; !rests && result.rounds < most_rounds; ++result.rounds) {
        const double wanted = product(plane.effects, point) - plane.headroom;
        const std::optional<double> multiplier = multiplier_for(axes, plane.effects, wanted);
        if (!multiplier) {
            result.why = "no joint change within what is searched turns it";
            return result;
        }
        const std::vector<double> next = clamped(axes, plane.effects, *multiplier);
        rests = distance(next, point) < at_rest;
        point = next;
        result.multiplier = *multiplier;
        if (!rests) {
            plane = plane_at(check, axes, point);
        }
    }
    const std::vector<Clauses> there = check.at(std::vector<Changes>{changes_at(axes, point)});
    result.headroom = headroom(there.front());
    result.predicted = first.headroom + product(first.effects, point);
    result.size = std::sqrt(product(point, point));
    Path ray{{}, 0.0, 0.0, 2.0, false, false};
    for (std::size_t i = 0; i < axes.size(); ++i) {
        ray.moves.push_back({axes[i].input, axes[i].value, point[i] * axes[i].half});
        if (point[i] != 0.0) {
            ray.upto = std::min(ray.upto, (point[i] > 0.0 ? axes[i].highest : axes[i].lowest) / point[i]);
            result.parts.push_back(
                {axes[i].driver, axes[i].value + point[i] * axes[i].half, point[i], plane.effects[i]});
        }
    }
    // The edge may lie a rounding beyond a bound that the change has come to.
    constexpr double rounding = 1e-9;
    ray.upto = std::max(ray.upto, 1.0 + rounding);
    std::vector<InputId> inputs;
    for (const Axis& each : axes) {
        inputs.push_back(each.input);
    }
    ray.affine = Dependences(drivers.plan).of(inputs).affine;
    const Switching along = switching(check, std::span(&ray, 1)).front();
    result.ray = along.at.value_or(0.0);
    constexpr double close = 1e-6;
    const bool turns = along.at && std::abs(*along.at - 1.0) < close;
    result.smallest = rests && turns;
    if (!along.at) {
        result.why = "following first-order effects leads to no edge";
    }
    std::stable_sort(result.parts.begin(), result.parts.end(), [](const JointPart& a, const JointPart& b) {
        return std::abs(a.half_ranges) > std::abs(b.half_ranges);
    });
    return result;
}

}  // namespace

Joint smallest_joint_change(const Drivers& drivers, const ConditionCheck& check) {
    try {
        return found_joint_change(drivers, check);
    } catch (const AmountTooLarge& problem) {
        Joint result;
        result.why = std::string("looking for it leads where ") + problem.what();
        return result;
    }
}

}  // namespace tranche
