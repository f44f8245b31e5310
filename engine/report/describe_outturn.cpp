// Programs see an object for each method, with every measure. People see the figures that a board asks about.
#include "tranche/report/describe_outturn.hpp"

#include <algorithm>  // find
#include <array>
#include <utility>  // move

#include "report/ledger_parts.hpp"
#include "tranche/report/subject.hpp"  // cell_of, kind_of, unit_word

namespace tranche {

namespace {

constexpr MoneyUnit forecast_unit{};

constexpr std::array<std::string_view, 8> board_measures{
    "cost", "benefit", "net", "roi", "npv", "bcr", "payback_interpolated", "payback_month"};

bool for_the_board(const OutturnFigure& figure) {
    return std::find(board_measures.begin(), board_measures.end(), figure.measure->name) != board_measures.end();
}

bool is_month(const OutturnFigure& figure) {
    return figure.measure->unit == MeasureUnit::month;
}

// The reasons for missing parts are those of the two figures; programs see those.
Cell part_cell(const OutturnFigure& figure, const Figure& part) {
    Cell cell = cell_of(part, forecast_unit);
    cell.why.clear();
    cell.kind = is_month(figure) ? ValueKind::count : kind_of(figure.measure->unit);
    if (is_month(figure) && part.computable()) {
        const int months = std::get<int>(part.value);
        cell = cell.for_people(std::to_string(months) + (months == 1 ? " month" : " months"));
    }
    return cell;
}

Cell figure_of(const OutturnFigure& figure, const Figure& value) {
    return cell_of(value, forecast_unit).as(kind_of(figure.measure->unit));
}

void add_money_columns(std::vector<Column>& columns, const std::string& at) {
    for (const char* key : {"planned_gbp", "recorded_gbp", "to_go_gbp", "beyond_gbp", "outturn_gbp"}) {
        columns.push_back({at + "." + key, {}, ValueKind::money});
    }
}

void add_money_cells(std::vector<Cell>& cells, const OutturnMoney& money, bool made) {
    const std::array<Cell, 5> figures{known_pence(money.planned, money.known), pence_cell(money.recorded),
                                      pence_cell(money.to_go), pence_cell(money.beyond), pence_cell(money.total())};
    for (const Cell& each : figures) {
        cells.push_back(made ? each : Cell::empty());
    }
}

// A difference of months is a count of them, and has a key that says so.
Cell measures_cell(const Outturn& outturn) {
    ResultTable table;
    table.layout = Layout::record;
    table.columns = {{"baseline_figure"}, {"outturn_figure"}};
    for (const char* key : {"difference", "cost", "benefit", "timing"}) {
        table.columns.push_back({key});
        table.columns.push_back({std::string(key) + "_months"});
    }
    table.columns.push_back({"unit"});
    for (const OutturnFigure& figure : outturn.figures) {
        std::vector<Cell> cells{figure_of(figure, figure.baseline), figure_of(figure, figure.outturn)};
        for (const Figure* part : {&figure.difference, &figure.cost, &figure.benefit, &figure.timing}) {
            const Cell cell = part_cell(figure, *part);
            cells.push_back(is_month(figure) ? Cell::empty() : cell);
            cells.push_back(is_month(figure) ? cell : Cell::empty());
        }
        cells.push_back(Cell::text(std::string(unit_word(figure.measure->unit))));
        table.add(std::move(cells)).member = std::string(figure.measure->key);
    }
    return Cell::nested(std::move(table));
}

ResultTable method_list(const Outturns& outturns) {
    ResultTable table;
    table.key = "methods";
    table.audience = Audience::json;
    table.columns = {{"method"}, {"help"}, {"why"}};
    add_money_columns(table.columns, "cost");
    add_money_columns(table.columns, "benefit");
    table.columns.push_back({"measures", {}, ValueKind::table});
    for (const Outturn& outturn : outturns.methods) {
        const bool made = outturn.why.empty();
        std::vector<Cell> cells{Cell::text(std::string(outturn.method->name)),
                                Cell::text(std::string(outturn.method->help)), text_or_blank(outturn.why)};
        add_money_cells(cells, outturn.cost, made);
        add_money_cells(cells, outturn.benefit, made);
        cells.push_back(made ? measures_cell(outturn) : Cell::empty());
        table.add(std::move(cells));
    }
    return table;
}

ResultTable moved_list(const std::vector<Moved>& moved) {
    ResultTable table;
    table.key = "moved";
    table.audience = Audience::json;
    table.columns = {
        {"id"}, {"planned", {}, ValueKind::month}, {"now", {}, ValueKind::month}, {"own", {}, ValueKind::flag}};
    for (const Moved& each : moved) {
        table.add({Cell::text(each.id), Cell::month(each.planned), Cell::month(each.now), Cell::flag(each.own)});
    }
    return table;
}

ResultTable outturn_rows(const Outturns& outturns) {
    ResultTable table;
    table.audience = Audience::tables;
    table.columns = {{"method", {}, ValueKind::text, Audience::csv},
                     {"method_title", "Forecast to go", ValueKind::text, Audience::people},
                     {"measure", {}, ValueKind::text, Audience::csv},
                     {"measure_title", "Measure", ValueKind::text, Audience::people},
                     {"baseline_figure", "Baseline", ValueKind::money},
                     {"outturn_figure", "Outturn", ValueKind::money},
                     {"difference", "Difference", ValueKind::money},
                     {"cost", "of cost", ValueKind::money},
                     {"benefit", "of benefit", ValueKind::money},
                     {"timing", "of timing", ValueKind::money}};
    for (const Outturn& outturn : outturns.methods) {
        bool named = false;  // people see each method's name once
        for (const OutturnFigure& figure : outturn.figures) {
            const bool shown = for_the_board(figure);
            ResultRow& row =
                table.add({Cell::text(std::string(outturn.method->name)),
                           shown && !named ? Cell::text(std::string(outturn.method->title)) : Cell::empty(),
                           Cell::text(std::string(figure.measure->key)), Cell::text(std::string(figure.measure->title)),
                           figure_of(figure, figure.baseline), figure_of(figure, figure.outturn),
                           part_cell(figure, figure.difference), part_cell(figure, figure.cost),
                           part_cell(figure, figure.benefit), part_cell(figure, figure.timing)});
            row.audience = shown ? Audience::tables : Audience::csv;
            named = named || shown;
        }
    }
    return table;
}

std::string pounds_in_words(Pence pence) {
    return amount_text(Money{pence}, MoneyUnit{2});
}

void add_outturn_notes(Document& document, const Outturns& outturns) {
    for (const Outturn& outturn : outturns.methods) {
        const std::string title(outturn.method->title);
        if (!outturn.why.empty()) {
            document.note(title + ": none, since " + outturn.why);
            continue;
        }
        document.note(title + ": cost " + pounds_in_words(outturn.cost.recorded) + " to date and " +
                      pounds_in_words(outturn.cost.to_go) + " to go, benefit " +
                      pounds_in_words(outturn.benefit.recorded) + " and " + pounds_in_words(outturn.benefit.to_go));
        if (outturn.cost.beyond != 0 || outturn.benefit.beyond != 0) {
            document.note_below("of that past the end of the case: cost " + pounds_in_words(outturn.cost.beyond) +
                                ", benefit " + pounds_in_words(outturn.benefit.beyond));
        }
        for (const OutturnFigure& figure : outturn.figures) {
            if (for_the_board(figure) && !figure.outturn.computable()) {
                document.note_below("Not available: " + std::string(figure.measure->title) + " (" + figure.outturn.why +
                                    ")");
            }
        }
    }
    for (const Moved& each : outturns.moved) {
        document.note("Moves from " + month_text(each.planned) + " to " + month_text(each.now) + ": " + each.name +
                      (each.own ? "" : ", because of what it waits for"));
    }
}

}  // namespace

Document describe_outturn(const AskedMonth& asked, const Outturns& outturns) {
    Document document;
    add_book_heading(document, asked);
    document.add(deadlines_table("late", outturns.late));
    document.add(moved_list(outturns.moved));
    document.add(method_list(outturns));
    document.add(outturn_rows(outturns));
    add_outturn_notes(document, outturns);
    return document;
}

}  // namespace tranche
