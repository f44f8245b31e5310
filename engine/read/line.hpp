// A cost or benefit as the author wrote it.
//
// Lines are what a large file is made of. They stay in the tree until they are lowered, and keys that few lines have stand
// apart in MoreDef.
#pragma once

#include <memory>  // shared_ptr
#include <optional>
#include <string>
#include <vector>

#include "read/tree.hpp"
#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct CellDef {
    int period = 0;  ///< counted from the calendar's first year, quarter or month
    StatedAmount amount;
};

/// One entry of `funded` or `to`.
struct PartDef {
    enum class Kind { share, amount, formula, rest, unstated };
    Text organisation;
    Kind kind = Kind::rest;
    Funding funding = Funding::unstated;
    Number share;
    Amount amount;
};

/// How many there are of something and what one is worth; what is left out counts as 1, or as 0% for what is taken off.
struct ChainDef {
    std::optional<Quantity> population;
    std::optional<Quantity> take_up;
    std::optional<Quantity> impact;
    std::optional<Quantity> retention;
    std::optional<Quantity> deadweight;
    std::optional<Quantity> displacement;
    std::optional<Quantity> leakage;
    std::optional<Quantity> substitution;
    std::optional<Quantity> multiplier;
    std::optional<StatedAmount> unit_value;
    Text measure;                   ///< in place of population: what a measure of outcome moves by
    std::vector<PairDef> measured;  ///< steps by the measures that show what came of them
    Position where;
};

/// A loan that pays for capital.
struct FinanceDef {
    std::optional<Number> rate;
    std::optional<int> years;
    Repay repay = Repay::annuity;
    Text lender;
    Position where;
};

/// Tax on what is bought: what the amounts hold, its rate, and the share of it that comes back.
struct VatDef {
    Vat amounts = Vat::unstated;
    std::optional<Number> rate;
    std::optional<Number> recovered;
    Position where;
};

/// By how much a plan is hopeful: a percentage, a row of a rule book, or a grade of evidence.
struct BiasDef {
    std::optional<Number> share;
    Text type;
    BiasOf of = BiasOf::unstated;
    std::optional<Number> mitigated;
    std::optional<int> grade;
    Position where;
};

/// Of a project's length.
struct DurationBiasDef : BiasDef {};

/// The keys of a line that few lines have.
struct MoreDef {
    std::optional<StatedAmount> total;
    Text shape;
    std::vector<Number> weights;
    std::optional<ChainDef> chain;
    std::optional<Quantity> quantity;
    std::optional<StatedAmount> unit_cost;
    Text per;
    std::optional<StatedAmount> amount;
    std::vector<Number> ramp;
    std::optional<Duration> lag;
    std::optional<Number> drop_off;
    Text index;  ///< a rate, or the id of an assumption
    Text basis;
    Text part_of;
    Text discount;
    std::optional<Number> cashable_share;
    VatDef vat;
    std::optional<BiasDef> bias;
    bool sunk = false;
    PriceBasis prices = PriceBasis::unstated;
    std::optional<FinanceDef> finance;
    std::string note;
};

struct LineDef {
    Text id;
    std::string name;
    std::vector<CellDef> cells;  ///< of by_year, by_quarter or by_month
    Text cells_at;
    int cell_months = 12;
    std::optional<StatedAmount> once;
    Text when;
    Text over;
    std::optional<StatedAmount> yearly;
    std::shared_ptr<MoreDef> more;
    Text from;
    Text until;
    std::optional<Duration> lasts;
    std::vector<PartDef> funded;
    std::vector<PartDef> to;
    Text spent_by;
    Text award;
    Text needs;
    Text measure;
    std::vector<Text> in;      ///< options that it belongs to
    std::vector<Text> covers;  ///< risks that a contingency line is kept for
    Text cohort;
    bool misread = false;  ///< something in it cannot be read: told, and what follows from it is not
    Account account = Account::unstated;
    Release release = Release::unstated;
    Nature nature = Nature::unstated;
    Budget budget = Budget::unstated;
    Status status = Status::unstated;
    Text at;
};

/// Lines may stand at programme, workstream and project level. They are what a large file is made of, so they stay in the
/// tree until they are lowered: no more than one LineDef stands in memory at a time.
struct LinesDef {
    std::vector<TreeRef> costs;
    std::vector<TreeRef> benefits;
    Text spent_by;
};

}  // namespace tranche
