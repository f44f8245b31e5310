#include "support/slow_reference.hpp"

#include <algorithm>  // max, sort
#include <map>

namespace tranche::test {
namespace {

__extension__ typedef __int128 Wide;  // -Wpedantic knows it by this spelling

void walk(const Programme& programme, ScenarioId id, int distance, std::map<ScenarioId, int>& nearest) {
    const auto known = nearest.find(id);
    if (known != nearest.end() && known->second <= distance) {
        return;
    }
    nearest[id] = distance;
    for (const ScenarioId parent : programme.scenarios[id].based_on) {
        walk(programme, parent, distance + 1, nearest);
    }
}

double value_of(const Programme& programme, NodeId id, const std::vector<double>& inputs) {
    const Node& node = programme.formulas.nodes()[id];
    const auto a = [&] { return value_of(programme, node.a, inputs); };
    const auto b = [&] { return value_of(programme, node.b, inputs); };
    switch (node.op) {
        case Op::literal: return node.literal;
        case Op::input: return inputs[node.input.index()];
        case Op::alias: return a();
        case Op::add: return a() + b();
        case Op::subtract: return a() - b();
        case Op::multiply: return a() * b();
        case Op::divide: return a() / b();
        case Op::minimum: return std::min(a(), b());
        case Op::maximum: return std::max(a(), b());
        case Op::at_least: return a() >= b() ? 1.0 : 0.0;
    }
    return 0.0;
}

// The two dates that a link compares, for given starts and overruns.
int leading_date(const Link& link, const Project& before, int start, int overrun) {
    const bool its_start = link.type == LinkType::start_to_start || link.type == LinkType::start_to_finish;
    return its_start ? start : start + *before.lasts + overrun;
}

int following_date(const Link& link, const Project& after, int start, int overrun) {
    const bool its_start = link.type == LinkType::finish_to_start || link.type == LinkType::start_to_start;
    return its_start ? start : start + *after.lasts + overrun;
}

bool dated(const Project& project) {
    return project.starts && project.lasts;
}

// Dates are pushed until no link pushes any more. A link that the plan breaks by n months may stay broken by n.
std::vector<int> project_shifts(const Programme& programme, const std::vector<double>& inputs) {
    std::vector<int> start;
    std::vector<int> longer;
    for (const Project& project : programme.projects) {
        longer.push_back(static_cast<int>(value_of(programme, project.overrun, inputs)));
        start.push_back(project.starts.value_or(0) + static_cast<int>(value_of(programme, project.delay, inputs)));
    }
    for (bool moved = true; moved;) {
        moved = false;
        for (const Link& link : programme.links) {
            if (link.kind != LinkKind::hard || !link.before.exists()) {
                continue;
            }
            const Project& before = programme.projects[link.before];
            const Project& after = programme.projects[link.after];
            if (!dated(before) || !dated(after)) {
                continue;
            }
            const int planned_miss = leading_date(link, before, *before.starts, 0) + link.lag -
                                     following_date(link, after, *after.starts, 0);
            const int must_reach = leading_date(link, before, start[link.before.index()], longer[link.before.index()]) +
                                   link.lag - std::max(0, planned_miss);
            const int reaches = following_date(link, after, start[link.after.index()], longer[link.after.index()]);
            if (reaches < must_reach) {
                start[link.after.index()] += must_reach - reaches;
                moved = true;
            }
        }
    }
    for (std::size_t i = 0; i < start.size(); ++i) {
        start[i] -= programme.projects[ProjectId{i}].starts.value_or(0);
    }
    return start;
}

std::map<int, std::int64_t> months_of_shape(const Programme& programme, ShapeId shape, int origin) {
    std::map<int, std::int64_t> months;
    int begin = 0;
    for (std::size_t i = 0; i < programme.shapes->segments(shape); ++i) {
        const std::int64_t amount = programme.shapes->amount(shape, i);
        const int length = programme.shapes->segment_end(shape, i) - begin;
        for (int month = 0; month < length; ++month) {
            const auto upto = [&](int n) { return part_of(amount, n, length); };
            months[origin + programme.shapes->first_month(shape) + begin + month] += upto(month + 1) - upto(month);
        }
        begin += length;
    }
    return months;
}

int years_of(const Programme& programme) {
    double longest = 0.0;
    if (programme.delay_window == DelayWindow::extend) {
        for (const Project& project : programme.projects) {
            longest += project.without_months;
        }
        for (const Scenario& scenario : programme.scenarios) {
            for (const Override& change : scenario.overrides) {
                const bool delays = in_months(programme.formulas.inputs()[change.input].use);
                longest += delays ? change.operand : 0.0;
            }
        }
    }
    return programme.calendar.years + std::min(50, (static_cast<int>(longest) + 11) / 12);
}

}  // namespace

std::int64_t part_of(std::int64_t amount, std::int64_t part, std::int64_t whole) {
    const Wide product = static_cast<Wide>(amount) * part;
    Wide floor = product / whole;
    if (floor * whole > product) {
        --floor;
    }
    const Wide rest = product - floor * whole;
    const bool up = rest * 2 > whole || (rest * 2 == whole && floor % 2 != 0);
    return static_cast<std::int64_t>(up ? floor + 1 : floor);
}

std::int64_t nearest_even(double x) {
    auto floor = static_cast<std::int64_t>(x);
    if (static_cast<double>(floor) > x) {
        --floor;
    }
    const double rest = x - static_cast<double>(floor);
    const bool up = rest > 0.5 || (rest == 0.5 && floor % 2 != 0);
    return up ? floor + 1 : floor;
}

std::vector<double> slow_inputs(const Programme& programme, const std::vector<ScenarioId>& scenarios) {
    std::map<ScenarioId, int> nearest;
    for (const ScenarioId id : scenarios) {
        walk(programme, id, 0, nearest);
    }
    std::vector<double> values;
    for (std::size_t i = 0; i < programme.formulas.inputs().size(); ++i) {
        double value = programme.formulas.inputs()[InputId{i}].base;
        int replaced_at = -1;
        double added = 0.0;
        std::vector<double> scales;
        for (const auto& [id, distance] : nearest) {
            for (const Override& change : programme.scenarios[id].overrides) {
                if (change.input != InputId{i}) {
                    continue;
                }
                if (change.verb == Verb::add) {
                    added += change.operand;  // whole months, so in any order
                } else if (change.verb == Verb::scale) {
                    scales.push_back(change.operand);
                } else if (replaced_at < 0 || distance < replaced_at) {
                    value = change.operand;
                    replaced_at = distance;
                }
            }
        }
        value += added;
        std::sort(scales.begin(), scales.end());
        for (const double scale : scales) {
            value *= scale;
        }
        values.push_back(value);
    }
    return values;
}

namespace {

// The month in which an event falls once projects have moved.
int month_of(const Programme& programme, const Anchor& anchor, const SlowForecast& moved) {
    const Project& project = programme.projects[anchor.project];
    return anchor.kind == AnchorKind::project_start
               ? *project.starts + moved.project_shift[anchor.project.index()]
               : *project.starts + *project.lasts + moved.finish_shift[anchor.project.index()];
}

SlowLine slow_piece(const Programme& programme, const Line& line, const Piece& piece, const std::vector<double>& inputs,
                    SlowForecast& result, LineId id) {
    const int delay = static_cast<int>(value_of(programme, piece.delay, inputs));
    const int origin =
        delay + (piece.anchor.kind == AnchorKind::calendar ? 0 : month_of(programme, piece.anchor, result));
    const int until = piece.until ? static_cast<int>(value_of(programme, piece.until_delay, inputs)) +
                                        month_of(programme, *piece.until, result) + piece.until_lag
                                  : 1'000'000;
    const double amount = value_of(programme, piece.amount, inputs) * value_of(programme, line.factor, inputs);
    const auto factor_in = [&, origin = origin](int year) {
        if (!piece.series.exists()) {
            return amount;
        }
        const std::vector<NodeId>& series = programme.series[piece.series];
        const std::size_t last = series.size() - 1;
        if (piece.priced_at) {
            year = std::max(0, Calendar::year_of(origin + *piece.priced_at));
        }
        return amount * value_of(programme, series[std::min(static_cast<std::size_t>(year), last)], inputs);
    };
    std::vector<std::int64_t> raw_months(static_cast<std::size_t>(result.years) * 12, 0);
    std::int64_t raw_beyond = 0;
    for (const auto& [month, money] : months_of_shape(programme, piece.shape, origin)) {
        if (month >= until) {
            continue;
        }
        if (month >= result.years * 12) {
            raw_beyond += money;
        } else {
            raw_months.at(static_cast<std::size_t>(month)) += money;  // throws where it is before the calendar
        }
    }
    const auto priced = [&](std::int64_t raw, int year) {
        return nearest_even(static_cast<double>(raw) * factor_in(year));
    };
    SlowLine whole;
    for (int year = 0; year < result.years; ++year) {
        std::int64_t sum = 0;
        for (int month = year * 12; month < year * 12 + 12; ++month) {
            sum += raw_months[static_cast<std::size_t>(month)];
        }
        whole.years.push_back(priced(sum, year));
    }
    whole.beyond = priced(raw_beyond, result.years);
    whole.undated = priced(piece.undated, result.years);
    for (const Flow& flow : line.flows) {
        const double below = value_of(programme, flow.below, inputs);
        const double upto = value_of(programme, flow.upto, inputs);
        const auto part = [&](std::int64_t money) {
            const auto exact = static_cast<double>(money);
            return nearest_even(exact * upto) - nearest_even(exact * below);
        };
        SlowRow row{id, flow.from, flow.to, flow.kind, {}, part(whole.beyond), part(whole.undated), {}};
        for (const std::int64_t money : whole.years) {
            row.years.push_back(part(money));
        }
        std::int64_t so_far = 0;
        std::int64_t told = 0;
        for (std::size_t month = 0; month < raw_months.size(); ++month) {
            if (month % 12 == 0) {
                so_far = 0;
                told = 0;
            }
            so_far += raw_months[month];
            const std::int64_t upto_now = part(priced(so_far, static_cast<int>(month / 12)));
            row.months.push_back(upto_now - told);
            told = upto_now;
        }
        result.rows.push_back(std::move(row));
    }
    return whole;
}

}  // namespace

SlowForecast slow_forecast(const Programme& programme, const std::vector<double>& inputs) {
    SlowForecast result;
    result.years = years_of(programme);
    result.project_shift = project_shifts(programme, inputs);
    for (std::size_t i = 0; i < programme.projects.size(); ++i) {
        const Project& project = programme.projects[ProjectId{i}];
        result.finish_shift.push_back(result.project_shift[i] +
                                      static_cast<int>(value_of(programme, project.overrun, inputs)));
    }
    for (std::size_t i = 0; i < programme.lines.size(); ++i) {
        const Line& line = programme.lines[LineId{i}];
        SlowLine sum{std::vector<std::int64_t>(static_cast<std::size_t>(result.years), 0), 0, 0};
        for (const Piece& piece : line.pieces) {
            const SlowLine part = slow_piece(programme, line, piece, inputs, result, LineId{i});
            for (std::size_t year = 0; year < sum.years.size(); ++year) {
                sum.years[year] += part.years[year];
            }
            sum.beyond += part.beyond;
            sum.undated += part.undated;
        }
        result.lines.push_back(std::move(sum));
    }
    return result;
}

SlowForecast slow_forecast(const Programme& programme, const std::vector<ScenarioId>& scenarios) {
    return slow_forecast(programme, slow_inputs(programme, scenarios));
}

}  // namespace tranche::test
