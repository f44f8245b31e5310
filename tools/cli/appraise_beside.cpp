#include <array>

#include "appraise_tables.hpp"
#include "tranche/appraise/increment.hpp"
#include "tranche/scenario/bridge.hpp"

namespace tranche::cli {

// This case beside another, and what it changes in its place.
int appraise_against(const Opened& opened, const Case& asked, PerspectiveId perspective, const std::vector<Under>& all,
                     const std::vector<Under>& decided, const Options& options, Outcome& outcome) {
    if (all.size() > 1) {
        outcome.err += "tranche: --against takes one method\n";
        return 2;
    }
    const std::optional<Case> other = against_option(opened, asked, options, outcome);
    if (!other) {
        return 2;
    }
    const Programme& programme = opened.model.programme;
    const auto against_from = [&](const std::vector<ScenarioId>& together, PerspectiveId from) {
        return judged_by(tranche::appraise(opened.model, together, from), options.text("--method"), outcome)
            ->front()
            .appraisal;
    };
    const Appraisal& of = all.front().appraisal;
    const Appraisal against = against_from(other->together, perspective);
    const Appraisal more = increment(of, against);
    std::vector<Under> judged;
    if (programme.decision) {
        judged.push_back({"value", decided.front().appraisal, asked.title});
        judged.push_back({"against",
                          against_from(for_decision(programme, other->together), programme.decision->perspective),
                          other->title});
    }
    if (options.text("--format") == "json") {
        const auto side = [&](const Appraisal& appraisal) {
            Json result = Json::object();
            add_measures(result, appraisal);
            return result;
        };
        Json json = headed(opened, options);
        json["perspective"] = options.text("--for");
        add_measures(json, of);
        json["against"] = side(against);
        json["against"]["id"] = options.text("--against");
        json["increment"] = side(more);
        json["discount"] = conventions_json(*of.conventions, programme.calendar);
        if (programme.decision) {
            json["decision"] = decision_json(programme, judged.front().appraisal);
            json["against"]["decision"] = decision_json(programme, judged.back().appraisal);
        }
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    const bool for_people = options.text("--format") != "csv";
    TextTable table = measure_table(
        {{"value", of, asked.title}, {"against", against, other->title}, {"increment", more, "Increment"}},
        std::nullopt, for_people);
    if (for_people) {
        drop_column(table, "definition");
    }
    outcome.out = rendered(table, options.text("--format"), outcome.bold);
    if (for_people) {
        std::string decision;
        if (programme.decision) {
            decision = rendered(decision_table(programme, judged), options.text("--format"), outcome.bold) +
                       (flips(*programme.decision, judged) ? "\nThe decision depends on which of them it is.\n" : "") +
                       "\n";
        }
        outcome.out =
            titled(programme.name, programme.perspectives[perspective].name + ", £", options.text("--format")) +
            outcome.out + "\n" + decision + notes_of(programme, asked.title, of) +
            notes_of(programme, other->title, against) + notes_of(programme, "Increment", more) +
            conventions_text(programme, all) + rests_on(programme);
    }
    return 0;
}

namespace {

/// What an adjustment changes: differences between two stops of the bridge.
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

constexpr std::array<std::string_view, 4> bridged{"cost", "benefit", "net", "npv"};

TextTable bridge_table(const Bridge& across, const std::vector<Change>& changes) {
    const MoneyUnit unit = across.from.unit;
    TextTable table{{{"step", "Bridge"}}, {}};
    for (const std::string_view name : bridged) {
        table.columns.push_back({std::string(find_measure(name)->key), std::string(find_measure(name)->title), true});
    }
    const auto row = [&](const std::string& title, const auto& figure) {
        std::vector<Cell>& cells = table.rows.emplace_back();
        cells.push_back({title, title});
        for (const std::string_view name : bridged) {
            cells.push_back(figure_cell(figure(*find_measure(name)), MeasureUnit::gbp, unit));
        }
    };
    row("Financial case", [&](const MeasureRow& measure) { return measure.compute(across.from); });
    for (const Change& each : changes) {
        if (!each.adjustment->parts.empty()) {
            row(each.adjustment->title, [&](const MeasureRow& measure) { return each.of(measure); });
        }
    }
    row("Economic case", [&](const MeasureRow& measure) { return measure.compute(across.stops.back().after); });
    trim_pence(table);
    return table;
}

std::string snake(std::string name) {
    for (char& c : name) {
        c = c == '-' ? '_' : c;
    }
    return name;
}

// Both cases in a table of measures, the changes between them where they add.
TextTable wide_table(const Bridge& across, const std::vector<Change>& changes) {
    const MoneyUnit unit = across.from.unit;
    TextTable table{{{"measure", ""}, {"financial", ""}}, {}};
    for (const Change& each : changes) {
        table.columns.push_back({snake(each.adjustment->name), ""});
    }
    table.columns.push_back({"economic", ""});
    table.columns.push_back({"definition", ""});
    for (const MeasureRow& measure : measures()) {
        std::vector<Cell>& cells = table.rows.emplace_back();
        const auto add = [&](const Figure& figure) { cells.push_back(figure_cell(figure, measure.unit, unit)); };
        cells.push_back({"", std::string(measure.key)});
        add(measure.compute(across.from));
        for (const Change& each : changes) {
            const bool adds = std::find(bridged.begin(), bridged.end(), measure.name) != bridged.end() ||
                              measure.name == "pvc" || measure.name == "pvb";
            add(adds ? each.of(measure) : Figure{});
        }
        add(measure.compute(across.stops.back().after));
        cells.push_back({"", std::string(measure.definition)});
    }
    return table;
}

Json bridge_json(const Programme& programme, const Bridge& across, const std::vector<Change>& changes) {
    const MoneyUnit unit = across.from.unit;
    Json result = Json::array();
    for (const Change& each : changes) {
        Json row{{"id", each.adjustment->name}, {"name", each.adjustment->title}, {"does", each.adjustment->help}};
        for (const std::string_view name : {"cost", "benefit", "net", "pvc", "pvb", "npv"}) {
            const MeasureRow& measure = *find_measure(name);
            row[std::string(measure.key)] = figure_json(each.of(measure), unit);
        }
        Json lines = Json::array();
        for (const LineId line : each.adjustment->lines) {
            lines.push_back(programme.lines[line].id);
        }
        Json projects = Json::array();
        for (const ProjectId project : each.adjustment->projects) {
            projects.push_back(programme.projects[project].id);
        }
        row["lines"] = std::move(lines);
        row["projects"] = std::move(projects);
        row["remarks"] = each.adjustment->remarks;
        result.push_back(std::move(row));
    }
    return result;
}

}  // namespace

int appraise_cases(const Opened& opened, const Options& options, Outcome& outcome) {
    if (options.given("--against")) {
        outcome.err += "tranche: --against takes one case\n";
        return 2;
    }
    Options written = options;
    written.set("--case", {"as-written"});  // the bridge puts each of the two in force itself
    const std::optional<Case> asked = case_option(opened, written, outcome);
    const std::optional<PerspectiveId> perspective = perspective_option(opened, options, outcome);
    if (!asked || !perspective) {
        return 2;
    }
    const Programme& programme = opened.model.programme;
    Bridge across = bridge(opened.model, asked->together, *perspective, financial_case, economic_case);
    const auto by_method = [&](Appraisal& appraisal) {
        const std::optional<std::vector<Under>> all = judged_by(appraisal, options.text("--method"), outcome);
        if (!all || all->size() > 1) {
            outcome.err += all ? "tranche: two cases take one method\n" : "";
            return false;
        }
        appraisal = all->front().appraisal;
        return true;
    };
    if (!by_method(across.from)) {
        return 2;
    }
    for (BridgeStop& stop : across.stops) {
        by_method(stop.after);
    }
    const std::vector<Change> changes = changes_of(programme, across);
    const Appraisal& economic = across.stops.back().after;
    std::vector<Under> cases{{std::string(financial_case), across.from, "Financial"},
                             {std::string(economic_case), economic, "Economic"}};
    std::vector<Under> decided;
    if (programme.decision) {
        const bool one = programme.decision->in_case.exists();
        for (const Under& each : cases) {
            if (one && programme.scenarios[programme.decision->in_case].id != each.method) {
                continue;
            }
            std::vector<ScenarioId> together = asked->together;
            together.push_back(*find_case(programme, each.method));
            const Appraisal whole = tranche::appraise(opened.model, together, programme.decision->perspective);
            decided.push_back(
                {each.method, judged_by(whole, options.text("--method"), outcome)->front().appraisal, each.title});
        }
    }
    if (options.text("--format") == "json") {
        Json json = headed(opened, options);
        json["perspective"] = options.text("--for");
        json["cases"] = Json::array();
        for (const Under& each : cases) {
            Json row{{"id", each.method}};
            add_measures(row, each.appraisal);
            json["cases"].push_back(std::move(row));
        }
        json["bridge"] = bridge_json(programme, across, changes);
        json["biases"] = biases_json(programme);
        json["discount"] = conventions_json(*across.from.conventions, programme.calendar);
        if (programme.decision) {
            json["decisions"] = Json::array();
            for (const Under& each : decided) {
                Json row = decision_json(programme, each.appraisal);
                row["case"] = each.method;
                json["decisions"].push_back(std::move(row));
            }
        }
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    if (options.text("--format") == "csv") {
        outcome.out = as_csv(wide_table(across, changes));
        return 0;
    }
    TextTable table = measure_table(cases, std::nullopt, true);
    drop_column(table, "definition");
    std::string decision;
    if (programme.decision) {
        decision = rendered(decision_table(programme, decided), options.text("--format"), outcome.bold) +
                   (flips(*programme.decision, decided) ? "\nThe decision depends on the case.\n" : "") + "\n";
    }
    outcome.out = titled(programme.name, programme.perspectives[*perspective].name + ", " + asked->title + ", £",
                         options.text("--format")) +
                  rendered(table, options.text("--format"), outcome.bold) + "\n" +
                  rendered(bridge_table(across, changes), options.text("--format"), outcome.bold) + "\n" + decision +
                  notes_of(programme, "Financial case", across.from) + notes_of(programme, "Economic case", economic) +
                  case_notes(programme) + conventions_text(programme, {cases.front()}) + rests_on(programme);
    return 0;
}

}  // namespace tranche::cli
