// A YAML text as a small tree with places: what yaml-cpp's events say, and nothing more.
//
// yaml-cpp's own tree accepts duplicate keys, drops a second document and takes 50 bytes a byte; this one keeps every
// pair in order and leaves judging them to the reader. Anchors, aliases, tags and anything past the limits are diagnostics
// here, so that everything after deals with maps, lists and words only. Words are not copied out of the source, and a
// tree is given back piece by piece while a programme is made from it.
#pragma once

#include <cstdint>  // uint32_t
#include <memory>   // shared_ptr
#include <optional>
#include <string>
#include <string_view>
#include <utility>  // pair
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
        std::uint32_t text = 0;         ///< offset of a scalar's text: in the source if it is verbatim, in texts if not
        std::uint32_t length = 0;       ///< of a scalar's text; of a list or map, how many nodes it is with all below
        std::uint32_t first_child = 0;  ///< of a list or map; a map's children are key, value, key, value
        std::uint32_t next = 0;         ///< sibling; 0 at the end
        std::uint32_t line = 0;
        std::uint32_t column = 0;
        TreeKind kind = TreeKind::scalar;
        bool quoted = false;
        bool verbatim = false;  ///< the text stands in the file as it is, on one line
    };

    Tree() = default;
    Tree(std::uint32_t in_file, std::shared_ptr<const SourceText> text) : file(in_file), source(std::move(text)) {}

    /// The root is node 1; node 0 is nobody.
    [[nodiscard]] const Node& node(std::uint32_t index) const { return blocks_[index / block][index % block]; }
    Node& node(std::uint32_t index) { return blocks_[index / block][index % block]; }
    [[nodiscard]] std::uint32_t size() const { return size_; }
    Node& add();

    /// A subtree that is read later. What is not held is given back by release(), and what was by let_go(), as soon as
    /// nothing of the block it stands in is held.
    void hold(std::uint32_t index);
    void let_go(std::uint32_t index);
    void release();

    std::uint32_t file = 0;
    std::shared_ptr<const SourceText> source;
    std::string texts;  ///< of scalars that stand in the source in other words: with escapes, or over several lines

private:
    static constexpr std::uint32_t block =
        65536;  ///< nodes, in the order of the text: so many that what is given back leaves the process

    [[nodiscard]] std::uint32_t last_block_of(std::uint32_t index) const;

    std::vector<std::vector<Node>> blocks_;
    std::vector<std::uint32_t> held_;  ///< by block: subtrees that reach into it
    std::uint32_t size_ = 0;
    bool released_ = false;
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
        return std::string_view(verbatim() ? tree_->source->text : tree_->texts).substr(node().text, node().length);
    }
    [[nodiscard]] Position where() const { return {tree_->file, node().line, node().column}; }
    /// A plain scalar without text, `~` or `null`: a key whose value was left out.
    [[nodiscard]] bool empty_value() const;

    [[nodiscard]] std::vector<TreeRef> items() const;
    [[nodiscard]] std::vector<std::pair<TreeRef, TreeRef>> pairs() const;
    /// The text of a map's key, where it is a scalar; empty otherwise.
    [[nodiscard]] std::string_view word(std::string_view key) const;
    /// Calls visit(scalar) for all scalars of the subtree.
    template <class Visit>
    void for_each_scalar(Visit visit) const {
        if (is_scalar()) {
            visit(*this);
        }
        for (std::uint32_t child = node().first_child; child != 0; child = tree_->node(child).next) {
            TreeRef(*tree_, child).for_each_scalar(visit);
        }
    }

private:
    friend class Trees;
    [[nodiscard]] const Tree::Node& node() const { return tree_->node(index_); }

    const Tree* tree_;
    std::uint32_t index_;
};

/// The trees of a programme's files. A TreeRef stays valid for as long as it is held, whatever is added.
class Trees {
public:
    TreeRef add(Tree tree);
    void hold(const TreeRef& subtree) { of(subtree).hold(subtree.index_); }
    void let_go(const TreeRef& subtree) { of(subtree).let_go(subtree.index_); }
    /// Gives back whatever is not held.
    void release();

private:
    Tree& of(const TreeRef& subtree);

    std::vector<std::unique_ptr<Tree>> trees_;
};

/// Empty if the text is no readable YAML document; why is in the diagnostics.
std::optional<Tree> read_tree(std::uint32_t file, Diagnostics& diagnostics, const TreeLimits& limits = {});

}  // namespace tranche
