// Ids of one kind of thing, and the rows that they stand for.
#pragma once

#include <cstdint>  // uint32_t
#include <optional>
#include <string>
#include <string_view>
#include <utility>  // pair
#include <vector>

#include "read/values.hpp"

namespace tranche::lowering {

/// The place of a row that no author declared.
inline constexpr Position built_in{0, 1, 0};

/// Small letters, digits, hyphens and underscores, up to 100 of them, a letter or a digit first.
bool is_id(std::string_view text);
/// Reports that this cannot be the id of `noun`, such as `a line`.
void refuse_id(const Text& id, std::string_view noun, Diagnostics& diagnostics);

/// Finds rows by id, and suggests the nearest where there is none. A file has up to a hundred thousand lines, so all ids
/// share one text, and a row costs 20 bytes and two slots of a hash table beside its letters.
class Names {
public:
    /// False where the id is taken or is not an id; both are reported. An id that is missing was reported by the reader.
    bool declare(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics);
    /// Another name of a row: any text. Reported where it is taken.
    void alias(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics);
    /// The row of an id. Where there is none, that is reported, with the nearest id or a list of them.
    std::optional<std::size_t> find(const Text& id, std::string_view noun, Diagnostics& diagnostics) const;
    [[nodiscard]] bool has(std::string_view id) const { return found(id) != nullptr; }

private:
    struct Entry {
        std::uint32_t text = 0;  ///< offset in texts_
        std::uint32_t length = 0;
        std::uint32_t row = 0;
        Position where;
    };
    [[nodiscard]] const Entry* found(std::string_view id) const;
    [[nodiscard]] std::string_view text_of(const Entry& entry) const {
        return std::string_view(texts_).substr(entry.text, entry.length);
    }
    /// The slot of this id, or the free one where it belongs. REQUIRES: there is a free slot.
    [[nodiscard]] std::size_t slot_of(std::string_view id) const;
    /// The entry of this id, and whether it is new.
    std::pair<const Entry*, bool> add(std::string_view id, std::size_t row, Position where);

    std::string texts_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  ///< entry + 1, 0 where free; open addressing, at most half full
};

}  // namespace tranche::lowering
