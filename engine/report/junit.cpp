// JUnit's XML: every finding is a test case. An error is a failure; a warning or a note is output of a case that passes.
#include <algorithm>  // count_if

#include "report/findings.hpp"
#include "tranche/report/renderers.hpp"
#include "report/xml.hpp"

namespace tranche {

namespace {

std::string render_junit(const Document& document, const OutputStyle&) {
    const std::vector<const Finding*> findings = findings_of(document);
    const auto failed = [](const Finding* each) { return each->level == Finding::Level::error; };
    std::string result = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" + xml_text(document.name) +
                         "\" tests=\"" + std::to_string(findings.size()) + "\" failures=\"" +
                         std::to_string(std::count_if(findings.begin(), findings.end(), failed)) + "\">\n";
    for (const Finding* each : findings) {
        result += "  <testcase classname=\"" + xml_text(each->file) + "\" name=\"" + xml_text(each->name) + "\"";
        const std::string place = each->line > 0 ? each->file + ":" + std::to_string(each->line) + ": " : "";
        if (each->level == Finding::Level::fine) {
            result += "/>\n";
        } else if (failed(each)) {
            result += ">\n    <failure type=\"" + xml_text(each->rule) + "\" message=\"" +
                      xml_text(place + each->message) + "\"/>\n  </testcase>\n";
        } else {
            result += ">\n    <system-out>" + xml_text(place + each->message) + "</system-out>\n  </testcase>\n";
        }
    }
    return result + "</testsuite>\n";
}

}  // namespace

const Renderer& junit_renderer() {
    static constexpr Renderer row{.name = "junit",
                                  .shows = Shows::findings,
                                  .help = "findings, for continuous integration",
                                  .render = render_junit};
    return row;
}

}  // namespace tranche
