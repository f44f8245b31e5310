// The lines below a figure, down to inputs, dates and places in the file.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>  // pair
#include <vector>

#include "tranche/appraise/counting.hpp"
#include "tranche/explain/lineage.hpp"
#include "tranche/run/cashflow.hpp"
#include "tranche/run/lane.hpp"

namespace tranche {

/// Which of a line's money is meant.
struct Window {
    Part part = Part::whole;
    std::optional<std::pair<int, int>> months;  ///< [first, last) of the calendar

    [[nodiscard]] bool whole() const { return part == Part::whole && !months; }
};

/// Which lines are meant, by how they count.
struct Wanted {
    Counted::As side = Counted::As::nothing;  ///< `nothing`: what funders pay
    std::optional<std::size_t> schedule;      ///< of those discounted by one schedule only
    bool savings = false;                     ///< of the benefits of the public purse only
    bool in_window = false;                   ///< of those only that come to something there, or are not known
};

/// Draws the lines of one lane, from one perspective.
class LineTree {
public:
    /// lines: those that the question asks for; empty for all. REQUIRES: all arguments outlive it.
    LineTree(const Model& model, const Lane& lane, const Cashflow& cashflow, const Counting& counting,
             const std::vector<bool>& lines)
        : model_(model),
          programme_(model.programme),
          lane_(lane),
          cashflow_(cashflow),
          counting_(counting),
          lines_(lines) {}

    /// Adds a part for each line and pair of organisations, in the order of the table. Their values add to the whole.
    void add_lines(const Wanted& wanted, const Window& window, LineageNode& to) const;

private:
    /// Rows of one line between the same two: one for each of its pieces.
    using Rows = std::vector<std::size_t>;

    [[nodiscard]] int sign_of(const CashRow& row, const Wanted& wanted) const;
    [[nodiscard]] bool blocked(std::size_t row) const;
    [[nodiscard]] bool reaches(std::size_t row, const Window& window) const;
    [[nodiscard]] LineageNode line(const Rows& rows, int sign, const Window& window) const;
    void add_pieces(const Rows& rows, const Window& window, LineageNode& to) const;
    void add_amount(const std::string& in_pounds, const std::string& otherwise, NodeId id, LineageNode& to) const;
    void add_series(std::size_t row, const std::vector<NodeId>& series, const Window& window, LineageNode& to) const;
    void add_event(const std::string& how, const Anchor& anchor, LineageNode& to) const;
    [[nodiscard]] std::size_t first_stream(LineId line) const;
    [[nodiscard]] std::pair<Money, std::string> money_in(const Rows& rows, const Window& window) const;
    void add_share(const Row& row, LineageNode& to) const;
    void add_formula(const std::string& what, NodeId id, LineageNode& to) const;
    [[nodiscard]] Figure value_of(NodeId id) const;
    void add_inputs(NodeId id, LineageNode& to) const;
    void collect(NodeId id, std::set<InputId>& inputs) const;

    const Model& model_;
    const Programme& programme_;
    const Lane& lane_;
    const Cashflow& cashflow_;
    const Counting& counting_;
    const std::vector<bool>& lines_;
};

/// For people and for machines at once.
void set_value(LineageNode& node, Figure figure, MeasureUnit unit, MoneyUnit money);

}  // namespace tranche
