#include <algorithm>  // any_of
#include <map>

#include "commands.hpp"
#include "render.hpp"
#include "tranche/explain/lineage.hpp"

namespace tranche::cli {

namespace {

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return result + "\"";
}

// Mermaid reads quotes as HTML entities.
std::string entity(const std::string& text) {
    std::string result;
    for (const char c : text) {
        result += c == '"' ? "#quot;" : std::string(1, c);
    }
    return result;
}

/// External waits, a node for each text.
std::map<std::string, std::string> externals(const Programme& programme) {
    std::map<std::string, std::string> result;
    for (const Link& link : programme.links) {
        if (!link.external.empty()) {
            result.emplace(link.external, "external-" + std::to_string(result.size() + 1));
        }
    }
    return result;
}

bool has_projects(const Programme& programme, WorkstreamId workstream) {
    return std::any_of(programme.projects.begin(), programme.projects.end(),
                       [&](const Project& project) { return project.workstream == workstream; });
}

std::string from_of(const Programme& programme, const Link& link,
                    const std::map<std::string, std::string>& outside_nodes) {
    return link.before.exists() ? programme.projects[link.before].id : outside_nodes.at(link.external);
}

std::string label_of(const Link& link) {
    std::string result(word(link.type));
    return link.lag > 0 ? result + " + " + std::to_string(link.lag) + " months" : result;
}

std::string dot(const Programme& programme) {
    const auto outside_nodes = externals(programme);
    std::string result = "digraph " + quoted(programme.id) + " {\n  rankdir=LR;\n  node [shape=box];\n";
    for (std::size_t i = 0; i < programme.workstreams.size(); ++i) {
        const Workstream& workstream = programme.workstreams[WorkstreamId{i}];
        if (!has_projects(programme, WorkstreamId{i})) {
            continue;
        }
        result +=
            "  subgraph " + quoted("cluster_" + workstream.id) + " {\n    label=" + quoted(workstream.name) + ";\n";
        for (const Project& project : programme.projects) {
            if (project.workstream == WorkstreamId{i}) {
                result += "    " + quoted(project.id) + " [label=" + quoted(project.id + "\n" + project.name) + "];\n";
            }
        }
        result += "  }\n";
    }
    for (const Project& project : programme.projects) {
        if (project.kind != ProjectKind::project) {
            result += "  " + quoted(project.id) + " [label=" + quoted(project.id + "\n" + project.name) +
                      ", shape=" + (project.kind == ProjectKind::gate ? "octagon" : "diamond") + "];\n";
        }
    }
    for (const auto& [text, id] : outside_nodes) {
        result += "  " + quoted(id) + " [label=" + quoted(text) + ", shape=ellipse];\n";
    }
    for (const Link& link : programme.links) {
        const char* style = link.kind == LinkKind::hard ? "solid" : (link.kind == LinkKind::soft ? "dashed" : "dotted");
        result += "  " + quoted(from_of(programme, link, outside_nodes)) + " -> " +
                  quoted(programme.projects[link.after].id) + " [style=" + style + ", label=" + quoted(label_of(link)) +
                  "];\n";
    }
    return result + "}\n";
}

std::string mermaid(const Programme& programme) {
    const auto outside_nodes = externals(programme);
    std::string result = "flowchart LR\n";
    for (std::size_t i = 0; i < programme.workstreams.size(); ++i) {
        const Workstream& workstream = programme.workstreams[WorkstreamId{i}];
        if (!has_projects(programme, WorkstreamId{i})) {
            continue;
        }
        result += "  subgraph " + workstream.id + "[\"" + entity(workstream.name) + "\"]\n";
        for (const Project& project : programme.projects) {
            if (project.workstream == WorkstreamId{i}) {
                result += "    " + project.id + "[\"" + project.id + ": " + entity(project.name) + "\"]\n";
            }
        }
        result += "  end\n";
    }
    for (const Project& project : programme.projects) {
        if (project.kind != ProjectKind::project) {
            const bool gate = project.kind == ProjectKind::gate;
            result += "  " + project.id + (gate ? "{{\"" : "{\"") + project.id + ": " + entity(project.name) +
                      (gate ? "\"}}\n" : "\"}\n");
        }
    }
    for (const auto& [text, id] : outside_nodes) {
        result += "  " + id + "([\"" + entity(text) + "\"])\n";
    }
    for (const Link& link : programme.links) {
        const char* arrow = link.kind == LinkKind::hard ? " -->|" : " -.->|";
        result += "  " + from_of(programme, link, outside_nodes) + arrow + label_of(link) + "| " +
                  programme.projects[link.after].id + "\n";
    }
    return result;
}

Json graph_json(const Opened& opened) {
    const Programme& programme = opened.model.programme;
    const auto outside_nodes = externals(programme);
    Json nodes = Json::array();
    for (const Project& project : programme.projects) {
        nodes.push_back(
            {{"id", project.id},
             {"name", project.name},
             {"kind", word(project.kind)},
             {"workstream", project.workstream.exists() ? Json(programme.workstreams[project.workstream].id) : Json()},
             {"starts", project.starts ? Json(month_text(programme.calendar.month_at(*project.starts))) : Json()},
             {"lasts_months", project.lasts ? Json(*project.lasts) : Json()},
             {"status", word(project.status)},
             {"line", project.where.line},
             {"source", project.at ? Json(citation_text(programme, *project.at)) : Json()}});
    }
    for (const auto& [text, id] : outside_nodes) {
        nodes.push_back({{"id", id}, {"name", text}, {"kind", "external"}, {"workstream", nullptr}});
    }
    Json links = Json::array();
    for (const Link& link : programme.links) {
        links.push_back({{"before", from_of(programme, link, outside_nodes)},
                         {"after", programme.projects[link.after].id},
                         {"type", word(link.type)},
                         {"kind", word(link.kind)},
                         {"lag_months", link.lag}});
    }
    return {{"manifest", manifest(opened)}, {"nodes", nodes}, {"links", links}};
}

int graph(const Opened& opened, const Options& options, Outcome& outcome) {
    if (options.text("--format") == "json") {
        outcome.out = dumped(graph_json(opened));
    } else {
        outcome.out = options.text("--format") == "dot" ? dot(opened.model.programme) : mermaid(opened.model.programme);
    }
    return 0;
}

}  // namespace

const Command& graph_command() {
    static const std::vector<OptionRow> own{{.name = "--format",
                                             .placeholder = "FORMAT",
                                             .help = "choose the format:",
                                             .choices = {"dot", "mermaid", "json"},
                                             .initial = "dot"}};
    static const Command command{.name = "graph",
                                 .help = "draw the dependency graph of projects",
                                 .arguments = {programme_argument},
                                 .options = {own, writing_options()},
                                 .run = graph,
                                 .examples = {"graph programmes/cheshire-community-safety --format mermaid"}};
    return command;
}

}  // namespace tranche::cli
