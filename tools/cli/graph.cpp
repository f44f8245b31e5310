#include "tranche/report/describe_graph.hpp"

#include "described.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche::cli {

namespace {

int graph(const Opened& opened, const Options&, Outcome& outcome) {
    outcome.document = describe_graph(subject_of(opened));
    return 0;
}

}  // namespace

const Command& graph_command() {
    static const std::vector<OptionRow> own{{.name = "--format",
                                             .placeholder = "FORMAT",
                                             .help = "choose the format:",
                                             .choices = renderer_names({Shows::graphs, Shows::results}),
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
