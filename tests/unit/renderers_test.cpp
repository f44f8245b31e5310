#include "tranche/report/renderers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "support/hostile_document.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string rendered(const Document& document, std::string_view format, const OutputStyle& options = {}) {
    return find_renderer(format)->render(document, options);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> result;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        result.push_back(line);
    }
    return result;
}

Cell pence(std::int64_t amount) {
    return Cell::pounds(Money{amount}, MoneyUnit{2});
}

Document of(ResultTable table) {
    Document result;
    result.add(std::move(table));
    return result;
}

/// Two measures of one case.
ResultTable measures() {
    ResultTable table;
    table.layout = Layout::record;
    table.columns = {{"measures.npv_gbp", "NPV", ValueKind::money, Audience::all, "present value of the nets", true},
                     {"measures.bcr", "BCR", ValueKind::ratio, Audience::all, "benefit / cost", true}};
    table.add({pence(123'456'750), Cell::missing("no cost")});
    return table;
}

TEST(Renderers, EachHasANameOfItsOwnAndSaysWhatItIsFor) {
    EXPECT_THAT(renderer_names({Shows::results}), ElementsAre("text", "csv", "json", "md"));
    EXPECT_THAT(renderer_names({Shows::findings, Shows::graphs, Shows::charts}),
                ElementsAre("sarif", "junit", "dot", "mermaid", "svg"));
    for (const Renderer& each : renderers()) {
        EXPECT_FALSE(each.help.empty());
        EXPECT_EQ(find_renderer(each.name), &each);
    }
    EXPECT_EQ(find_renderer("html"), nullptr);
}

// The ends, reasons and nested members of a column that stands beside are those of the object around it.
TEST(Json, PutsReasonsAndEndsBesideTheObjectOfAMeasure) {
    ResultTable table = measures();
    table.rows.front().cells.front().ends = Ends{Pounds{Money{-100}, MoneyUnit{2}}, {}};
    EXPECT_EQ(rendered(of(table), "json"), R"({
  "measures": {
    "npv_gbp": 1234567.5,
    "bcr": null
  },
  "low": {
    "npv_gbp": -1
  },
  "high": {
    "npv_gbp": null
  },
  "bound": {
    "npv_gbp": "above"
  },
  "why": {
    "bcr": "no cost"
  }
}
)");
}

TEST(Json, PutsAReasonUnderWhyInTheObjectThatHoldsTheValue) {
    ResultTable table;
    table.layout = Layout::record;
    table.columns = {{"month.rate_percent", "Rate", ValueKind::percent}, {"month.blank", "", ValueKind::count}};
    table.add({Cell::missing("no benefit was planned"), Cell::empty()});
    EXPECT_EQ(rendered(of(table), "json"), R"({
  "month": {
    "rate_percent": null,
    "why": {
      "rate_percent": "no benefit was planned"
    }
  }
}
)");
}

TEST(Json, HasAnArrayOfObjectsForAList) {
    ResultTable lines;
    lines.columns = {{"line"}};
    lines.add({Cell::text("grant")});
    ResultTable table;
    table.key = "bridge";
    table.columns = {{"id"},
                     {"difference_gbp.cost_gbp", "Cost", ValueKind::money},
                     {"lines", "", ValueKind::table},
                     {"remarks", "", ValueKind::list}};
    table.add({Cell::text("a"), pence(150), Cell::nested(lines), Cell::list({"x", "y"})});
    table.add({Cell::text("for people"), {}, {}, {}}).audience = Audience::people;
    EXPECT_EQ(rendered(of(table), "json"), R"({
  "bridge": [
    {
      "id": "a",
      "difference_gbp": {
        "cost_gbp": 1.5
      },
      "lines": [
        {
          "line": "grant"
        }
      ],
      "remarks": [
        "x",
        "y"
      ]
    }
  ]
}
)");
}

TEST(Json, HasOneObjectForEachRowOfARecordThatNamesAMember) {
    ResultTable table;
    table.layout = Layout::record;
    table.columns = {{"net_gbp", "Net", ValueKind::money}};
    table.add({pence(100)});
    table.add({pence(300)}).member = "against";
    EXPECT_EQ(rendered(of(table), "json"), R"({
  "net_gbp": 1,
  "against": {
    "net_gbp": 3
  }
}
)");
}

/// Two groups over two years, and money of the first without a date.
ResultTable series() {
    ResultTable table;
    table.key = "rows";
    table.layout = Layout::series;
    table.group_columns = 1;
    table.columns = {{"id", "Project"},
                     {"periods", "Period", ValueKind::period, Audience::all, "", false, "period"},
                     {"net_gbp", "Net", ValueKind::money}};
    table.add({Cell::text("a"), Cell::text("2013/14"), pence(100)});
    table.add({Cell::text("a"), Cell::text("2014/15"), Cell::missing()});
    table.add({Cell::text("a"), Cell::text("unallocated"), pence(300)}).member = "unallocated_gbp";
    table.add({Cell::text("b"), Cell::text("2013/14"), pence(-500)});
    table.add({Cell::text("b"), Cell::text("2014/15"), pence(600)});
    return table;
}

TEST(Json, HasArraysOverThePeriodsOfASeries) {
    EXPECT_EQ(rendered(of(series()), "json"), R"({
  "periods": [
    "2013/14",
    "2014/15"
  ],
  "rows": [
    {
      "id": "a",
      "net_gbp": [
        1,
        null
      ],
      "unallocated_gbp": {
        "net_gbp": 3
      }
    },
    {
      "id": "b",
      "net_gbp": [
        -5,
        6
      ]
    }
  ]
}
)");
}

TEST(Csv, HasARowForEachPeriodUnderTheKeys) {
    EXPECT_EQ(rendered(of(series()), "csv"),
              "id,period,net_gbp\na,2013/14,1\na,2014/15,\na,unallocated,3\nb,2013/14,-5\nb,2014/15,6\n");
}

TEST(Csv, PutsPeriodsAcrossWhereAsked) {
    OutputStyle options;
    options.wide = true;
    EXPECT_EQ(rendered(of(series()), "csv", options),
              "id,figure,2013/14,2014/15,unallocated\na,net_gbp,1,,3\nb,net_gbp,-5,6,\n");
}

TEST(Csv, MarksTextsThatASpreadsheetWouldRunAndNoFigures) {
    ResultTable table;
    table.columns = {{"name"}, {"net_gbp", "", ValueKind::money}, {"change", "", ValueKind::number}};
    for (const std::string name : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a=1", "'quoted"}) {
        table.add({Cell::text(name), pence(-250), Cell::number(-0.5)});
    }
    EXPECT_THAT(
        lines_of(rendered(of(table), "csv")),
        ElementsAre("name,net_gbp,change", "'=1+1,-2.5,-0.5", "'+1,-2.5,-0.5", "'-1,-2.5,-0.5", "'@SUM(A1),-2.5,-0.5",
                    "' =1,-2.5,-0.5", "' =1,-2.5,-0.5", "a=1,-2.5,-0.5", "'quoted,-2.5,-0.5"));
}

TEST(Csv, ForExcelHasAMarkAndMonthsThatAreNoDays) {
    ResultTable table;
    table.columns = {{"month", "", ValueKind::month}, {"period", "", ValueKind::period}, {"id"}};
    table.add({Cell::month(*parse_month("2014-01")), Cell::text("2011/12"), Cell::text("2011/12")});
    OutputStyle options;
    options.for_excel = true;
    // An id is no period: it is left as its author wrote it.
    EXPECT_EQ(rendered(of(table), "csv", options), "\xEF\xBB\xBFmonth,period,id\n2014-M01,FY2011/12,2011/12\n");
}

TEST(Csv, TurnsATableThatSaysSo) {
    ResultTable table = measures();
    table.turned = true;
    table.rows.front().key = "value";
    EXPECT_EQ(rendered(of(table), "csv"),
              "measure,value,definition\nnpv_gbp,1234567.5,present value of the nets\nbcr,,benefit / cost\n");
}

TEST(Text, DropsThePenceOfAColumnWithLargeAmounts) {
    ResultTable table;
    table.columns = {{"a", "A", ValueKind::money}, {"b", "B", ValueKind::money}, {"c", "C", ValueKind::money}};
    table.add({pence(1'000'050), pence(999'950), pence(100)});
    table.add({pence(150), pence(-50), pence(200)});
    // 10,000.50 is halfway between two whole numbers of pounds: the even one.
    EXPECT_EQ(rendered(of(table), "text"), "     A         B  C\n10,000  9,999.50  1\n     2     -0.50  2\n");
    OutputStyle asked;
    asked.pence = true;
    EXPECT_EQ(rendered(of(table), "text", asked),
              "        A         B  C\n10,000.50  9,999.50  1\n     1.50     -0.50  2\n");
}

TEST(Text, ShowsEndsBesideTheCentralFigureOfATurnedTable) {
    ResultTable table = measures();
    table.turned = true;
    table.rows.front().cells.front().ends = Ends{Pounds{Money{-100}, MoneyUnit{2}}, {}};
    EXPECT_EQ(rendered(of(table), "text"),
              "Measure  Low    Central  High  Definition\n"
              "NPV       -1  1,234,568   n/a  present value of the nets\n"
              "BCR      n/a        n/a   n/a  benefit / cost\n");
}

/// A table that is wider than any of the widths below.
ResultTable wide() {
    ResultTable table;
    table.columns = {{"name", "Scenario"}};
    for (const std::string title : {"Cost", "Benefit", "Net", "Present cost", "Present benefit", "NPV", "Funding"}) {
        table.columns.push_back({title, title, ValueKind::money});
    }
    for (const std::string name : {"As planned", "Late by a whole year and dearer"}) {
        std::vector<Cell> cells{Cell::text(name)};
        for (std::int64_t i = 1; i < 8; ++i) {
            cells.push_back(pence(-1'234'567'00 * i));
        }
        table.add(std::move(cells));
    }
    return table;
}

TEST(Text, FoldsWideTablesAndRepeatsTheFirstColumn) {
    OutputStyle options;
    options.width = 60;
    const std::vector<std::string> lines = lines_of(rendered(of(wide()), "text", options));
    std::size_t headings = 0;
    for (const std::string& line : lines) {
        EXPECT_LE(line.size(), 60U) << line;
        headings += line.starts_with("Scenario") ? 1 : 0;
    }
    EXPECT_GT(headings, 1U);
}

TEST(Text, NeverBreaksANumberAtAnyWidth) {
    for (std::size_t width = 20; width <= 160; ++width) {
        OutputStyle options;
        options.width = width;
        const std::string text = rendered(of(wide()), "text", options);
        for (const std::string& line : lines_of(text)) {
            EXPECT_LE(line.size(), width) << line;
        }
        for (const std::string amount : {"-1,234,567", "-2,469,134", "-8,641,969"}) {
            std::size_t found = 0;
            for (std::size_t at = text.find(amount); at != std::string::npos; at = text.find(amount, at + 1)) {
                ++found;
            }
            EXPECT_EQ(found, 2U) << amount << " at " << width;
        }
    }
}

TEST(Text, CountsTheColumnsOfWideCharactersAndOfAccents) {
    ResultTable table;
    table.columns = {{"name", "Name"}, {"n", "N", ValueKind::count}};
    table.add({Cell::text("\xE5\xAE\x89\xE5\x85\xA8"), Cell::count(1)});  // two characters of two columns each
    table.add({Cell::text("Cafe\xCC\x81"), Cell::count(2)});              // an accent that combines with the e
    EXPECT_EQ(rendered(of(table), "text"), "Name  N\n\xE5\xAE\x89\xE5\x85\xA8  1\nCafe\xCC\x81  2\n");
}

TEST(Text, KeepsTheBlanksThatSetALabelIn) {
    ResultTable table;
    table.columns = {{"id", "Id"}, {"n", "N", ValueKind::count}};
    table.add({Cell::text("a"), Cell::count(1)});
    table.add({Cell::text("a.b").for_people("  b"), Cell::count(2)});
    EXPECT_EQ(rendered(of(table), "text"), "Id   N\na    1\n  b  2\n");
}

TEST(Text, ColoursJudgementsWhereTheStreamShowsColours) {
    ResultTable table;
    table.columns = {{"name", "Name"}, {"rag", "RAG"}};
    table.add({Cell::text("Total"), Cell::text("red").in(Tone::red)});
    EXPECT_THAT(rendered(of(table), "text"), Not(HasSubstr("\033")));
    OutputStyle options;
    options.colour = true;
    EXPECT_THAT(rendered(of(table), "text", options), HasSubstr("\033[31mred\033[0m"));
}

TEST(Markdown, MakesAListOfNotesAndEscapesMarkup) {
    Document document;
    document.title = "A | b";
    document.note("*bold* and _italic_, total_cost, <b>, `code`");
    document.note("two\nlines");
    EXPECT_EQ(rendered(document, "md"),
              "**A \\| b**\n\n- \\*bold\\* and \\_italic\\_, total_cost, &lt;b&gt;, \\`code\\`\n- two lines\n");
}

TEST(Svg, DrawsABarFromTheLine) {
    Document document;
    document.add(Chart{"Net", {{"2013/14", "-1", -1.0, 0.0}, {"2014/15", "3", 0.0, 3.0}}, 0.0, "0", "-1", "3", ""});
    const std::string svg = rendered(document, "svg");
    EXPECT_THAT(svg, HasSubstr("2013/14"));
    // From -1 to 3 over 538 units: a quarter of them lies left of the line.
    EXPECT_THAT(svg, HasSubstr("width=\"134.5\""));
    EXPECT_THAT(svg, HasSubstr("width=\"403.5\""));
}

// What an independent parser makes of each format is asked by tests/peer/formats.py; here it is what no format may hold.
TEST(HostileNames, ReachNoOutputAsControlCharacters) {
    for (const Renderer& each : renderers()) {
        const std::string text = rendered(hostile_document(), each.name);
        EXPECT_FALSE(text.empty()) << each.name;
        // An escape, a right-to-left override, and the C1 character that begins a control sequence.
        for (const std::string_view control : {"\033", "\xE2\x80\xAE", "\xC2\x9B"}) {
            EXPECT_EQ(text.find(control), std::string::npos) << each.name;
        }
    }
}

TEST(HostileNames, LeaveDotAndMermaidWithOneStatementToALine) {
    for (const std::string_view format : {"dot", "mermaid"}) {
        for (const std::string& line : lines_of(rendered(hostile_document(), format))) {
            std::size_t quotes = 0;
            for (std::size_t i = 0; i < line.size(); ++i) {
                // Mermaid has no escapes.
                const bool escaped = format == "dot" && i > 0 && line[i - 1] == '\\' && (i < 2 || line[i - 2] != '\\');
                quotes += line[i] == '"' && !escaped ? 1 : 0;
            }
            EXPECT_EQ(quotes % 2, 0U) << line;
        }
    }
}

}  // namespace
}  // namespace tranche::test
