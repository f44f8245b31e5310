// Returns to a counting regime: what counts, when it is due, and the target; figures of the regime's own document.
#include "tranche/track/returns.hpp"

#include <gtest/gtest.h>

#include <algorithm>  // find_if
#include <stdexcept>

#include "support/bookkeeping.hpp"

namespace tranche::test {
namespace {

const CountingRules& csr07() {
    return counting_rules(Regime::csr07);
}

constexpr Pence pounds(std::int64_t amount) {
    return amount * 100;
}

constexpr Pence million(std::int64_t amount) {
    return pounds(amount * 1'000'000);
}

TEST(Csr07, TargetIsThreePerCentCompoundedOnAFixedBase) {
    // £53.0bn x (1.03^k - 1): 1.590, 3.2277 and 4.914531, of which the document prints the last as 4.9.
    EXPECT_EQ(target_of(csr07(), million(53'000), 1), million(1'590));
    EXPECT_EQ(target_of(csr07(), million(53'000), 2), pounds(3'227'700'000));
    EXPECT_EQ(target_of(csr07(), million(53'000), 3), pounds(4'914'531'000));
}

TEST(Csr07, EarlierGainsCountAboveTheThresholdAsFarAsTheyLast) {
    constexpr std::int64_t micro = 1'000'000;
    const auto terms = [](std::int64_t gains, std::optional<std::int64_t> ongoing) {
        return ReturnTerms{
            Regime::csr07, {}, gains * micro, ongoing ? std::optional(*ongoing * micro) : ongoing, 1000 * micro};
    };
    EXPECT_EQ(carried_in(csr07(), terms(100, {})), pounds(25));  // 100 - 7.5% of 1000
    EXPECT_EQ(carried_in(csr07(), terms(100, 10)), pounds(10));
    EXPECT_EQ(carried_in(csr07(), terms(60, {})), 0);
    EXPECT_EQ(carried_in(csr07(), {}), 0);
}

TEST(Csr07, IsReturnedEachOctoberAndJuly) {
    EXPECT_FALSE(due_return(csr07(), month_of("2008-07")).due);  // the old regime's last
    EXPECT_TRUE(due_return(csr07(), month_of("2008-10")).due);
    EXPECT_TRUE(due_return(csr07(), month_of("2009-07")).due);
    EXPECT_TRUE(due_return(csr07(), month_of("2011-07")).due);
    EXPECT_TRUE(due_return(csr07(), month_of("2011-10")).over);
    EXPECT_EQ(due_return(csr07(), month_of("2009-11")).next, month_of("2010-07"));
    EXPECT_EQ(due_return(csr07(), month_of("2008-01")).next, month_of("2008-10"));
}

const std::string council = R"(programme: council
calendar: {first_year: 2007/08, years: 5}
tracking: {returns: [{rules: csr07, spend: £10000}]}
costs:
  - {id: change, by_year: {2008/09: 50, 2010/11: 30}}
benefits:
  - {id: posts, by_year: {2008/09: 200, 2009/10: 240, 2010/11: 240, 2011/12: 240}, release: cashable}
  - {id: pressure, by_year: {2010/11: 60}, release: avoided}
  - {id: quicker, by_year: {2010/11: 500}, release: non-cashable}
  - {id: earlier, by_year: {2007/08: 70, 2010/11: 70}, release: cashable}
  - {id: depot, once: 1000, when: 2009-06, release: cashable, nature: receipt}
  - {id: fees, by_year: {2010/11: 90}, release: cashable, nature: income}
)";

const ReturnLine& line(const Return& made, std::string_view id) {
    const auto found =
        std::find_if(made.lines.begin(), made.lines.end(), [&](const ReturnLine& each) { return each.line == id; });
    if (found == made.lines.end()) {
        throw std::runtime_error("no line " + std::string(id));
    }
    return *found;
}

TEST(Csr07, CountsWhatReleasesCashAndSaysByWhichRule) {
    const Bookkeeping books(council);
    const Return made = make_return(books.book(), csr07(), Regime::csr07, month_of("2010-10"));
    EXPECT_EQ(made.kind, ReturnKind::forecast);
    EXPECT_EQ(made.year, "2010/11");
    EXPECT_EQ(line(made, "posts").rule, "R5");
    EXPECT_EQ(line(made, "pressure").rule, "R2");
    EXPECT_EQ(line(made, "quicker").rule, "R8");
    EXPECT_EQ(line(made, "earlier").rule, "R9");
    EXPECT_EQ(line(made, "fees").rule, "R1");
    EXPECT_EQ(line(made, "change").rule, "R6");
    EXPECT_FALSE(line(made, "change").why.empty());
    EXPECT_EQ(line(made, "depot").counted, 0);  // nobody recorded the sale, and its month is past
}

TEST(Csr07, TakesWhatWasRecordedAndForecastsTheRest) {
    Bookkeeping books(council);
    books.actual("posts", "2010-09", 100);
    books.actual("depot", "2009-06", 1000);
    const Return made = make_return(books.book(), csr07(), Regime::csr07, month_of("2010-10"));
    // 100 recorded by September and six months of 20 to go.
    EXPECT_EQ(line(made, "posts").year, pounds(220));
    EXPECT_EQ(line(made, "pressure").counted, pounds(30));
    EXPECT_EQ(line(made, "depot").counted, pounds(50));  // 5% of what was sold
    EXPECT_EQ(made.gains, pounds(220 + 30 + 50));
    EXPECT_EQ(made.costs, pounds(15));
    EXPECT_EQ(made.indicator, pounds(285));
    // 10,000 x (1.03^3 - 1) = 927.27.
    EXPECT_EQ(made.target, 92'727);
    EXPECT_EQ(made.gap, 92'727 - pounds(285));
}

TEST(Csr07, JulySaysWhatWasReachedByMarch) {
    Bookkeeping books(council);
    books.actual("posts", "2009-03", 150);
    books.actual("change", "2009-03", 40);
    books.actual("posts", "2009-06", 999);
    const Return made = make_return(books.book(), csr07(), Regime::csr07, month_of("2009-07"));
    EXPECT_EQ(made.kind, ReturnKind::actual);
    EXPECT_EQ(made.year, "2008/09");
    EXPECT_EQ(made.indicator, pounds(110));
    EXPECT_EQ(made.target, pounds(300));
}

TEST(Csr07, AGainThatEndsLowersTheIndicator) {
    Bookkeeping books(council);
    books.actual("posts", "2009-03", 200);
    books.actual("posts", "2010-03", 120);
    EXPECT_EQ(make_return(books.book(), csr07(), Regime::csr07, month_of("2009-07")).gains, pounds(200));
    EXPECT_EQ(make_return(books.book(), csr07(), Regime::csr07, month_of("2010-07")).gains, pounds(120));
}

// A continuation of sales at £1.6bn a year, at 5%: the document's 0.24 of the third year.
TEST(Csr07, SalesCountAsInterest) {
    const Bookkeeping books(R"(programme: sector
calendar: {first_year: 2008/09, years: 3}
money: {unit: million}
benefits: [{id: sales, by_year: [1600, 1600, 1600], release: cashable, nature: receipt}]
)");
    Bookkeeping kept = books;
    for (const char* month : {"2008-05", "2009-05", "2010-05"}) {
        kept.actual("sales", month, 1'600'000'000);
    }
    EXPECT_EQ(make_return(kept.book(), csr07(), Regime::csr07, month_of("2009-07")).indicator, million(80));
    EXPECT_EQ(make_return(kept.book(), csr07(), Regime::csr07, month_of("2010-07")).indicator, million(160));
    EXPECT_EQ(make_return(kept.book(), csr07(), Regime::csr07, month_of("2011-07")).indicator, million(240));
    EXPECT_FALSE(make_return(kept.book(), csr07(), Regime::csr07, month_of("2011-07")).target.has_value());
}

TEST(Csr07, TermsStandInTheBaselinesText) {
    const Baseline baseline = Bookkeeping(council).baseline();
    const std::optional<Baseline> again = baseline_of(baseline_text(baseline));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->tracking, baseline.tracking);
    EXPECT_EQ(again->tracking->returns.at(0).spend, 10'000'000'000);
}

TEST(Csr07, EveryRuleHasAPlaceAndSaysHowFarItIsVerified) {
    for (const CountingRule& rule : csr07().rules) {
        EXPECT_FALSE(rule.says.empty()) << rule.id;
        EXPECT_TRUE(rule.at.starts_with("vfm:")) << rule.id;
        EXPECT_TRUE(rule.status == "verified" || rule.status == "choice") << rule.id;
    }
}

}  // namespace
}  // namespace tranche::test
