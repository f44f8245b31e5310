// Programs get file and line apart, people and spreadsheets as one place.
#include "tranche/report/describe_lineage.hpp"

#include <utility>  // move

namespace tranche {

namespace {

std::vector<Column> columns() {
    return {{"what", "What"},
            {"value", "Value", ValueKind::any},
            {"unit", "Unit"},
            {"how", "How"},
            {"place", "Place", ValueKind::text, Audience::tables},
            {"file", {}, ValueKind::text, Audience::json},
            {"line", {}, ValueKind::count, Audience::json},
            {"source", "Source", ValueKind::text, Audience::tables},
            {"sources", {}, ValueKind::list, Audience::json},
            {"status", "Status"},
            {"relation", {}, ValueKind::text, Audience::json}};
}
constexpr std::size_t how_column = 3;
constexpr std::size_t place_column = 4;
constexpr std::size_t source_column = 7;
constexpr std::size_t status_column = 9;

ResultTree::Node node_of(const Subject& subject, const LineageNode& node) {
    const auto text = [](const std::string& words) { return words.empty() ? Cell::empty() : Cell::text(words); };
    const bool known = node.figure.computable();
    const bool placed = node.where.line > 0;
    const std::string file = placed ? subject.texts[node.where.file]->name : "";
    std::string sources;
    for (const std::string& each : node.sources) {
        sources += (sources.empty() ? "" : " ") + each;
    }
    std::string listed;
    for (const std::string& each : node.sources) {
        listed += (listed.empty() ? "" : ", ") + each;
    }
    const Cell value = known ? cell_of(node.figure, subject.model.plan.unit).as(kind_of(node.unit)) : Cell::empty();
    ResultTree::Node result;
    result.cells = {Cell::text(node.what),
                    value.for_people(node.value),
                    known ? text(std::string(unit_word(node.unit))) : Cell::empty(),
                    text(node.how),
                    text(placed ? file + ":" + std::to_string(node.where.line) : ""),
                    text(file),
                    placed ? Cell::count(node.where.line) : Cell::empty(),
                    sources.empty() ? Cell::empty() : Cell::text(sources).for_people(listed),
                    node.sources.empty() ? Cell::empty() : Cell::list(node.sources),
                    node.status == Status::unstated ? Cell::empty() : text(std::string(word(node.status))),
                    text(std::string(word(node.relation)))};
    for (const LineageNode& part : node.parts) {
        result.children.push_back(node_of(subject, part));
    }
    return result;
}

}  // namespace

Document describe_lineage(const Subject& subject, const std::string& address, const LineageNode& root) {
    Document document;
    add_heading(document, subject, {});
    document.title.clear();  // the root says what it is
    document.member("figure", ValueKind::text, Cell::text(address));
    ResultTree tree;
    tree.key = "lineage";
    tree.columns = columns();
    tree.sentence = how_column;
    tree.remarks = {status_column, place_column, source_column};
    tree.root = node_of(subject, root);
    document.add(std::move(tree));
    return document;
}

}  // namespace tranche
