// What is said of a figure follows the words it was printed in: pounds with their sign, an assumption of 0.16 as 16% where
// a percentage is printed.
#include "report/audit_rows.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // any_of
#include <cmath>      // abs
#include <optional>
#include <utility>  // move

#include "report/cell_text.hpp"         // raw_text
#include "tranche/base/spelling.hpp"    // listed
#include "tranche/explain/lineage.hpp"  // citation_text
#include "tranche/report/subject.hpp"   // cell_of, kind_of

namespace tranche {

namespace {

constexpr double thin_margin = 0.01;

std::string sources_of(const Programme& programme, const std::vector<Citation>& at) {
    std::string result;
    for (const Citation& each : at) {
        result += (result.empty() ? "" : ", ") + citation_text(programme, each);
    }
    return result;
}

std::string words_of(Verdict verdict) {
    std::string result(word(verdict));
    for (char& c : result) {
        c = c == '_' ? ' ' : c;
    }
    return result;
}

bool as_percent(const Recomputed& each, const Printed& says) {
    return (each.unit == MeasureUnit::number || each.unit == MeasureUnit::ratio) && says.unit == PrintedUnit::percent;
}

std::string judged_text(const Figure& figure, MeasureUnit unit, bool percent, MoneyUnit money) {
    if (const Money* amount = std::get_if<Money>(&figure.value)) {
        return amount_text(*amount, money);
    }
    const double* value = std::get_if<double>(&figure.value);
    return percent && value != nullptr ? fmt::format("{:.6g}%", 100 * *value) : figure_text(figure, unit, money);
}

Cell cell_as_printed(const Recomputed& each, const Printed& says, MoneyUnit money) {
    const double* value = std::get_if<double>(&each.figure.value);
    Cell cell = as_percent(each, says) && value != nullptr ? Cell::number(100 * *value) : cell_of(each.figure, money);
    cell.why.clear();  // a member of its own says it
    return cell;
}

// Such figures move in whole steps: a year more or less. How near they are to a step says how far to trust them.
bool stepped(MeasureUnit unit) {
    return unit == MeasureUnit::years || unit == MeasureUnit::month || unit == MeasureUnit::count;
}

std::string_view word_of(PrintedUnit unit) {
    switch (unit) {
        case PrintedUnit::pounds: return "gbp";
        case PrintedUnit::percent: return "percent";
        case PrintedUnit::month: return "month";
        case PrintedUnit::plain: break;
    }
    return "number";
}

Cell printed_cell(const Printed& says) {
    return says.unit == PrintedUnit::month ? Cell::text(says.text) : Cell::number(says.value.to_double());
}

std::string interval_text(const Interval& interval, PrintedUnit unit) {
    const auto end = [&](const std::optional<double>& value) {
        if (!value) {
            return std::string("...");
        }
        if (unit == PrintedUnit::pounds) {
            return amount_text(Money{static_cast<std::int64_t>(*value * 1e6)}, MoneyUnit{});
        }
        return fmt::format("{:.2f}", *value) + (unit == PrintedUnit::percent ? "%" : "");
    };
    return end(interval.low) + " to " + end(interval.high);
}

std::string rests_text(const ClaimResult& result) {
    std::vector<std::string> parts;
    for (const auto& [status, count] : result.rests_on) {
        parts.push_back(std::to_string(count) + " " +
                        (status == Status::unstated ? "of unstated status" : std::string(word(status))));
    }
    return parts.empty() ? "" : "rests on lines: " + listed(parts);
}

/// What programs get of a claim beyond the columns that everybody sees.
class Members {
public:
    Members(const Model& model, const ClaimResult& result)
        : programme_(model.programme),
          result_(result),
          claim_(model.programme.claims[result.claim]),
          money_(model.plan.unit) {}

    [[nodiscard]] std::vector<Cell> cells() const {
        const auto& figures = result_.figures;
        const auto& implied = result_.implied;
        const auto& margin = result_.margin;
        const auto end = [](const std::optional<double>& value) {
            return value ? Cell::number(*value) : Cell::missing();
        };
        std::vector<Cell> cells{
            printed_cell(claim_.says),
            Cell::text(std::string(word_of(claim_.says.unit))),
            figures.size() == 1 ? cell_as_printed(figures.front(), claim_.says, money_) : Cell::missing(),
            Cell::list({}),
            result_.why.empty() ? Cell::empty() : Cell::text(result_.why),
            result_.ends.empty() ? Cell::empty() : ends(),
            figures.size() > 1 ? list(figures) : Cell::empty(),
            result_.corrected.empty() ? Cell::empty() : one(result_.corrected),
            result_.readings.empty() ? Cell::empty() : readings(),
            result_.alternatives.empty() ? Cell::empty() : list(result_.alternatives),
            result_.disagrees_with.empty() ? Cell::empty() : disagrees(),
            implied ? Cell::text(implied->formula) : Cell::empty(),
            implied ? end(implied->interval.low) : Cell::empty(),
            implied ? end(implied->interval.high) : Cell::empty(),
            implied ? Cell::flag(implied->agrees) : Cell::empty(),
            result_.rests_on.empty() ? Cell::empty() : lines(),
            margin && !result_.rests_on.empty() ? Cell::number(100 * margin->change) : Cell::empty(),
            margin && !result_.rests_on.empty() ? cell_of(margin->then, money_) : Cell::empty(),
            Cell::empty()};
        return cells;
    }

private:
    [[nodiscard]] Cell list(const std::vector<Recomputed>& all) const {
        ResultTable table;
        table.columns = {{"figure"}, {"recomputed", {}, ValueKind::any}, {"meets", {}, ValueKind::flag}, {"why"}};
        for (const Recomputed& each : all) {
            table.add({Cell::text(each.address.text()), cell_as_printed(each, claim_.says, money_),
                       Cell::flag(each.meets), each.figure.computable() ? Cell::empty() : Cell::text(each.figure.why)});
        }
        return Cell::nested(std::move(table));
    }

    // A value, or a list where what is printed could stand for several figures.
    [[nodiscard]] Cell one(const std::vector<Recomputed>& all) const {
        return all.size() == 1 ? cell_as_printed(all.front(), claim_.says, money_) : list(all);
    }

    [[nodiscard]] Cell ends() const {
        ResultTable table;
        table.columns = {{"end"}, {"published", {}, ValueKind::any}, {"recomputed", {}, ValueKind::any}, {"verdict"}};
        for (const EndResult& each : result_.ends) {
            Cell figure = cell_of(each.figure, money_);
            figure.why.clear();
            table.add({Cell::text(each.end == End::low ? "low" : "high"), printed_cell(each.says), std::move(figure),
                       Cell::text(std::string(word(each.verdict)))});
        }
        return Cell::nested(std::move(table));
    }

    [[nodiscard]] Cell readings() const {
        ResultTable table;
        table.columns = {{"id"}, {"recomputed", {}, ValueKind::any}, {"verdict"}};
        for (const ReadingResult& instead : result_.readings) {
            table.add({Cell::text(programme_.scenarios[instead.reading].id), one(instead.figures),
                       Cell::text(std::string(word(instead.verdict)))});
        }
        return Cell::nested(std::move(table));
    }

    [[nodiscard]] Cell disagrees() const {
        std::vector<std::string> ids;
        for (const ClaimId other : result_.disagrees_with) {
            ids.push_back(programme_.claims[other].id);
        }
        return Cell::list(std::move(ids));
    }

    [[nodiscard]] Cell lines() const {
        ResultTable table;
        table.layout = Layout::record;
        table.rows.emplace_back();
        for (const auto& [status, count] : result_.rests_on) {
            table.columns.push_back({std::string(word(status)), {}, ValueKind::count});
            table.rows.front().cells.push_back(Cell::count(static_cast<std::int64_t>(count)));
        }
        return Cell::nested(std::move(table));
    }

    const Programme& programme_;
    const ClaimResult& result_;
    const Claim& claim_;
    MoneyUnit money_;
};

}  // namespace

std::vector<Column> audit_members() {
    std::vector<Column> columns{{"published", {}, ValueKind::any},
                                {"unit"},
                                {"recomputed", {}, ValueKind::any},
                                {"explanations", {}, ValueKind::list},
                                {"why"},
                                {"ends", {}, ValueKind::table},
                                {"figures", {}, ValueKind::table},
                                {"corrected", {}, ValueKind::any},
                                {"readings", {}, ValueKind::table},
                                {"or", {}, ValueKind::table},
                                {"disagrees_with", {}, ValueKind::list},
                                {"implied_by.formula"},
                                {"implied_by.low", {}, ValueKind::number},
                                {"implied_by.high", {}, ValueKind::number},
                                {"implied_by.agrees", {}, ValueKind::flag},
                                {"rests_on.lines", {}, ValueKind::table},
                                {"rests_on.turns_at_change_percent", {}, ValueKind::percent},
                                {"rests_on.then", {}, ValueKind::any},
                                {"rounding_allows", {}, ValueKind::number}};
    for (Column& column : columns) {
        column.audience = Audience::json;
    }
    return columns;
}

bool AuditRow::consistent() const {
    return fitted && (verdict == Verdict::reproduced || verdict == Verdict::rounding);
}

std::string AuditRow::verdict_text() const {
    return consistent() ? "consistent (fitted)" : words_of(verdict);
}

AuditRow audit_row(const Model& model, const ClaimResult& result) {
    const Programme& programme = model.programme;
    const Claim& claim = programme.claims[result.claim];
    const MoneyUnit money = model.plan.unit;
    AuditRow row;
    row.id = claim.id;
    row.kind = "model";
    row.source = sources_of(programme, claim.at);
    row.printed = claim.says.text;
    row.fitted = claim.fitted;
    row.verdict = result.verdict;
    row.where = claim.where;
    row.members = Members(model, result).cells();
    const auto text = [&](const Recomputed& each) {
        return judged_text(each.figure, each.unit, as_percent(each, claim.says), money);
    };
    const auto list = [&](const std::vector<Recomputed>& all, std::string& texts, std::string& raws) {
        for (const Recomputed& each : all) {
            texts += (texts.empty() ? "" : ", ") + text(each);
            raws += (raws.empty() ? "" : " ") + raw_text(cell_as_printed(each, claim.says, money), ValueKind::any);
        }
    };
    list(result.figures, row.recomputed, row.raw_recomputed);
    if (!result.ends.empty()) {
        row.recomputed = row.raw_recomputed = "";
        for (const EndResult& each : result.ends) {
            const std::string found = judged_text(each.figure, result.figures.front().unit,
                                                  as_percent(result.figures.front(), claim.says), money);
            const std::string end = each.end == End::low ? "low" : "high";
            row.recomputed += (row.recomputed.empty() ? "" : " to ") + found;
            row.raw_recomputed += (row.raw_recomputed.empty() ? "" : " ") + found;
            row.remarks.push_back("the " + end + " end is " + found + ": " + words_of(each.verdict));
        }
    }
    list(result.corrected, row.corrected, row.raw_corrected);
    if (!result.why.empty() && result.verdict != Verdict::reproduced) {
        row.remarks.push_back(result.why);
    }
    for (const ClaimId other : result.disagrees_with) {
        const Claim& against = programme.claims[other];
        row.remarks.push_back("'" + against.id + "' says " + against.says.text +
                              (against.at.empty() ? "" : " (" + sources_of(programme, against.at) + ")"));
    }
    for (const Recomputed& each : result.alternatives) {
        row.remarks.push_back("read as " + each.address.text() + ": " + text(each) +
                              (each.meets ? ", which is what is printed" : ""));
    }
    for (const ReadingResult& instead : result.readings) {
        if (result.verdict == Verdict::not_reproduced && instead.verdict == Verdict::reproduced) {
            std::string figures;
            std::string ignored;
            list(instead.figures, figures, ignored);
            const Scenario& reading = programme.scenarios[instead.reading];
            row.remarks.push_back("with the reading '" + reading.id + "' (" + reading.name + "): " + figures +
                                  ", which is what is printed");
        }
    }
    if (result.implied) {
        row.remarks.push_back(std::string(result.implied->agrees ? "follows" : "does not follow") +
                              " from other claims as printed: " + result.implied->formula + " is " +
                              interval_text(result.implied->interval, claim.says.unit));
    }
    const bool unpublished = std::any_of(result.rests_on.begin(), result.rests_on.end(),
                                         [](const auto& each) { return each.first != Status::published; });
    if (unpublished && !claim.fitted && !row.recomputed.empty()) {
        std::string remark = rests_text(result);
        if (result.margin) {
            const bool lower = result.margin->change < 0;
            remark += fmt::format("; if the unpublished lines were {:.2g}% {}, it would be {}",
                                  100 * std::abs(result.margin->change), lower ? "lower" : "higher",
                                  judged_text(result.margin->then, result.figures.front().unit,
                                              as_percent(result.figures.front(), claim.says), money));
        }
        row.thin = result.verdict == Verdict::reproduced && result.margin && stepped(result.figures.front().unit) &&
                   std::abs(result.margin->change) < thin_margin;
        row.remarks.push_back(std::move(remark));
    }
    return row;
}

AuditRow audit_row(const Programme& programme, const CastResult& result) {
    const Cast& cast = programme.casts[result.cast];
    const Claim& total = programme.claims[cast.total];
    const bool money = total.says.unit == PrintedUnit::pounds;
    const Money sum{result.sum.scaled_to(6).value_or(0)};
    AuditRow row;
    row.id = cast.id;
    row.kind = "cast";
    row.source = sources_of(programme, cast.at);
    row.printed = total.says.text;
    row.recomputed = money ? amount_text(sum, MoneyUnit{}) : result.sum.text();
    row.raw_recomputed = result.sum.text();
    row.verdict = result.verdict;
    row.where = total.where;
    row.remarks.push_back("adds " + std::to_string(cast.parts.size()) +
                          (cast.parts.size() == 1 ? " printed cell" : " printed cells") +
                          (result.verdict == Verdict::rounding
                               ? fmt::format("; rounding them allows {}{:.6g}", money ? "\u00a3" : "", result.allowed)
                               : ""));
    row.members = {printed_cell(total.says), Cell::text(std::string(word_of(total.says.unit))),
                   Cell::number(result.sum.to_double()), Cell::list({})};
    row.members.resize(audit_members().size(), Cell::empty());
    row.members.back() = Cell::number(result.allowed);
    return row;
}

}  // namespace tranche
