#include "support/hostile_document.hpp"

namespace tranche::test {

const std::vector<std::string>& hostile_names() {
    static const std::vector<std::string> names{
        "plain",
        "\"double\" and 'single'",
        "a | b || c",
        "=HYPERLINK(\"http://example.com\")",
        "line\nbreak\r\nand\ttab",
        "\033[31mred\033[0m",
        "\xE2\x80\xAEreversed\xE2\x80\xAC and \xE2\x81\xA6isolated",
        "\xC2\x9B"
        "31m by C1",
        "<script>&amp;</script> ]]> --> #quot;",
        "back\\slash\\",
        "end",
        "*stars* _lines_ `ticks` [link](x) # head",
        "\xFF\xFE no UTF-8",
        "\xE5\xAE\x89\xE5\x85\xA8 caf\xC3\xA9",
        ",;comma",
        "-->|x| y; z{a}(b)",
    };
    return names;
}

Document hostile_document() {
    const std::vector<std::string>& names = hostile_names();
    Document document;
    document.name = names[8];
    document.title = names[1] + names[4];
    document.subtitle = names[5];
    ResultTable table;
    table.key = "table";
    table.columns = {{"name", names[2]}, {"net_gbp", "Net", ValueKind::money}, {"list", names[3], ValueKind::list}};
    ResultTree tree{
        "tree", {{"what", "What"}, {"value", "Value", ValueKind::count}, {"how", "How"}}, {}, 2, {}, Audience::people};
    tree.root.cells = {Cell::text(names[1]), Cell::count(0), Cell::text(names[5])};
    Chart chart{names[4], {}, 0.0, names[1], names[2], names[5], names[8]};
    Graph graph;
    graph.id = names[1];
    graph.clusters.push_back({names[2], names[4]});
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string& name = names[i];
        table.add({Cell::text(name), Cell::pounds(Money{-150}, MoneyUnit{2}), Cell::list({name, name})}).finding =
            Finding{name, name, name, name, 1, 1, i % 2 == 0 ? Finding::Level::error : Finding::Level::note};
        tree.root.children.push_back({{Cell::text(name), Cell::count(1), Cell::text(name)}, {}});
        chart.bars.push_back({name, name, -1.0, static_cast<double>(i)});
        graph.nodes.push_back({name, {name, name}, i % 2 == 0 ? 0 : Graph::outside, Graph::Shape::box});
        graph.links.push_back({i, 0, Graph::Stroke::dashed, name});
        document.note(name);
    }
    document.add(std::move(table));
    document.add(std::move(tree));
    document.add(std::move(chart));
    document.add(std::move(graph));
    document.add(Definitions{names[2], {{names[1], names[8]}, {names[4], names[11]}}});
    return document;
}

}  // namespace tranche::test
