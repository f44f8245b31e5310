// One table has a row for each figure, for programs, spreadsheets, pages, SARIF and JUnit. A screen has what needs
// attention first, in sentences, and figures that agree in a short table.
#include "tranche/report/describe_audit.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // any_of
#include <array>
#include <utility>  // move, pair

#include "report/audit_rows.hpp"

namespace tranche {

namespace {

bool agrees(Verdict verdict) {
    return verdict == Verdict::reproduced || verdict == Verdict::rounding;
}

Finding finding_of(const Subject& subject, const AuditRow& row) {
    Finding finding{std::string(word(row.verdict)),
                    row.id,
                    {},
                    subject.texts[row.where.file]->name,
                    row.where.line,
                    row.where.column,
                    Finding::Level::error};
    if (agrees(row.verdict)) {
        finding.level = Finding::Level::fine;
    } else if (row.verdict == Verdict::not_computable) {
        finding.level = Finding::Level::note;
    }
    finding.message =
        row.id + ": printed " + row.printed + (row.recomputed.empty() ? "" : ", recomputed " + row.recomputed);
    for (const std::string& remark : row.remarks) {
        finding.message += "; " + remark;
    }
    return finding;
}

ResultTable claims_table(const Subject& subject, const std::vector<AuditRow>& rows, bool corrections) {
    const Audience tables = Audience::page | Audience::csv;
    ResultTable table;
    table.key = "claims";
    table.audience = tables | Audience::json;
    table.columns = {{"id", "Figure"},
                     {"kind", "Test"},
                     {"source", "Source"},
                     {"published_text", "Printed", ValueKind::printed},
                     {"recomputed", "Recomputed", ValueKind::printed, tables},
                     {"corrected", "Corrected", ValueKind::printed, corrections ? tables : Audience::nobody},
                     {"verdict", "Verdict"},
                     {"fitted", "Fitted", ValueKind::flag},
                     {"remarks", "Remarks", ValueKind::text, tables}};
    table.columns[3].csv = "published";
    for (Column& column : audit_members()) {
        table.columns.push_back(std::move(column));
    }
    for (const AuditRow& row : rows) {
        std::string remarks;
        for (const std::string& remark : row.remarks) {
            remarks += (remarks.empty() ? "" : "; ") + remark;
        }
        std::vector<Cell> cells{Cell::text(row.id),
                                Cell::text(row.kind),
                                Cell::text(row.source),
                                Cell::text(row.printed),
                                Cell::text(row.raw_recomputed).for_people(row.recomputed),
                                Cell::text(row.raw_corrected).for_people(row.corrected),
                                Cell::text(std::string(word(row.verdict))).for_people(row.verdict_text()),
                                Cell::flag(row.fitted),
                                Cell::text(remarks)};
        cells.insert(cells.end(), row.members.begin(), row.members.end());
        table.add(std::move(cells)).finding = finding_of(subject, row);
    }
    return table;
}

std::string heading(const std::vector<AuditRow>& rows) {
    std::array<std::size_t, 5> counts{};
    std::size_t fitted = 0;
    for (const AuditRow& row : rows) {
        fitted += row.consistent() ? 1 : 0;
        counts[static_cast<std::size_t>(row.verdict)] += row.consistent() ? 0 : 1;
    }
    return fmt::format(
        "{} {}: {} reproduced, {} consistent (fitted), {} within rounding, {} not reproduced, {} contradicted, "
        "{} not computable",
        rows.size(), rows.size() == 1 ? "figure" : "figures", counts[0], fitted, counts[1], counts[2], counts[4],
        counts[3]);
}

void add_figure(Document& document, const AuditRow& row) {
    document.note_below(row.id + (row.kind == "cast" ? " (cast)" : "") + ": printed " + row.printed +
                            (row.recomputed.empty() ? "" : ", recomputed " + row.recomputed) +
                            (row.corrected.empty() ? "" : ", corrected " + row.corrected) +
                            (row.source.empty() ? "" : "  [" + row.source + "]"),
                        Audience::screen);
}

void add_sections(Document& document, const std::vector<AuditRow>& rows) {
    constexpr std::array<std::pair<Verdict, std::string_view>, 4> sections{
        {{Verdict::not_reproduced, "Not reproduced"},
         {Verdict::contradicted, "Contradicted: two printed statements disagree"},
         {Verdict::rounding, "Within rounding"},
         {Verdict::not_computable, "Not computable"}}};
    for (const auto& [verdict, title] : sections) {
        bool first = true;
        for (const AuditRow& row : rows) {
            if (row.verdict != verdict || row.consistent()) {
                continue;
            }
            if (first) {
                document.heading(std::string(title), Audience::screen);
            }
            first = false;
            add_figure(document, row);
            for (const std::string& remark : row.remarks) {
                // The title says it.
                if (remark != "two printed statements disagree, whatever the model says") {
                    document.note_below(remark, Audience::screen, 2);
                }
            }
        }
    }
    bool first = true;
    for (const AuditRow& row : rows) {
        if (row.thin) {
            if (first) {
                document.heading("Reproduced by a thin margin: a small change to unpublished lines would reverse it",
                                 Audience::screen);
            }
            first = false;
            add_figure(document, row);
            document.note_below(row.remarks.back(), Audience::screen, 2);
        }
    }
}

ResultTable agreeing_table(const std::vector<AuditRow>& rows, bool corrections) {
    ResultTable table;
    table.audience = Audience::screen;
    table.columns = {{"id", "Reproduced"},
                     {"kind", "Test"},
                     {"published", "Printed", ValueKind::printed},
                     {"recomputed", "Recomputed", ValueKind::printed},
                     {"corrected", "Corrected", ValueKind::printed, corrections ? Audience::all : Audience::nobody},
                     {"verdict", "Verdict"},
                     {"source", "Source"}};
    for (const AuditRow& row : rows) {
        if (row.verdict == Verdict::reproduced || row.consistent()) {
            table.add({Cell::text(row.id), Cell::text(row.kind), Cell::text(row.printed), Cell::text(row.recomputed),
                       Cell::text(row.corrected), Cell::text(row.verdict_text()), Cell::text(row.source)});
        }
    }
    return table;
}

}  // namespace

bool all_agree(const Audit& audit) {
    const auto fine = [](const auto& each) { return agrees(each.verdict) || each.verdict == Verdict::not_computable; };
    return std::all_of(audit.claims.begin(), audit.claims.end(), fine) &&
           std::all_of(audit.casts.begin(), audit.casts.end(), fine);
}

Document describe_audit(const Subject& subject, const Audit& audit) {
    const Programme& programme = subject.model.programme;
    std::vector<AuditRow> rows;
    for (const ClaimResult& each : audit.claims) {
        rows.push_back(audit_row(subject.model, each));
    }
    for (const CastResult& each : audit.casts) {
        rows.push_back(audit_row(programme, each));
    }
    const bool corrections = !scenarios_in(programme, ScenarioRole::correction).empty();
    const auto reproduced =
        std::count_if(rows.begin(), rows.end(), [](const AuditRow& row) { return row.verdict == Verdict::reproduced; });
    Document document;
    add_heading(document, subject, {});
    document.subtitle = rows.empty() ? "" : heading(rows);
    document.add(claims_table(subject, rows, corrections));
    document.member("reproduced", ValueKind::count, Cell::count(reproduced));
    document.member("total", ValueKind::count, Cell::count(static_cast<std::int64_t>(rows.size())));
    if (rows.empty()) {
        document.note("The programme declares no claims, so there are no published figures to audit.");
        document.note("Add `claims:` with the figures as printed; docs/guide/audit.md explains how.");
        return document;
    }
    add_sections(document, rows);
    document.add(agreeing_table(rows, corrections));
    if (std::any_of(rows.begin(), rows.end(), [](const AuditRow& row) { return row.fitted; })) {
        document.note("Fitted figures were used to rebuild inputs: agreeing with them proves nothing.");
    }
    return document;
}

}  // namespace tranche
