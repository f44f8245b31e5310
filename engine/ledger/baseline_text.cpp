// A baseline as JSON. Each value has one pair of functions, to_json and from_json; keys are never given another meaning,
// and a key that a text lacks leaves what the struct says.
#include <nlohmann/json.hpp>

#include "tranche/ledger/baseline.hpp"

namespace tranche {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* format_name = "tranche-baseline-1";

class NotABaseline : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Text from words and back; anything a text may lack comes through here.
template <class Enum>
void read_word(const Json& from, const char* key, Enum& to) {
    const std::optional<Enum> value = from_word<Enum>(from.at(key).get<std::string>());
    if (!value) {
        throw NotABaseline(key);
    }
    to = *value;
}

void read(const Json& from, const char* key, std::string& to) {
    to = from.value(key, std::string{});
}

Json json_of(const std::optional<Decimal>& value) {
    return value ? Json(value->text()) : Json(nullptr);
}

std::optional<Decimal> decimal_of(const Json& json) {
    return json.is_null() ? std::nullopt : Decimal::parse(json.get<std::string>());
}

Decimal some_decimal(const Json& json) {
    const std::optional<Decimal> value = decimal_of(json);
    if (!value) {
        throw NotABaseline("a number");
    }
    return *value;
}

Json json_of(const std::optional<Month>& month) {
    return month ? Json(month_text(*month)) : Json(nullptr);
}

std::optional<Month> month_of(const Json& json) {
    return json.is_null() ? std::nullopt : parse_month(json.get<std::string>());
}

// Doubles keep every bit: nlohmann writes the shortest digits that give them back.
Json json_of(const Figure& figure) {
    if (const auto* money = std::get_if<Money>(&figure.value)) {
        return {{"money_units", money->units}};
    }
    if (const auto* number = std::get_if<double>(&figure.value)) {
        return {{"number", *number}};
    }
    if (const auto* count = std::get_if<int>(&figure.value)) {
        return {{"count", *count}};
    }
    if (const auto* month = std::get_if<Month>(&figure.value)) {
        return {{"month", month_text(*month)}};
    }
    return {{"why", figure.why}, {"never", figure.never}};
}

Figure figure_of(const Json& json) {
    Figure figure;
    if (json.contains("money_units")) {
        figure.value = Money{json.at("money_units").get<std::int64_t>()};
    } else if (json.contains("number")) {
        figure.value = json.at("number").get<double>();
    } else if (json.contains("count")) {
        figure.value = json.at("count").get<int>();
    } else if (json.contains("month")) {
        if (const std::optional<Month> month = parse_month(json.at("month").get<std::string>())) {
            figure.value = *month;
        }
    }
    read(json, "why", figure.why);
    figure.never = json.value("never", false);
    return figure;
}

constexpr const char* counted_words[] = {"nothing", "cost", "benefit", "blocked"};

Json json_of(const PlannedLine& line) {
    return {{"id", line.id},
            {"name", line.name},
            {"kind", word(line.kind)},
            {"project", line.project},
            {"workstream", line.workstream},
            {"part_of", line.part_of},
            {"account", word(line.facets.account)},
            {"release", word(line.facets.release)},
            {"nature", word(line.facets.nature)},
            {"budget", word(line.facets.budget)},
            {"status", word(line.facets.status)},
            {"valued", word(line.valued)},
            {"measure", line.measure},
            {"reason", line.reason}};
}

PlannedLine line_of(const Json& json) {
    PlannedLine line;
    read(json, "id", line.id);
    read(json, "name", line.name);
    read_word(json, "kind", line.kind);
    read(json, "project", line.project);
    read(json, "workstream", line.workstream);
    read(json, "part_of", line.part_of);
    read_word(json, "account", line.facets.account);
    read_word(json, "release", line.facets.release);
    read_word(json, "nature", line.facets.nature);
    read_word(json, "budget", line.facets.budget);
    read_word(json, "status", line.facets.status);
    read_word(json, "valued", line.valued);
    read(json, "measure", line.measure);
    read(json, "reason", line.reason);
    return line;
}

Json json_of(const PlannedRow& row) {
    return {{"line", row.line},
            {"from", row.from},
            {"to", row.to},
            {"kind", word(row.kind)},
            {"counts", counted_words[static_cast<std::size_t>(row.counts)]},
            {"sign", row.sign},
            {"known", row.known},
            {"months_pence", row.months},
            {"beyond_pence", row.beyond},
            {"undated_pence", row.undated}};
}

PlannedRow row_of(const Json& json, const Baseline& baseline) {
    PlannedRow row;
    row.line = json.at("line").get<std::size_t>();
    read(json, "from", row.from);
    read(json, "to", row.to);
    read_word(json, "kind", row.kind);
    const std::string counts = json.at("counts").get<std::string>();
    for (std::size_t i = 0; i < std::size(counted_words); ++i) {
        row.counts = counts == counted_words[i] ? static_cast<Counted::As>(i) : row.counts;
    }
    row.sign = json.at("sign").get<int>();
    row.known = json.at("known").get<bool>();
    row.months = json.at("months_pence").get<std::vector<Pence>>();
    row.beyond = json.at("beyond_pence").get<Pence>();
    row.undated = json.at("undated_pence").get<Pence>();
    const auto months = static_cast<std::size_t>(baseline.calendar.months());
    if (row.line >= baseline.lines.size() || (row.known && row.months.size() != months)) {
        throw NotABaseline("rows");
    }
    return row;
}

Json json_of(const PlannedProject& project) {
    return {{"id", project.id},
            {"name", project.name},
            {"kind", word(project.kind)},
            {"workstream", project.workstream},
            {"starts", json_of(project.starts)},
            {"ends", json_of(project.ends)}};
}

PlannedProject project_of(const Json& json) {
    PlannedProject project;
    read(json, "id", project.id);
    read(json, "name", project.name);
    read_word(json, "kind", project.kind);
    read(json, "workstream", project.workstream);
    project.starts = month_of(json.at("starts"));
    project.ends = month_of(json.at("ends"));
    return project;
}

Json json_of(const PlannedMeasure& measure) {
    Json targets = Json::array();
    for (const auto& [year, target] : measure.targets) {
        targets.push_back({{"year", year}, {"target", target.text()}});
    }
    return {{"id", measure.id},
            {"name", measure.name},
            {"unit", measure.unit},
            {"baseline", json_of(measure.baseline)},
            {"target", json_of(measure.target)},
            {"without", json_of(measure.without)},
            {"targets", targets},
            {"direction", measure.direction},
            {"every", measure.every},
            {"owner", measure.owner}};
}

PlannedMeasure measure_of(const Json& json) {
    PlannedMeasure measure;
    read(json, "id", measure.id);
    read(json, "name", measure.name);
    read(json, "unit", measure.unit);
    measure.baseline = decimal_of(json.at("baseline"));
    measure.target = decimal_of(json.at("target"));
    measure.without = decimal_of(json.at("without"));
    for (const Json& each : json.at("targets")) {
        measure.targets.emplace_back(each.at("year").get<int>(), some_decimal(each.at("target")));
    }
    read(json, "direction", measure.direction);
    read(json, "every", measure.every);
    read(json, "owner", measure.owner);
    return measure;
}

template <class Row, class Make>
void read_list(const Json& json, const char* key, std::vector<Row>& to, const Make& make) {
    for (const Json& each : json.at(key)) {
        to.push_back(make(each));
    }
}

Json json_of(const DrivenLine& driver) {
    return {{"measure", driver.measure},
            {"line", driver.line},
            {"without", driver.without.text()},
            {"target", driver.target.text()}};
}

Json json_of(const PlannedStep& step) {
    return {{"line", step.line},       {"step", step.step},   {"measure", step.measure},
            {"planned", step.planned}, {"share", step.share}, {"taken_off", step.taken_off}};
}

// Thresholds in hundredths of a percent, or in days.
Json json_of(const std::optional<Threshold>& threshold) {
    return threshold ? Json{{"amber", threshold->amber}, {"red", threshold->red}} : Json(nullptr);
}

std::optional<Threshold> threshold_of(const Json& json) {
    return json.is_null() ? std::nullopt
                          : std::optional(Threshold{json.at("amber").get<int>(), json.at("red").get<int>()});
}

// Millionths of a pound; what was not given is not there.
Json json_of(const ReturnTerms& terms) {
    Json json{{"rules", word(terms.rules)}};
    const auto put = [&](const char* key, const std::optional<std::int64_t>& amount) {
        if (amount) {
            json[key] = *amount;
        }
    };
    put("spend", terms.spend);
    put("earlier_gains", terms.earlier_gains);
    put("earlier_ongoing", terms.earlier_ongoing);
    put("earlier_spend", terms.earlier_spend);
    return json;
}

ReturnTerms return_of(const Json& json) {
    ReturnTerms terms;
    read_word(json, "rules", terms.rules);
    const auto get = [&](const char* key) {
        return json.contains(key) ? std::optional(json.at(key).get<std::int64_t>()) : std::nullopt;
    };
    terms.spend = get("spend");
    terms.earlier_gains = get("earlier_gains");
    terms.earlier_ongoing = get("earlier_ongoing");
    terms.earlier_spend = get("earlier_spend");
    return terms;
}

// Returns are left out where there are none: baselines from before they were known say the same.
Json json_of(const std::optional<Tracking>& tracking) {
    if (!tracking) {
        return nullptr;
    }
    Json json{{"closes", word(tracking->closes)},
              {"cost", json_of(tracking->cost)},
              {"benefit", json_of(tracking->benefit)},
              {"days", json_of(tracking->days)}};
    for (const ReturnTerms& terms : tracking->returns) {
        json["returns"].push_back(json_of(terms));
    }
    return json;
}

std::optional<Tracking> tracking_of(const Json& json) {
    if (json.is_null()) {
        return std::nullopt;
    }
    Tracking tracking;
    read_word(json, "closes", tracking.closes);
    tracking.cost = threshold_of(json.at("cost"));
    tracking.benefit = threshold_of(json.at("benefit"));
    tracking.days = threshold_of(json.at("days"));
    if (json.contains("returns")) {
        for (const Json& terms : json.at("returns")) {
            tracking.returns.push_back(return_of(terms));
        }
    }
    return tracking;
}

Json json_of(const PlannedRisk& risk) {
    return {{"id", risk.id}, {"text", risk.text}, {"status", risk.status}};
}

Json json_of(const PlannedOrganisation& organisation) {
    return {{"id", organisation.id},
            {"name", organisation.name},
            {"funder", organisation.funder},
            {"members", organisation.members}};
}

Json json_of(const BaselineFigure& figure) {
    return {{"name", figure.name}, {"figure", json_of(figure.figure)}};
}

Json json_of(const RuleTable& table) {
    return {{"name", table.name}, {"sha256", table.sha256}};
}

template <class Row>
Json list_of(const std::vector<Row>& rows) {
    Json result = Json::array();
    for (const Row& row : rows) {
        result.push_back(json_of(row));
    }
    return result;
}

Baseline read_baseline(const Json& json) {
    if (json.at("format").get<std::string>() != format_name) {
        throw NotABaseline("format");
    }
    Baseline result;
    read(json, "programme", result.programme);
    read(json, "name", result.name);
    read(json, "definition", result.definition);
    read(json, "definition_name", result.definition_name);
    read(json, "definition_sha256", result.definition_sha256);
    read(json, "engine_version", result.engine_version);
    read_list(json, "tables", result.tables, [](const Json& each) {
        return RuleTable{each.at("name").get<std::string>(), each.at("sha256").get<std::string>()};
    });
    read(json, "approved_by", result.approved_by);
    result.approved_on = parse_date(json.at("approved_on").get<std::string>());
    read(json, "reason", result.reason);
    read(json, "scenario", result.scenario);
    read(json, "reading", result.reading);
    read(json, "option", result.option);
    read(json, "case", result.appraised_as);
    read(json, "perspective", result.perspective);
    read(json, "price_basis", result.price_basis);
    const Json& calendar = json.at("calendar");
    result.calendar.first_year = calendar.at("first_year").get<int>();
    result.calendar.years = calendar.at("years").get<int>();
    result.calendar.year_starts = calendar.at("year_starts").get<int>();
    result.unit.digits = json.at("money_digits").get<int>();
    read_list(json, "lines", result.lines, line_of);
    read_list(json, "rows", result.rows, [&](const Json& each) { return row_of(each, result); });
    read_list(json, "projects", result.projects, project_of);
    read_list(json, "measures", result.measures, measure_of);
    read_list(json, "drivers", result.drivers, [](const Json& each) {
        return DrivenLine{each.at("measure").get<std::string>(), each.at("line").get<std::string>(),
                          some_decimal(each.at("without")), some_decimal(each.at("target"))};
    });
    read_list(json, "steps", result.steps, [](const Json& each) {
        return PlannedStep{each.at("line").get<std::string>(),    each.at("step").get<std::string>(),
                           each.at("measure").get<std::string>(), each.at("planned").get<double>(),
                           each.at("share").get<bool>(),          each.at("taken_off").get<bool>()};
    });
    result.tracking = tracking_of(json.at("tracking"));
    read_list(json, "risks", result.risks, [](const Json& each) {
        return PlannedRisk{each.at("id").get<std::string>(), each.at("text").get<std::string>(),
                           each.at("status").get<std::string>()};
    });
    read_list(json, "organisations", result.organisations, [](const Json& each) {
        return PlannedOrganisation{each.at("id").get<std::string>(), each.at("name").get<std::string>(),
                                   each.at("funder").get<bool>(), each.at("members").get<std::vector<std::string>>()};
    });
    read_list(json, "figures", result.figures, [](const Json& each) {
        return BaselineFigure{each.at("name").get<std::string>(), figure_of(each.at("figure"))};
    });
    return result;
}

}  // namespace

std::string baseline_text(const Baseline& baseline) {
    const Json json{{"format", format_name},
                    {"programme", baseline.programme},
                    {"name", baseline.name},
                    {"approved_by", baseline.approved_by},
                    {"approved_on", baseline.approved_on ? date_text(*baseline.approved_on) : std::string{}},
                    {"reason", baseline.reason},
                    {"scenario", baseline.scenario},
                    {"reading", baseline.reading},
                    {"option", baseline.option},
                    {"case", baseline.appraised_as},
                    {"perspective", baseline.perspective},
                    {"price_basis", baseline.price_basis},
                    {"engine_version", baseline.engine_version},
                    {"tables", list_of(baseline.tables)},
                    {"definition_name", baseline.definition_name},
                    {"definition_sha256", baseline.definition_sha256},
                    {"definition", baseline.definition},
                    {"calendar",
                     {{"first_year", baseline.calendar.first_year},
                      {"years", baseline.calendar.years},
                      {"year_starts", baseline.calendar.year_starts}}},
                    {"money_digits", baseline.unit.digits},
                    {"lines", list_of(baseline.lines)},
                    {"rows", list_of(baseline.rows)},
                    {"projects", list_of(baseline.projects)},
                    {"measures", list_of(baseline.measures)},
                    {"drivers", list_of(baseline.drivers)},
                    {"steps", list_of(baseline.steps)},
                    {"tracking", json_of(baseline.tracking)},
                    {"risks", list_of(baseline.risks)},
                    {"organisations", list_of(baseline.organisations)},
                    {"figures", list_of(baseline.figures)}};
    // A file may be called anything; what is no UTF-8 in its name is replaced.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Baseline> baseline_of(std::string_view text) {
    try {
        return read_baseline(Json::parse(text));
    } catch (const Json::exception&) {
        return std::nullopt;
    } catch (const NotABaseline&) {
        return std::nullopt;
    }
}

}  // namespace tranche
