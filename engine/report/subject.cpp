// The manifest says what a result can be made again from. It is for programs; people see the case and the status of lines.
#include "tranche/report/subject.hpp"

#include <array>

#include "tranche/appraise/breakdown.hpp"  // statuses
#include "tranche/base/sha256.hpp"
#include "tranche/base/spelling.hpp"  // listed

namespace tranche {

namespace {

Cell inputs_of(std::span<const std::shared_ptr<const SourceText>> texts) {
    ResultTable table;
    table.columns = {{"file"}, {"sha256"}};
    for (const std::shared_ptr<const SourceText>& each : texts) {
        table.add({Cell::text(each->name), Cell::text(sha256_hex(each->text))});
    }
    return Cell::nested(std::move(table));
}

Cell text(std::string_view words) {
    return Cell::text(std::string(words));
}

void add_method(ResultTable& manifest, const Programme& programme) {
    const Conventions& conventions = *programme.conventions;
    const std::vector<std::pair<std::string, Cell>> members{
        {"payback", text("year")},
        {"roi", text("net-over-cost")},
        {"delay_window", text(word(programme.delay_window))},
        {"discount", text(conventions.schedules.front().id)},
        {"base", text(programme.calendar.year_label(conventions.base_year))},
        {"timing", text(word(conventions.timing))},
        {"savings", text(word(conventions.savings))}};
    for (const auto& [key, cell] : members) {
        manifest.columns.push_back({"method." + key});
        manifest.rows.front().cells.push_back(cell);
    }
}

}  // namespace

ResultTable manifest_of(std::span<const std::shared_ptr<const SourceText>> texts, std::string_view version) {
    ResultTable manifest;
    manifest.key = "manifest";
    manifest.layout = Layout::record;
    manifest.audience = Audience::json;
    manifest.columns = {{"tranche"}, {"inputs", {}, ValueKind::table}};
    manifest.add({text(version), inputs_of(texts)});
    return manifest;
}

void add_heading(Document& document, const Subject& subject, const ResultCase& of) {
    document.name = subject.model.programme.id;
    document.title = subject.model.programme.name;
    document.subtitle = of.title;
    ResultTable manifest = manifest_of(subject.texts, subject.version);
    add_method(manifest, subject.model.programme);
    document.add(std::move(manifest));
    const std::vector<std::pair<std::string, std::string>> asked{{"scenario", of.scenario},
                                                                 {"reading", of.reading},
                                                                 {"option", of.option},
                                                                 {"case", of.in_case},
                                                                 {"perspective", of.perspective}};
    for (const auto& [key, id] : asked) {
        if (!id.empty()) {
            document.member(key, ValueKind::text, Cell::text(id));
        }
    }
}

void add_rests_on(Document& document, const Programme& programme) {
    ResultTable table;
    table.key = "rests_on";
    table.layout = Layout::record;
    table.audience = Audience::json;
    std::vector<Cell> cells;
    std::string parts;
    for (const auto& [status, count] : statuses(programme)) {
        table.columns.push_back({std::string(status), {}, ValueKind::count});
        cells.push_back(count == 0 ? Cell::empty() : Cell::count(static_cast<std::int64_t>(count)));
        if (count > 0) {
            parts += (parts.empty() ? "" : ", ") + std::to_string(count) +
                     (status == "unstated" ? " of unstated status" : " " + std::string(status));
        }
    }
    table.add(std::move(cells));
    document.add(std::move(table));
    document.note(parts.empty() ? "" : "Rests on lines: " + parts + ".");
}

ValueKind kind_of(MeasureUnit unit) {
    switch (unit) {
        case MeasureUnit::gbp: return ValueKind::money;
        case MeasureUnit::percent: return ValueKind::percent;
        case MeasureUnit::years: return ValueKind::years;
        case MeasureUnit::month: return ValueKind::month;
        case MeasureUnit::count: return ValueKind::count;
        case MeasureUnit::ratio: return ValueKind::ratio;
        case MeasureUnit::number: break;
    }
    return ValueKind::number;
}

std::string_view unit_word(MeasureUnit unit) {
    constexpr std::array<std::string_view, 7> words{"gbp", "percent", "years", "month", "count", "number", "ratio"};
    return words[static_cast<std::size_t>(unit)];
}

Cell cell_of(const Figure& figure, MoneyUnit unit) {
    struct Visitor {
        const Figure& figure;
        MoneyUnit unit;
        Cell operator()(std::monostate) const { return Cell::missing(figure.why); }
        Cell operator()(Money value) const { return Cell::pounds(value, unit); }
        Cell operator()(double value) const { return Cell::number(value); }
        Cell operator()(int value) const { return Cell::count(value); }
        Cell operator()(Month value) const { return Cell::month(value); }
    };
    return std::visit(Visitor{figure, unit}, figure.value);
}

void add_list(Document& document, const std::string& title, const std::vector<std::string>& names, std::size_t most) {
    if (!names.empty()) {
        document.note(title + ": " + listed(names, most));
    }
}

}  // namespace tranche
