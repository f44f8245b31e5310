// A diagnostic is one row wherever it appears: in its file's list for programs, in one table of all files for
// spreadsheets and pages, and as a finding. A screen has a line for each file; the diagnostics themselves go to standard
// error with their source lines.
#include "tranche/report/describe_check.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // count_if
#include <memory>
#include <utility>  // move

#include "tranche/report/subject.hpp"  // manifest_of

namespace tranche {

namespace {

std::vector<Column> diagnostic_columns() {
    return {{"file", "File"},
            {"line", "Line", ValueKind::count},
            {"column", "Column", ValueKind::count},
            {"severity", "Severity"},
            {"code", "Code"},
            {"message", "Message"},
            {"help", "Help"}};
}

ResultRow row_of(const Diagnostics& diagnostics, const Diagnostic& each) {
    const std::string& file = diagnostics.files()[each.where.file]->name;
    const bool error = each.severity == Severity::error;
    ResultRow row;
    row.cells = {Cell::text(file),
                 Cell::count(each.where.line),
                 Cell::count(each.where.column),
                 Cell::text(error ? "error" : "warning"),
                 Cell::text(each.code),
                 Cell::text(each.sentence),
                 Cell::text(each.suggestion)};
    row.finding = Finding{each.code,
                          each.sentence,
                          each.sentence + (each.suggestion.empty() ? "" : "; " + each.suggestion),
                          file,
                          each.where.line,
                          each.where.column,
                          error ? Finding::Level::error : Finding::Level::warning};
    return row;
}

// A file without problems is a finding too: a test that passes.
ResultRow fine(const CheckedFile& file) {
    ResultRow row;
    row.cells.resize(diagnostic_columns().size(), Cell::empty());
    row.audience = Audience::nobody;
    row.finding = Finding{"ok", "loads and validates", {}, file.name, 0, 0, Finding::Level::fine};
    return row;
}

Cell diagnostics_of(const CheckedFile& file) {
    ResultTable table;
    table.columns = diagnostic_columns();
    for (const Diagnostic& each : file.diagnostics.all()) {
        table.rows.push_back(row_of(file.diagnostics, each));
    }
    return Cell::nested(std::move(table));
}

std::string counted(std::size_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace

std::string contents_text(const Programme& programme) {
    // Grants of a fixed amount are lines of the core, not of the file.
    const auto lines = std::count_if(programme.lines.begin(), programme.lines.end(),
                                     [](const Line& line) { return !line.part_of.exists(); });
    // What could happen: readings, corrections, options and scenarios written in place are not counted.
    const auto scenarios =
        std::count_if(programme.scenarios.begin(), programme.scenarios.end(),
                      [](const Scenario& scenario) { return scenario.role == ScenarioRole::scenario; });
    return programme.id + ": " + counted(programme.workstreams.size(), "workstream") + ", " +
           counted(count_of(programme, ProjectKind::project), "project") + ", " +
           counted(static_cast<std::size_t>(lines), "line") + ", " +
           counted(static_cast<std::size_t>(scenarios), "scenario");
}

Document describe_check(const std::vector<CheckedFile>& files, std::string_view version) {
    std::vector<std::shared_ptr<const SourceText>> texts;
    ResultTable all;
    all.audience = Audience::page | Audience::csv;
    all.columns = diagnostic_columns();
    ResultTable list;
    list.key = "files";
    list.audience = Audience::json;
    list.columns = {{"file"},
                    {"ok", {}, ValueKind::flag},
                    {"errors", {}, ValueKind::count},
                    {"warnings", {}, ValueKind::count},
                    {"diagnostics", {}, ValueKind::table},
                    {"lowered"}};
    Document document;
    document.name = "check";
    for (const CheckedFile& file : files) {
        const std::size_t errors = file.diagnostics.errors();
        const std::size_t warnings = file.diagnostics.warnings();
        document.note(file.argument + ": " + counted(errors, "error") + ", " + counted(warnings, "warning") +
                          (file.programme == nullptr ? "" : " (" + contents_text(*file.programme) + ")"),
                      Audience::screen);
        if (!file.lowered.empty()) {
            document.add(Listing{file.lowered, Audience::screen});
        }
        for (const Diagnostic& each : file.diagnostics.all()) {
            all.rows.push_back(row_of(file.diagnostics, each));
        }
        if (file.diagnostics.all().empty()) {
            all.rows.push_back(fine(file));
        }
        if (file.read) {
            texts.insert(texts.end(), file.diagnostics.files().begin(), file.diagnostics.files().end());
        }
        list.add({Cell::text(file.name), Cell::flag(file.programme != nullptr),
                  Cell::count(static_cast<std::int64_t>(errors)), Cell::count(static_cast<std::int64_t>(warnings)),
                  diagnostics_of(file), file.lowered.empty() ? Cell::empty() : Cell::text(file.lowered)});
    }
    document.add(manifest_of(texts, version));
    document.add(std::move(all));
    document.add(std::move(list));
    return document;
}

}  // namespace tranche
