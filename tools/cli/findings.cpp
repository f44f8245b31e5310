#include "findings.hpp"

#include <algorithm>  // count_if
#include <set>

#include "render.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

std::string level_word(Finding::Level level) {
    switch (level) {
        case Finding::Level::error: return "error";
        case Finding::Level::warning: return "warning";
        case Finding::Level::note: return "note";
        case Finding::Level::none: break;
    }
    return "none";
}

std::string xml(const std::string& text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            default: result += static_cast<unsigned char>(c) < 0x20U && c != '\n' ? ' ' : c;
        }
    }
    return result;
}

}  // namespace

std::string as_sarif(const std::vector<Finding>& findings) {
    std::set<std::string> codes;
    Json results = Json::array();
    for (const Finding& each : findings) {
        if (each.level == Finding::Level::none) {
            continue;
        }
        codes.insert(each.rule);
        Json place{{"artifactLocation", {{"uri", each.file}}}};
        if (each.line > 0) {
            place["region"] = {{"startLine", each.line}, {"startColumn", std::max(1U, each.column)}};
        }
        results.push_back({{"ruleId", each.rule},
                           {"level", level_word(each.level)},
                           {"message", {{"text", each.message}}},
                           {"locations", Json::array({{{"physicalLocation", place}}})}});
    }
    Json rules = Json::array();
    for (const std::string& code : codes) {
        rules.push_back({{"id", code}});
    }
    return dumped(
        {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
         {"version", "2.1.0"},
         {"runs", Json::array({{{"tool", {{"driver", {{"name", "tranche"}, {"version", version}, {"rules", rules}}}}},
                                {"columnKind", "unicodeCodePoints"},
                                {"results", results}}})}});
}

std::string as_junit(const std::string& suite, const std::vector<Finding>& findings) {
    const auto failed = [](const Finding& each) { return each.level == Finding::Level::error; };
    std::string result = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" + xml(suite) + "\" tests=\"" +
                         std::to_string(findings.size()) + "\" failures=\"" +
                         std::to_string(std::count_if(findings.begin(), findings.end(), failed)) + "\">\n";
    for (const Finding& each : findings) {
        result += "  <testcase classname=\"" + xml(each.file) + "\" name=\"" + xml(each.name) + "\"";
        const std::string place = each.line > 0 ? each.file + ":" + std::to_string(each.line) + ": " : "";
        if (each.level == Finding::Level::none) {
            result += "/>\n";
        } else if (failed(each)) {
            result += ">\n    <failure type=\"" + xml(each.rule) + "\" message=\"" + xml(place + each.message) +
                      "\"/>\n  </testcase>\n";
        } else {
            result += ">\n    <system-out>" + xml(place + each.message) + "</system-out>\n  </testcase>\n";
        }
    }
    return result + "</testsuite>\n";
}

}  // namespace tranche::cli
