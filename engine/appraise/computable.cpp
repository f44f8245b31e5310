#include "appraise/computable.hpp"

#include <fmt/format.h>  // format
#include <fmt/ranges.h>  // join

#include <utility>  // move
#include <vector>

namespace tranche {

namespace {

std::string lines_that(std::size_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} line{} {}", count, count == 1 ? "" : "s", count == 1 ? one : several);
}

}  // namespace

Figure not_computable(std::string why) {
    return {std::monostate{}, std::move(why)};
}

std::string missing_lines(const Appraisal& a) {
    std::vector<std::string> reasons;
    if (!a.split.empty()) {
        const std::string_view how = "split between organisations in a way the programme does not state";
        reasons.push_back(lines_that(a.split.size(), fmt::format("is {}", how), fmt::format("are {}", how)));
    }
    if (!a.unknown.empty()) {
        reasons.push_back(
            lines_that(a.unknown.size(), "is without a single known amount", "are without a single known amount"));
    }
    if (a.no_cost_figure) {
        reasons.emplace_back("no cost has a figure");
    }
    if (a.no_benefit_figure) {
        reasons.emplace_back("no benefit has a figure");
    }
    return fmt::format("{}", fmt::join(reasons, ", "));
}

bool all_dated(const Appraisal& a) {
    return a.undated.cost == Money{} && a.undated.benefit == Money{};
}

}  // namespace tranche
