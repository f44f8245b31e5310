// JSON by the rules of document/table.hpp. This is the one source that knows a JSON library.
#include <nlohmann/json.hpp>

#include <cassert>
#include <string>
#include <string_view>

#include "report/characters.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

namespace {

using Json = nlohmann::ordered_json;

struct ToJson {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(std::int64_t count) const { return count; }
    Json operator()(double number) const { return number; }
    Json operator()(bool flag) const { return flag; }
    // A pound amount of up to 15 digits is written exactly by the shortest form of its nearest double.
    Json operator()(const Pounds& pounds) const {
        const std::int64_t per_pound = pounds.unit.per_pound();
        return pounds.money.units % per_pound == 0 ? Json(pounds.money.units / per_pound)
                                                   : Json(pounds.unit.pounds(pounds.money));
    }
    Json operator()(Month month) const { return month_text(month); }
};

Json json_of(const Value& value) {
    return std::visit(ToJson{}, value);
}

Json json_of(const ResultTable& table);

Json json_of(const Cell& cell, ValueKind kind) {
    if (cell.table) {
        return json_of(*cell.table);
    }
    if (kind != ValueKind::list || cell.absent()) {
        return json_of(cell.value);
    }
    Json result = Json::array();
    for (const Value& item : cell.items) {
        result.push_back(json_of(item));
    }
    return result;
}

/// The object in which the last word of a path is a member; objects on the way are made.
Json& object_of(Json& root, std::string_view path) {
    Json* at = &root;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        at = &(*at)[std::string(path.substr(0, dot))];
        path.remove_prefix(dot + 1);
    }
    return *at;
}

std::string last_word(std::string_view path) {
    return std::string(path.substr(path.rfind('.') + 1));
}

void set(Json& object, const Column& column, const Cell& cell) {
    if (cell.blank || !sees(column.audience, Audience::json)) {
        return;
    }
    const std::string word = last_word(column.key);
    Json& holder = object_of(object, column.key);
    holder[word] = json_of(cell, column.kind);
    // `measures.npv_gbp`: beside the object `measures`, not in it.
    const std::size_t dot = column.key.rfind('.');
    const bool beside = column.beside && dot != std::string::npos;
    Json& around = beside ? object_of(object, std::string_view(column.key).substr(0, dot)) : holder;
    if (cell.ends) {
        around["low"][word] = json_of(cell.ends->low);
        around["high"][word] = json_of(cell.ends->high);
        const bool low = !std::holds_alternative<std::monostate>(cell.ends->low);
        const bool high = !std::holds_alternative<std::monostate>(cell.ends->high);
        if (low != high) {
            around["bound"][word] = low ? "above" : "below";
        }
    }
    if (cell.absent() && !cell.why.empty()) {
        around["why"][word] = cell.why;
    }
}

Json object_of(const ResultTable& table, const ResultRow& row) {
    Json result = Json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        set(result, table.columns[i], row.cells[i]);
    }
    return result;
}

Json record_of(const ResultTable& table) {
    Json result = Json::object();
    for (const ResultRow& row : table.rows) {
        if (sees(row.audience, Audience::json)) {
            Json members = object_of(table, row);
            if (row.member.empty()) {
                result.update(members, true);
            } else {
                result[row.member] = std::move(members);
            }
        }
    }
    return result;
}

Json json_of(const ResultTable& table) {
    assert(table.layout != Layout::series);  // its axis would have no place
    if (table.layout == Layout::record) {
        return record_of(table);
    }
    Json result = Json::array();
    for (const ResultRow& row : table.rows) {
        if (sees(row.audience, Audience::json)) {
            result.push_back(table.layout == Layout::values ? json_of(row.cells.front(), table.columns.front().kind)
                                                            : object_of(table, row));
        }
    }
    return result;
}

bool same_group(const ResultTable& table, const ResultRow& a, const ResultRow& b) {
    for (std::size_t i = 0; i < table.group_columns; ++i) {
        if (a.cells[i].value != b.cells[i].value) {
            return false;
        }
    }
    return true;
}

void add_series(Json& root, const ResultTable& table) {
    const std::size_t axis = table.group_columns;
    Json periods = Json::array();
    Json groups = Json::array();
    const ResultRow* group = nullptr;
    for (const ResultRow& row : table.rows) {
        if (!sees(row.audience, Audience::json)) {
            continue;
        }
        if (group == nullptr || !same_group(table, *group, row)) {
            group = &row;
            groups.push_back(Json::object());
            for (std::size_t i = 0; i < axis; ++i) {
                set(groups.back(), table.columns[i], row.cells[i]);
            }
        }
        Json& object = groups.back();
        if (row.member.empty() && groups.size() == 1) {
            periods.push_back(json_of(row.cells[axis], table.columns[axis].kind));
        }
        for (std::size_t i = axis + 1; i < table.columns.size(); ++i) {
            const Column& column = table.columns[i];
            if (!sees(column.audience, Audience::json)) {
                continue;
            }
            if (!row.member.empty()) {
                set(object[row.member], column, row.cells[i]);
            } else {
                object_of(object, column.key)[last_word(column.key)].push_back(json_of(row.cells[i], column.kind));
            }
        }
    }
    object_of(root, table.columns[axis].key)[last_word(table.columns[axis].key)] = std::move(periods);
    object_of(root, table.key)[last_word(table.key)] = std::move(groups);
}

Json json_of_node(const ResultTree& tree, const ResultTree::Node& node) {
    Json result = Json::object();
    for (std::size_t i = 0; i < tree.columns.size(); ++i) {
        set(result, tree.columns[i], node.cells[i]);
    }
    for (const ResultTree::Node& child : node.children) {
        result["parts"].push_back(json_of_node(tree, child));
    }
    return result;
}

struct IntoRoot {
    Json& root;

    void operator()(const ResultTable& table) const {
        if (!sees(table.audience, Audience::json)) {
            return;
        }
        if (table.layout == Layout::series) {
            add_series(root, table);
        } else if (table.key.empty()) {
            assert(table.layout == Layout::record);  // an array needs a key
            root.update(record_of(table), true);
        } else {
            Json& member = object_of(root, table.key)[last_word(table.key)];
            if (table.layout == Layout::record && member.is_object()) {
                member.update(record_of(table), true);
            } else {
                member = json_of(table);
            }
        }
    }
    void operator()(const ResultTree& tree) const {
        if (sees(tree.audience, Audience::json)) {
            object_of(root, tree.key)[last_word(tree.key)] = json_of_node(tree, tree.root);
        }
    }
    // What people read is said to programs by the members that it was made of.
    void operator()(const Note&) const {}
    void operator()(const Definitions&) const {}
    void operator()(const Listing&) const {}
    void operator()(const Chart&) const {}
    void operator()(const Graph&) const {}
};

std::string render_json(const Document& document, const OutputStyle&) {
    Json root = Json::object();
    for (const DocumentPart& part : document.parts) {
        std::visit(IntoRoot{root}, part);
    }
    return with_escapes(root.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace

const Renderer& json_renderer() {
    static constexpr Renderer row{.name = "json",
                                  .shows = Shows::results,
                                  .help = "for programs: every figure, with the hashes of the inputs",
                                  .render = render_json};
    return row;
}

}  // namespace tranche
