// What of a plan an input reaches: the other way round from the plan, in which everything names what it needs.
//
// Most questions change one input among thousands. With this, an answer costs what the input reaches, and not the whole
// programme again.
#pragma once

#include <cstdint>  // uint32_t
#include <span>
#include <vector>

#include "tranche/model/ids.hpp"
#include "tranche/plan/plan.hpp"

namespace tranche {

/// What some inputs reach, each once.
struct Reached {
    std::vector<NodeId> nodes;        ///< every node after its operands
    std::vector<ProjectId> projects;  ///< those that may start or end at another time, each after those it waits for
    std::vector<StreamId> streams;  ///< those with another amount, another date or another division, in ascending order
};

class Reach {
public:
    /// REQUIRES: the plan outlives it and does not change.
    explicit Reach(const Plan& plan);

    /// REQUIRES: inputs of the plan.
    [[nodiscard]] Reached of(std::span<const InputId> inputs) const;

    /// A part of a list of the plan: from the first to before the end.
    struct Rows {
        std::size_t first = 0;
        std::size_t end = 0;
    };
    /// The rows of a stream.
    [[nodiscard]] Rows rows_of(StreamId stream) const { return rows_[stream]; }

private:
    /// For each of so many things, the indices of those that name it.
    class Users {
    public:
        void add(std::size_t of, std::size_t user);
        void settle(std::size_t count);
        [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t of) const {
            return std::span(users_).subspan(first_[of], first_[of + 1] - first_[of]);
        }

    private:
        struct Pair {
            std::size_t of = 0;
            std::uint32_t user = 0;
        };
        std::vector<Pair> pairs_;  // until they are settled
        std::vector<std::uint32_t> first_;
        std::vector<std::uint32_t> users_;
    };

    const Plan* plan_;
    std::vector<std::uint32_t> place_of_node_;     // in plan.node_order
    std::vector<std::uint32_t> place_of_project_;  // in plan.project_order
    Users nodes_of_input_;
    Users nodes_of_node_;
    Users projects_of_node_;
    Users projects_of_project_;
    Users streams_of_node_;
    Users streams_of_project_;
    Table<StreamId, Rows> rows_;
};

}  // namespace tranche
