// Passes of lowering called directly, on a programme built in memory: no file is read. Alone among the tests, this source
// sees private headers of the engine.
#include <gmock/gmock.h>  // ElementsAre
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>  // make_shared

#include "lower/amounts.hpp"
#include "lower/base_values.hpp"
#include "lower/context.hpp"
#include "lower/dates.hpp"
#include "lower/forms.hpp"
#include "lower/names.hpp"
#include "lower/prices.hpp"
#include "lower/scenarios.hpp"
#include "lower/selections.hpp"
#include "read/line_forms.hpp"
#include "support/places.hpp"       // source_folder
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

using namespace lowering;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Micropounds pound = 1'000'000;

Text said(std::string text) {
    return {std::move(text), {0, 1, 1}};
}

/// Three years from April 2013, with a project `bridge` from October 2013 that lasts 12 months.
struct InMemory {
    Definition definition;
    Diagnostics diagnostics;
    Context ctx{definition, diagnostics};
    ProjectId bridge;

    InMemory() {
        ctx.programme.calendar = {2013, 3, april};
        Project project;
        project.id = "bridge";
        project.starts = 6;
        project.lasts = 12;
        project.delay = ctx.programme.formulas.literal(0.0);
        project.overrun = project.delay;
        bridge = ctx.programme.projects.add(std::move(project));
        ctx.names.projects.declare(said("bridge"), "a project", bridge.index(), diagnostics);
    }

    LineId add_line(std::string id, LineKind kind) {
        Line line;
        line.id = std::move(id);
        line.kind = kind;
        line.factor = ctx.programme.formulas.literal(1.0);
        return ctx.programme.lines.add(std::move(line));
    }

    double value(NodeId node) { return BaseValues().of(ctx.programme.formulas, node); }

    std::vector<std::string> codes() {
        std::vector<std::string> result;
        for (const Diagnostic& each : diagnostics.all()) {
            result.push_back(each.code);
        }
        return result;
    }
};

TEST(Names, FindTheRowThatWasDeclared) {
    Diagnostics diagnostics;
    Names names;
    for (std::size_t row = 0; row < 1000; ++row) {  // the table of slots grows several times
        ASSERT_TRUE(names.declare(said("line-" + std::to_string(row)), "a line", row, diagnostics));
    }
    for (std::size_t row = 0; row < 1000; ++row) {
        ASSERT_EQ(names.find(said("line-" + std::to_string(row)), "line", diagnostics), row);
    }
    EXPECT_FALSE(names.has("line-1000"));
    EXPECT_THAT(diagnostics.all(), IsEmpty());
}

TEST(Names, TakenAndMissingIdsAreReported) {
    Diagnostics diagnostics;
    Names names;
    EXPECT_TRUE(names.declare(said("bridge"), "a project", 0, diagnostics));
    EXPECT_FALSE(names.declare(said("bridge"), "a project", 1, diagnostics));
    EXPECT_FALSE(names.declare(said("A bridge"), "a project", 1, diagnostics));
    EXPECT_FALSE(names.find(said("brige"), "project", diagnostics));
    ASSERT_EQ(diagnostics.all().size(), 3U);
    EXPECT_EQ(diagnostics.all()[0].code, "duplicate-id");
    EXPECT_EQ(diagnostics.all()[1].code, "not-an-id");
    EXPECT_EQ(diagnostics.all()[2].code, "unknown-reference");
    EXPECT_THAT(diagnostics.all()[2].suggestion, HasSubstr("bridge"));
}

TEST(Dates, MonthsCountFromTheCalendarAndEventsFromTheirProject) {
    InMemory state;
    const std::optional<Point> month = point(state.ctx, said("2014-01"), {});
    ASSERT_TRUE(month);
    EXPECT_EQ(month->anchor.kind, AnchorKind::calendar);
    EXPECT_EQ(month->first, 9);
    const std::optional<Point> end = point(state.ctx, said("bridge.end"), {});
    ASSERT_TRUE(end);
    EXPECT_EQ(end->anchor.kind, AnchorKind::project_end);
    EXPECT_EQ(planned_month(state.ctx.programme, end->anchor), 6 + 12);
    EXPECT_THAT(state.codes(), IsEmpty());
}

TEST(Dates, SpanIsAPeriodALengthFromAnEventOrTheProject) {
    InMemory state;
    const std::optional<Span> years = span(state.ctx, said("2014/15..2015/16"), {});
    ASSERT_TRUE(years);
    EXPECT_EQ(years->first, 12);
    EXPECT_EQ(years->months, 24);
    const std::optional<Span> after = span(state.ctx, said("6 months from bridge.end"), {});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->anchor.project, state.bridge);
    EXPECT_EQ(after->months, 6);
    const std::optional<Span> own = span(state.ctx, said("project"), {{}, state.bridge, {}});
    ASSERT_TRUE(own);
    EXPECT_EQ(own->months, 12);
    EXPECT_TRUE(own->until);
    EXPECT_THAT(state.codes(), IsEmpty());
    EXPECT_FALSE(span(state.ctx, said("project"), {}));
    EXPECT_FALSE(span(state.ctx, said("brigde.end"), {}));
    EXPECT_THAT(state.codes(), ElementsAre("no-project", "unknown-reference"));
}

TEST(Prices, RateIsCompoundedFromTheBaseYear) {
    InMemory state;
    state.definition.prices.base = "2014/15";
    const std::optional<Term> index = index_term(state.ctx, said("10% a year"));
    ASSERT_TRUE(index);
    ASSERT_EQ(index->years.size(), 3U);
    EXPECT_DOUBLE_EQ(state.value(index->years[0]), 1.0 / 1.1);
    EXPECT_EQ(state.value(index->years[1]), 1.0);
    EXPECT_DOUBLE_EQ(state.value(index->years[2]), 1.1);
    EXPECT_FALSE(index_term(state.ctx, said("10")));
    EXPECT_THAT(state.codes(), ElementsAre("not-a-percentage"));
}

AdjustDef raised(std::vector<std::pair<std::string, std::vector<std::string>>> terms) {
    AdjustDef result;
    result.by = Number{Decimal{20, 2}, false, said("+20%")};
    for (auto& [key, words] : terms) {
        SelectDef::Term& term = result.select.terms.emplace_back();
        term.key = said(key);
        for (std::string& word : words) {
            term.values.push_back(said(std::move(word)));
        }
    }
    return result;
}

TEST(Selections, AreOneHoweverTheyAreWritten) {
    InMemory state;
    ScenarioDef& dearer = state.definition.scenarios.emplace_back();
    dearer.adjust.push_back(raised({{"kind", {"cost"}}, {"line", {"team", "office"}}}));
    dearer.adjust.push_back(raised({{"line", {"office", "team"}}, {"kind", {"cost"}}}));
    const Selections selections = collect_selections(state.ctx, scenario_rows(state.definition));
    ASSERT_EQ(selections.by_name().size(), 1U);
    EXPECT_EQ(selections.by_name().begin()->first, "kind=cost and line=office|team");
    EXPECT_EQ(selections.find(dearer.adjust[0].select), selections.find(dearer.adjust[1].select));
    ASSERT_EQ(state.ctx.programme.formulas.inputs().size(), 1U);
    EXPECT_EQ(state.ctx.programme.formulas.inputs()[InputId{0}].name, "scale(kind=cost and line=office|team)");
}

TEST(Selections, ScaleTheLinesThatTheyHoldAndNoOther) {
    InMemory state;
    const LineId team = state.add_line("team", LineKind::cost);
    const LineId saving = state.add_line("saving", LineKind::benefit);
    ScenarioDef& dearer = state.definition.scenarios.emplace_back();
    dearer.adjust.push_back(raised({{"kind", {"cost"}}}));
    const Selections selections = collect_selections(state.ctx, scenario_rows(state.definition));
    apply_selections(state.ctx, selections);
    state.ctx.programme.formulas.set_base(selections.by_name().begin()->second.scale, 1.2);
    EXPECT_EQ(state.value(state.ctx.programme.lines[team].factor), 1.2);
    EXPECT_EQ(state.value(state.ctx.programme.lines[saving].factor), 1.0);
}

TEST(Selections, UnknownKeyIsReportedAndCollectsNothing) {
    InMemory state;
    state.definition.scenarios.emplace_back().adjust.push_back(raised({{"colour", {"red"}}}));
    EXPECT_THAT(collect_selections(state.ctx, scenario_rows(state.definition)).by_name(), IsEmpty());
    EXPECT_THAT(state.codes(), ElementsAre("unknown-key"));
}

StatedAmount of_pounds(Micropounds pounds) {
    StatedAmount result;
    result.micropounds = pounds * pound;
    result.where = {0, 1, 1};
    return result;
}

TEST(Forms, TotalIsSpreadByItsShape) {
    InMemory state;
    LineDef def;
    def.id = said("build");
    def.over = said("2013/14..2015/16");
    def.more = std::make_shared<MoreDef>();
    def.more->total = of_pounds(600);
    def.more->shape = said("[1, 2, 3]");
    for (const std::int64_t weight : {1, 2, 3}) {
        def.more->weights.push_back({Decimal{weight, 0}, false, said(std::to_string(weight))});
    }
    Line line;
    ASSERT_TRUE(lower_form(state.ctx, def, {}, line));
    ASSERT_EQ(line.pieces.size(), 1U);
    const ShapeId shape = line.pieces.front().shape;
    EXPECT_EQ(state.ctx.shapes.between(shape, 0, 12), 100 * pound);
    EXPECT_EQ(state.ctx.shapes.between(shape, 12, 24), 200 * pound);
    EXPECT_EQ(state.ctx.shapes.between(shape, 24, 36), 300 * pound);
}

TEST(Forms, KeyOfAnotherFormIsReported) {
    InMemory state;
    LineDef def;
    def.id = said("build");
    def.once = of_pounds(600);
    def.when = said("2014-01");
    def.more = std::make_shared<MoreDef>();
    def.more->ramp.push_back({Decimal{50, 2}, false, said("50%")});
    Line line;
    EXPECT_FALSE(lower_form(state.ctx, def, {}, line));
    EXPECT_THAT(state.codes(), ElementsAre("misplaced-key"));
    EXPECT_THAT(state.diagnostics.all().front().sentence,
                HasSubstr("'ramp' goes with yearly, chain and quantity, per year"));
    def.yearly = of_pounds(5);
    EXPECT_FALSE(lower_form(state.ctx, def, {}, line));
    EXPECT_THAT(state.codes(), ElementsAre("misplaced-key", "line-form"));
}

// A form that is added has its paragraph, and its figures worked out apart from the engine. That its key has a form, and
// the form its key, is a matter for the compiler (lower/forms.cpp).
TEST(Forms, EachIsInTheReferenceAndWorkedOutApartFromTheEngine) {
    std::string exact;
    for (const auto& entry : std::filesystem::directory_iterator(source_folder() + "/tests/exact")) {
        exact += entry.path().extension() == ".yaml" ? read_text(entry.path().string()) : "";
    }
    const std::string reference = read_text(source_folder() + "/docs/reference/definition.md");
    for (const std::string_view key : line_form_keys) {
        EXPECT_THAT(exact, HasSubstr(", " + std::string(key) + ": ")) << "add a line of this form to tests/exact";
        EXPECT_THAT(reference, HasSubstr("`" + std::string(key) + "`")) << "add it to docs/reference/definition.md";
    }
}

TEST(Forms, AmountsThatTheLineStatesAreLookedAtWhateverTheForm) {
    LineDef def;
    EXPECT_THAT(stated_amounts(def), IsEmpty());
    def.yearly = StatedAmount{};
    def.more = std::make_shared<MoreDef>();
    def.more->total = StatedAmount{};
    def.cells.push_back({0, {}});
    EXPECT_THAT(stated_amounts(def),
                testing::UnorderedElementsAre(&*def.yearly, &*def.more->total, &def.cells[0].amount));
}

}  // namespace
}  // namespace tranche::test
