#include "tranche/report/describe_schedule.hpp"

#include "described.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche::cli {

namespace {

int schedule(const AskedCase& of, const Options& options, Outcome& outcome) {
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    const Lane lane = compose(programme, asked.together);
    const Schedule dates =
        tranche::schedule(programme, opened.model.plan, tranche::forecast(opened.model, asked.together));
    ResultCase result = result_case(programme, asked, perspective, options);
    result.title = asked.title;  // dates are seen from nowhere
    outcome.document = describe_schedule(subject_of(opened), result, dates, lane);
    return 0;
}

}  // namespace

const Command& schedule_command() {
    static const Command command{
        .name = "schedule",
        .help = "show dates, float and the critical path",
        .arguments = {programme_argument},
        .options = {case_options().first(1), case_options().last(1), document_formats(), writing_options()},
        .run = schedule,
        .examples = {"schedule programmes/cheshire-community-safety --scenario delay"}};
    return command;
}

}  // namespace tranche::cli
