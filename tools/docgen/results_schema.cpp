// A document is walked part by part as the JSON renderer walks it, but for shapes in place of values. A figure that is not
// known is null, so every figure may be.
#include "results_schema.hpp"

#include <unistd.h>  // getpid

#include <nlohmann/json.hpp>

#include <algorithm>  // replace, sort
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "run.hpp"

namespace tranche::docgen {

namespace {

using Json = nlohmann::ordered_json;

void add_table(JsonShape& to, const ResultTable& table);

void add_value(JsonShape& to, const Column& column, const Cell& cell) {
    const ValueKindRow& kind = kind_row(cell.kind.value_or(column.kind));
    to.description = kind.description;
    if (cell.table) {
        add_table(to, *cell.table);
    } else if (cell.kind.value_or(column.kind) == ValueKind::any) {
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

namespace {

using Words = std::vector<std::string>;

const std::vector<Words>& lines_of_a_programme() {
    static const std::vector<Words> lines{
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
    return lines;
}

// The life of one ledger: every command and every kind of entry once. PLAN, LATER and SPEND are files of the tests.
const std::vector<Words>& life_of_a_ledger() {
    static const std::vector<Words> lines{
        {"init", "LEDGER", "PLAN", "--approved-by", "Board", "--reason", "Approved", "--on", "2008-03-31"},
        {"record", "LEDGER", "--line", "staff", "--month", "2008-04", "--amount", "9850.25", "--stage", "delivered",
         "--evidence", "SPEND", "--reference", "INV-7", "--note", "First month"},
        {"record", "LEDGER", "--line", "staff", "--month", "2008-05", "--amount", "100", "--kind", "accrual"},
        {"record", "LEDGER", "--line", "staff", "--month", "2008-06", "--amount", "5", "--kind", "commitment"},
        {"record", "LEDGER", "--line", "staff", "--month", "2008-04", "--stage", "audited"},
        {"record", "LEDGER", "--line", "staff", "--forecast", "2008-10=10500,2008-11=9900.50"},
        {"record", "LEDGER", "--milestone", "team", "--on", "2008-10-15"},
        {"record", "LEDGER", "--progress", "team", "--month", "2008-06", "--percent", "38.25"},
        {"record", "LEDGER", "--measure", "admissions", "--month", "2008-06", "--value", "850"},
        {"record", "LEDGER", "--risk", "leave", "--status", "two have given notice"},
        {"record", "LEDGER", "--rag", "red", "--month", "2008-06", "--note", "Funding in doubt"},
        {"reverse", "LEDGER", "3", "--reason", "Recorded for the wrong month"},
        {"change", "LEDGER", "--from", "contingency", "--to", "staff", "--amount", "4000.5", "--approved-by", "Board"},
        {"close", "LEDGER", "--month", "2008-06"},
        {"import", "LEDGER", "SPEND"},
        {"rebaseline", "LEDGER", "LATER", "--approved-by", "Board", "--reason", "Tenders came in"},
        {"log", "LEDGER"},
        {"status", "LEDGER"},
        {"status", "LEDGER", "--group", "month"},
        {"status", "LEDGER", "--group", "project"},
        {"variance", "LEDGER"},
        {"variance", "LEDGER", "--group", "line"},
        {"outturn", "LEDGER"},
        {"outturn", "LEDGER", "--remaining", "rate"},
        {"verify", "LEDGER"},
        {"verify", "LEDGER", "--expect", std::string(64, '0')},
    };
    return lines;
}

// A programme of which every line has a figure, so that the outturn of every measure is known.
const std::vector<Words>& life_of_a_known_plan() {
    static const std::vector<Words> lines{
        {"init", "LEDGER", "CHESHIRE", "--approved-by", "Board", "--reason", "Bid"},
        {"import", "LEDGER", "ACTUALS"},
        {"status", "LEDGER"},
        {"variance", "LEDGER"},
        {"variance", "LEDGER", "--group", "workstream"},
        {"outturn", "LEDGER", "--remaining", "plan"},
        {"outturn", "LEDGER", "--remaining", "slip"},
        {"outturn", "LEDGER", "--remaining", "rate"},
    };
    return lines;
}

// A council that makes the returns of a spending review.
constexpr std::string_view council =
    "programme: council\n"
    "calendar: {first_year: 2008/09, years: 3}\n"
    "tracking: {returns: [{rules: csr07, spend: £10000}]}\n"
    "costs: [{id: change, by_year: {2008/09: 50}}]\n"
    "benefits: [{id: posts, by_year: {2008/09: 200, 2009/10: 240, 2010/11: 240}, release: cashable}]\n";

const std::vector<Words>& life_of_a_return() {
    static const std::vector<Words> lines{
        {"init", "LEDGER", "COUNCIL", "--approved-by", "Cabinet", "--reason", "Approved"},
        {"return", "LEDGER", "--rules", "csr07", "--on", "2010-10"},
        {"record", "LEDGER", "--line", "change", "--month", "2008-04", "--amount", "10"},
        {"record", "LEDGER", "--line", "posts", "--month", "2008-04", "--amount", "20"},
        {"status", "LEDGER", "--as-at", "2008-05"},
        {"outturn", "LEDGER", "--as-at", "2008-05"},
        {"variance", "LEDGER", "--as-at", "2008-05"},
        {"log", "LEDGER"},
    };
    return lines;
}

/// Runs commands, and takes down what they describe.
class Listening {
public:
    explicit Listening(const std::string& root) : root_(root) {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "council.yaml") << council;
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;
    ~Listening() {
        std::error_code ignored;  // the machine empties its folder of temporary files itself
        std::filesystem::remove_all(folder_, ignored);
    }

    void run(const Words& words) {
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        cli::Environment environment{in, out, err};
        environment.clock = "2016-10-05T09:00:00Z";
        environment.user = [] { return std::string("ann"); };
        environment.described = [&](std::string_view command, const Document& document) {
            described_ = true;
            schema_.add(command, document);
        };
        described_ = false;
        cli::run(words, environment);
        told_ = err.str();
    }

    // Each line needs what those before it recorded, so one that fails would leave out what follows.
    void run_life(const std::vector<Words>& lines, const std::string& ledger) {
        const std::string tests = root_ + "/tests/golden/ledgers/";
        const std::string cheshire = root_ + "/programmes/cheshire-community-safety";
        const std::map<std::string, std::string> files{{"LEDGER", (folder_ / ledger).string()},
                                                       {"COUNCIL", (folder_ / "council.yaml").string()},
                                                       {"PLAN", tests + "plan.yaml"},
                                                       {"LATER", tests + "plan-2.yaml"},
                                                       {"SPEND", tests + "spend.csv"},
                                                       {"CHESHIRE", cheshire},
                                                       {"ACTUALS", cheshire + "/illustrative-actuals.csv"}};
        for (const Words& line : lines) {
            Words words{"track"};
            for (const std::string& word : line) {
                const auto file = files.find(word);
                words.push_back(file == files.end() ? word : file->second);
            }
            run(words);
            if (!described_) {
                throw std::runtime_error("track " + line.front() + " has no result: " + told_);
            }
        }
    }

    [[nodiscard]] std::string schema() const { return schema_.text(); }

private:
    std::string root_;
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("tranche-results-" + std::to_string(getpid()));
    ResultsSchema schema_;
    bool described_ = false;
    std::string told_;
};

}  // namespace

std::string results_schema(const std::string& root) {
    std::vector<std::string> programmes;
    for (const auto& entry : std::filesystem::directory_iterator(root + "/programmes")) {
        programmes.push_back(entry.path().string());
    }
    std::sort(programmes.begin(), programmes.end());
    Listening listening(root);
    for (const std::string& programme : programmes) {
        for (Words words : lines_of_a_programme()) {
            words.insert(words.begin() + 1, programme);
            listening.run(words);
        }
    }
    listening.run({"tables"});
    // A file with diagnostics, so that their members are known.
    listening.run({"check", root + "/tests/errors/unknown-key.yaml"});
    listening.run_life(life_of_a_ledger(), "books.tranche");
    listening.run_life(life_of_a_known_plan(), "cheshire.tranche");
    listening.run_life(life_of_a_return(), "council.tranche");
    return listening.schema();
}

}  // namespace tranche::docgen
