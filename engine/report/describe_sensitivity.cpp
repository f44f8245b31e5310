// The tornado and the switching values are one table: a row for each input, widest first. People see of it the inputs that
// do something. The grid and the joint change have tables of their own.
#include "tranche/report/describe_sensitivity.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // any_of, max
#include <cmath>      // abs
#include <utility>    // move

#include "report/lever_text.hpp"
#include "tranche/appraise/decision.hpp"  // comparable
#include "tranche/base/spelling.hpp"      // listed

namespace tranche {

namespace {

Cell optional_number(const std::optional<double>& value) {
    return value ? Cell::number(*value) : Cell::missing();
}

Cell figure(const Figure& of, MoneyUnit unit) {
    Cell cell = cell_of(of, unit);
    cell.why.clear();  // the measure of the case says why
    return cell;
}

Cell switching_record(const Switching& found, const Driver& driver) {
    ResultTable table;
    table.layout = Layout::record;
    table.columns = {{"value", {}, ValueKind::number},
                     {"how"},
                     {"from", {}, ValueKind::number},
                     {"upto", {}, ValueKind::number},
                     {"unit"},
                     {"points", {}, ValueKind::count},
                     {"why"}};
    table.add({optional_number(found.at), Cell::text(std::string(proof_word(found))), Cell::number(found.from),
               Cell::number(found.upto), Cell::text(unit_of(driver)),
               found.proof == Proof::searched ? Cell::count(static_cast<std::int64_t>(found.points)) : Cell::empty(),
               found.why.empty() ? Cell::empty() : Cell::text(found.why)});
    return Cell::nested(std::move(table));
}

ResultTable inputs_table(const SensitivityParts& parts) {
    const MeasureRow& measure = *parts.tornado.measure;
    const bool other = measure.name != "npv";
    const Audience npv = other ? Audience::machines : Audience::all;
    const std::string key(measure.key);
    const std::string title(measure.title);
    ResultTable table;
    table.key = "inputs";
    table.open = true;  // ends of the measure, under its key
    table.audience = parts.grid_asked ? Audience::people | Audience::json : Audience::all;
    table.columns = {{"id", {}, ValueKind::text, Audience::machines},
                     {"name", "Input"},
                     {"unit", {}, ValueKind::text, Audience::csv},
                     {"unit", {}, ValueKind::text, Audience::json},
                     {"value", {}, ValueKind::number, Audience::machines},
                     {"low", "Low", ValueKind::number},
                     {"high", "High", ValueKind::number}};
    if (other) {
        table.columns.push_back({key + "_low", title + " at low", kind_of(measure.unit)});
        table.columns.push_back({key + "_high", title + " at high", kind_of(measure.unit)});
    }
    for (const Column& column : std::vector<Column>{{"npv_low_gbp", "NPV at low", ValueKind::money, npv},
                                                    {"npv_high_gbp", "NPV at high", ValueKind::money, npv},
                                                    {"switching_value", "Switching value", ValueKind::number},
                                                    {"switching_change_percent", "Change", ValueKind::number},
                                                    {"switching", {}, ValueKind::text, Audience::csv},
                                                    {"switching", {}, ValueKind::table, Audience::json},
                                                    {"basis", "Range"},
                                                    {"bends", {}, ValueKind::flag, Audience::json}}) {
        table.columns.push_back(column);
    }
    for (const Bar& bar : parts.tornado.bars) {
        const Driver& driver = parts.drivers.all[bar.driver];
        const Switching& found = parts.switching[bar.driver];
        const std::string how(proof_word(found));
        std::vector<Cell> cells{Cell::text(driver.id),
                                Cell::text(driver.name).for_people(driver.name + (bar.bends ? " *" : "")),
                                Cell::text(driver.unit),
                                Cell::text(unit_of(driver)),
                                optional_number(driver.value),
                                Cell::number(driver.low).for_people(value_text(driver, driver.low)),
                                Cell::number(driver.high).for_people(value_text(driver, driver.high))};
        if (other) {
            cells.push_back(figure(bar.low, parts.unit));
            cells.push_back(figure(bar.high, parts.unit));
        }
        cells.push_back(figure(bar.npv_low, parts.unit));
        cells.push_back(figure(bar.npv_high, parts.unit));
        // Of a factor the change says it all.
        cells.push_back(optional_number(found.at).for_people(!found.at            ? how
                                                             : driver.is_factor() ? " "
                                                                                  : number_text(*found.at)));
        const std::optional<double> change = change_of(driver, found);
        cells.push_back(change ? Cell::number(100.0 * *change).for_people(fmt::format("{:+.2f}%", 100.0 * *change))
                               : Cell::missing().for_people(" "));
        cells.push_back(Cell::text(how));
        cells.push_back(switching_record(found, driver));
        cells.push_back(Cell::text(basis_of(driver)));
        cells.push_back(Cell::flag(bar.bends));
        const bool still = bar.width == 0.0 && !found.at;
        table.add(std::move(cells)).audience = still ? Audience::machines : Audience::all;
    }
    return table;
}

Cell column_of(std::vector<Cell> cells) {
    ResultTable table;
    table.layout = Layout::values;
    table.columns = {{"value", {}, ValueKind::any}};
    for (Cell& cell : cells) {
        table.add({std::move(cell)});
    }
    return Cell::nested(std::move(table));
}

// For people a row for each value of the first input and a column for each of the second.
ResultTable grid_table(const SensitivityParts& parts) {
    const Grid& grid = *parts.grid;
    const MeasureRow& measure = *parts.tornado.measure;
    ResultTable table;
    table.title = std::string(measure.title) + ", " + grid.down->name + " down, " + grid.across->name + " across";
    table.audience = Audience::people;
    table.columns = {{"down", grid.down->name, ValueKind::number}};
    for (const double value : grid.across_values) {
        table.columns.push_back({"across", value_text(*grid.across, value), kind_of(measure.unit)});
    }
    for (std::size_t row = 0; row < grid.down_values.size(); ++row) {
        std::vector<Cell> cells{
            Cell::number(grid.down_values[row]).for_people(value_text(*grid.down, grid.down_values[row]))};
        for (std::size_t column = 0; column < grid.across_values.size(); ++column) {
            cells.push_back(figure(grid.at(row, column), parts.unit));
        }
        table.add(std::move(cells));
    }
    return table;
}

// For spreadsheets a row for each pair.
ResultTable pairs_table(const SensitivityParts& parts) {
    const Grid& grid = *parts.grid;
    const MeasureRow& measure = *parts.tornado.measure;
    ResultTable table;
    table.audience = Audience::csv;
    table.columns = {{"down"},
                     {"down_value", {}, ValueKind::number},
                     {"across"},
                     {"across_value", {}, ValueKind::number},
                     {std::string(measure.key), {}, kind_of(measure.unit)}};
    for (std::size_t row = 0; row < grid.down_values.size(); ++row) {
        for (std::size_t column = 0; column < grid.across_values.size(); ++column) {
            table.add({Cell::text(grid.down->id), Cell::number(grid.down_values[row]), Cell::text(grid.across->id),
                       Cell::number(grid.across_values[column]), figure(grid.at(row, column), parts.unit)});
        }
    }
    return table;
}

// For programs the values of both inputs, and an array of arrays.
ResultTable grid_record(const SensitivityParts& parts) {
    const Grid& grid = *parts.grid;
    ResultTable table;
    table.key = "grid";
    table.open = true;  // figures, under the measure's key
    table.layout = Layout::record;
    table.audience = Audience::json;
    table.columns = {{"down.id"},
                     {"down.unit"},
                     {"down.values", {}, ValueKind::list},
                     {"across.id"},
                     {"across.unit"},
                     {"across.values", {}, ValueKind::list},
                     {std::string(parts.tornado.measure->key), {}, ValueKind::table}};
    std::vector<Cell> rows;
    for (std::size_t row = 0; row < grid.down_values.size(); ++row) {
        std::vector<Cell> cells;
        for (std::size_t column = 0; column < grid.across_values.size(); ++column) {
            cells.push_back(figure(grid.at(row, column), parts.unit));
        }
        rows.push_back(column_of(std::move(cells)));
    }
    table.add({Cell::text(grid.down->id), Cell::text(unit_of(*grid.down)), Cell::numbers(grid.down_values),
               Cell::text(grid.across->id), Cell::text(unit_of(*grid.across)), Cell::numbers(grid.across_values),
               column_of(std::move(rows))});
    return table;
}

// Inputs that move nothing would only lengthen the table.
void add_still(Document& document, const SensitivityParts& parts) {
    std::vector<std::string> names;
    for (const Bar& bar : parts.tornado.bars) {
        if (bar.width == 0.0 && !parts.switching[bar.driver].at) {
            names.push_back(parts.drivers.all[bar.driver].name);
        }
    }
    document.note(names.empty() ? "" : "No effect: " + listed(names, 8) + ".");
}

void add_searched(Document& document, const SensitivityParts& parts) {
    bool factors = false;
    bool values = false;
    std::size_t points = 0;
    std::optional<double> months;
    for (std::size_t i = 0; i < parts.drivers.all.size(); ++i) {
        const Driver& driver = parts.drivers.all[i];
        factors = factors || driver.is_factor();
        values = values || driver.kind == DriverKind::value;
        if (driver.kind == DriverKind::months) {
            months = std::max(months.value_or(0.0), driver.upto);
        }
        if (parts.switching[i].proof == Proof::searched) {
            points = parts.switching[i].points;
        }
    }
    std::vector<std::string> searched;
    if (factors) {
        searched.emplace_back("amounts from zero to ten times");
    }
    if (values) {
        searched.emplace_back("values from zero to ten times, shares from 0 to 1");
    }
    if (months) {
        searched.push_back(fmt::format("every whole month to {}", *months));
    }
    std::string text;
    for (const std::string& each : searched) {
        text += (text.empty() ? "" : ", ") + each;
    }
    document.note(text.empty() ? ""
                               : "Searched: " + text + "; 'none' is proved" +
                                     (points > 0 ? fmt::format(", 'none found' is of {} points", points) : "") + ".");
}

void add_interaction(Document& document, const SensitivityParts& parts) {
    const MeasureRow& measure = *parts.tornado.measure;
    const auto& [low, high] = std::pair(parts.tornado.interaction_low, parts.tornado.interaction_high);
    ResultTable record;
    record.key = "interaction";
    record.layout = Layout::record;
    record.audience = Audience::json;
    record.columns = {{"low", {}, ValueKind::number}, {"high", {}, ValueKind::number}, {"unit"}};
    record.add({optional_number(low), optional_number(high), Cell::text(std::string(unit_word(measure.unit)))});
    document.add(std::move(record));
    if (!low || !high) {
        return;
    }
    const auto text = [&](double value) {
        return measure.unit == MeasureUnit::gbp
                   ? amount_text(Money{static_cast<std::int64_t>(value * static_cast<double>(parts.unit.per_pound()))},
                                 parts.unit)
                   : fmt::format("{:.4g}", value);
    };
    document.note("All at their low ends together: " + text(*low) +
                  " beyond the sum of their single effects; at their high ends: " + text(*high) + ".");
}

void add_combined(Document& document, const SensitivityParts& parts) {
    if (!parts.combined) {
        return;
    }
    const auto percent = [](const Switching& found) {
        return found.at ? Cell::number(100.0 * *found.at) : Cell::missing();
    };
    ResultTable record;
    record.key = "combined";
    record.layout = Layout::record;
    record.audience = Audience::json;
    record.columns = {{"change_percent", {}, ValueKind::percent},
                      {"undiscounted_change_percent", {}, ValueKind::percent}};
    record.add({percent(*parts.combined), percent(*parts.combined_undiscounted)});
    document.add(std::move(record));
    const auto note = [&](const Switching& found, const std::string& flipped) {
        if (found.proof == Proof::not_computable) {
            return;
        }
        if (!found.at) {
            document.note("No common change of costs and benefits up to 100% flips " + flipped + ".");
            return;
        }
        const bool worse = *found.at >= 0.0;
        document.note(fmt::format("Costs {:.2f}% {} and benefits {:.2f}% {}, together, flip {}.",
                                  100.0 * std::abs(*found.at), worse ? "up" : "down", 100.0 * std::abs(*found.at),
                                  worse ? "down" : "up", flipped));
    };
    note(*parts.combined, parts.condition);
    note(*parts.combined_undiscounted, "net >= 0, undiscounted");
}

std::string reserve_text(const SensitivityParts& parts, double reserve) {
    return parts.joint_in_money ? amount_text(Money{static_cast<std::int64_t>(reserve)}, parts.unit)
                                : fmt::format("{:.6g}", reserve);
}

// People see the inputs that move most, programs all.
ResultTable joint_inputs(const SensitivityParts& parts, std::size_t& left) {
    constexpr std::size_t most = 10;
    constexpr double little = 5e-4;
    ResultTable table;
    table.key = "joint.inputs";
    table.audience = Audience::people | Audience::json;
    table.columns = {{"id", {}, ValueKind::text, Audience::json},
                     {"name", "Input", ValueKind::text, Audience::people},
                     {"unit", {}, ValueKind::text, Audience::json},
                     {"now", "Now", ValueKind::number, Audience::people},
                     {"value", "Goes to", ValueKind::number},
                     {"moved.value", "Half-ranges", ValueKind::number},
                     {"moved.unit", {}, ValueKind::text, Audience::json}};
    std::size_t shown = 0;
    for (const JointPart& part : parts.joint.parts) {
        const Driver& driver = parts.drivers.all[part.driver];
        const bool counts = shown < most && std::abs(part.half_ranges) >= little;
        shown += counts ? 1 : 0;
        left += counts ? 0 : 1;
        table
            .add({Cell::text(driver.id), Cell::text(driver.name), Cell::text(unit_of(driver)),
                  driver.is_factor() ? Cell::empty()
                                     : Cell::number(*driver.value).for_people(number_text(*driver.value)),
                  Cell::number(part.value).for_people(value_text(driver, part.value)),
                  Cell::number(part.half_ranges).for_people(fmt::format("{:+.3f}", part.half_ranges)),
                  Cell::text("half-ranges")})
            .audience = counts ? Audience::all : Audience::json;
    }
    return table;
}

void add_joint(Document& document, const SensitivityParts& parts) {
    const Joint& joint = parts.joint;
    document.member("joint.condition", ValueKind::text, Cell::text(parts.joint_condition));
    if (!joint.why.empty()) {
        document.member("joint.why", ValueKind::text, Cell::text(joint.why));
        document.note("No smallest joint change for " + parts.joint_condition + ": " + joint.why + ".");
        return;
    }
    const double scale = parts.joint_in_money ? static_cast<double>(parts.unit.per_pound()) : 1.0;
    const std::string unit = parts.joint_in_money ? "_gbp" : "";
    ResultTable record;
    record.key = "joint";
    record.layout = Layout::record;
    record.audience = Audience::json;
    const std::vector<std::pair<Column, Cell>> members{
        {{"size.value", {}, ValueKind::number}, Cell::number(joint.size)},
        {{"size.unit"}, Cell::text("half-ranges")},
        {{"multiplier.value", {}, ValueKind::number}, Cell::number(joint.multiplier * scale)},
        {{"multiplier.unit"},
         Cell::text(parts.joint_in_money ? "half-ranges for each pound" : "half-ranges for each unit")},
        {{"smallest", {}, ValueKind::flag}, Cell::flag(joint.smallest)},
        {{"edge.value", {}, ValueKind::number}, Cell::number(joint.ray)},
        {{"edge.unit"}, Cell::text("times the change")},
        {{"reserve_now" + unit, {}, ValueKind::number}, Cell::number(joint.now / scale)},
        {{"reserve_predicted" + unit, {}, ValueKind::number}, Cell::number(joint.predicted / scale)},
        {{"reserve_run_again" + unit, {}, ValueKind::number}, Cell::number(joint.headroom / scale)}};
    record.rows.emplace_back();
    for (const auto& [column, cell] : members) {
        record.columns.push_back(column);
        record.rows.front().cells.push_back(cell);
    }
    document.add(std::move(record));
    document.heading(
        fmt::format("Smallest joint change that flips {}: {:.3f} half-ranges", parts.joint_condition, joint.size));
    std::size_t left = 0;
    document.add(joint_inputs(parts, left));
    document.note(left > 0 ? fmt::format("and {} more, each by less", left) : "");
    document.note(
        fmt::format("The size is the root of the sum of squares; {:.4g} half-ranges for each £1m that half a "
                    "range brings{}.",
                    joint.multiplier * static_cast<double>(parts.unit.per_pound()) * 1e6,
                    joint.smallest ? "" : "; it is not shown to be the smallest"));
    document.note(
        fmt::format("Run again, it leaves {} of {} to the edge; first-order effects say {}. Along it the edge "
                    "lies at {:.6f}.",
                    reserve_text(parts, joint.headroom), reserve_text(parts, joint.now),
                    reserve_text(parts, joint.predicted), joint.ray));
}

void add_left_out(Document& document, const SensitivityParts& parts) {
    ResultTable table;
    table.key = "left_out";
    table.audience = Audience::json;
    table.columns = {{"id"}, {"why"}};
    for (const LeftOut& each : parts.drivers.left_out) {
        table.add({Cell::text(each.id), Cell::text(each.why)});
        document.note("Left out: " + each.id + ": " + each.why + ".");
    }
    document.add(std::move(table));
}

void add_chart(Document& document, const SensitivityParts& parts) {
    const std::optional<double> base = comparable(parts.tornado.base, parts.unit);
    if (!base) {
        return;
    }
    Chart chart;
    chart.audience = parts.chart ? Audience::people : Audience::nobody;  // a picture has it in any case
    chart.line = *base;
    chart.legend = "- at the low end, + at the high end";
    double lowest = *base;
    double highest = *base;
    for (const Bar& bar : parts.tornado.bars) {
        if (bar.width && *bar.width > 0.0) {
            const double low = *comparable(bar.low, parts.unit);
            const double high = *comparable(bar.high, parts.unit);
            chart.bars.push_back({parts.drivers.all[bar.driver].name, "", low, high});
            lowest = std::min({lowest, low, high});
            highest = std::max({highest, low, high});
        }
    }
    const auto text = [&](double value) {
        return parts.tornado.measure->unit == MeasureUnit::gbp
                   ? number_text(static_cast<double>(static_cast<std::int64_t>(value)))
                   : number_text(value);
    };
    chart.lowest = text(lowest);
    chart.at_line = text(*base);
    chart.highest = text(highest);
    document.add(std::move(chart));
}

}  // namespace

Document describe_sensitivity(const Subject& subject, const ResultCase& of, const SensitivityParts& parts) {
    const MeasureRow& measure = *parts.tornado.measure;
    const Figure& base = parts.tornado.base;
    Document document;
    add_heading(document, subject, of);
    document.member("measure", ValueKind::text, Cell::text(std::string(measure.name)));
    ResultTable base_table;
    base_table.key = "base";
    base_table.layout = Layout::record;
    base_table.audience = Audience::json;
    base_table.open = true;  // its key is the measure's
    base_table.columns = {{std::string(measure.key), {}, kind_of(measure.unit)}};
    base_table.add({figure(base, parts.unit)});
    document.add(std::move(base_table));
    if (!base.computable()) {
        document.member("why", ValueKind::text, Cell::text(base.why));
    }
    document.member("switches", ValueKind::text, Cell::text(parts.condition));
    document.note("Each input alone, the others unchanged. " + std::string(measure.title) + ": " +
                  figure_text(base, measure.unit, parts.unit) + (base.computable() ? "" : " (" + base.why + ")") +
                  ". Switching values are for: " + parts.condition);
    add_chart(document, parts);
    document.add(inputs_table(parts));
    const bool bends =
        std::any_of(parts.tornado.bars.begin(), parts.tornado.bars.end(), [](const Bar& bar) { return bar.bends; });
    document.note(bends ? "* not in a straight line" : "");
    add_still(document, parts);
    add_searched(document, parts);
    add_interaction(document, parts);
    add_combined(document, parts);
    if (parts.grid) {
        document.add(grid_table(parts));
        document.add(grid_record(parts));
        if (parts.grid_asked) {
            document.add(pairs_table(parts));
        }
    }
    add_joint(document, parts);
    add_left_out(document, parts);
    add_rests_on(document, subject.model.programme);
    return document;
}

}  // namespace tranche
