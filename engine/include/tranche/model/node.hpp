// Inputs and the formulas of inputs: the core to which every convenient form of the file is lowered.
//
//
// An input is any number that a scenario may change. A node is an operation on earlier results. Lines take their
// factor, delay and shares from nodes. The engine evaluates only nodes, in doubles, in one order. There are few
// operations on purpose. A new operation needs a dated decision.
//
// Decision: docs/decisions/2026-11-22-at-least.md
#pragma once

#include <cstdint>  // uint8_t
#include <map>
#include <optional>
#include <string>

#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/ids.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

/// A place in a published document: `bid:1184`, `bid:3212-3218`.
struct Citation {
    SourceId source;
    std::uint32_t first_line = 0;
    std::uint32_t last_line = 0;
};

enum class InputUse : std::uint8_t {
    value,       ///< an assumption's own number
    scale,       ///< a factor on the lines of a selection; 1 unless overridden
    paid,        ///< the part of an award that comes; 1 unless overridden
    exclusion,   ///< 1 where the lines of a selection count, 0 where a scenario leaves them out
    option,      ///< 1 where an option is in force, 0 where another one is
    claim,       ///< the figure that a claim prints: in Programme::claim_formulas only
    gate,        ///< 1 where the work that a gate decides goes ahead, 0 where the gate is refused
    adjustment,  ///< 1 where a case makes it, 0 as written
    delay,       ///< whole months by which a selection is late; 0 unless overridden
    overrun      ///< whole months by which projects last longer; 0 unless overridden
};

/// Whether the input counts whole months.
constexpr bool in_months(InputUse use) {
    return use == InputUse::delay || use == InputUse::overrun;
}

struct Input {
    std::string name;       ///< unique: an assumption's id, or `scale(kind=cost)`, `delay(all)`, `gate(feasibility)`
    std::string subject{};  ///< of those with brackets, what they are about: `kind=cost`, `all`, `feasibility`
    double base = 0.0;
    std::optional<double> low;  ///< evidence range or printed bounds, where stated
    std::optional<double> high;
    InputUse use = InputUse::value;
    std::string unit;  ///< as the author wrote it; empty for a pure number
    Position where;
    std::optional<Citation> at;
    bool known = true;           ///< base means something; if not, what needs it is blocked until a lane sets it
    bool bounded = false;        ///< low and high are the figure itself, not evidence about it
    std::string reason;          ///< why it is not known, where the author says so
    std::optional<LineKind> of;  ///< whose amount it is, of lines' own amounts
};

enum class Op : std::uint8_t { literal, input, alias, add, subtract, multiply, divide, minimum, maximum, at_least };

/// alias: the value of another node under a name. The other node may come later in the table, because formulas refer
/// to each other in any order. The plan orders them, and reports a cycle by these names. at_least: 1 if a >= b, else
/// 0.
struct Node {
    Op op = Op::literal;
    NodeId a;
    NodeId b;
    InputId input;
    double literal = 0.0;
    Position where;
};

/// One operation on two numbers: the only definition of what the two-operand operations mean for a single value.
double apply(Op op, double a, double b);

/// Inputs and nodes, hash-consed: asking twice for the same operation on the same operands gives the same node.
class Formulas {
public:
    InputId add_input(Input input);
    void set_base(InputId id, double base) { inputs_[id].base = base; }
    NodeId literal(double value);
    NodeId input(InputId id);
    NodeId reserve(std::string name, Position where);  ///< an alias without its target yet
    void bind(NodeId alias, NodeId target);
    /// Of a two-operand operation. x*1, x+0 and x/1 with a literal on the right give x.
    NodeId apply(Op op, NodeId a, NodeId b, Position where = {});

    [[nodiscard]] const Table<InputId, Input>& inputs() const { return inputs_; }
    [[nodiscard]] const Table<NodeId, Node>& nodes() const { return nodes_; }
    /// Of an alias.
    [[nodiscard]] const std::string& name_of(NodeId alias) const { return alias_names_.at(alias); }
    [[nodiscard]] std::optional<InputId> find_input(const std::string& name) const;

    /// Nothing is added any more: what finds equal operations is given back.
    void close() { known_.clear(); }

private:
    struct Key {
        Op op;
        std::uint32_t a;
        std::uint32_t b;
        std::uint64_t bits;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    NodeId intern(const Key& key, Node node);

    Table<InputId, Input> inputs_;
    Table<NodeId, Node> nodes_;
    std::map<NodeId, std::string> alias_names_;
    std::map<Key, NodeId> known_;
    std::map<std::string, InputId> input_names_;
};

}  // namespace tranche
