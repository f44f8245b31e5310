// Two worked examples of the Green Book of 2003, against what they print and against closed forms.
#include "support/places.hpp"
#include "support/sensitivity.hpp"

#include "support/source_tree.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace tranche::test {
namespace {

Model example(const std::string& name) {
    return load_text(read_text(source_folder() + "/programmes/" + name + "/programme.yaml"));
}

double number(const Figure& figure) {
    if (const Money* money = std::get_if<Money>(&figure.value)) {
        return static_cast<double>(money->units) / 1e6;
    }
    return std::get<double>(figure.value);
}

// Ten years from the first at 3.5%: (1 - 1.035^-10) / 0.035 = 8.316605322578.
constexpr double annuity = 8.316605322578;

TEST(GreenBookBox15, IsWorthWhatItPrints) {
    const Model model = example("green-book-2003-box-15");
    const Appraisal base = appraise(model);
    // Printed to the nearest thousand: £247,000, and -£168,000 where £100,000 is saved.
    EXPECT_NEAR(number(figure_of(base, "npv")), 150'000 * annuity - 1'000'000, 0.005);
    EXPECT_NEAR(number(figure_of(base, "npv")), 247'490.80, 0.005);
    EXPECT_NEAR(number(figure_of(appraise(model, scenario_of(model, "less-saved")), "npv")), -168'339.47, 0.005);
    EXPECT_NEAR(number(figure_of(base, "bcr")), 1.24749, 5e-6);
    EXPECT_NEAR(number(figure_of(base, "irr")), 8.1442, 5e-5);
    EXPECT_NEAR(number(figure_of(base, "eanc")), 29'758.63, 0.005);
    EXPECT_NEAR(number(figure_of(base, "payback_interpolated")), 6.6667, 5e-5);
    EXPECT_NEAR(number(figure_of(base, "payback_discounted_interpolated")), 7.7270, 5e-5);
}

TEST(GreenBookBox15, SwitchesWhereTheSavingIsTheCostSpreadOverTenYears) {
    const Model model = example("green-book-2003-box-15");
    const Studied studied(model);
    const double saving = 1'000'000 / annuity;  // £120,241 a year
    EXPECT_NEAR(saving, 120'241, 0.5);
    EXPECT_NEAR(*studied.switches("posts").at, saving / 10'000, 1e-9);
    EXPECT_NEAR(*studied.switches("posts").at, 12.02, 0.005);
    EXPECT_NEAR(*studied.switches("pay").at, saving / 15, 1e-6);
    EXPECT_NEAR(*studied.switches("kind=benefit").at - 1.0, -0.19839, 5e-6);
    EXPECT_NEAR(*studied.switches("line=capital").at - 1.0, 0.24749, 5e-6);
    EXPECT_LT(std::abs(number(studied.measured("npv", "posts", *studied.switches("posts").at))), 0.01);
}

TEST(GreenBookBox12, LosesUntilAnAcreIsWorth251172) {
    const Model model = example("green-book-2003-box-12");
    const Studied studied(model);
    // 39 x £169,341 = £6,604,299 of land and £1.4m beside it, for £10m: printed as 0.8.
    EXPECT_NEAR(number(figure_of(studied.appraiser.base(), "bcr")), 0.8004299, 1e-9);
    EXPECT_NEAR(*studied.switches("value_then", "bcr >= 1").at, (10e6 - 1.4e6) / 39 + 30'659, 1e-4);
    EXPECT_NEAR(*studied.switches("value_then", "bcr >= 1").at, 251'172, 0.5);
}

TEST(CheshireSensitivity, BreaksEvenJointlyWhereTheTextbookSays) {
    const Model model = example("cheshire-community-safety");
    const Studied studied(model);
    const Path both = *combined_path(studied.drivers);
    // NPV / (PVB + PVC) and net / (benefit + cost): 46,951.79 / 62,855.27 and 55,109.20 / 72,530.80.
    EXPECT_NEAR(*switching(studied.check("npv >= 0"), std::span(&both, 1)).front().at, 0.7470, 5e-5);
    EXPECT_NEAR(*switching(studied.check("net >= 0"), std::span(&both, 1)).front().at, 55'109.20 / 72'530.80, 1e-10);
    EXPECT_NEAR(55'109.20 / 72'530.80, 0.7598, 5e-5);
    EXPECT_NEAR(*studied.switches("kind=cost").at - 1.0, 46'951'786.75 / 7'951'740.82, 1e-7);
}

TEST(CheshireSensitivity, ADelayIsLookedForMonthByMonth) {
    const Model model = example("cheshire-community-safety");
    const Studied studied(model);
    const Switching found = studied.switches("delay(all)");
    ASSERT_TRUE(found.at);
    EXPECT_GE(number(studied.measured("npv", "delay(all)", *found.at - 1)), 0.0);
    EXPECT_LT(number(studied.measured("npv", "delay(all)", *found.at)), 0.0);
    EXPECT_NEAR(number(studied.bar("delay(all)").high), 32'037'882.82, 0.005);  // the case a year late
}

}  // namespace
}  // namespace tranche::test
