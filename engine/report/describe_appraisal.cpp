// One table of measures, a row for each case, turned so that people read measures downwards. By one method the row is the
// object of the document; by several it is the first of a list, and programs find the one in force in the object too.
#include "tranche/report/describe_appraisal.hpp"

#include <algorithm>  // find
#include <array>
#include <cassert>

#include "report/case_parts.hpp"
#include "tranche/appraise/decision.hpp"
#include "tranche/base/spelling.hpp"  // listed
#include "tranche/scenario/compose.hpp"

namespace tranche {

namespace {

ResultTable measures_record() {
    ResultTable table;
    table.layout = Layout::record;
    table.turned = true;
    add_measure_columns(table);
    return table;
}

ResultRow& add_case(ResultTable& table, const JudgedCase& of, const Bounds* range = nullptr) {
    std::vector<Cell> cells;
    add_measure_cells(cells, of.appraisal, range);
    ResultRow& row = table.add(std::move(cells));
    row.key = of.id;
    row.title = of.title;
    return row;
}

// The same money by each schedule that was asked for.
ResultTable methods_table(const Programme& programme, const AppraisalParts& parts) {
    ResultTable table;
    table.key = "methods";
    table.turned = true;
    table.audience = parts.methods.size() > 1 ? Audience::all : Audience::json;
    table.columns = {{"id", {}, ValueKind::text, Audience::json}};
    add_measure_columns(table);
    table.columns.push_back({"discount", {}, ValueKind::table, Audience::json});
    table.columns.push_back({"decision", {}, ValueKind::table, Audience::json});
    for (std::size_t i = 0; i < parts.methods.size(); ++i) {
        const JudgedCase& each = parts.methods[i];
        std::vector<Cell> cells{Cell::text(each.id)};
        add_measure_cells(cells, each.appraisal);
        cells.push_back(Cell::nested(conventions_record(*each.appraisal.conventions, programme.calendar)));
        cells.push_back(parts.decided.empty() ? Cell::empty()
                                              : Cell::nested(decision_record(programme, parts.decided[i].appraisal)));
        ResultRow& row = table.add(std::move(cells));
        row.key = each.id;
        row.title = each.title;
    }
    return table;
}

// What would have to be known for the lines that are left out.
void add_missing(Document& document, const Model& model, std::span<const ScenarioId> together,
                 const Appraisal& appraisal) {
    const Lane lane = compose(model.programme, together);
    for (const LineId id : appraisal.unknown) {
        add_list(document, "Missing for " + model.programme.lines[id].id, missing_for(model, lane, id), 10);
    }
}

}  // namespace

Document describe_appraisal(const Subject& subject, const ResultCase& of, const AppraisalParts& parts) {
    assert(!parts.methods.empty());
    assert(parts.decided.empty() || parts.decided.size() == parts.methods.size());
    const Programme& programme = subject.model.programme;
    const Appraisal& first = parts.methods.front().appraisal;
    const bool several = parts.methods.size() > 1;
    Document document;
    add_heading(document, subject, of);
    ResultTable record = measures_record();
    record.audience = several ? Audience::json : Audience::all;
    ResultRow& row = add_case(record, parts.methods.front(), parts.range ? &*parts.range : nullptr);
    row.key = "value";
    row.title = "Value";
    document.add(std::move(record));
    document.add(conventions_record(*first.conventions, programme.calendar));
    if (parts.by_method) {
        document.add(methods_table(programme, parts));
    }
    if (!parts.decided.empty()) {
        const bool differ = flips(*programme.decision, parts.decided);
        document.add(decision_record(programme, parts.decided.front().appraisal));
        document.add(decision_table(programme, parts.decided));
        if (differ) {
            document.note("The decision depends on the method.");
        }
        if (parts.by_method) {
            document.member("flips", ValueKind::flag, Cell::flag(differ));
        }
    }
    if (parts.adjusted) {
        document.add(biases_table(programme));
    }
    document.add(excluded_table(programme, first));
    add_notes(document, appraisal_notes(programme, first));
    add_missing(document, subject.model, parts.together, first);
    if (parts.adjusted) {
        add_notes(document, bias_notes(programme));
    }
    add_notes(document, conventions_notes(programme, parts.methods));
    add_rests_on(document, programme);
    return document;
}

Document describe_increment(const Subject& subject, const ResultCase& of, const IncrementParts& parts) {
    const Programme& programme = subject.model.programme;
    Document document;
    add_heading(document, subject, of);
    ResultTable record = measures_record();
    const auto ids = [&](const std::string& key, const JudgedCase& each, const std::string& member) {
        ResultRow& row = add_case(record, each);
        row.key = key;
        row.member = member;
    };
    ids("value", parts.value, {});
    ids("against", parts.against, "against");
    ids("increment", {"increment", "Increment", parts.increment}, "increment");
    document.add(std::move(record));
    document.member("against.id", ValueKind::text, Cell::text(parts.against.id));
    document.add(conventions_record(*parts.value.appraisal.conventions, programme.calendar));
    if (!parts.decided.empty()) {
        document.add(decision_record(programme, parts.decided.front().appraisal));
        ResultTable other = decision_record(programme, parts.decided.back().appraisal);
        other.key = "against.decision";
        document.add(std::move(other));
        document.add(decision_table(programme, parts.decided));
        if (flips(*programme.decision, parts.decided)) {
            document.note("The decision depends on which of the two is taken.");
        }
    }
    add_notes(document, appraisal_notes(programme, parts.value.appraisal, parts.value.title));
    add_notes(document, appraisal_notes(programme, parts.against.appraisal, parts.against.title));
    add_notes(document, appraisal_notes(programme, parts.increment, "Increment"));
    add_notes(document, conventions_notes(programme, {parts.value}));
    add_rests_on(document, programme);
    return document;
}

namespace {

/// The difference that an adjustment makes: between two stops of the bridge.
struct Change {
    const Adjustment* adjustment = nullptr;
    const Appraisal* before = nullptr;
    const Appraisal* after = nullptr;

    /// Of a measure that counts money; not computable where either side is not.
    [[nodiscard]] Figure of(const MeasureRow& measure) const {
        const Figure a = measure.compute(*after);
        const Figure b = measure.compute(*before);
        if (!a.computable() || !b.computable()) {
            return {std::monostate{}, a.computable() ? b.why : a.why};
        }
        return {std::get<Money>(a.value) - std::get<Money>(b.value), {}};
    }
};

std::vector<Change> changes_of(const Programme& programme, const Bridge& across) {
    std::vector<Change> result;
    const Appraisal* before = &across.from;
    for (const BridgeStop& stop : across.stops) {
        result.push_back({&programme.adjustments[stop.adjustment], before, &stop.after});
        before = &stop.after;
    }
    return result;
}

// Measures that add: the changes of them add to the difference between the cases.
constexpr std::array<std::string_view, 6> adding{"cost", "benefit", "net", "pvc", "pvb", "npv"};

bool adds(std::string_view measure) {
    return std::find(adding.begin(), adding.end(), measure) != adding.end();
}

// People see the two cases at the ends, and of the measures that add those that they ask for first.
ResultTable bridge_table(const Programme& programme, const Bridge& across, const std::vector<Change>& changes) {
    const MoneyUnit unit = across.from.unit;
    ResultTable table;
    table.key = "bridge";
    table.audience = Audience::people | Audience::json;
    table.columns = {
        {"id", {}, ValueKind::text, Audience::json}, {"name", "Bridge"}, {"does", {}, ValueKind::text, Audience::json}};
    for (const std::string_view name : adding) {
        const MeasureRow& measure = *find_measure(name);
        const bool shown = name != "pvc" && name != "pvb";
        table.columns.push_back({std::string(measure.key), std::string(measure.title), kind_of(measure.unit),
                                 shown ? Audience::all : Audience::json});
    }
    for (const std::string_view list : {"lines", "projects", "remarks"}) {
        table.columns.push_back({std::string(list), {}, ValueKind::list, Audience::json});
    }
    const auto end = [&](const std::string& title, const Appraisal& appraisal) {
        std::vector<Cell> cells{Cell::empty(), Cell::text(title), Cell::empty()};
        for (const std::string_view name : adding) {
            cells.push_back(cell_of(find_measure(name)->compute(appraisal), unit));
        }
        cells.resize(table.columns.size(), Cell::empty());
        ResultRow& row = table.add(std::move(cells));
        row.audience = Audience::people;
        row.total = true;
    };
    end("Financial case", across.from);
    for (const Change& each : changes) {
        const Adjustment& adjustment = *each.adjustment;
        std::vector<Cell> cells{Cell::text(adjustment.name), Cell::text(adjustment.title), Cell::text(adjustment.help)};
        for (const std::string_view name : adding) {
            cells.push_back(cell_of(each.of(*find_measure(name)), unit));
            cells.back().why.clear();  // the case says why
        }
        std::vector<std::string> lines;
        for (const LineId line : adjustment.lines) {
            lines.push_back(programme.lines[line].id);
        }
        std::vector<std::string> projects;
        for (const ProjectId project : adjustment.projects) {
            projects.push_back(programme.projects[project].id);
        }
        cells.push_back(Cell::list(std::move(lines)));
        cells.push_back(Cell::list(std::move(projects)));
        cells.push_back(Cell::list(adjustment.remarks));
        table.add(std::move(cells)).audience = adjustment.parts.empty() ? Audience::json : Audience::all;
    }
    end("Economic case", across.stops.back().after);
    return table;
}

std::string snake(std::string name) {
    for (char& c : name) {
        c = c == '-' ? '_' : c;
    }
    return name;
}

// For spreadsheets: both cases, and between them what each adjustment changes in the measures that add.
ResultTable wide_table(const Bridge& across, const std::vector<Change>& changes) {
    ResultTable table = measures_record();
    table.audience = Audience::csv;
    add_case(table, {std::string(financial_case), {}, across.from});
    for (const Change& each : changes) {
        std::vector<Cell> cells;
        for (const MeasureRow& measure : measures()) {
            cells.push_back(adds(measure.name) ? cell_of(each.of(measure), across.from.unit) : Cell::empty());
        }
        cells.resize(table.columns.size(), Cell::empty());
        table.add(std::move(cells)).key = snake(each.adjustment->name);
    }
    add_case(table, {std::string(economic_case), {}, across.stops.back().after});
    return table;
}

}  // namespace

Document describe_bridge(const Subject& subject, const ResultCase& of, const BridgeParts& parts) {
    const Programme& programme = subject.model.programme;
    const std::vector<Change> changes = changes_of(programme, parts.bridge);
    const std::array<JudgedCase, 2> cases{{{std::string(financial_case), "Financial", parts.bridge.from},
                                           {std::string(economic_case), "Economic", parts.bridge.stops.back().after}}};
    Document document;
    add_heading(document, subject, of);
    ResultTable table;
    table.key = "cases";
    table.turned = true;
    table.audience = Audience::people | Audience::json;
    table.columns = {{"id", {}, ValueKind::text, Audience::json}};
    add_measure_columns(table);
    for (const JudgedCase& each : cases) {
        std::vector<Cell> cells{Cell::text(each.id)};
        add_measure_cells(cells, each.appraisal);
        table.add(std::move(cells)).title = each.title;
    }
    document.add(std::move(table));
    document.add(bridge_table(programme, parts.bridge, changes));
    document.add(wide_table(parts.bridge, changes));
    document.add(biases_table(programme));
    document.add(conventions_record(*parts.bridge.from.conventions, programme.calendar));
    if (programme.decision) {
        // Its own case, where the decision names one, or both.
        ResultTable decisions;
        decisions.key = "decisions";
        decisions.audience = Audience::json;
        for (const JudgedCase& each : parts.decided) {
            ResultTable record = decision_record(programme, each.appraisal);
            decisions.columns = record.columns;
            record.rows.front().cells[1] = Cell::text(each.id);
            decisions.rows.push_back(std::move(record.rows.front()));
        }
        document.add(std::move(decisions));
        document.add(decision_table(programme, parts.decided));
        if (flips(*programme.decision, parts.decided)) {
            document.note("The decision depends on the case.");
        }
    }
    add_notes(document, appraisal_notes(programme, parts.bridge.from, "Financial case"));
    add_notes(document, appraisal_notes(programme, parts.bridge.stops.back().after, "Economic case"));
    add_notes(document, bias_notes(programme));
    add_notes(document, conventions_notes(programme, {cases.front()}));
    add_rests_on(document, programme);
    return document;
}

}  // namespace tranche
