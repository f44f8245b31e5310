// The options of the command: one table. A command lists the names of those it takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tranche::cli {

struct Options {
    std::vector<std::string> arguments;  ///< a programme first, then whatever else the command names
    std::string format;                  ///< empty: the first of the command's formats
    std::string output;
    bool quiet = false;
    bool strict = false;
    bool lowered = false;
    std::string by = "year";
    std::string rows = "total";
    std::string scenario = "base";
    std::string reading;  ///< empty: the one used
    std::string option;   ///< empty: the one in force
    std::string perspective = "whole-system";
    std::string against;          ///< id of an option or scenario; empty: none
    std::string in_case;          ///< economic, financial or both; empty: as written
    std::string method;           ///< ids of discount schedules, or rates; empty: the programme's
    std::string outcome = "npv";  ///< name of a measure of the case
    std::string switches;         ///< a comparison, `decision` or `rank`; empty: that the NPV is not negative
    std::string grid;             ///< ids of two inputs; empty: all costs and all benefits
    bool chart = false;

    // Of a ledger. What is empty was not given.
    std::string recorder;  ///< who records
    std::string approved_by;
    std::string reason;
    std::string on;
    std::string line;
    std::string month;
    std::string amount;
    std::string kind;
    std::string stage;
    std::string evidence;
    std::string reference;
    std::string note;
    std::string forecast;
    std::string milestone;
    std::string progress;
    std::string percent;
    std::string measure;
    std::string value;
    std::string risk;
    std::string status;
    std::string rag;
    std::string project;
    std::string from;
    std::string to;
    std::string map;
    std::string expect;
    std::string as_at;        ///< empty: the latest month closed, or else recorded
    std::string known_at;     ///< empty: all that is known
    std::string cut;          ///< what a status is cut up by
    std::string forecast_by;  ///< how an outturn forecasts; empty: every way
    std::string rules;
    std::string ledger;
    bool dry_run = false;
};

struct Command;

/// An option's row: a flag where placeholder is empty.
struct OptionRow {
    std::string_view name;  ///< with its dashes
    std::string_view placeholder;
    std::string (*help)(const Command&);
    std::string Options::*text = nullptr;
    bool Options::*flag = nullptr;
    bool (*of)(const Command&) = nullptr;  ///< of which commands, where several options bear one name; null: of all
    std::string_view says;                 ///< the help, where it is the same for all; help is null then
};
const std::vector<OptionRow>& option_rows();
/// Those of them that belong to the ledger.
const std::vector<OptionRow>& ledger_option_rows();

/// What parsing came to: options, or a message and an exit code (0 for --help).
struct Parsed {
    Options options;
    bool stop = false;
    int exit_code = 0;
    std::string message;
};
Parsed parse(const Command& command, const std::vector<std::string>& arguments);

}  // namespace tranche::cli
