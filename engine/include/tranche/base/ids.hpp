// Row numbers that cannot be mixed up.
//
// Programmes, plans and cash-flow tables are flat tables whose rows point at each other by number. An Id<Tag> is such
// a number; a Table<IdType, Row> is a vector that only its own kind of number can index. Comparing a line's number
// with a project's does not compile (tests/architecture/compile/ids.fail.cpp).
#pragma once

#include <compare>  // operator<=>
#include <cstddef>  // size_t
#include <cstdint>  // uint32_t
#include <utility>  // move
#include <vector>

namespace tranche {

template <class Tag>
struct Id {
    std::uint32_t value = none_value;

    static constexpr std::uint32_t none_value = 0xffffffffU;

    constexpr Id() = default;
    explicit constexpr Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}

    /// The absent row: "no project", "no selection".
    static constexpr Id none() { return Id{}; }
    [[nodiscard]] constexpr bool exists() const { return value != none_value; }
    [[nodiscard]] constexpr std::size_t index() const { return value; }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

/// A vector of rows, indexed by its own Id type only.
template <class IdType, class Row>
class Table {
public:
    IdType add(Row row) {
        rows_.push_back(std::move(row));
        return IdType{rows_.size() - 1};
    }

    Row& operator[](IdType id) { return rows_[id.index()]; }
    const Row& operator[](IdType id) const { return rows_[id.index()]; }

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    void reserve(std::size_t count) { rows_.reserve(count); }
    void resize(std::size_t count, const Row& row = Row{}) { rows_.resize(count, row); }

    [[nodiscard]] IdType id_at(std::size_t index) const { return IdType{index}; }

    auto begin() { return rows_.begin(); }
    auto end() { return rows_.end(); }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }

    friend bool operator==(const Table&, const Table&) = default;

private:
    std::vector<Row> rows_;
};

}  // namespace tranche
