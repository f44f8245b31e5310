#include "tranche/track/returns.hpp"

#include <fmt/format.h>

#include <algorithm>  // any_of, find, find_if, max, min
#include <charconv>   // from_chars
#include <cmath>      // nearbyint
#include <map>
#include <memory>     // make_shared
#include <stdexcept>  // logic_error

#include "read/tree.hpp"
#include "track/forecast.hpp"
#include "track/basis.hpp"
#include "track/rule_texts.hpp"
#include "tranche/track/status.hpp"

namespace tranche {

namespace {

constexpr std::int64_t micropounds_in_a_penny = 10'000;

std::optional<TreeRef> member(const TreeRef& map, std::string_view key) {
    for (const auto& [name, value] : map.pairs()) {
        if (name.text() == key) {
            return value;
        }
    }
    return std::nullopt;
}

std::string text_of(const TreeRef& map, std::string_view key) {
    const std::optional<TreeRef> value = member(map, key);
    return value ? std::string(value->text()) : std::string{};
}

int number_of(const TreeRef& map, std::string_view key) {
    int result = 0;
    const std::string text = text_of(map, key);
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

// The file is part of the program and tested: what is wrong with it is a bug.
CountingRules read_rules(std::string_view text) {
    Diagnostics diagnostics;
    const std::uint32_t file =
        diagnostics.add_file(std::make_shared<const SourceText>(SourceText{"csr07.yaml", std::string(text)}));
    const std::optional<Tree> tree = read_tree(file, diagnostics);
    if (!tree) {
        throw std::logic_error("the counting rules cannot be read");
    }
    const TreeRef root(*tree, 1);
    CountingRules result;
    result.name = text_of(root, "rules");
    result.title = text_of(root, "name");
    result.after = parse_month(text_of(root, "after")).value();
    result.first_year = number_of(root, "first_year");
    result.years = number_of(root, "years");
    for (const TreeRef& each : member(root, "returns").value().items()) {
        (text_of(each, "kind") == "forecast" ? result.forecast_due : result.actual_due) = number_of(each, "due");
    }
    const TreeRef parameters = member(root, "parameters").value();
    const auto parameter = [&](std::string_view key) {
        return Decimal::parse(text_of(member(parameters, key).value(), "value")).value().to_double();
    };
    result.target_growth = parameter("target_growth");
    result.receipts_interest = parameter("receipts_interest");
    result.earlier_threshold = parameter("earlier_threshold");
    for (const TreeRef& each : member(root, "counting").value().items()) {
        result.rules.push_back(
            {text_of(each, "id"), text_of(each, "says"), text_of(each, "at"), text_of(each, "status")});
    }
    return result;
}

Pence rounded(double pence) {
    return static_cast<Pence>(std::nearbyint(pence));
}

// The financial year, by the calendar year in which it starts, at whose end a return gives the position.
int year_of_return(Month on, ReturnKind kind) {
    const int running = on.month() >= april ? on.year() : on.year() - 1;
    return kind == ReturnKind::forecast ? running : running - 1;
}

class Counter {
public:
    Counter(const Book& book, const CountingRules& rules, Month on) : book_(book), rules_(rules) {
        result_.rules = &rules;
        result_.on = on;
        result_.kind = on.month() == rules.forecast_due ? ReturnKind::forecast : ReturnKind::actual;
        year_ = year_of_return(on, result_.kind);
        const Month year_end(year_ + 1, march);
        result_.recorded_to = result_.kind == ReturnKind::forecast ? on - 1 : year_end;
    }

    Return count(Regime regime) {
        const Basis base = basis_of(book_, result_.recorded_to);
        const Outlook ahead = outlook(base, Remaining::owner, nullptr);
        const Calendar& calendar = base.baseline->calendar;
        result_.year = fmt::format("{}/{:02}", year_, (year_ + 1) % 100);
        first_ = calendar.index_of(Month(year_, april));
        const StatusReport standing = status_report(book_, result_.recorded_to);
        for (const MeasureStanding& each : standing.measures) {
            if (each.due && each.met && !*each.met) {
                missed_.push_back(each.id);
            }
        }
        std::map<std::size_t, std::vector<Pence>> lines;  // by line: its months of the range
        for (std::size_t i = 0; i < base.rows.size(); ++i) {
            if (base.rows[i].kind != base.lines[base.rows[i].line].kind) {
                continue;
            }
            std::vector<Pence>& months = lines[base.rows[i].line];
            months.resize(static_cast<std::size_t>(base.months), 0);
            for (std::size_t slot = 0; slot < months.size(); ++slot) {
                months[slot] += ahead.months[i][slot];
            }
        }
        for (const auto& [line, months] : lines) {
            if (base.lines[line].kind != LineKind::finance && base.lines[line].valued == Valued::counted) {
                add(base, line, months);
            }
        }
        finish(*base.baseline, regime);
        return std::move(result_);
    }

private:
    // Between two month indices, the second left out.
    static Pence between(const Basis& base, const std::vector<Pence>& months, int from, int to) {
        Pence result = 0;
        for (int month = std::max(from, base.first); month < std::min(to, base.end()); ++month) {
            result += months[base.slot(month)];
        }
        return result;
    }

    // The first month in which the line was to have money, or has some.
    static std::optional<Month> first_effect(const Basis& base, std::size_t line, const std::vector<Pence>& months) {
        for (std::size_t slot = 0; slot < months.size(); ++slot) {
            const bool planned = std::any_of(base.rows.begin(), base.rows.end(), [&](const BasisRow& row) {
                return row.line == line && row.planned[slot] != 0;
            });
            if (planned || months[slot] != 0) {
                return base.month(base.first + static_cast<int>(slot));
            }
        }
        return std::nullopt;
    }

    void add(const Basis& base, std::size_t index, const std::vector<Pence>& months) {
        const PlannedLine& line = base.lines[index];
        ReturnLine result{line.id, line.name, line.kind, between(base, months, first_, first_ + months_a_year),
                          0,       {},        {}};
        const auto by = [&](std::string_view rule, Pence counted) {
            result.rule = rule;
            result.why = rules_.says(rule);
            result.counted = counted;
        };
        const int start = base.baseline->calendar.index_of(rules_.after) + 1;
        const std::optional<Month> effect = first_effect(base, index, months);
        const bool late_year = year_ >= rules_.first_year + rules_.years;
        const bool quality =
            !line.measure.empty() && std::find(missed_.begin(), missed_.end(), line.measure) != missed_.end();
        if (line.kind == LineKind::cost) {
            by("R6", -result.year);
        } else if (late_year) {
            by("R15", 0);
        } else if (quality) {
            by("R3", 0);
        } else if (line.facets.nature == Nature::receipt) {
            const Pence sold = between(base, months, start, first_ + months_a_year);
            by("R12", rounded(static_cast<double>(sold) * rules_.receipts_interest));
        } else if (line.facets.nature == Nature::income || line.facets.nature == Nature::transfer) {
            by("R1", 0);
        } else if (line.facets.release == Release::non_cashable) {
            by("R8", 0);
        } else if (line.facets.release == Release::unstated || line.facets.account == Account::economic ||
                   line.facets.account == Account::social) {
            by("R5", 0);
        } else if (effect && *effect <= rules_.after) {
            by("R9", 0);
        } else {
            by(line.facets.release == Release::avoided ? "R2" : "R5", result.year);
        }
        (line.kind == LineKind::cost ? result_.costs : result_.gains) +=
            line.kind == LineKind::cost ? -result.counted : result.counted;
        result_.lines.push_back(std::move(result));
    }

    void finish(const Baseline& baseline, Regime regime) {
        if (baseline.tracking) {
            for (const ReturnTerms& each : baseline.tracking->returns) {
                terms_ = each.rules == regime ? each : terms_;
            }
        }
        result_.carried_in = carried_in(rules_, terms_);
        result_.indicator = result_.gains - result_.costs + result_.carried_in;
        if (!terms_.spend) {
            result_.no_target = std::string(rules_.says("R17")) + "; the file gives no spend to take it of";
            return;
        }
        result_.target = target_of(rules_, *terms_.spend / micropounds_in_a_penny, year_ - rules_.first_year + 1);
        result_.gap = *result_.target - result_.indicator;
    }

    const Book& book_;
    const CountingRules& rules_;
    Return result_;
    ReturnTerms terms_;
    std::vector<std::string> missed_;
    int year_ = 0;
    int first_ = 0;  // month index of the year's April
};

}  // namespace

std::string_view CountingRules::says(std::string_view id) const {
    const auto found =
        std::find_if(rules.begin(), rules.end(), [&](const CountingRule& rule) { return rule.id == id; });
    return found == rules.end() ? std::string_view{} : std::string_view(found->says);
}

const CountingRules& counting_rules(Regime regime) {
    static const CountingRules csr07 = read_rules(csr07_text());
    static_cast<void>(regime);  // there is one
    return csr07;
}

Pence carried_in(const CountingRules& rules, const ReturnTerms& terms) {
    if (!terms.earlier_gains || !terms.earlier_spend) {
        return 0;
    }
    const double above =
        static_cast<double>(*terms.earlier_gains) - rules.earlier_threshold * static_cast<double>(*terms.earlier_spend);
    const double lasting = static_cast<double>(terms.earlier_ongoing.value_or(*terms.earlier_gains));
    return rounded(std::max(0.0, std::min(above, lasting)) / static_cast<double>(micropounds_in_a_penny));
}

Pence target_of(const CountingRules& rules, Pence spend, int k) {
    double grown = 1.0;
    for (int i = 0; i < k; ++i) {
        grown *= 1.0 + rules.target_growth;
    }
    return rounded(static_cast<double>(spend) * (grown - 1.0));
}

DueReturn due_return(const CountingRules& rules, Month on) {
    const Month first(rules.first_year, rules.forecast_due);
    const Month last(rules.first_year + rules.years, rules.actual_due);
    const auto due = [&](Month month) {
        return month >= first && month <= last &&
               (month.month() == rules.forecast_due || month.month() == rules.actual_due);
    };
    DueReturn result{due(on), std::max(on, first), on > last};
    while (!result.over && !due(result.next)) {
        result.next += 1;
    }
    return result;
}

Return make_return(const Book& book, const CountingRules& rules, Regime regime, Month on) {
    assert(due_return(rules, on).due);
    return Counter(book, rules, on).count(regime);
}

}  // namespace tranche
