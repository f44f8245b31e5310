// Parts add back to wholes, exactly.
#include "support/load.hpp"
#include "support/random_programme.hpp"
#include "support/slow_reference.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

constexpr std::uint64_t programmes = 200;

Model drawn_model(std::uint64_t seed, const RandomOptions& options = {}) {
    Random random(seed);
    return load_text(text_of(random_programme(random, options)));
}

TEST(Money, OfTwelveMonthsAddsToItsYearInEveryRow) {
    for (std::uint64_t seed = 50'001; seed <= 50'000 + programmes; ++seed) {
        const Model model = drawn_model(seed);
        for (std::size_t i = 0; i < model.programme.scenarios.size(); ++i) {
            const Cashflow cash = forecast(model, ScenarioId{i});
            for (std::size_t row = 0; row < cash.rows.size(); ++row) {
                const std::vector<Money> months = cash.months(row);
                ASSERT_EQ(months.size(), static_cast<std::size_t>(cash.calendar.months()));
                for (int year = 0; year < cash.calendar.years; ++year) {
                    Money sum;
                    for (int month = year * 12; month < year * 12 + 12; ++month) {
                        sum += months[static_cast<std::size_t>(month)];
                    }
                    ASSERT_EQ(sum, cash.at(row, year)) << "seed " << seed;
                }
            }
        }
    }
}

TEST(Money, OfALineIsAllThereHoweverFarItIsDelayed) {
    RandomOptions options;
    options.scales = false;
    int beyond = 0;
    for (std::uint64_t seed = 51'001; seed <= 51'000 + programmes; ++seed) {
        const Model model = drawn_model(seed, options);
        for (std::size_t i = 0; i < model.programme.scenarios.size(); ++i) {
            if (model.programme.scenarios[ScenarioId{i}].role == ScenarioRole::case_) {
                continue;  // leaves lines out on purpose
            }
            const Cashflow cash = forecast(model, ScenarioId{i});
            std::vector<std::int64_t> sums(model.programme.lines.size(), 0);
            std::vector<std::int64_t> cut_short(sums.size(), 0);
            for (std::size_t stream = 0; stream < cash.streams.size(); ++stream) {
                const Stream& planned = model.plan.streams[StreamId{stream}];
                const CashStream& cut = cash.streams[stream];
                if (planned.until.exists()) {
                    cut_short[planned.line.index()] = cash.shapes->before(planned.shape, cut.until - cut.origin);
                }
            }
            for (std::size_t row = 0; row < cash.rows.size(); ++row) {
                const Line& line = model.programme.lines[cash.rows[row].line];
                if (cash.rows[row].kind != line.kind) {
                    continue;  // a grant by share is beside the cost it pays towards
                }
                std::int64_t& sum = sums[cash.rows[row].line.index()];
                for (int year = 0; year < cash.calendar.years; ++year) {
                    sum += cash.at(row, year).units;
                }
                sum += cash.beyond[row].units + cash.undated[row].units;
                beyond += cash.beyond[row].units != 0 ? 1 : 0;
            }
            for (std::size_t line = 0; line < sums.size(); ++line) {
                const Line& drawn = model.programme.lines[LineId{line}];
                std::int64_t stated = 0;
                for (const Piece& piece : drawn.pieces) {
                    stated += piece.undated;
                    for (std::size_t segment = 0; segment < model.programme.shapes->segments(piece.shape); ++segment) {
                        stated += model.programme.shapes->amount(piece.shape, segment);
                    }
                }
                if (drawn.pieces.front().until) {
                    stated = cut_short[line];  // its shape goes on for longer than it lasts
                }
                ASSERT_EQ(sums[line], stated) << drawn.id << " of seed " << seed;
            }
        }
    }
    EXPECT_GT(beyond, 200) << "too little moved past the window for this to mean much";
}

TEST(Money, DividedAmongOrganisationsAddsToItsLineInEveryYear) {
    for (std::uint64_t seed = 52'001; seed <= 52'000 + programmes; ++seed) {
        const Model model = drawn_model(seed);
        for (std::size_t i = 0; i < model.programme.scenarios.size(); ++i) {
            const Cashflow cash = forecast(model, ScenarioId{i});
            const SlowForecast slow = slow_forecast(model.programme, std::vector{ScenarioId{i}});
            const auto years = static_cast<std::size_t>(cash.calendar.years);
            std::vector<SlowLine> sums(slow.lines.size(), SlowLine{std::vector<std::int64_t>(years, 0), 0, 0});
            for (std::size_t row = 0; row < cash.rows.size(); ++row) {
                if (cash.rows[row].kind != model.programme.lines[cash.rows[row].line].kind) {
                    continue;
                }
                SlowLine& sum = sums[cash.rows[row].line.index()];
                for (std::size_t year = 0; year < years; ++year) {
                    sum.years[year] += cash.at(row, static_cast<int>(year)).units;
                }
                sum.beyond += cash.beyond[row].units;
                sum.undated += cash.undated[row].units;
            }
            for (std::size_t line = 0; line < sums.size(); ++line) {
                ASSERT_EQ(sums[line].years, slow.lines[line].years) << "seed " << seed;
                ASSERT_EQ(sums[line].beyond, slow.lines[line].beyond) << "seed " << seed;
                ASSERT_EQ(sums[line].undated, slow.lines[line].undated) << "seed " << seed;
            }
        }
    }
}

// A grant by share covers the very part of the cost that its funder bears: to the unit, in every year.
TEST(Money, GrantedByShareIsWhatItsCostComesTo) {
    int grants = 0;
    for (std::uint64_t seed = 53'001; seed <= 53'000 + programmes; ++seed) {
        const Model model = drawn_model(seed);
        for (std::size_t i = 0; i < model.programme.scenarios.size(); ++i) {
            const Cashflow cash = forecast(model, ScenarioId{i});
            for (std::size_t row = 1; row < cash.rows.size(); ++row) {
                const bool by_share = cash.rows[row].kind == LineKind::finance &&
                                      model.programme.lines[cash.rows[row].line].kind == LineKind::cost;
                if (!by_share) {
                    continue;
                }
                ++grants;
                ASSERT_EQ(cash.rows[row - 1].kind, LineKind::cost);
                ASSERT_EQ(cash.rows[row - 1].from, cash.rows[row].to);
                ASSERT_EQ(cash.months(row - 1), cash.months(row));
                ASSERT_EQ(cash.beyond[row - 1], cash.beyond[row]);
                ASSERT_EQ(cash.undated[row - 1], cash.undated[row]);
            }
        }
    }
    EXPECT_GT(grants, 200);
}

// From the point of view of everybody at once, what one organisation pays another is nothing.
TEST(Money, OfGrantsCancelsInsideTheWholeSystem) {
    for (std::uint64_t seed = 54'001; seed <= 54'000 + programmes; ++seed) {
        const Model model = drawn_model(seed);
        const Cashflow cash = forecast(model);
        const Appraisal whole = appraise(model);
        Money cost;
        for (std::size_t row = 0; row < cash.rows.size(); ++row) {
            if (cash.rows[row].kind != LineKind::cost || cash.rows[row].from == cash.rows[row].to ||
                cash.rows[row].from == outside) {
                continue;
            }
            for (int year = 0; year < cash.calendar.years; ++year) {
                cost += cash.at(row, year);
            }
            cost += cash.undated[row];
        }
        ASSERT_EQ(whole.total().cost, cost) << "seed " << seed;
    }
}

}  // namespace
}  // namespace tranche::test
