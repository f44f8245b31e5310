// What explain draws adds up: for every measure of every programme, in every scenario and from every perspective.
//
// The parts of a sum are added here, discount factors are worked out here from the rates of the programme's schedules, and
// present values from factors and amounts. Nothing is compared with what the engine drew before.
#include "support/load.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>  // find_if
#include <cmath>      // abs, sqrt
#include <filesystem>
#include <string>
#include <vector>

#include "tranche/explain/lineage.hpp"
#include "tranche/scenario/answers.hpp"

namespace tranche::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using Complaints = std::vector<std::string>;

std::vector<std::string> programme_files() {
    std::vector<std::string> result;
    for (const auto& folder : std::filesystem::directory_iterator(source_folder() + "/programmes")) {
        result.push_back(folder.path().string() + "/programme.yaml");
    }
    std::sort(result.begin(), result.end());
    return result;
}

const Money* money_of(const LineageNode& node) {
    return std::get_if<Money>(&node.figure.value);
}

// The parts' values one after the other, the first taken as it is and the rest times `sign`. Of money.
void add_parts(const LineageNode& node, std::int64_t sign, Complaints& complaints) {
    if (money_of(node) == nullptr) {
        return;
    }
    std::int64_t total = 0;
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
        const Money* part = money_of(node.parts[i]);
        if (part == nullptr) {
            complaints.push_back(node.what + " is known though " + node.parts[i].what + " is not");
            return;
        }
        total += (i == 0 ? 1 : sign) * part->units;
    }
    if (total != money_of(node)->units) {
        complaints.push_back(node.what + " is " + node.value + " and its parts come to " + std::to_string(total));
    }
}

void add_numbers(const LineageNode& node, Complaints& complaints) {
    double total = 0.0;
    for (const LineageNode& part : node.parts) {
        total += std::get<double>(part.figure.value);
    }
    if (total != std::get<double>(node.figure.value)) {
        complaints.push_back(node.what + " is not the sum of its numbers");
    }
}

// The amount times the factor, in a longer number than the engine's, is the present value but for its rounding to a unit.
void multiply(const LineageNode& node, Complaints& complaints) {
    if (node.parts.size() != 2) {
        complaints.push_back(node.what + " is not a factor and an amount");
        return;
    }
    const Money* amount = money_of(node.parts[1]);
    if (amount == nullptr || money_of(node) == nullptr) {
        return;
    }
    const long double product = static_cast<long double>(std::get<double>(node.parts[0].figure.value)) *
                                static_cast<long double>(amount->units);
    if (std::abs(product - static_cast<long double>(money_of(node)->units)) > 0.51L) {
        complaints.push_back(node.what + " is not its factor times its amount");
    }
}

void check(const LineageNode& node, Complaints& complaints) {
    switch (node.relation) {
        case Relation::sum:
            if (std::holds_alternative<double>(node.figure.value)) {
                add_numbers(node, complaints);
            } else {
                add_parts(node, 1, complaints);
            }
            break;
        case Relation::difference: add_parts(node, -1, complaints); break;
        case Relation::product: multiply(node, complaints); break;
        case Relation::running_total:
        case Relation::unstated: break;
    }
    for (const LineageNode& part : node.parts) {
        check(part, complaints);
    }
}

Complaints complaints_of(const LineageNode& node) {
    Complaints result;
    check(node, result);
    return result;
}

// 1 / (1 + rate) for each year from the base year on, in long doubles: compounded, by the band that each year is in.
long double own_factor(const DiscountSchedule& schedule, const Conventions& conventions, int year) {
    const auto rate = [&](int from_base) {
        long double result = static_cast<long double>(schedule.bands.front().rate);
        for (const DiscountBand& band : schedule.bands) {
            result = band.from <= from_base ? static_cast<long double>(band.rate) : result;
        }
        return result;
    };
    long double result = 1.0L;
    for (int each = conventions.base_year + 1; each <= year; ++each) {
        result /= 1.0L + rate(each - conventions.base_year);
    }
    for (int each = year; each < conventions.base_year; ++each) {
        result *= 1.0L + static_cast<long double>(schedule.bands.front().rate);
    }
    const long double growth = 1.0L + rate(std::max(0, year - conventions.base_year + 1));
    return conventions.timing == Timing::start ? result
           : conventions.timing == Timing::end ? result / growth
                                               : result / std::sqrt(growth);
}

// Every product below a present value has the factor of one of the schedules for its year.
void check_factors(const Model& model, const LineageNode& node, std::size_t& found) {
    if (node.relation == Relation::product) {
        const Conventions& conventions = *model.programme.conventions;
        const std::optional<int> year = model.plan.calendar.parse_year(node.what);
        ASSERT_TRUE(year) << node.what;
        const double drawn = std::get<double>(node.parts.at(0).figure.value);
        bool any = false;
        for (const DiscountSchedule& schedule : conventions.schedules) {
            any = any || std::abs(static_cast<long double>(drawn) - own_factor(schedule, conventions, *year)) < 1e-14L;
        }
        EXPECT_TRUE(any) << node.what << " " << drawn;
        for (const LineageNode& line : node.parts.at(1).parts) {
            EXPECT_GT(line.where.line, 0U) << line.what;
            ++found;
        }
    }
    for (const LineageNode& part : node.parts) {
        check_factors(model, part, found);
    }
}

Question question_of(const Model& model, const std::string& text) {
    std::string problem;
    const std::optional<Address> address = Address::parse(text, problem);
    Diagnostics diagnostics;
    std::optional<Question> question =
        address ? resolve(model.programme, *address, {}, diagnostics) : std::optional<Question>();
    if (!question) {
        throw std::runtime_error(text + ": " + problem + rendered(diagnostics));
    }
    return *question;
}

// A running total asked for period by period, by its address, is what is drawn.
void check_running_total(const Model& model, const LineageNode& node, const std::string& measure,
                         const std::string& where) {
    ASSERT_EQ(node.relation, Relation::running_total);
    std::vector<Question> questions;
    for (const LineageNode& cell : node.parts) {
        questions.push_back(question_of(model, measure + ".cumulative" + where + " in " + cell.what));
    }
    const Variation as_written;
    const std::vector<Figure> asked = answers(model, questions, std::span(&as_written, 1)).front();
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (asked[i].computable()) {
            EXPECT_EQ(node.parts[i].figure, asked[i]) << measure << where << " " << node.parts[i].what;
        }
    }
}

std::vector<std::string> cases_of(const Programme& programme) {
    std::vector<std::string> result;
    for (const Scenario& scenario : programme.scenarios) {
        if (scenario.role != ScenarioRole::in_place) {
            result.push_back("@" + scenario.id);
        }
    }
    for (const Perspective& perspective : programme.perspectives) {
        result.push_back("/" + perspective.id);
    }
    return result;
}

TEST(Lineage, PartsAddToTheWholeForEveryMeasureOfEveryProgramme) {
    std::size_t trees = 0;
    for (const std::string& file : programme_files()) {
        SCOPED_TRACE(file);
        const Model model = load_text(read_text(file));
        for (const std::string& where : cases_of(model.programme)) {
            for (const MeasureRow& row : measures()) {
                const Question question = question_of(model, std::string(row.name) + where);
                const LineageNode tree = lineage(model, question);
                EXPECT_THAT(complaints_of(tree), IsEmpty()) << row.name << where;
                EXPECT_EQ(tree.figure, answer(model, question)) << row.name << where;
                EXPECT_EQ(tree.relation == Relation::unstated, row.combination == Combination::formula) << row.name;
                ++trees;
            }
        }
    }
    EXPECT_GT(trees, 2000U);
}

TEST(Lineage, PresentValuesGoThroughTheFactorOfEachYearDownToLines) {
    std::size_t lines = 0;
    for (const std::string& file : programme_files()) {
        SCOPED_TRACE(file);
        const Model model = load_text(read_text(file));
        for (const char* measure : {"pvb", "pvc", "npv", "bcr", "eanc", "payback_discounted"}) {
            check_factors(model, lineage(model, question_of(model, measure)), lines);
        }
    }
    EXPECT_GT(lines, 1000U);
}

TEST(Lineage, RunningTotalsAreThoseThatAddressesAskFor) {
    for (const std::string& file : programme_files()) {
        SCOPED_TRACE(file);
        const Model model = load_text(read_text(file));
        const auto drawn = [&](const std::string& measure) {
            return lineage(model, question_of(model, measure)).parts.at(0);
        };
        check_running_total(model, drawn("payback"), "net", "");
        check_running_total(model, drawn("payback_month"), "net", "");
        check_running_total(model, drawn("payback_discounted"), "npv", "");
        EXPECT_THAT(drawn("peak_funding_month").parts, SizeIs(static_cast<std::size_t>(model.plan.calendar.months())));
    }
}

TEST(Lineage, OfARateOfReturnComesToNothingButForTheRoundingOfItsYears) {
    std::size_t rates = 0;
    for (const std::string& file : programme_files()) {
        SCOPED_TRACE(file);
        const Model model = load_text(read_text(file));
        const LineageNode tree = lineage(model, question_of(model, "irr"));
        if (!tree.figure.computable()) {
            continue;
        }
        ++rates;
        const long double growth = 1.0L + static_cast<long double>(std::get<double>(tree.figure.value)) / 100.0L;
        const LineageNode& total = tree.parts.at(0);
        long double flows = 0.0L;
        for (const LineageNode& year : total.parts) {
            const int at = *model.plan.calendar.parse_year(year.what);
            const auto factor = static_cast<long double>(std::get<double>(year.parts.at(0).figure.value));
            EXPECT_NEAR(static_cast<double>(factor * std::pow(growth, static_cast<long double>(at))), 1.0, 1e-12);
            flows += std::abs(static_cast<long double>(money_of(year)->units));
        }
        EXPECT_LE(std::abs(static_cast<long double>(money_of(total)->units)),
                  static_cast<long double>(total.parts.size()) + 1e-9L * flows);
    }
    EXPECT_GT(rates, 2U);
}

// A law that nothing can break says nothing.
TEST(Lineage, ATreeThatDoesNotAddUpIsCaught) {
    const Model model = load_text(read_text(source_folder() + "/programmes/cheshire-community-safety/programme.yaml"));
    const LineageNode whole = lineage(model, question_of(model, "npv"));
    ASSERT_THAT(complaints_of(whole), IsEmpty());
    LineageNode off = whole;
    off.parts.at(0).figure.value = Money{money_of(off.parts.at(0))->units + 1};
    EXPECT_THAT(complaints_of(off), SizeIs(2));  // it is not the sum of its years, and NPV is no longer the difference
    LineageNode missing = whole;
    missing.parts.at(0).parts.pop_back();
    EXPECT_THAT(complaints_of(missing), SizeIs(1));
    LineageNode undiscounted = whole;
    undiscounted.parts.at(0).parts.back().parts.at(0).figure.value = 0.9;
    EXPECT_THAT(complaints_of(undiscounted), SizeIs(1));
}

}  // namespace
}  // namespace tranche::test
