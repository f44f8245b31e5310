// Tables and JSON: how results look in each format.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "tranche/scenario/ends.hpp"

namespace tranche::cli {

using Json = nlohmann::ordered_json;

/// Columns have a name for machines (csv) and a title for people (text, md); numbers stand to the right.
struct Column {
    std::string name;
    std::string title;
    bool number = false;
};

/// Cells twice: for people and for machines.
struct Cell {
    std::string shown;
    std::string raw;
};

struct TextTable {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

void drop_column(TextTable& table, std::string_view name);

/// bold: headings stand out on a terminal.
std::string as_text(const TextTable& table, bool bold = false);
std::string as_markdown(const TextTable& table);
std::string as_csv(const TextTable& table);
/// REQUIRES: format is text, md or csv.
std::string rendered(const TextTable& table, const std::string& format, bool bold = false);

/// Money for people (to the penny) and for machines (pounds, unrounded).
Cell money_cell(Money money, MoneyUnit unit);
/// Drops the pence of columns in which every amount is whole pounds.
void trim_pence(TextTable& table);

Cell figure_cell(const Figure& figure, MeasureUnit measure, MoneyUnit unit);

/// `gbp`, `percent`, `years`, `month`, `count`, `number`, `ratio`.
std::string_view unit_word(MeasureUnit unit);

Json money_json(Money money, MoneyUnit unit);
Json figure_json(const Figure& figure, MoneyUnit unit);
Json cost_benefit_json(const CostBenefit& amounts, MoneyUnit unit);
/// {"measures": {...}, "why": {...}}: measures by key, reasons for those that are null.
void add_measures(Json& to, const Appraisal& appraisal);
/// `low`, `high`, and where only one of them is known, which side is open.
void add_range(Json& to, const Bounds& bounds, MoneyUnit unit);
/// Lines that stand outside the totals.
Json excluded_json(const Programme& programme, const Appraisal& appraisal);
Json manifest(const Opened& opened);
/// Every file and its hash, the programme's own first.
Json inputs_json(const std::vector<std::shared_ptr<const SourceText>>& texts);
/// The manifest, and what was asked for: scenario, reading and option where given.
Json headed(const Opened& opened, const Options& options, bool scenario = true);
/// Two-space indentation and a newline at the end.
std::string dumped(const Json& json);

/// What a reader must know of an appraisal beside its figures: what is not computable and why, what lies outside its years.
std::string notes(const Programme& programme, const Appraisal& appraisal);
/// The same of one of several, each line after its title.
std::string notes_of(const Programme& programme, const std::string& title, const Appraisal& appraisal);

/// `3.5% from year 0, 3% from year 31`, as far as so many years go.
std::string bands_text(const DiscountSchedule& schedule, int years = 1000);
/// The schedules in force, the base year and the timing.
Json conventions_json(const Conventions& conventions, const Calendar& calendar);

/// A title over a table, for text and md.
std::string titled(const std::string& title, const std::string& subtitle, const std::string& format);

/// `Rests on lines: 6 published, 5 reconstructed.`
std::string rests_on(const Programme& programme);
Json status_json(const Programme& programme);

}  // namespace tranche::cli
