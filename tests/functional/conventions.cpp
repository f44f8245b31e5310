#include "functional/conventions.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>  // any_of, find
#include <array>
#include <regex>
#include <stdexcept>

#include "functional/matching.hpp"
#include "functional/results_schema.hpp"
#include "support/places.hpp"       // source_folder
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 8> units{"gbp", "percent", "years", "months", "days", "fte", "seconds", "bytes"};

// Numbers that count or point at things, and ratios, have no unit to say.
constexpr std::array<std::string_view, 25> unitless{
    "errors",        "warnings", "line",        "column", "total",        "reproduced",
    "trials",        "seed",     "entries",     "steps",  "bcr",          "net_per_pound_asked",
    "spi",           "cpi",      "spi_t",       "tcpi",   "gross_return", "cost_to_grant",
    "net_per_grant", "rank",     "rank_by_bcr", "entry",  "baseline",     "reverses",
    "source",
};
// Counts by words of the definition language.
constexpr std::string_view counts = "rests_on";

/// `npv_gbp`, `payback_years_interpolated`: one of the words is a unit.
bool says_unit(std::string_view key) {
    const std::string padded = "_" + std::string(key) + "_";
    return std::any_of(units.begin(), units.end(), [&](std::string_view unit) {
        return padded.find("_" + std::string(unit) + "_") != std::string::npos;
    });
}

bool is_snake_case(const std::string& key) {
    static const std::regex form("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    return std::regex_match(key, form);
}

/// `1,027,100.00`, `144.22%`: rounded and grouped for people.
bool is_made_up(const std::string& text) {
    static const std::regex form(R"(-?(\d{1,3}(,\d{3})+(\.\d+)?|\d[\d,]*\.\d\d%))");
    return std::regex_match(text, form);
}

/// `settled` where a key further out has said what numbers below it are.
void judge(const json& value, const std::string& path, bool settled, std::vector<std::string>& found) {
    if (value.is_object()) {
        settled = settled || (value.contains("unit") && value["unit"].is_string());
        for (const auto& [key, inner] : value.items()) {
            const std::string inner_path = path.empty() ? key : path + "." + key;
            if (!is_snake_case(key)) {
                found.push_back("the JSON key " + inner_path + " is not snake_case");
            }
            const bool bare = std::find(unitless.begin(), unitless.end(), key) != unitless.end() && !inner.is_object();
            judge(inner, inner_path, settled || says_unit(key) || key == counts || bare, found);
        }
    } else if (value.is_array()) {
        for (const json& inner : value) {
            judge(inner, path, settled, found);
        }
    } else if (value.is_string() && is_made_up(value.get<std::string>()) && !path.ends_with("_text")) {
        found.push_back("the JSON text " + path + " is '" + value.get<std::string>() + "', which is for people");
    } else if (value.is_number() && !settled) {
        const std::string sentence = "the JSON number " + path + " does not say its unit";
        if (std::find(found.begin(), found.end(), sentence) == found.end()) {
            found.push_back(sentence);
        }
    }
}

void judge_json(std::string_view out, std::vector<std::string>& found) {
    const json value = json::parse(out, nullptr, false);
    if (!value.is_object()) {
        found.push_back("the JSON is not one object");
        return;
    }
    if (!value.contains("manifest") || !value["manifest"].is_object() || !value["manifest"].contains("tranche")) {
        found.push_back("the JSON does not say in manifest which tranche made it");
    }
    judge(value, "", false, found);
}

// What the schema of results says of the command: of one word, or of two. It knows every command that prints JSON.
void judge_by_schema(const std::vector<std::string>& arguments, std::string_view out, std::vector<std::string>& found) {
    static const std::string schema = read_text(source_folder() + "/schemas/results.schema.json");
    if (!nlohmann::json::accept(out) || !nlohmann::json::parse(out).is_object()) {
        return;  // which is a breach of its own
    }
    const std::string command =
        arguments.front() == "track" && arguments.size() > 1 ? "track-" + arguments[1] : arguments.front();
    for (const std::string& breach : breaches_of_schema(schema, command, out)) {
        found.push_back("by schemas/results.schema.json: " + breach);
    }
}

bool is_rate(const std::string& name) {
    static const std::regex form(R"(\d+(\.\d+)?%)");
    return std::regex_match(name, form);
}

// The heading of a column of --wide is a period, `2013/14`; that of a case under another method its rate, `3.5%`.
bool is_column_name(const std::string& name) {
    return is_snake_case(name) || is_rate(name) ||
           (!name.empty() && name.find_first_of("0123456789") != std::string::npos &&
            name.find('/') != std::string::npos);
}

void judge_csv(std::string_view out, std::vector<std::string>& found) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    out.remove_prefix(out.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    std::vector<std::vector<std::string>> rows;
    try {
        rows = read_csv(out);
    } catch (const std::runtime_error& problem) {
        found.emplace_back(problem.what());
        return;
    }
    for (const std::string& name : rows.front()) {
        if (!is_column_name(name)) {
            found.push_back("the CSV column '" + name + "' is not snake_case");
        }
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        for (const std::string& field : rows[i]) {
            if (is_made_up(field)) {
                found.push_back("row " + std::to_string(i + 1) + " of the CSV has '" + field +
                                "', which is for people");
            }
        }
        if (rows[i].size() != rows.front().size()) {
            found.push_back("row " + std::to_string(i + 1) + " of the CSV has " + std::to_string(rows[i].size()) +
                            " fields, its heading " + std::to_string(rows.front().size()));
        }
    }
}

void judge_text(std::string_view text, std::vector<std::string>& found) {
    if (text.find('\x1b') != std::string_view::npos) {
        found.emplace_back("there is an escape sequence in a pipe");
    }
    if (!text.empty() && !text.ends_with('\n')) {
        found.emplace_back("there is no line break at the end");
    }
}

std::string format_in(const std::vector<std::string>& arguments) {
    std::string format;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--format" && i + 1 < arguments.size()) {
            format = arguments[i + 1];
        } else if (arguments[i].starts_with("--format=")) {
            format = arguments[i].substr(arguments[i].find('=') + 1);
        }
    }
    return format;
}

}  // namespace

std::vector<std::vector<std::string>> read_csv(std::string_view text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                row.back() += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                row.back() += text[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"' && row.back().empty()) {
            quoted = true;
        } else if (c == ',') {
            row.emplace_back();
        } else if (c == '\n') {
            rows.push_back(std::move(row));
            row.assign(1, "");
        } else {
            row.back() += c;
        }
    }
    if (quoted) {
        throw std::runtime_error("a quotation in the CSV has no end");
    }
    if (row != std::vector<std::string>(1)) {
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<std::string> breaches_of_conventions(const std::vector<std::string>& arguments, std::string_view out,
                                                 std::string_view err) {
    std::vector<std::string> found;
    judge_text(out, found);
    judge_text(err, found);
    const std::string format = format_in(arguments);
    const bool helps = std::find(arguments.begin(), arguments.end(), "--help") != arguments.end();
    if (out.empty() || helps) {
        return found;
    }
    if (format == "json") {
        judge_json(out, found);
        judge_by_schema(arguments, out, found);
    } else if (format == "csv") {
        judge_csv(out, found);
    } else {
        for (const std::string& line : lines_of(out)) {
            if (line.ends_with(' ')) {
                found.push_back("blanks at the end of '" + line + "'");
            }
        }
    }
    return found;
}

}  // namespace tranche::test
