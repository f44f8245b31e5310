#include "tranche/audit/audit.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // any_of
#include <array>
#include <cmath>  // abs

#include "commands.hpp"
#include "findings.hpp"
#include "render.hpp"
#include "tranche/explain/lineage.hpp"

namespace tranche::cli {

namespace {

constexpr double thin_margin = 0.01;
constexpr const char* no_claims =
    "The programme declares no claims: there is nothing to audit.\n"
    "Add `claims:` with the figures as printed; docs/guide/audit.md explains how.\n";

/// A result as it is shown: claims and casts alike.
struct Shown {
    std::string id;
    std::string kind;
    std::string source;
    std::string published;
    std::string recomputed;
    std::string raw_recomputed;  ///< for machines, in the unit of what is printed
    std::string corrected;       ///< where the programme has corrections
    std::string raw_corrected;
    bool fitted = false;
    bool thin = false;    ///< reproduced, but unpublished lines need move by under thin_margin to turn it
    std::string verdict;  ///< for people: `consistent (fitted)`, `not reproduced`
    std::vector<std::string> remarks;
    Verdict raw = Verdict::reproduced;
    Position where;
};

std::string sources_of(const Programme& programme, const std::vector<Citation>& at) {
    std::string result;
    for (const Citation& each : at) {
        result += (result.empty() ? "" : ", ") + citation_text(programme, each);
    }
    return result;
}

std::string shown_verdict(Verdict verdict, bool fitted) {
    if (fitted && (verdict == Verdict::reproduced || verdict == Verdict::rounding)) {
        return "consistent (fitted)";
    }
    std::string result(word(verdict));
    for (char& c : result) {
        c = c == '_' ? ' ' : c;
    }
    return result;
}

// As printed figures are: pounds with their sign, an assumption of 0.16 as 16% where a percentage is printed.
bool as_percent(const Recomputed& each, const Printed& says) {
    return (each.unit == MeasureUnit::number || each.unit == MeasureUnit::ratio) && says.unit == PrintedUnit::percent;
}

std::string text_of(const Figure& figure, MeasureUnit unit, bool percent, MoneyUnit money) {
    if (const Money* amount = std::get_if<Money>(&figure.value)) {
        return amount_text(*amount, money);
    }
    const double* value = std::get_if<double>(&figure.value);
    return percent && value != nullptr ? fmt::format("{:.6g}%", 100 * *value) : figure_text(figure, unit, money);
}

// Such figures turn whole: a year more or less. How near they are to turning says how far to trust them.
bool stepped(MeasureUnit unit) {
    return unit == MeasureUnit::years || unit == MeasureUnit::month || unit == MeasureUnit::count;
}

std::string_view unit_word(PrintedUnit unit) {
    switch (unit) {
        case PrintedUnit::pounds: return "gbp";
        case PrintedUnit::percent: return "percent";
        case PrintedUnit::month: return "month";
        case PrintedUnit::plain: break;
    }
    return "number";
}

Json published(const Printed& says) {
    return says.unit == PrintedUnit::month ? Json(says.text) : Json(says.value.to_double());
}

Json raw_of(const Recomputed& each, const Printed& says, MoneyUnit money) {
    const double* value = std::get_if<double>(&each.figure.value);
    return as_percent(each, says) && value != nullptr ? Json(100 * *value) : figure_json(each.figure, money);
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

Shown shown(const Model& model, const ClaimResult& result) {
    const Programme& programme = model.programme;
    const Claim& claim = programme.claims[result.claim];
    Shown row;
    row.id = claim.id;
    row.kind = "model";
    row.source = sources_of(programme, claim.at);
    row.published = claim.says.text;
    row.fitted = claim.fitted;
    row.verdict = shown_verdict(result.verdict, claim.fitted);
    row.raw = result.verdict;
    row.where = claim.where;
    const MoneyUnit money = model.plan.unit;
    const auto text = [&](const Recomputed& each) {
        return text_of(each.figure, each.unit, as_percent(each, claim.says), money);
    };
    const auto list = [&](const std::vector<Recomputed>& all, std::string& texts, std::string& raws) {
        for (const Recomputed& each : all) {
            texts += (texts.empty() ? "" : ", ") + text(each);
            const Json raw = raw_of(each, claim.says, money);
            raws += (raws.empty() ? "" : " ") + (raw.is_null()     ? ""
                                                 : raw.is_string() ? raw.get<std::string>()
                                                                   : raw.dump());
        }
    };
    list(result.figures, row.recomputed, row.raw_recomputed);
    if (!result.ends.empty()) {
        row.recomputed = row.raw_recomputed = "";
        for (const EndResult& each : result.ends) {
            const std::string found = text_of(each.figure, result.figures.front().unit,
                                              as_percent(result.figures.front(), claim.says), money);
            const std::string end = each.end == End::low ? "low" : "high";
            row.recomputed += (row.recomputed.empty() ? "" : " to ") + found;
            row.raw_recomputed += (row.raw_recomputed.empty() ? "" : " ") + found;
            row.remarks.push_back("the " + end + " end is " + found + ": " + shown_verdict(each.verdict, false));
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
    for (const ReadInstead& instead : result.readings) {
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
            remark += fmt::format("; with the unpublished ones {:.2g}% {} it would be {}",
                                  100 * std::abs(result.margin->change), lower ? "lower" : "higher",
                                  text_of(result.margin->then, result.figures.front().unit,
                                          as_percent(result.figures.front(), claim.says), money));
        }
        row.thin = result.verdict == Verdict::reproduced && result.margin && stepped(result.figures.front().unit) &&
                   std::abs(result.margin->change) < thin_margin;
        row.remarks.push_back(std::move(remark));
    }
    return row;
}

Shown shown(const Programme& programme, const CastResult& result) {
    const Cast& cast = programme.casts[result.cast];
    const Claim& total = programme.claims[cast.total];
    const bool money = total.says.unit == PrintedUnit::pounds;
    const Money sum{result.sum.scaled_to(6).value_or(0)};
    Shown row;
    row.id = cast.id;
    row.kind = "cast";
    row.source = sources_of(programme, cast.at);
    row.published = total.says.text;
    row.recomputed = money ? amount_text(sum, MoneyUnit{}) : result.sum.text();
    row.raw_recomputed = result.sum.text();
    row.verdict = shown_verdict(result.verdict, false);
    row.raw = result.verdict;
    row.where = total.where;
    row.remarks.push_back("adds " + std::to_string(cast.parts.size()) +
                          (cast.parts.size() == 1 ? " printed cell" : " printed cells") +
                          (result.verdict == Verdict::rounding
                               ? fmt::format("; rounding them allows {}{:.6g}", money ? "\u00a3" : "", result.allowed)
                               : ""));
    return row;
}

Json claim_json(const Model& model, const ClaimResult& result) {
    const Programme& programme = model.programme;
    const Claim& claim = programme.claims[result.claim];
    const auto figures = [&](const std::vector<Recomputed>& all) {
        Json list = Json::array();
        for (const Recomputed& each : all) {
            Json item{{"figure", each.address.text()},
                      {"recomputed", raw_of(each, claim.says, model.plan.unit)},
                      {"meets", each.meets}};
            if (!each.figure.computable()) {
                item["why"] = each.figure.why;
            }
            list.push_back(std::move(item));
        }
        return list;
    };
    Json json{{"id", claim.id}, {"kind", "model"}};
    json["source"] = sources_of(programme, claim.at);
    json["published"] = published(claim.says);
    json["published_text"] = claim.says.text;
    json["unit"] = unit_word(claim.says.unit);
    json["recomputed"] =
        result.figures.size() == 1 ? raw_of(result.figures.front(), claim.says, model.plan.unit) : Json();
    json["verdict"] = word(result.verdict);
    json["fitted"] = claim.fitted;
    json["explanations"] = Json::array();
    if (!result.why.empty()) {
        json["why"] = result.why;
    }
    const auto one = [&](const std::vector<Recomputed>& all) {
        return all.size() == 1 ? raw_of(all.front(), claim.says, model.plan.unit) : figures(all);
    };
    for (const EndResult& each : result.ends) {
        json["ends"].push_back({{"end", each.end == End::low ? "low" : "high"},
                                {"published", published(each.says)},
                                {"recomputed", figure_json(each.figure, model.plan.unit)},
                                {"verdict", word(each.verdict)}});
    }
    if (result.figures.size() > 1) {
        json["figures"] = figures(result.figures);
    }
    if (!result.corrected.empty()) {
        json["corrected"] = one(result.corrected);
    }
    for (const ReadInstead& instead : result.readings) {
        json["readings"].push_back({{"id", programme.scenarios[instead.reading].id},
                                    {"recomputed", one(instead.figures)},
                                    {"verdict", word(instead.verdict)}});
    }
    if (!result.alternatives.empty()) {
        json["or"] = figures(result.alternatives);
    }
    for (const ClaimId other : result.disagrees_with) {
        json["disagrees_with"].push_back(programme.claims[other].id);
    }
    if (result.implied) {
        const auto end = [](const std::optional<double>& value) { return value ? Json(*value) : Json(); };
        json["implied_by"] = {{"formula", result.implied->formula},
                              {"low", end(result.implied->interval.low)},
                              {"high", end(result.implied->interval.high)},
                              {"agrees", result.implied->agrees}};
    }
    if (!result.rests_on.empty()) {
        Json rests = Json::object();
        for (const auto& [status, count] : result.rests_on) {
            rests[std::string(word(status))] = count;
        }
        json["rests_on"] = {{"lines", rests}};
        if (result.margin) {
            json["rests_on"]["turns_at_change_percent"] = 100 * result.margin->change;
            json["rests_on"]["then"] = figure_json(result.margin->then, model.plan.unit);
        }
    }
    return json;
}

Json cast_json(const Programme& programme, const CastResult& result) {
    const Cast& cast = programme.casts[result.cast];
    const Claim& total = programme.claims[cast.total];
    return {{"id", cast.id},
            {"kind", "cast"},
            {"source", sources_of(programme, cast.at)},
            {"published", published(total.says)},
            {"published_text", total.says.text},
            {"unit", unit_word(total.says.unit)},
            {"recomputed", result.sum.to_double()},
            {"verdict", word(result.verdict)},
            {"fitted", false},
            {"explanations", Json::array()},
            {"rounding_allows", result.allowed}};
}

std::string heading(const std::vector<Shown>& rows) {
    std::array<std::size_t, 5> counts{};
    std::size_t fitted = 0;
    for (const Shown& row : rows) {
        fitted += row.verdict == "consistent (fitted)" ? 1 : 0;
        counts[static_cast<std::size_t>(row.raw)] += row.verdict == "consistent (fitted)" ? 0 : 1;
    }
    return fmt::format(
        "{} figures: {} reproduced, {} consistent (fitted), {} within rounding, {} not reproduced, {} contradicted, {} not computable\n",
        rows.size(), counts[0], fitted, counts[1], counts[2], counts[4], counts[3]);
}

// What needs attention comes first; figures that agree follow in one table.
std::string as_report(const Programme& programme, const std::vector<Shown>& rows) {
    std::string result = programme.name + "\n" + heading(rows);
    constexpr std::array<std::pair<Verdict, std::string_view>, 4> sections{
        {{Verdict::not_reproduced, "Not reproduced"},
         {Verdict::contradicted, "Contradicted: two printed statements disagree"},
         {Verdict::rounding, "Within rounding"},
         {Verdict::not_computable, "Not computable"}}};
    for (const auto& [verdict, title] : sections) {
        bool first = true;
        for (const Shown& row : rows) {
            if (row.raw != verdict || row.verdict == "consistent (fitted)") {
                continue;
            }
            result += first ? "\n" + std::string(title) + "\n" : "";
            first = false;
            result += "  " + row.id + (row.kind == "cast" ? " (cast)" : "") + ": printed " + row.published +
                      (row.recomputed.empty() ? "" : ", recomputed " + row.recomputed) +
                      (row.corrected.empty() ? "" : ", corrected " + row.corrected) +
                      (row.source.empty() ? "" : "  [" + row.source + "]") + "\n";
            for (const std::string& remark : row.remarks) {
                if (remark != "two printed statements disagree, whatever the model says") {
                    result += "    " + remark + "\n";
                }
            }
        }
    }
    bool first_thin = true;
    for (const Shown& row : rows) {
        if (row.thin) {
            result += first_thin ? "\nReproduced by a thin margin: unpublished lines a little off would turn it\n" : "";
            first_thin = false;
            result += "  " + row.id + ": printed " + row.published + ", recomputed " + row.recomputed + "  [" +
                      row.source + "]\n    " + row.remarks.back() + "\n";
        }
    }
    const bool any_fitted = std::any_of(rows.begin(), rows.end(), [](const Shown& row) { return row.fitted; });
    TextTable agreeing{{{"id", "Reproduced"},
                        {"kind", "Test"},
                        {"published", "Printed", true},
                        {"recomputed", "Recomputed", true},
                        {"corrected", "Corrected", true},
                        {"verdict", "Verdict"},
                        {"source", "Source"}},
                       {}};
    for (const Shown& row : rows) {
        if (row.raw == Verdict::reproduced || row.verdict == "consistent (fitted)") {
            agreeing.rows.push_back({{row.id, ""},
                                     {row.kind, ""},
                                     {row.published, ""},
                                     {row.recomputed, ""},
                                     {row.corrected, ""},
                                     {row.verdict, ""},
                                     {row.source, ""}});
        }
    }
    if (scenarios_in(programme, ScenarioRole::correction).empty()) {
        drop_column(agreeing, "corrected");
    }
    return result + (agreeing.rows.empty() ? "" : "\n" + as_text(agreeing)) +
           (any_fitted ? "\nFitted figures were used to rebuild inputs: agreeing with them proves nothing.\n" : "");
}

int audit(const Opened& opened, const Options& options, Outcome& outcome) {
    const Model& model = opened.model;
    const Audit found = tranche::audit(model);
    std::vector<Shown> rows;
    Json claims = Json::array();
    std::size_t reproduced = 0;
    bool all_well = true;
    for (const ClaimResult& each : found.claims) {
        rows.push_back(shown(model, each));
        claims.push_back(claim_json(model, each));
    }
    for (const CastResult& each : found.casts) {
        rows.push_back(shown(model.programme, each));
        claims.push_back(cast_json(model.programme, each));
    }
    std::vector<Finding> findings;
    for (const Shown& row : rows) {
        const bool fine = row.raw == Verdict::reproduced || row.raw == Verdict::rounding;
        reproduced += row.raw == Verdict::reproduced ? 1 : 0;
        all_well = all_well && (fine || row.raw == Verdict::not_computable);
        const Finding::Level level =
            fine ? Finding::Level::none
                 : (row.raw == Verdict::not_computable ? Finding::Level::note : Finding::Level::error);
        std::string message =
            row.id + ": printed " + row.published + (row.recomputed.empty() ? "" : ", recomputed " + row.recomputed);
        for (const std::string& remark : row.remarks) {
            message += "; " + remark;
        }
        findings.push_back({std::string(word(row.raw)), row.id, message, opened.file_of(row.where), row.where.line,
                            row.where.column, level});
    }
    if (options.text("--format") == "json") {
        outcome.out = dumped(
            {{"manifest", manifest(opened)}, {"claims", claims}, {"reproduced", reproduced}, {"total", rows.size()}});
    } else if (options.text("--format") == "sarif") {
        outcome.out = as_sarif(findings);
    } else if (options.text("--format") == "junit") {
        outcome.out = as_junit(model.programme.id, findings);
    } else if (options.text("--format") == "text") {
        outcome.out = rows.empty() ? model.programme.name + "\n" + no_claims : as_report(model.programme, rows);
    } else {
        TextTable table{{{"id", "Figure"},
                         {"kind", "Test"},
                         {"source", "Source"},
                         {"published", "Printed", true},
                         {"recomputed", "Recomputed", true},
                         {"corrected", "Corrected", true},
                         {"verdict", "Verdict"},
                         {"fitted", "Fitted"},
                         {"remarks", "Remarks"}},
                        {}};
        for (const Shown& row : rows) {
            std::string remarks;
            for (const std::string& remark : row.remarks) {
                remarks += (remarks.empty() ? "" : "; ") + remark;
            }
            const auto same = [](const std::string& text) { return Cell{text, text}; };
            table.rows.push_back({same(row.id),
                                  same(row.kind),
                                  same(row.source),
                                  same(row.published),
                                  {row.recomputed, row.raw_recomputed},
                                  {row.corrected, row.raw_corrected},
                                  {row.verdict, std::string(word(row.raw))},
                                  {row.fitted ? "yes" : "", row.fitted ? "true" : "false"},
                                  same(remarks)});
        }
        if (scenarios_in(model.programme, ScenarioRole::correction).empty()) {
            drop_column(table, "corrected");
        }
        outcome.out = rendered(table, options.text("--format"));
    }
    return options.flag("--strict") && !all_well ? 1 : 0;
}

}  // namespace

const Command& audit_command() {
    static const std::vector<OptionRow> own{
        {.name = "--strict", .placeholder = "", .help = "exit with 1 where a published figure is not reproduced"}};
    static const Command command{.name = "audit",
                                 .help = "compare every published claim with the recomputed figure",
                                 .arguments = {programme_argument},
                                 .options = {own, report_formats(), writing_options()},
                                 .run = audit,
                                 .examples = {"audit programmes/cheshire-community-safety --strict"}};
    return command;
}

}  // namespace tranche::cli
