// `track variance`: why what came in differs from what was planned, and earned value.
#include "track_ask.hpp"
#include "tranche/track/earned.hpp"
#include "tranche/track/variance.hpp"

#include <fmt/format.h>

#include <algorithm>  // replace

namespace tranche::cli {

namespace {

std::string key_of(Cause cause) {
    std::string result(word(cause));
    std::replace(result.begin(), result.end(), '-', '_');
    return result;
}

struct Sum {
    std::string id;
    std::string label;
    Pence planned = 0;
    Pence actual = 0;
    bool known = true;
    std::vector<Pence> parts = std::vector<Pence>(causes, 0);
};

void add(Sum& sum, const LineVariance& line) {
    sum.planned += line.planned;
    sum.actual += line.actual;
    sum.known = sum.known && line.known;
    for (std::size_t i = 0; i < line.parts.size(); ++i) {
        sum.parts[i] += line.parts[i];
    }
}

Json parts_json(const Sum& sum) {
    Json json = Json::object();
    for (std::size_t i = 0; i < causes; ++i) {
        json[key_of(static_cast<Cause>(i)) + "_gbp"] = pence_json(sum.parts[i]);
    }
    return json;
}

Json sum_json(const Sum& sum) {
    Json json{{"planned_gbp", sum.known ? pence_json(sum.planned) : Json(nullptr)},
              {"actual_gbp", pence_json(sum.actual)},
              {"variance_gbp", sum.known ? pence_json(sum.actual - sum.planned) : Json(nullptr)}};
    json["parts"] = sum.known ? parts_json(sum) : Json(nullptr);
    return json;
}

Json earned_json(const EarnedValue& value) {
    Json json{{"project", value.project.empty() ? Json(nullptr) : Json(value.project)},
              {"done_percent", value.percent_done ? Json(*value.percent_done) : Json(nullptr)},
              {"bac_gbp", pence_json(value.bac)},
              {"pv_gbp", pence_json(value.pv)},
              {"ev_gbp", pence_json(value.ev)},
              {"ac_gbp", pence_json(value.ac)},
              {"sv_gbp", pence_json(value.sv())},
              {"cv_gbp", pence_json(value.cv())}};
    Json why = Json::object();
    const auto put = [&](const std::string& key, const EarnedFigure& figure) {
        json[key] = figure.value ? Json(*figure.value) : Json(nullptr);
        if (!figure.value) {
            why[key] = figure.why;
        }
    };
    put("spi", value.spi);
    put("cpi", value.cpi);
    put("earned_schedule_months", value.earned_schedule);
    put("actual_time_months", value.actual_time);
    put("spi_t", value.spi_t);
    for (std::size_t i = 0; i < value.eac.size(); ++i) {
        const std::string name(eac_rows()[i].name);
        put("eac_" + name + "_gbp", value.eac[i]);
        put("etc_" + name + "_gbp", value.etc[i]);
        put("vac_" + name + "_gbp", value.vac[i]);
    }
    put("tcpi", value.tcpi);
    if (!why.empty()) {
        json["why"] = why;
    }
    return json;
}

Json variance_json(const Options& options, const AskedBook& asked, const Variance& variance, const Earned& earned,
                   const std::vector<Sum>& sums) {
    Json json = asked_json(options, asked);
    json["decomposition"] = "shapley";
    json["lines"] = Json::array();
    for (const LineVariance& line : variance.lines) {
        Sum sum;
        add(sum, line);
        Json each{{"id", line.line}, {"kind", word(line.kind)}};
        each.update(sum_json(sum));
        if (!line.seen.empty()) {
            each["seen"] = Json::array();
            for (const StepSeen& step : line.seen) {
                each["seen"].push_back({{"step", step.step},
                                        {"measure", step.measure},
                                        {"part", key_of(step.cause)},
                                        {"unit", "of the step"},
                                        {"planned", step.planned},
                                        {"recorded", step.recorded}});
            }
        }
        json["lines"].push_back(each);
    }
    if (!sums.empty()) {
        json["groups"] = Json::array();
        for (const Sum& sum : sums) {
            Json each{{"id", sum.id}};
            each.update(sum_json(sum));
            json["groups"].push_back(each);
        }
    }
    if (!variance.no_timing.empty()) {
        json["why"] = {{"timing_gbp", variance.no_timing}};
    }
    json["earned_value"] = Json::array();
    for (const EarnedValue& each : earned.projects) {
        json["earned_value"].push_back(earned_json(each));
    }
    json["earned_value_total"] = earned.total ? earned_json(*earned.total) : Json(nullptr);
    return json;
}

// Costs apart from benefits, by workstream or project where asked for.
std::vector<Sum> grouped(const Variance& variance, const std::vector<std::string_view>& by) {
    std::vector<Sum> result;
    for (const std::string_view name : by) {
        const std::size_t from = result.size();
        for (const LineVariance& line : variance.lines) {
            const std::string place = name == "project" ? line.project : line.workstream;
            const std::string id = (place.empty() ? "programme" : place) + "." + std::string(word(line.kind));
            std::size_t at = from;
            while (at < result.size() && result[at].id != id) {
                ++at;
            }
            if (at == result.size()) {
                result.emplace_back();
                result.back().id = id;
                result.back().label =
                    (place.empty() ? "the programme" : place) + ", " + std::string(word(line.kind)) + "s";
            }
            add(result[at], line);
        }
    }
    return result;
}

void add_row(TextTable& table, const Sum& sum) {
    const Cell none{"n/a", ""};
    std::vector<Cell> row{{sum.label, sum.id},
                          sum.known ? pence_cell(sum.planned) : none,
                          pence_cell(sum.actual),
                          sum.known ? pence_cell(sum.actual - sum.planned) : none};
    for (const Pence part : sum.parts) {
        row.push_back(sum.known ? pence_cell(part) : none);
    }
    table.rows.push_back(std::move(row));
}

Cell ratio_cell(const EarnedFigure& figure, const char* form) {
    return figure.value ? Cell{fmt::format(fmt::runtime(form), *figure.value), fmt::format("{}", *figure.value)}
                        : Cell{"n/a", ""};
}

Cell pounds_cell(const EarnedFigure& figure) {
    return ratio_cell(figure, "{:.2f}");
}

TextTable earned_table(const Earned& earned) {
    TextTable table{{{"project", "Earned value"},
                     {"done_percent", "Done", true},
                     {"bac_gbp", "BAC", true},
                     {"pv_gbp", "PV", true},
                     {"ev_gbp", "EV", true},
                     {"ac_gbp", "AC", true},
                     {"sv_gbp", "SV", true},
                     {"cv_gbp", "CV", true},
                     {"spi", "SPI", true},
                     {"cpi", "CPI", true},
                     {"earned_schedule_months", "ES", true},
                     {"spi_t", "SPI(t)", true},
                     {"eac_cpi_gbp", "EAC = BAC/CPI", true},
                     {"etc_cpi_gbp", "ETC", true},
                     {"eac_remaining_gbp", "AC+(BAC-EV)", true},
                     {"eac_cpi_spi_gbp", "AC+(BAC-EV)/(CPI x SPI)", true},
                     {"tcpi", "TCPI", true}},
                    {}};
    std::vector<EarnedValue> all = earned.projects;
    if (earned.total && all.size() > 1) {
        all.push_back(*earned.total);
    }
    for (const EarnedValue& each : all) {
        table.rows.push_back({{each.name, each.project},
                              percent_cell(each.percent_done),
                              pence_cell(each.bac),
                              pence_cell(each.pv),
                              pence_cell(each.ev),
                              pence_cell(each.ac),
                              pence_cell(each.sv()),
                              pence_cell(each.cv()),
                              ratio_cell(each.spi, "{:.3f}"),
                              ratio_cell(each.cpi, "{:.3f}"),
                              ratio_cell(each.earned_schedule, "{:.2f}"),
                              ratio_cell(each.spi_t, "{:.3f}"),
                              pounds_cell(each.eac[0]),
                              pounds_cell(each.etc[0]),
                              pounds_cell(each.eac[1]),
                              pounds_cell(each.eac[2]),
                              ratio_cell(each.tcpi, "{:.3f}")});
    }
    return table;
}

int track_variance(const AskedBook& asked, const Options& options, Outcome& outcome) {
    for (const std::string_view each : asked.by) {
        if (each != "workstream" && each != "project" && each != "line") {
            return misused(options, "--group takes line, project and workstream: a variance is a line's", outcome);
        }
    }
    const Variance variance = tranche::variance(asked.book, asked.as_at);
    const Earned earned = tranche::earned(asked.book, asked.as_at);
    std::vector<std::string_view> by = asked.by;
    std::erase(by, "line");
    const std::vector<Sum> sums = grouped(variance, by);
    if (options.text("--format") == "json") {
        outcome.out = dumped(variance_json(options, asked, variance, earned, sums));
        return 0;
    }
    TextTable table{{{"id", "Line"},
                     {"planned_gbp", "Planned", true},
                     {"actual_gbp", "Actual", true},
                     {"variance_gbp", "Variance", true}},
                    {}};
    for (std::size_t i = 0; i < causes; ++i) {
        std::string title(word(static_cast<Cause>(i)));
        title.front() = static_cast<char>(title.front() - 'a' + 'A');
        table.columns.push_back({key_of(static_cast<Cause>(i)) + "_gbp", title, true});
    }
    for (const LineVariance& line : variance.lines) {
        Sum sum;
        sum.id = line.line;
        sum.label = line.name;
        add(sum, line);
        add_row(table, sum);
    }
    for (const Sum& sum : sums) {
        add_row(table, sum);
    }
    if (options.text("--format") == "csv") {
        outcome.out = as_csv(table);
        return 0;
    }
    trim_pence(table);
    outcome.out = titled(asked.book.baselines.back().name, asked_title(asked), options.text("--format")) +
                  rendered(table, options.text("--format"), outcome.bold);
    if (earned.total) {
        TextTable value = earned_table(earned);
        trim_pence(value);
        outcome.out += "\n" + rendered(value, options.text("--format"), outcome.bold);
    }
    if (!variance.no_timing.empty()) {
        outcome.out += "\nNothing is put down to timing: " + variance.no_timing + "\n";
    }
    return 0;
}

}  // namespace

const Command& track_variance_command() {
    static const std::vector<OptionRow> own{group_option()};
    static const Command command{.name = "track variance",
                                 .help = "show why the actuals differ from the plan, and earned value",
                                 .arguments = {ledger_argument},
                                 .options = {month_options(), own, table_formats(), writing_options()},
                                 .run = track_variance,
                                 .examples = {"track variance cheshire.tranche --as-at 2014-06"}};
    return command;
}

}  // namespace tranche::cli
