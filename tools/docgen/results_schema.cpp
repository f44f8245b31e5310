// A document is walked part by part as the JSON renderer walks it, but for shapes in place of values. A figure that is not
// known is null, so every figure may be.
#include "results_schema.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>  // replace, sort
#include <cstdint>
#include <filesystem>
#include <sstream>
#include <vector>

#include "run.hpp"

namespace tranche::docgen {

namespace {

using Json = nlohmann::ordered_json;

void add_table(JsonShape& to, const ResultTable& table);

void add_value(JsonShape& to, const Column& column, const Cell& cell) {
    const ValueKindRow& kind = kind_row(column.kind);
    to.description = kind.description;
    if (cell.table) {
        add_table(to, *cell.table);
    } else if (column.kind == ValueKind::any) {
        to.types.insert({"number", "string", "array", "null"});
    } else if (kind.json.empty()) {
        to.types.insert("null");  // in place of a table
    } else {
        to.types.insert(std::string(kind.json));
        to.types.insert("null");
    }
}

void add_row(JsonShape& to, const ResultTable& table, const ResultRow& row) {
    to.types.insert("object");
    to.open = to.open || table.open;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const Cell& cell = row.cells[i];
        if (!sees(column.audience, Audience::json) || cell.blank) {
            continue;
        }
        add_value(to.member(column.key), column, cell);
        if (!cell.ends && cell.why.empty()) {
            continue;
        }
        const std::size_t dot = column.key.rfind('.');
        const std::string word = column.key.substr(dot + 1);
        const std::size_t end = column.beside && dot != std::string::npos ? column.key.rfind('.', dot - 1) : dot;
        const std::string around =
            end == std::string::npos || dot == std::string::npos ? "" : column.key.substr(0, end) + ".";
        for (const char* each : {"low.", "high."}) {
            if (cell.ends) {
                add_value(to.member(around + each + word), column, Cell::missing());
            }
        }
        if (cell.ends) {
            to.member(around + "bound." + word).types = {"string"};
        }
        if (!cell.why.empty()) {
            to.member(around + "why." + word).types = {"string"};
        }
    }
}

void add_series(JsonShape& to, const ResultTable& table) {
    const std::size_t axis = table.group_columns;
    JsonShape& periods = to.member(table.columns[axis].key);
    periods.types.insert("array");
    periods.item().types.insert("string");
    JsonShape& groups = to.member(table.key);
    groups.types.insert("array");
    groups.item().types.insert("object");
    for (const ResultRow& row : table.rows) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const Column& column = table.columns[i];
            if (!sees(row.audience, Audience::json) || !sees(column.audience, Audience::json) || i == axis) {
                continue;
            }
            if (i < axis) {
                add_value(groups.item().member(column.key), column, row.cells[i]);
            } else if (row.member.empty()) {
                JsonShape& values = groups.item().member(column.key);
                values.types.insert("array");
                add_value(values.item(), column, row.cells[i]);
            } else if (!row.cells[i].blank) {
                add_value(groups.item().member(row.member).member(column.key), column, row.cells[i]);
                groups.item().member(row.member).types.insert("object");
            }
        }
    }
}

void add_table(JsonShape& to, const ResultTable& table) {
    if (table.layout == Layout::record) {
        to.types.insert("object");
        for (const ResultRow& row : table.rows) {
            if (sees(row.audience, Audience::json)) {
                add_row(row.member.empty() ? to : to.member(row.member), table, row);
            }
        }
        return;
    }
    to.types.insert("array");
    JsonShape& item = to.item();
    for (const ResultRow& row : table.rows) {
        if (!sees(row.audience, Audience::json)) {
            continue;
        }
        if (table.layout == Layout::values) {
            add_value(item, table.columns.front(), row.cells.front());
        } else {
            add_row(item, table, row);
        }
    }
}

// The nodes of a tree have one shape: `parts` are nodes again.
void add_node(JsonShape& to, const ResultTree& tree, const ResultTree::Node& node) {
    ResultTable table;
    table.columns = tree.columns;
    ResultRow row;
    row.cells = node.cells;
    add_row(to, table, row);
    for (const ResultTree::Node& child : node.children) {
        add_node(to, tree, child);
    }
}

Json json_of(const JsonShape& shape, const std::string& recursive) {
    Json result = Json::object();
    if (!shape.description.empty() && shape.members.empty() && !shape.items) {
        result["description"] = shape.description;
    }
    if (shape.types.size() == 1) {
        result["type"] = *shape.types.begin();
    } else if (!shape.types.empty()) {
        result["type"] = shape.types;
    }
    if (!shape.members.empty()) {
        Json properties = Json::object();
        for (const auto& [key, member] : shape.members) {
            properties[key] = json_of(member, recursive);
        }
        result["properties"] = std::move(properties);
    }
    if (shape.items) {
        const JsonShape& item = *shape.items;
        if (item.any) {
            result["items"] = {{"$ref", recursive}};
        } else if (!item.types.empty()) {
            result["items"] = json_of(item, recursive);
        }
    }
    return result;
}

}  // namespace

JsonShape& JsonShape::member(std::string_view path) {
    JsonShape* at = this;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        at = &at->members[std::string(path.substr(0, dot))];
        at->types.insert("object");
        path.remove_prefix(dot + 1);
    }
    return at->members[std::string(path)];
}

JsonShape& JsonShape::item() {
    if (!items) {
        items = std::make_unique<JsonShape>();
    }
    return *items;
}

void ResultsSchema::add(std::string_view command, const Document& document) {
    std::string name(command);
    std::replace(name.begin(), name.end(), ' ', '-');
    JsonShape& root = commands_[name];
    root.types.insert("object");
    for (const DocumentPart& part : document.parts) {
        if (const ResultTable* table = std::get_if<ResultTable>(&part);
            table != nullptr && sees(table->audience, Audience::json)) {
            if (table->layout == Layout::series) {
                add_series(root, *table);
            } else {
                add_table(table->key.empty() ? root : root.member(table->key), *table);
            }
        } else if (const ResultTree* tree = std::get_if<ResultTree>(&part);
                   tree != nullptr && sees(tree->audience, Audience::json)) {
            JsonShape& node = root.member(tree->key);
            add_node(node, *tree, tree->root);
            JsonShape& parts = node.member("parts");
            parts.types = {"array"};
            parts.item().any = true;
        }
    }
}

std::string ResultsSchema::text() const {
    Json definitions = Json::object();
    Json choices = Json::array();
    for (const auto& [name, shape] : commands_) {
        definitions[name] = json_of(shape, "#/$defs/" + name + "/properties/lineage");
        choices.push_back({{"$ref", "#/$defs/" + name}});
    }
    return Json{
               {"$schema", "https://json-schema.org/draft/2020-12/schema"},
               {"title", "Tranche results"},
               {"description", "What each command prints with --format json. A definition is named after its command."},
               {"anyOf", std::move(choices)},
               {"$defs", std::move(definitions)}}
               .dump(2) +
           "\n";
}

std::string results_schema(const std::string& root) {
    const std::vector<std::vector<std::string>> lines{
        {"forecast", "--rows", "project"},
        {"appraise", "--method", "green-book-2022,5%"},
        {"appraise", "--case", "economic"},
        {"appraise", "--case", "financial,economic"},
        {"appraise", "--against", "base"},
        {"scenarios"},
        {"options"},
        {"sensitivity", "--grid", "kind=cost,kind=benefit"},
        {"audit"},
        {"explain", "roi"},
        {"explain", "npv"},
        {"check", "--lowered"},
        {"graph"},
        {"schedule"},
    };
    std::vector<std::string> programmes;
    for (const auto& entry : std::filesystem::directory_iterator(root + "/programmes")) {
        programmes.push_back(entry.path().string());
    }
    std::sort(programmes.begin(), programmes.end());
    ResultsSchema schema;
    const auto run = [&](const std::vector<std::string>& words) {
        std::istringstream in;
        std::ostringstream ignored;
        cli::Environment environment{in, ignored, ignored};
        environment.described = [&](std::string_view command, const Document& document) {
            schema.add(command, document);
        };
        cli::run(words, environment);
    };
    for (const std::string& programme : programmes) {
        for (std::vector<std::string> words : lines) {
            words.insert(words.begin() + 1, programme);
            run(words);
        }
    }
    run({"tables"});
    // A file with diagnostics, so that their members are known.
    run({"check", root + "/tests/errors/unknown-key.yaml"});
    return schema.text();
}

}  // namespace tranche::docgen
