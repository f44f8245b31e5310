#include "tranche/track/pack.hpp"

#include <fmt/format.h>

#include <algorithm>  // find_if, max_element, stable_sort
#include <array>
#include <cstdlib>  // abs
#include <map>

#include "track/forecast.hpp"
#include "tranche/base/pounds.hpp"
#include "track/basis.hpp"

namespace tranche {

namespace {

constexpr std::array<std::string_view, 6> headline_measures{"cost", "benefit", "net", "roi", "payback", "npv"};

// By line id: what it will have come to, with its owner's forecast.
std::map<std::string, Pence> outturn_by_line(const Basis& basis) {
    const Outlook ahead = outlook(basis, Remaining::owner, nullptr);
    std::map<std::string, Pence> result;
    for (std::size_t i = 0; i < basis.rows.size(); ++i) {
        const BasisRow& row = basis.rows[i];
        if (row.kind != basis.lines[row.line].kind) {
            continue;
        }
        result[basis.lines[row.line].id] +=
            sum_of(ahead.months[i], ahead.months[i].size()) + ahead.beyond[i] + row.undated;
    }
    return result;
}

std::map<std::string, Pence> planned_by_line(const Basis& basis) {
    std::map<std::string, Pence> result;
    for (const BasisRow& row : basis.rows) {
        if (row.kind != basis.lines[row.line].kind) {
            continue;
        }
        result[basis.lines[row.line].id] += sum_of(row.planned, row.planned.size()) + row.beyond + row.undated;
    }
    return result;
}

std::string reason_of(const std::string& line, const std::vector<LedgerEntry>& remarks, const Variance& variance) {
    for (auto entry = remarks.rbegin(); entry != remarks.rend(); ++entry) {
        if (entry->subject == line && !entry->note.empty()) {
            return entry->note;
        }
    }
    const auto found = std::find_if(variance.lines.begin(), variance.lines.end(),
                                    [&](const LineVariance& each) { return each.line == line; });
    if (found == variance.lines.end() || found->parts.empty()) {
        return {};
    }
    const auto largest = std::max_element(found->parts.begin(), found->parts.end(),
                                          [](Pence a, Pence b) { return std::abs(a) < std::abs(b); });
    const auto cause = static_cast<Cause>(largest - found->parts.begin());
    return *largest == 0 || cause == Cause::other
               ? std::string{}
               : fmt::format("mostly {}: {}", std::string(word(cause)), pence_in_pounds(*largest));
}

void add_movements(const Basis& now, const Basis* before, const std::vector<LedgerEntry>& remarks,
                   const Variance& variance, Pack& pack) {
    const std::map<std::string, Pence> current = outturn_by_line(now);
    const std::map<std::string, Pence> planned = planned_by_line(now);
    const std::map<std::string, Pence> earlier = before != nullptr ? outturn_by_line(*before) : planned;
    std::vector<Movement> all;
    for (const PlannedLine& line : now.lines) {
        if (line.kind == LineKind::finance) {
            continue;
        }
        const auto value = [&](const std::map<std::string, Pence>& of) {
            const auto found = of.find(line.id);
            return found == of.end() ? 0 : found->second;
        };
        Movement movement{line.id, line.name, line.kind, value(planned), value(earlier), value(current), {}};
        if (movement.since_last_month() != 0) {
            movement.reason = reason_of(line.id, remarks, variance);
            all.push_back(std::move(movement));
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Movement& a, const Movement& b) {
        return std::abs(a.since_last_month()) > std::abs(b.since_last_month());
    });
    for (std::size_t i = most_movements; i < all.size(); ++i) {
        pack.other_movements += all[i].kind == LineKind::cost ? -all[i].since_last_month() : all[i].since_last_month();
    }
    all.resize(std::min(all.size(), most_movements));
    pack.movements = std::move(all);
}

void add_unevidenced(const Basis& basis, Pack& pack) {
    std::map<std::string, Unevidenced> found;
    for (const BasisRow& row : basis.rows) {
        const PlannedLine& line = basis.lines[row.line];
        if (row.kind != LineKind::benefit) {
            continue;
        }
        Unevidenced& each = found.try_emplace(line.id, Unevidenced{line.id, line.name, 0, 0, 0}).first->second;
        each.due += sum_of(row.planned, basis.to_date());
        each.recorded += sum_of(row.recorded, basis.to_date());
        each.evidenced += sum_of(row.evidenced, basis.to_date());
    }
    for (const PlannedLine& line : basis.lines) {
        const auto each = found.find(line.id);
        if (each != found.end() && std::max(each->second.due, each->second.recorded) > each->second.evidenced) {
            pack.unevidenced.push_back(each->second);
        }
    }
}

const Outturn* by_owner(const Outturns& outturns) {
    return outturns.methods.empty() ? nullptr : &outturns.methods.front();
}

}  // namespace

Pack monthly_pack(const Book& book, Month as_at, const Book* last_month, const std::vector<LedgerEntry>& remarks) {
    constexpr std::array method{Remaining::owner};
    const Month before = as_at - 1;
    Pack result;
    result.now = status_report(book, as_at);
    const Basis now = basis_of(book, as_at);
    const Outturns current = outturns(book, as_at, method);
    std::optional<Basis> earlier;
    std::optional<Outturns> last;
    if (last_month != nullptr && !last_month->baselines.empty()) {
        result.last_month = status_report(*last_month, before);
        earlier = basis_of(*last_month, before);
        last = outturns(*last_month, before, method);
    }
    for (const std::string_view name : headline_measures) {
        for (const OutturnFigure& figure : by_owner(current)->figures) {
            if (figure.measure->name != name) {
                continue;
            }
            Headline headline{
                figure.measure, figure.baseline, {std::monostate{}, "there is no month before"}, figure.outturn};
            if (last) {
                for (const OutturnFigure& each : by_owner(*last)->figures) {
                    headline.last_month = each.measure == figure.measure ? each.outturn : headline.last_month;
                }
            }
            result.headlines.push_back(std::move(headline));
        }
    }
    add_movements(now, earlier ? &*earlier : nullptr, remarks, variance(book, as_at), result);
    const Day end = last_day(as_at);
    for (const Deadline& each : deadlines(book, as_at)) {
        const Day on = each.on.value_or(last_day(each.planned));
        if (each.state == Reached::missed) {
            result.missed.push_back(each);
        } else if (each.state != Reached::reached && on > end && on <= end + days_ahead) {
            result.due.push_back(each);
        }
    }
    add_unevidenced(now, result);
    result.earned = earned(book, as_at);
    return result;
}

}  // namespace tranche
