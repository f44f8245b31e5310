#include "tranche/report/describe_forecast.hpp"

#include "described.hpp"

namespace tranche::cli {

namespace {

int forecast(const AskedCase& of, const Options& options, Outcome& outcome) {
    const GroupRow& rows = options.row("--rows", group_rows());
    const PeriodRow& period = options.row("--period", period_rows());
    const bool discounted = options.flag("--discounted");
    if (discounted && period.by != PeriodBy::year) {
        return misused(options, "--discounted: discount factors are of financial years; leave out --period", outcome);
    }
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    const Cashflow cashflow = tranche::forecast(opened.model, asked.together);
    const Counting counting(programme, perspective);
    const Breakdown groups = break_down(programme, cashflow, counting, rows, period.by);
    const Breakdown total = break_down(programme, cashflow, counting, group_rows().front(), period.by);
    const Appraisal appraisal = tranche::appraise(cashflow, counting);
    outcome.document = describe_forecast(
        subject_of(opened), result_case(programme, asked, perspective, options),
        {groups, total, appraisal, rows.name != group_rows().front().name, options.flag("--chart"), discounted});
    return 0;
}

}  // namespace

const Command& forecast_command() {
    static const std::vector<OptionRow> own{
        {.name = "--period",
         .placeholder = "PERIOD",
         .help = "set the length of a period:",
         .choices = names_of(period_rows()),
         .initial = "year",
         .old_name = "--by"},
        {.name = "--rows",
         .placeholder = "WHAT",
         .help = "choose what a row stands for:",
         .choices = names_of(group_rows()),
         .initial = "total"},
        {.name = "--discounted",
         .placeholder = "",
         .help = "add the discount factor, the present value and its running total of each year"},
        {.name = "--wide", .placeholder = "", .help = "put periods across, in csv"},
        {.name = "--chart", .placeholder = "", .help = "draw the cumulative net as well"}};
    static const Command command{
        .name = "forecast",
        .help = "show cost, benefit, net and cumulative net by period",
        .arguments = {programme_argument},
        .options = {own, case_options(), chart_formats(), writing_options()},
        .run = forecast,
        .examples = {"forecast programmes/cheshire-community-safety --rows workstream --period year"}};
    return command;
}

}  // namespace tranche::cli
