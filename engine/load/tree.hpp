// A YAML text as a small tree with places: what yaml-cpp's events say, and nothing more.
//
// yaml-cpp's own tree accepts duplicate keys, drops a second document and takes 50 bytes a byte; this one keeps every
// pair in order and leaves judging them to the reader. Anchors, aliases, tags and anything past the limits are diagnostics here, so
// that everything after deals with maps, lists and words only.
#pragma once

#include <cstdint>  // uint32_t
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/base/diagnostic.hpp"

namespace tranche {

struct TreeLimits {
    std::size_t bytes = std::size_t{64} << 20U;
    std::size_t depth = 64;
    std::size_t nodes = 20'000'000;
};

enum class TreeKind : std::uint8_t { scalar, list, map };

class Tree {
public:
    struct Node {
        std::uint32_t text = 0;         ///< offset of a scalar's text
        std::uint32_t length = 0;       ///< of a scalar's text
        std::uint32_t first_child = 0;  ///< of a list or map; a map's children are key, value, key, value
        std::uint32_t next = 0;         ///< sibling; 0 at the end
        std::uint32_t line = 0;
        std::uint32_t column = 0;
        TreeKind kind = TreeKind::scalar;
        bool quoted = false;
        bool verbatim = false;  ///< the text stands in the file as it is, on one line
    };

    std::vector<Node> nodes;  ///< the root is node 1; node 0 is nobody
    std::string texts;
    std::uint32_t file = 0;
};

/// A node of a tree. Cheap to copy; valid as long as its tree.
class TreeRef {
public:
    TreeRef(const Tree& tree, std::uint32_t index) : tree_(&tree), index_(index) {}

    [[nodiscard]] TreeKind kind() const { return node().kind; }
    [[nodiscard]] bool is_scalar() const { return kind() == TreeKind::scalar; }
    [[nodiscard]] bool quoted() const { return node().quoted; }
    /// Of a scalar: character i of the text stands i columns to the right of text_where(). Not so where it is folded
    /// over lines or holds escapes.
    [[nodiscard]] bool verbatim() const { return node().verbatim; }
    [[nodiscard]] Position text_where() const {
        return {tree_->file, node().line, node().column + (quoted() && verbatim() ? 1 : 0)};
    }
    [[nodiscard]] std::string_view text() const {
        return std::string_view(tree_->texts).substr(node().text, node().length);
    }
    [[nodiscard]] Position where() const { return {tree_->file, node().line, node().column}; }
    /// A plain scalar without text, `~` or `null`: a key whose value was left out.
    [[nodiscard]] bool empty_value() const;

    [[nodiscard]] std::vector<TreeRef> items() const;
    [[nodiscard]] std::vector<std::pair<TreeRef, TreeRef>> pairs() const;

private:
    [[nodiscard]] const Tree::Node& node() const { return tree_->nodes[index_]; }

    const Tree* tree_;
    std::uint32_t index_;
};

/// Empty if the text is no readable YAML document; why is in the diagnostics.
std::optional<Tree> read_tree(std::uint32_t file, Diagnostics& diagnostics, const TreeLimits& limits = {});

}  // namespace tranche
