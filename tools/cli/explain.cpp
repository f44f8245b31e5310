#include "tranche/report/describe_lineage.hpp"

#include "described.hpp"

namespace tranche::cli {

namespace {

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
    outcome.document = describe_lineage(subject_of(opened), address->text(), lineage(opened.model, *question));
    return 0;
}

}  // namespace

const Command& explain_command() {
    static const Command command{
        .name = "explain",
        .help = "show where a figure comes from, down to file, line and source",
        .arguments = {programme_argument,
                      {"FIGURE", "the address of a figure, such as roi@delay or 'benefit@base/partners in 2014/15'"}},
        .options = {document_formats(), writing_options()},
        .run = explain,
        .examples = {"explain programmes/cheshire-community-safety roi@delay"}};
    return command;
}

}  // namespace tranche::cli
