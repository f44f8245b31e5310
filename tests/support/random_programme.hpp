// Programmes drawn at random, as data that can be reordered, changed and written out as YAML.
//
// Every draw is valid: it loads without errors. Amounts are in micropounds, many of them odd, and percentages such as
// +50% are common, so that halves occur where rounding decides.
#pragma once

#include <cstdint>  // int64_t
#include <optional>
#include <string>
#include <utility>  // pair
#include <vector>

#include "support/random.hpp"

namespace tranche::test {

struct RandomPart {
    std::string organisation;
    std::string share;  ///< `30%`, `= formula` or `rest`; empty for an amount
    std::int64_t amount = 0;
};

struct RandomLine {
    std::string id;
    bool cost = true;
    std::vector<std::pair<int, std::int64_t>> cells;        ///< year and amount, of by_year
    std::string form = "by_year";                           ///< or once, yearly
    std::int64_t amount = 0;                                ///< of once and yearly
    std::vector<std::pair<std::string, std::string>> keys;  ///< when, over, from, until, for, facets, spent_by
    std::vector<RandomPart> parts;
};

struct RandomLink {
    std::string project;  ///< or milestone
    std::string type = "FS";
    std::string kind = "hard";
    int lag = 0;
    bool milestone = false;
};

/// Or a gate, if it decides anything.
struct RandomMilestone {
    std::string id;
    int on = 0;  ///< month index
    std::vector<RandomLink> after;
    std::vector<std::string> decides;
    std::optional<int> without;  ///< month index, if nothing of the award comes
};

struct RandomProject {
    std::string id;
    std::optional<int> starts;  ///< month index
    std::optional<int> lasts;
    std::vector<RandomLink> after;
    std::vector<RandomLine> lines;
};

struct RandomWorkstream {
    std::string id;
    std::vector<RandomProject> projects;
    std::vector<RandomLine> lines;
};

struct RandomAdjust {
    std::vector<std::pair<std::string, std::vector<std::string>>> select;
    std::string by;  ///< empty where it does not scale
    std::optional<int> delay;
    std::optional<int> overrun;
};

struct RandomScenario {
    std::string id;
    std::vector<std::string> based_on;
    std::optional<int> delay;
    std::vector<RandomAdjust> adjust;
    std::vector<std::pair<std::string, std::string>> set;
    bool awarded = true;
    std::vector<std::pair<std::string, std::string>> gates;
};

struct RandomProgramme {
    int first_year = 2013;
    int years = 7;
    std::string year_starts = "april";
    bool extend = false;
    std::vector<std::string> organisations;  ///< each a flow map
    std::vector<std::string> perspectives;   ///< each `name: {...}`
    std::vector<std::string> assumptions;    ///< each a flow map
    std::vector<RandomLine> lines;
    std::vector<RandomWorkstream> workstreams;
    std::vector<RandomMilestone> milestones;
    std::vector<RandomMilestone> gates;
    std::vector<RandomScenario> scenarios;

    [[nodiscard]] std::string month(int index) const;  ///< as written
    [[nodiscard]] std::string year(int index) const;
};

struct RandomOptions {
    bool by_year_only = false;     ///< no line is dated by anything but its years
    bool scales = true;            ///< scenarios may change amounts, not only dates
    bool shares = true;            ///< lines may be divided among organisations
    bool sets = true;              ///< scenarios may set assumptions
    std::int64_t multiple_of = 1;  ///< of every amount, in micropounds
};

RandomProgramme random_programme(Random& random, const RandomOptions& options = {});

/// The same programme with its parts in another order.
void shuffle(RandomProgramme& programme, Random& random);

/// As YAML; every amount of money multiplied.
std::string text_of(const RandomProgramme& programme, std::int64_t money_times = 1);

}  // namespace tranche::test
