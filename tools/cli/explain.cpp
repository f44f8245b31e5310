#include "tranche/explain/lineage.hpp"

#include "commands.hpp"
#include "render.hpp"

namespace tranche::cli {

namespace {

std::string place_of(const Opened& opened, const LineageNode& node) {
    return node.where.line == 0 ? "" : opened.file_of(node.where) + ":" + std::to_string(node.where.line);
}

std::string remarks(const Opened& opened, const LineageNode& node) {
    std::string result;
    const auto add = [&](const std::string& text) {
        result += text.empty() ? "" : (result.empty() ? "" : ", ") + text;
    };
    add(node.status == Status::unstated ? "" : std::string(word(node.status)));
    add(place_of(opened, node));
    for (const std::string& source : node.sources) {
        add(source);
    }
    return result.empty() ? "" : "  [" + result + "]";
}

void add_text(const Opened& opened, const LineageNode& node, const std::string& lead, const std::string& below,
              std::string& to) {
    to += lead + node.what + "  " + node.value + remarks(opened, node) + "\n";
    if (!node.how.empty()) {
        to += below + (node.parts.empty() ? "  " : "| ") + node.how + "\n";
    }
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
        const bool last = i + 1 == node.parts.size();
        add_text(opened, node.parts[i], below + (last ? "`- " : "|- "), below + (last ? "   " : "|  "), to);
    }
}

Json node_json(const Opened& opened, const LineageNode& node) {
    Json result{{"what", node.what}};
    if (node.figure.computable()) {
        result["value"] = figure_json(node.figure, opened.model.plan.unit);
        result["unit"] = unit_word(node.unit);
    }
    if (!node.how.empty()) {
        result["how"] = node.how;
    }
    if (node.where.line > 0) {
        result["file"] = opened.file_of(node.where);
        result["line"] = node.where.line;
    }
    if (!node.sources.empty()) {
        result["sources"] = node.sources;
    }
    if (node.status != Status::unstated) {
        result["status"] = word(node.status);
    }
    Json parts = Json::array();
    for (const LineageNode& part : node.parts) {
        parts.push_back(node_json(opened, part));
    }
    if (!parts.empty()) {
        result["parts"] = std::move(parts);
    }
    return result;
}

void add_rows(const Opened& opened, const LineageNode& node, std::size_t depth, TextTable& table) {
    const auto same = [](const std::string& text) { return Cell{text, text}; };
    std::string sources;
    for (const std::string& source : node.sources) {
        sources += (sources.empty() ? "" : " ") + source;
    }
    const std::string status = node.status == Status::unstated ? "" : std::string(word(node.status));
    table.rows.push_back({same(std::to_string(depth)),
                          same(node.what),
                          {node.value, figure_cell(node.figure, node.unit, opened.model.plan.unit).raw},
                          same(std::string(node.figure.computable() ? unit_word(node.unit) : "")),
                          same(node.how),
                          same(place_of(opened, node)),
                          same(sources),
                          same(status)});
    for (const LineageNode& part : node.parts) {
        add_rows(opened, part, depth + 1, table);
    }
}

int explain(const Opened& opened, const Options& options, Outcome& outcome) {
    // What is asked on the command line is a text of its own, so that what is wrong with it is told like anything else.
    const std::string& asked = options.arguments[1];
    Diagnostics diagnostics;
    const std::uint32_t file = diagnostics.add_file(std::make_shared<SourceText>(SourceText{"FIGURE", asked}));
    std::string problem;
    const std::optional<Address> address = Address::parse(asked, problem);
    std::optional<Question> question;
    if (!address) {
        diagnostics.error("not-an-address", {file, 1, 1}, "'" + asked + "' is not the address of a figure: " + problem,
                          "addresses look like roi@delay or benefit(workstream=alcohol)@base/partners in 2014/15");
    } else {
        question = resolve(opened.model.programme, *address, {file, 1, 1}, diagnostics);
    }
    report(diagnostics, options, outcome);
    if (!question) {
        return 2;
    }
    const LineageNode tree = lineage(opened.model, *question);
    if (options.text("--format") == "json") {
        outcome.out =
            dumped({{"manifest", manifest(opened)}, {"figure", address->text()}, {"lineage", node_json(opened, tree)}});
    } else if (options.text("--format") == "text") {
        add_text(opened, tree, "", "", outcome.out);
    } else {
        TextTable table{{{"depth", "Depth", true},
                         {"what", "What"},
                         {"value", "Value", true},
                         {"unit", "Unit"},
                         {"how", "How"},
                         {"place", "Place"},
                         {"source", "Source"},
                         {"status", "Status"}},
                        {}};
        add_rows(opened, tree, 0, table);
        outcome.out = rendered(table, options.text("--format"));
    }
    return 0;
}

}  // namespace

const Command& explain_command() {
    static const Command command{
        .name = "explain",
        .help = "show where a figure comes from, down to file, line and source",
        .arguments = {programme_argument,
                      {"FIGURE", "the address of a figure, such as roi@delay or 'benefit@base/partners in 2014/15'"}},
        .options = {table_formats(), writing_options()},
        .run = explain,
        .examples = {"explain programmes/cheshire-community-safety roi@delay"}};
    return command;
}

}  // namespace tranche::cli
