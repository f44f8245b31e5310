#include "sensitivity_report.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // any_of, max
#include <cmath>      // abs
#include <utility>    // move

#include "chart.hpp"
#include "render.hpp"

namespace tranche::cli {

namespace {

std::string number_text(double value) {
    constexpr double grouped = 1000.0;
    if (std::abs(value) < grouped) {
        return fmt::format("{:.6g}", value);
    }
    std::string text = pounds_text(Money{static_cast<std::int64_t>(value * 1e6)}, {});
    return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

std::string change_text(double part) {
    return fmt::format("{}{:.2f}%", part >= 0.0 ? "+" : "", 100.0 * part);
}

// A factor is read as the change it makes to what the case has.
std::string value_text(const Lever& lever, double value) {
    if (lever.is_factor()) {
        const std::string text = fmt::format("{:+.2f}", 100.0 * (value / *lever.value - 1.0));
        return (text.ends_with(".00") ? text.substr(0, text.size() - 3) : text) + "%";
    }
    return number_text(value);
}

// Of what is nothing, no change is a percentage.
std::optional<double> change_of(const Lever& lever, const Switching& found) {
    if (!found.at || !lever.value || *lever.value == 0.0) {
        return std::nullopt;
    }
    return (*found.at - *lever.value) / std::abs(*lever.value);
}

std::string_view proof_word(const Switching& found) {
    switch (found.proof) {
        case Proof::worked_out: return found.at ? "exact" : "none";
        case Proof::searched: return found.at ? "searched" : "none found";
        case Proof::all_tried: return found.at ? "all tried" : "none";
        case Proof::not_computable: break;
    }
    return "not computable";
}

std::string basis_of(const Lever& lever) {
    return lever.basis == Basis::grade ? fmt::format("evidence grade {} (unverified)", lever.grade)
                                       : std::string(basis_text(lever.basis));
}

std::string raw(double value) {
    return fmt::format("{}", value);
}

TextTable input_table(const SensitivityResults& r, bool for_people) {
    const MeasureRow& measure = *r.tornado.measure;
    const bool other = measure.name != "npv";
    const std::string title(measure.title);
    TextTable table{{{"id", "Id"},
                     {"name", "Input"},
                     {"unit", "Unit"},
                     {"value", "Value", true},
                     {"low", "Low", true},
                     {"high", "High", true}},
                    {}};
    if (other) {
        const std::string key(measure.key);
        table.columns.push_back({key + "_low", title + " at low", true});
        table.columns.push_back({key + "_high", title + " at high", true});
    }
    for (const Column& column : std::vector<Column>{{"npv_low_gbp", "NPV at low", true},
                                                    {"npv_high_gbp", "NPV at high", true},
                                                    {"switching_value", "Switches at", true},
                                                    {"switching_change_percent", "Change", true},
                                                    {"switching", "How"},
                                                    {"basis", "Range"}}) {
        table.columns.push_back(column);
    }
    for (const Bar& bar : r.tornado.bars) {
        const Lever& lever = r.levers.all[bar.lever];
        const Switching& found = r.switching[bar.lever];
        const bool still = bar.width == 0.0 && !found.at;
        if (for_people && still) {
            continue;
        }
        std::vector<Cell> cells{{lever.id, lever.id},
                                {lever.name + (bar.bends ? " *" : ""), lever.name},
                                {lever.unit, lever.unit},
                                {lever.value ? number_text(*lever.value) : "n/a", lever.value ? raw(*lever.value) : ""},
                                {value_text(lever, lever.low), raw(lever.low)},
                                {value_text(lever, lever.high), raw(lever.high)}};
        if (other) {
            cells.push_back(figure_cell(bar.low, measure.unit, r.unit));
            cells.push_back(figure_cell(bar.high, measure.unit, r.unit));
        }
        cells.push_back(figure_cell(bar.npv_low, MeasureUnit::gbp, r.unit));
        cells.push_back(figure_cell(bar.npv_high, MeasureUnit::gbp, r.unit));
        const std::optional<double> change = change_of(lever, found);
        const std::string at = lever.is_factor() ? "" : found.at ? number_text(*found.at) : "";
        cells.push_back({found.at ? at : std::string(proof_word(found)), found.at ? raw(*found.at) : ""});
        cells.push_back({change ? change_text(*change) : "", change ? raw(100.0 * *change) : ""});
        cells.push_back({std::string(proof_word(found)), std::string(proof_word(found))});
        cells.push_back({basis_of(lever), basis_of(lever)});
        table.rows.push_back(std::move(cells));
    }
    trim_pence(table);
    if (for_people) {
        for (const std::string_view column : {"id", "unit", "value", "switching"}) {
            drop_column(table, column);
        }
        if (other) {
            drop_column(table, "npv_low_gbp");
            drop_column(table, "npv_high_gbp");
        }
    }
    return table;
}

TextTable grid_table(const SensitivityResults& r) {
    const Grid& grid = *r.grid;
    const MeasureRow& measure = *r.tornado.measure;
    TextTable table{{{grid.down->id, grid.down->name}}, {}};
    for (const double value : grid.across_values) {
        table.columns.push_back({grid.across->id + "=" + raw(value) + (measure.unit == MeasureUnit::gbp ? "_gbp" : ""),
                                 value_text(*grid.across, value), true});
    }
    for (std::size_t row = 0; row < grid.down_values.size(); ++row) {
        std::vector<Cell>& cells = table.rows.emplace_back();
        cells.push_back({value_text(*grid.down, grid.down_values[row]), raw(grid.down_values[row])});
        for (std::size_t column = 0; column < grid.across_values.size(); ++column) {
            cells.push_back(figure_cell(grid.at(row, column), measure.unit, r.unit));
        }
    }
    trim_pence(table);
    return table;
}

// For machines, a row for each pair.
TextTable grid_rows(const SensitivityResults& r) {
    const Grid& grid = *r.grid;
    const MeasureRow& measure = *r.tornado.measure;
    TextTable table{
        {{"down", ""}, {"down_value", ""}, {"across", ""}, {"across_value", ""}, {std::string(measure.key), ""}}, {}};
    for (std::size_t row = 0; row < grid.down_values.size(); ++row) {
        for (std::size_t column = 0; column < grid.across_values.size(); ++column) {
            table.rows.push_back({{"", grid.down->id},
                                  {"", raw(grid.down_values[row])},
                                  {"", grid.across->id},
                                  {"", raw(grid.across_values[column])},
                                  figure_cell(grid.at(row, column), measure.unit, r.unit)});
        }
    }
    return table;
}

std::string joined(const std::vector<std::string>& names) {
    return listed(names, 8);
}

// What moves nothing would only lengthen the table.
std::string still_text(const SensitivityResults& r) {
    std::vector<std::string> names;
    for (const Bar& bar : r.tornado.bars) {
        if (bar.width == 0.0 && !r.switching[bar.lever].at) {
            names.push_back(r.levers.all[bar.lever].name);
        }
    }
    return names.empty() ? "" : "No effect: " + joined(names) + ".\n";
}

std::string searched_text(const SensitivityResults& r) {
    bool factors = false;
    bool values = false;
    std::size_t points = 0;
    std::optional<double> months;
    for (std::size_t i = 0; i < r.levers.all.size(); ++i) {
        const Lever& lever = r.levers.all[i];
        factors = factors || lever.is_factor();
        values = values || lever.kind == LeverKind::value;
        if (lever.kind == LeverKind::months) {
            months = std::max(months.value_or(0.0), lever.upto);
        }
        if (r.switching[i].proof == Proof::searched) {
            points = r.switching[i].points;
        }
    }
    std::string result;
    const auto add = [&](const std::string& text) { result += (result.empty() ? "" : ", ") + text; };
    if (factors) {
        add("amounts from nothing to ten times");
    }
    if (values) {
        add("values from nothing to ten times, shares from 0 to 1");
    }
    if (months) {
        add(fmt::format("every whole month to {}", *months));
    }
    return result.empty() ? ""
                          : "Searched: " + result + "; 'none' is proved" +
                                (points > 0 ? fmt::format(", 'none found' is of {} points", points) : "") + ".\n";
}

std::string interaction_text(const SensitivityResults& r) {
    const MeasureRow& measure = *r.tornado.measure;
    if (!r.tornado.interaction_low || !r.tornado.interaction_high) {
        return "";
    }
    const auto text = [&](double value) {
        return measure.unit == MeasureUnit::gbp
                   ? amount_text(Money{static_cast<std::int64_t>(value * static_cast<double>(r.unit.per_pound()))},
                                 r.unit)
                   : fmt::format("{:.4g}", value);
    };
    return "All at their low ends together: " + text(*r.tornado.interaction_low) +
           " beyond what they do one by one; at their high ends: " + text(*r.tornado.interaction_high) + ".\n";
}

std::string combined_text(const SensitivityResults& r) {
    const auto line = [](const Switching& found, const std::string& what) {
        if (found.proof == Proof::not_computable) {
            return std::string();
        }
        if (!found.at) {
            return "No common change of costs and benefits up to 100% turns " + what + ".\n";
        }
        const bool worse = *found.at >= 0.0;
        return fmt::format("Costs {:.2f}% {} and benefits {:.2f}% {}, together, turn {}.\n",
                           100.0 * std::abs(*found.at), worse ? "up" : "down", 100.0 * std::abs(*found.at),
                           worse ? "down" : "up", what);
    };
    return (r.combined ? line(*r.combined, r.condition) : "") +
           (r.combined_undiscounted ? line(*r.combined_undiscounted, "net >= 0, undiscounted") : "");
}

std::string reserve_text(const SensitivityResults& r, double reserve) {
    return r.joint_in_money ? amount_text(Money{static_cast<std::int64_t>(reserve)}, r.unit)
                            : fmt::format("{:.6g}", reserve);
}

std::string joint_text(const SensitivityResults& r, const std::string& format, bool bold) {
    if (!r.joint.why.empty()) {
        return "No smallest joint change for " + r.joint_condition + ": " + r.joint.why + ".\n";
    }
    TextTable table{
        {{"input", "Input"}, {"now", "Now", true}, {"goes_to", "Goes to", true}, {"halves", "Half-ranges", true}}, {}};
    constexpr std::size_t most = 10;
    constexpr double little = 5e-4;
    std::size_t left = 0;
    for (const JointPart& part : r.joint.parts) {
        const Lever& lever = r.levers.all[part.lever];
        if (table.rows.size() == most || std::abs(part.half_ranges) < little) {
            ++left;
            continue;
        }
        const auto cell = [](const std::string& text) { return Cell{text, text}; };
        table.rows.push_back({cell(lever.name), cell(lever.is_factor() ? "" : number_text(*lever.value)),
                              cell(value_text(lever, part.value)), cell(fmt::format("{:+.3f}", part.half_ranges))});
    }
    std::string result = fmt::format(
        "Smallest joint change that turns {}: {:.3f} half-ranges (root of the sum of squares), "
        "{:.4g} half-ranges\nfor each £1m that half a range brings{}\n\n",
        r.joint_condition, r.joint.size, r.joint.multiplier * static_cast<double>(r.unit.per_pound()) * 1e6,
        r.joint.smallest ? "" : "; it is not shown to be the smallest");
    result += rendered(table, format, bold) + (left > 0 ? fmt::format("and {} more, each by less\n", left) : "");
    return result + fmt::format(
                        "\nRun again, it leaves {} of {} to the edge; first-order effects say {}. Along it the "
                        "edge lies at {:.6f}.\n",
                        reserve_text(r, r.joint.reserve), reserve_text(r, r.joint.now),
                        reserve_text(r, r.joint.predicted), r.joint.ray);
}

std::string left_out_text(const SensitivityResults& r) {
    std::string result;
    for (const LeftOut& each : r.levers.left_out) {
        result += "Left out: " + each.id + ": " + each.why + ".\n";
    }
    return result;
}

std::string chart_text(const SensitivityResults& r, std::size_t width) {
    const std::optional<double> base = comparable(r.tornado.base, r.unit);
    if (!base) {
        return "";
    }
    std::vector<ChartRow> rows;
    for (const Bar& bar : r.tornado.bars) {
        if (bar.width && *bar.width > 0.0) {
            rows.push_back(
                {r.levers.all[bar.lever].name, "", *comparable(bar.low, r.unit), *comparable(bar.high, r.unit)});
        }
    }
    if (rows.empty()) {
        return "";
    }
    const Scale scale = scale_of(rows, *base);
    const auto text = [&](double value) {
        return r.tornado.measure->unit == MeasureUnit::gbp
                   ? number_text(static_cast<double>(static_cast<std::int64_t>(value)))
                   : number_text(value);
    };
    return bar_chart(rows, *base, text(scale.lowest), text(*base), text(scale.highest), width) +
           "- at the low end, + at the high end\n\n";
}

Json optional_json(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

// Of what has none, what kind of number it is.
std::string unit_of(const Lever& lever) {
    return lever.is_factor() ? "factor" : lever.unit.empty() ? "number" : lever.unit;
}

Json switching_json(const Switching& found, const Lever& lever) {
    Json result{{"value", optional_json(found.at)},
                {"how", proof_word(found)},
                {"from", found.from},
                {"upto", found.upto},
                {"unit", unit_of(lever)}};
    if (found.proof == Proof::searched) {
        result["points"] = found.points;
    }
    if (!found.why.empty()) {
        result["why"] = found.why;
    }
    return result;
}

Json inputs_json(const SensitivityResults& r) {
    const MeasureRow& measure = *r.tornado.measure;
    Json result = Json::array();
    for (const Bar& bar : r.tornado.bars) {
        const Lever& lever = r.levers.all[bar.lever];
        const Switching& found = r.switching[bar.lever];
        const std::optional<double> change = change_of(lever, found);
        Json input{{"id", lever.id}, {"name", lever.name}};
        input["unit"] = unit_of(lever);
        input["value"] = optional_json(lever.value);
        input["low"] = lever.low;
        input["high"] = lever.high;
        input["basis"] = basis_of(lever);
        input["npv_low_gbp"] = figure_json(bar.npv_low, r.unit);
        input["npv_high_gbp"] = figure_json(bar.npv_high, r.unit);
        if (measure.name != "npv") {
            input[std::string(measure.key) + "_low"] = figure_json(bar.low, r.unit);
            input[std::string(measure.key) + "_high"] = figure_json(bar.high, r.unit);
        }
        input["switching_value"] = optional_json(found.at);
        input["switching_change_percent"] = change ? Json(100.0 * *change) : Json();
        input["switching"] = switching_json(found, lever);
        input["bends"] = bar.bends;
        result.push_back(std::move(input));
    }
    return result;
}

Json grid_json(const SensitivityResults& r) {
    const Grid& grid = *r.grid;
    Json values = Json::array();
    for (std::size_t row = 0; row < grid.down_values.size(); ++row) {
        Json cells = Json::array();
        for (std::size_t column = 0; column < grid.across_values.size(); ++column) {
            cells.push_back(figure_json(grid.at(row, column), r.unit));
        }
        values.push_back(std::move(cells));
    }
    return {{"down", {{"id", grid.down->id}, {"unit", unit_of(*grid.down)}, {"values", grid.down_values}}},
            {"across", {{"id", grid.across->id}, {"unit", unit_of(*grid.across)}, {"values", grid.across_values}}},
            {std::string(r.tornado.measure->key), std::move(values)}};
}

Json joint_json(const SensitivityResults& r) {
    Json result{{"condition", r.joint_condition}};
    if (!r.joint.why.empty()) {
        result["why"] = r.joint.why;
        return result;
    }
    Json inputs = Json::array();
    for (const JointPart& part : r.joint.parts) {
        const Lever& lever = r.levers.all[part.lever];
        inputs.push_back({{"id", lever.id},
                          {"unit", unit_of(lever)},
                          {"value", part.value},
                          {"moved", {{"value", part.half_ranges}, {"unit", "half-ranges"}}}});
    }
    const double scale = r.joint_in_money ? static_cast<double>(r.unit.per_pound()) : 1.0;
    const std::string unit = r.joint_in_money ? "_gbp" : "";
    result["size"] = {{"value", r.joint.size}, {"unit", "half-ranges"}};
    result["multiplier"] = {{"value", r.joint.multiplier * scale},
                            {"unit", r.joint_in_money ? "half-ranges for each pound" : "half-ranges for each unit"}};
    result["smallest"] = r.joint.smallest;
    result["edge"] = {{"value", r.joint.ray}, {"unit", "times the change"}};
    result["reserve_now" + unit] = r.joint.now / scale;
    result["reserve_predicted" + unit] = r.joint.predicted / scale;
    result["reserve_run_again" + unit] = r.joint.reserve / scale;
    result["inputs"] = std::move(inputs);
    return result;
}

Json json_of(const SensitivityResults& r, const Opened& opened, const Options& options) {
    Json json = headed(opened, options);
    json["perspective"] = options.text("--for");
    json["measure"] = r.tornado.measure->name;
    json["base"] = {{std::string(r.tornado.measure->key), figure_json(r.tornado.base, r.unit)}};
    if (!r.tornado.base.computable()) {
        json["why"] = r.tornado.base.why;
    }
    json["switches"] = r.condition;
    json["inputs"] = inputs_json(r);
    json["interaction"] = {{"low", optional_json(r.tornado.interaction_low)},
                           {"high", optional_json(r.tornado.interaction_high)},
                           {"unit", unit_word(r.tornado.measure->unit)}};
    if (r.combined) {
        const auto percent = [](const Switching& found) { return found.at ? Json(100.0 * *found.at) : Json(); };
        json["combined"] = {{"change_percent", percent(*r.combined)},
                            {"undiscounted_change_percent", percent(*r.combined_undiscounted)}};
    }
    if (r.grid) {
        json["grid"] = grid_json(r);
    }
    json["joint"] = joint_json(r);
    json["left_out"] = Json::array();
    for (const LeftOut& each : r.levers.left_out) {
        json["left_out"].push_back({{"id", each.id}, {"why", each.why}});
    }
    json["rests_on"] = status_json(r.programme);
    return json;
}

std::string text_of(const SensitivityResults& r, const Options& options, const Outcome& outcome) {
    const MeasureRow& measure = *r.tornado.measure;
    const bool bends =
        std::any_of(r.tornado.bars.begin(), r.tornado.bars.end(), [](const Bar& bar) { return bar.bends; });
    std::string result = titled(r.programme.name, r.title, options.text("--format"));
    result += "Each input alone, the others as they are: " + std::string(measure.title) + " is " +
              figure_text(r.tornado.base, measure.unit, r.unit) +
              (r.tornado.base.computable() ? "" : " (" + r.tornado.base.why + ")") +
              ", and the question is where this changes: " + r.condition + "\n\n";
    if (options.flag("--chart")) {
        const std::string chart = chart_text(r, outcome.width);
        result += options.text("--format") == "md" ? "```\n" + chart + "```\n\n" : chart;
    }
    result += rendered(input_table(r, true), options.text("--format"), outcome.bold) + "\n";
    result += bends ? "* not in a straight line\n" : "";
    result += still_text(r) + searched_text(r) + interaction_text(r) + combined_text(r) + "\n";
    if (r.grid) {
        result += std::string(measure.title) + ", " + r.grid->down->name + " down, " + r.grid->across->name +
                  " across\n\n" + rendered(grid_table(r), options.text("--format"), outcome.bold) + "\n";
    }
    return result + joint_text(r, options.text("--format"), outcome.bold) + "\n" + left_out_text(r) +
           rests_on(r.programme);
}

}  // namespace

std::string sensitivity_report(const SensitivityResults& results, const Opened& opened, const Options& options,
                               const Outcome& outcome) {
    if (options.text("--format") == "json") {
        return dumped(json_of(results, opened, options));
    }
    if (options.text("--format") == "csv") {
        return as_csv(!options.given("--grid") ? input_table(results, false) : grid_rows(results));
    }
    return text_of(results, options, outcome);
}

}  // namespace tranche::cli
