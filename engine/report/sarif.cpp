// SARIF 2.1.0: the findings that are not fine. A SARIF file is JSON, so it is described as a document and rendered as one.
#include <algorithm>  // max
#include <set>

#include "report/findings.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

const Renderer& json_renderer();

namespace {

Cell place_of(const Finding& finding) {
    ResultTable places;
    places.columns = {{"physicalLocation.artifactLocation.uri"},
                      {"physicalLocation.region.startLine", "", ValueKind::count},
                      {"physicalLocation.region.startColumn", "", ValueKind::count}};
    // A finding of a whole file has no region.
    const bool placed = finding.line > 0;
    places.add({Cell::text(finding.file), placed ? Cell::count(finding.line) : Cell::empty(),
                placed ? Cell::count(std::max(1U, finding.column)) : Cell::empty()});
    return Cell::nested(std::move(places));
}

std::string render_sarif(const Document& document, const OutputStyle& options) {
    std::set<std::string> codes;
    ResultTable results;
    results.columns = {{"ruleId"}, {"level"}, {"message.text"}, {"locations", "", ValueKind::table}};
    for (const Finding* each : findings_of(document)) {
        if (each->level != Finding::Level::fine) {
            codes.insert(each->rule);
            results.add({Cell::text(each->rule), Cell::text(std::string(level_word(each->level))),
                         Cell::text(each->message), place_of(*each)});
        }
    }
    ResultTable rules;
    rules.columns = {{"id"}};
    for (const std::string& code : codes) {
        rules.add({Cell::text(code)});
    }
    ResultTable runs;
    runs.key = "runs";
    runs.columns = {{"tool.driver.name"},
                    {"tool.driver.version"},
                    {"tool.driver.rules", "", ValueKind::table},
                    {"columnKind"},
                    {"results", "", ValueKind::table}};
    runs.add({Cell::text("tranche"), Cell::text(options.version), Cell::nested(std::move(rules)),
              Cell::text("unicodeCodePoints"), Cell::nested(std::move(results))});
    Document sarif;
    sarif.member("$schema", ValueKind::text, Cell::text("https://json.schemastore.org/sarif-2.1.0.json"));
    sarif.member("version", ValueKind::text, Cell::text("2.1.0"));
    sarif.add(std::move(runs));
    return json_renderer().render(sarif, options);
}

}  // namespace

const Renderer& sarif_renderer() {
    static constexpr Renderer row{
        .name = "sarif", .shows = Shows::findings, .help = "findings, for code review", .render = render_sarif};
    return row;
}

}  // namespace tranche
