// The list of commands, in the order in which help has them. Each row stands in the file of its function.
#include "commands.hpp"

#include "sections.hpp"

namespace tranche::cli {

const Command& check_command();
const Command& forecast_command();
const Command& appraise_command();
const Command& scenarios_command();
const Command& options_command();
const Command& sensitivity_command();
const Command& audit_command();
const Command& explain_command();
const Command& graph_command();
const Command& schedule_command();
const Command& tables_command();
const Command& schema_command();
const Command& new_command();
const Command& report_command();
const Command& completion_command();
const Command& manual_command();
const Command& track_init_command();
const Command& track_rebaseline_command();
const Command& track_record_command();
const Command& track_reverse_command();
const Command& track_change_command();
const Command& track_close_command();
const Command& track_import_command();
const Command& track_status_command();
const Command& track_variance_command();
const Command& track_outturn_command();
const Command& track_return_command();
const Command& track_log_command();
const Command& track_verify_command();
const Command& track_export_command();
const Command& track_restore_command();

const std::vector<CommandSection>& command_sections() {
    static const std::vector<CommandSection> sections{
        {"Model a business case",
         {&new_command(), &check_command(), &forecast_command(), &appraise_command(), &scenarios_command(),
          &options_command(), &sensitivity_command(), &graph_command(), &schedule_command()}},
        {"Audit published figures", {&audit_command(), &explain_command()}},
        {"Track a programme against its plan",
         {&track_init_command(), &track_rebaseline_command(), &track_record_command(), &track_reverse_command(),
          &track_change_command(), &track_close_command(), &track_import_command(), &track_status_command(),
          &track_variance_command(), &track_outturn_command(), &track_return_command(), &track_log_command(),
          &track_verify_command(), &track_export_command(), &track_restore_command(), &report_command()}},
        {"Look up and set up", {&tables_command(), &schema_command(), &completion_command(), &manual_command()}},
    };
    return sections;
}

const std::vector<const Command*>& commands() {
    static const std::vector<const Command*> all = [] {
        std::vector<const Command*> flat;
        for (const CommandSection& section : command_sections()) {
            flat.insert(flat.end(), section.commands.begin(), section.commands.end());
        }
        return flat;
    }();
    return all;
}

std::span<const CommandGroup> command_groups() {
    static constexpr CommandGroup groups[] = {
        {"track", "keep the ledger of a programme: baselines, actuals, variance and outturn"}};
    return groups;
}

}  // namespace tranche::cli
