// Projects stand in the cluster of their workstream; gates, milestones and external waits stand outside. External waits
// with the same text are one node.
#include "tranche/report/describe_graph.hpp"

#include <algorithm>  // any_of
#include <map>
#include <utility>  // move

#include "tranche/explain/lineage.hpp"  // citation_text

namespace tranche {

namespace {

Graph::Shape shape_of(ProjectKind kind) {
    switch (kind) {
        case ProjectKind::project: return Graph::Shape::box;
        case ProjectKind::gate: return Graph::Shape::octagon;
        default: return Graph::Shape::diamond;
    }
}

Graph::Stroke stroke_of(LinkKind kind) {
    switch (kind) {
        case LinkKind::hard: return Graph::Stroke::solid;
        case LinkKind::soft: return Graph::Stroke::dashed;
        default: return Graph::Stroke::dotted;
    }
}

class Describing {
public:
    explicit Describing(const Programme& programme) : programme_(programme) {
        graph.id = programme.id;
        nodes.key = "nodes";
        nodes.audience = Audience::people | Audience::json;
        nodes.columns = {{"id", "Id"},
                         {"name", "Name"},
                         {"kind", "Kind"},
                         {"workstream", "Workstream"},
                         {"starts", "Starts", ValueKind::month},
                         {"lasts_months", "Months", ValueKind::count},
                         {"status", "Dates are"},
                         {"line", "Line", ValueKind::count},
                         {"source", "Source"}};
        links.key = "links";
        links.columns = {{"before", "Before"},
                         {"after", "After"},
                         {"type", "Type"},
                         {"kind", "Kind"},
                         {"lag_months", "Lag", ValueKind::count}};
        add_clusters();
    }

    void add(const Project& project) {
        const bool inside = project.workstream.exists();
        const std::string workstream = inside ? programme_.workstreams[project.workstream].id : "";
        Graph::Node node{project.id, {project.id, project.name}, Graph::outside, shape_of(project.kind)};
        if (project.kind == ProjectKind::project && inside) {
            node.cluster = clusters_.at(workstream);
        }
        at_.emplace(project.id, graph.nodes.size());
        graph.nodes.push_back(std::move(node));
        const auto text = [](std::string_view word) { return Cell::text(std::string(word)); };
        nodes.add({Cell::text(project.id), Cell::text(project.name), text(word(project.kind)),
                   inside ? Cell::text(workstream) : Cell::missing(),
                   project.starts ? Cell::month(programme_.calendar.month_at(*project.starts)) : Cell::missing(),
                   project.lasts ? Cell::count(*project.lasts) : Cell::missing(), text(word(project.status)),
                   Cell::count(project.where.line),
                   project.at ? Cell::text(citation_text(programme_, *project.at)) : Cell::missing()});
    }

    void add_external(const std::string& id, const std::string& text) {
        at_.emplace(id, graph.nodes.size());
        graph.nodes.push_back({id, {text}, Graph::outside, Graph::Shape::ellipse});
        std::vector<Cell> cells{Cell::text(id), Cell::text(text), Cell::text("external"), Cell::missing()};
        cells.resize(nodes.columns.size(), Cell::empty());
        nodes.add(std::move(cells));
    }

    void add(const Link& link, const std::string& before) {
        const std::string& after = programme_.projects[link.after].id;
        std::string label(word(link.type));
        label += link.lag > 0 ? " + " + std::to_string(link.lag) + " months" : "";
        graph.links.push_back({at_.at(before), at_.at(after), stroke_of(link.kind), std::move(label)});
        links.add({Cell::text(before), Cell::text(after), Cell::text(std::string(word(link.type))),
                   Cell::text(std::string(word(link.kind))), Cell::count(link.lag)});
    }

    Graph graph;
    ResultTable nodes;
    ResultTable links;

private:
    // Of the workstreams that have projects, in the programme's order.
    void add_clusters() {
        for (std::size_t i = 0; i < programme_.workstreams.size(); ++i) {
            const Workstream& workstream = programme_.workstreams[WorkstreamId{i}];
            const auto inside = [&](const Project& project) { return project.workstream == WorkstreamId{i}; };
            if (std::any_of(programme_.projects.begin(), programme_.projects.end(), inside)) {
                clusters_.emplace(workstream.id, graph.clusters.size());
                graph.clusters.push_back({workstream.id, workstream.name});
            }
        }
    }

    std::map<std::string, std::size_t> clusters_;  ///< index of each by the workstream's id
    const Programme& programme_;
    std::map<std::string, std::size_t> at_;  ///< index of each node by its id
};

}  // namespace

Document describe_graph(const Subject& subject) {
    const Programme& programme = subject.model.programme;
    std::map<std::string, std::string> externals;  // id of each text
    for (const Link& link : programme.links) {
        if (!link.external.empty()) {
            externals.emplace(link.external, "external-" + std::to_string(externals.size() + 1));
        }
    }
    Describing describing(programme);
    for (const Project& project : programme.projects) {
        describing.add(project);
    }
    for (const auto& [text, id] : externals) {
        describing.add_external(id, text);
    }
    for (const Link& link : programme.links) {
        describing.add(link, link.before.exists() ? programme.projects[link.before].id : externals.at(link.external));
    }
    Document document;
    add_heading(document, subject, {});
    document.add(std::move(describing.graph));
    document.add(std::move(describing.nodes));
    document.add(std::move(describing.links));
    return document;
}

}  // namespace tranche
