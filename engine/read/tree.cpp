// Events in, nodes out. A text is looked over for what no YAML reader should be given (other encodings, control bytes)
// before yaml-cpp sees it, since yaml-cpp replaces such bytes without a word.
#include "read/tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>  // count, count_if, find_if, lower_bound
#include <istream>
#include <streambuf>
#include <string>
#include <utility>  // move

#include "base/text.hpp"

namespace tranche {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Places in a text as a reader counts them: yaml-cpp's columns are bytes, and its offsets leave a byte order mark out.
class Places {
public:
    Places(std::uint32_t file, std::string_view text)
        : file_(file), start_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {
        for (std::size_t i = start_; i < text.size(); ++i) {
            if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) {
                continuations_.push_back(i);
            }
        }
    }

    [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
        return start_ + static_cast<std::size_t>(mark.pos);
    }

    [[nodiscard]] Position of(const YAML::Mark& mark) const {
        const std::size_t end = offset(mark);
        const auto after = [&](std::size_t at) {
            return std::lower_bound(continuations_.begin(), continuations_.end(), at);
        };
        const auto inside = after(end) - after(end - static_cast<std::size_t>(mark.column));
        return {file_, static_cast<std::uint32_t>(mark.line + 1), static_cast<std::uint32_t>(mark.column + 1 - inside)};
    }

private:
    std::uint32_t file_;
    std::size_t start_;
    std::vector<std::size_t> continuations_;  ///< offsets of bytes inside a character, in order
};

// Offset of the innermost bracket that stands open at `stop` and that nothing closes later either: yaml-cpp notices only in
// another line, or at the end of the file. Quoted text and comments do not count; outside brackets, only what begins a
// value is one, as the rest is text.
std::optional<std::size_t> never_closed(std::string_view text, std::size_t stop) {
    std::vector<std::size_t> open;
    std::size_t suspect = 0;  // how many were open at `stop`
    char before = '\n';       // the last character, and the last that is not blank
    char word_before = '\n';
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (suspect == 0 && at >= stop) {
            if (open.empty()) {
                return std::nullopt;
            }
            suspect = open.size();
        }
        const char c = text[at];
        const bool in_flow = !open.empty();
        const bool begins_word = before == ' ' || before == '\n' || (in_flow && (before == '[' || before == '{'));
        const bool begins_value = begins_word && (word_before == ':' || word_before == '-' || word_before == '\n');
        if ((c == '"' || c == '\'') && begins_word) {
            at = std::min(text.find(c, at + 1), text.size() - 1);
        } else if (c == '#' && begins_word) {
            at = std::min(text.find('\n', at), text.size()) - 1;
        } else if ((c == '{' || c == '[') && (in_flow || begins_value)) {
            open.push_back(at);
        } else if ((c == '}' || c == ']') && in_flow) {
            open.pop_back();
            if (open.size() < suspect) {
                return std::nullopt;
            }
        }
        before = text[at];
        word_before = before == ' ' ? word_before : before;
    }
    return open.empty() ? std::nullopt : std::optional(suspect == 0 ? open.back() : open[suspect - 1]);
}

Position place_at(std::uint32_t file, std::string_view text, std::size_t offset) {
    const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::string_view before = text.substr(start, offset - start);
    const std::string_view line = before.substr(before.rfind('\n') + 1);  // from 0 where there is none
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return {file, static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
            static_cast<std::uint32_t>(std::count_if(line.begin(), line.end(), starts) + 1)};
}

// `U+202E`. REQUIRES: one character, as UTF-8.
std::string code_point(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(character[i])); };
    unsigned value = byte(0);
    if (character.size() == 2) {
        value = (value & 0x1FU) << 6U | (byte(1) & 0x3FU);
    } else if (character.size() == 3) {
        value = (value & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    }
    std::string digits;
    for (unsigned shift = 16; shift > 0; shift -= 4) {
        digits += "0123456789ABCDEF"[value >> (shift - 4) & 0xFU];
    }
    return "U+" + digits;
}

/// Thrown to leave yaml-cpp's parser once the reason is among the diagnostics.
struct Stop {};

class TextBuffer : public std::streambuf {
public:
    explicit TextBuffer(const std::string& text) {
        char* begin = const_cast<char*>(text.data());  // streambuf wants char*, nothing writes
        setg(begin, begin, begin + text.size());
    }
};

class Builder : public YAML::EventHandler {
public:
    Builder(Tree& tree, std::string_view source, const Places& places, Diagnostics& diagnostics,
            const TreeLimits& limits)
        : tree_(tree), source_(source), places_(places), diagnostics_(diagnostics), limits_(limits) {
        tree_.add();
    }

    /// yaml-cpp takes a quote that nothing closes for one that ends with the file: only the last scalar can be that.
    void refuse_open_quote() {
        if (!last_quoted_) {
            return;
        }
        const std::size_t open = places_.offset(*last_quoted_);
        const char quote = source_[open];
        std::size_t at = open + 1;
        while (at < source_.size() && source_[at] != quote) {
            at += quote == '"' && source_[at] == '\\' ? 2U : 1U;
        }
        if (at >= source_.size()) {
            diagnostics_.error("yaml", place(*last_quoted_), "this quotation mark is never closed",
                               "close it; put text that begins with an apostrophe in double quotation marks");
        }
    }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        add(mark, TreeKind::scalar);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        diagnostics_.error("alias", place(mark), "aliases (*name) are not allowed: write every value where it applies",
                           "write the value out, or name it as an assumption and use a formula");
        throw Stop{};
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        Tree::Node& node = add(mark, TreeKind::scalar);
        node.length = static_cast<std::uint32_t>(value.size());
        node.quoted = tag == "!";
        const std::size_t at = places_.offset(mark);
        const std::size_t begins = at + (node.quoted ? 1 : 0);
        // A word that stands in the file as it is, which most do, is not copied.
        node.verbatim = source_.substr(begins, value.size()) == value;
        node.text = static_cast<std::uint32_t>(node.verbatim ? begins : tree_.texts.size());
        last_quoted_.reset();
        if (node.quoted && (source_[at] == '"' || source_[at] == '\'')) {
            last_quoted_ = mark;
        }
        if (!node.verbatim) {
            tree_.texts += value;
        }
        refuse_control(value, node);
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, TreeKind::list);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, TreeKind::map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        std::uint32_t index;
        std::uint32_t last_child;
    };

    [[nodiscard]] Position place(const YAML::Mark& mark) const { return places_.of(mark); }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != 0) {
            diagnostics_.error("anchor", place(mark),
                               "anchors (&name) are not allowed: write every value where it applies",
                               "remove it; a number used twice can be an assumption");
        }
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        if (!tag.empty() && tag != "?" && tag != "!") {
            diagnostics_.error("tag", place(mark), "YAML tags such as " + tag.substr(0, 40) + " are not allowed",
                               "remove it");
        }
    }

    // `"\e[2J"` is typed as an escape, so the file itself looks harmless. Whatever prints a name would act on it.
    void refuse_control(std::string_view value, const Tree::Node& node) {
        const std::size_t at = first_control(value);
        if (at == value.size()) {
            return;
        }
        Position where{tree_.file, node.line, node.column};
        if (node.verbatim) {
            const std::string_view before = value.substr(0, at);
            const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
            where.column += static_cast<std::uint32_t>(std::count_if(before.begin(), before.end(), starts)) +
                            (node.quoted ? 1U : 0U);
        }
        diagnostics_.error("control-character", where,
                           "this text holds " + code_point(value.substr(at, control_length(value.substr(at)))) +
                               ", a character that controls a terminal or the direction of text",
                           "remove it");
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, TreeKind kind) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (open_.size() >= limits_.depth) {
            diagnostics_.error("too-deep", place(mark),
                               "lists and maps are nested over " + std::to_string(limits_.depth) + " deep",
                               "close the brackets");
            throw Stop{};
        }
        add(mark, kind);
        open_.push_back({tree_.size() - 1, 0});
    }

    void close() {
        const std::uint32_t index = open_.back().index;
        tree_.node(index).length = tree_.size() - index;
        open_.pop_back();
    }

    Tree::Node& add(const YAML::Mark& mark, TreeKind kind) {
        if (tree_.size() > limits_.nodes) {
            diagnostics_.error("too-large", place(mark),
                               "the file contains over " + std::to_string(limits_.nodes) + " values",
                               "split the programme");
            throw Stop{};
        }
        const std::uint32_t index = tree_.size();
        if (!open_.empty()) {
            Open& parent = open_.back();
            (parent.last_child == 0 ? tree_.node(parent.index).first_child : tree_.node(parent.last_child).next) =
                index;
            parent.last_child = index;
        }
        Tree::Node& node = tree_.add();
        node.kind = kind;
        const Position where = place(mark);
        node.line = where.line;
        node.column = where.column;
        return node;
    }

    Tree& tree_;
    std::string_view source_;
    const Places& places_;
    Diagnostics& diagnostics_;
    const TreeLimits& limits_;
    std::vector<Open> open_;
    std::optional<YAML::Mark> last_quoted_;  ///< of the last scalar, if it stands in quotes
};

bool readable_text(std::uint32_t file, std::string_view text, Diagnostics& diagnostics) {
    Position where{file, 1, 1};
    for (std::size_t at = 0; at < text.size();) {
        const unsigned char c = static_cast<unsigned char>(text[at]);
        if (c >= 0x20U && c < 0x7fU) {  // nearly every byte
            ++where.column;
            ++at;
            continue;
        }
        if (c == '\n') {
            ++where.line;
            where.column = 1;
            ++at;
            continue;
        }
        if ((c < 0x20U && c != '\t' && c != '\r') || c == 0x7fU) {
            diagnostics.error("binary", where, "this is not a text file: it contains a control character",
                              "give a YAML file, saved as UTF-8 text");
            return false;
        }
        const std::size_t length = character_length(text.substr(at));
        if (length == 0) {
            diagnostics.error("not-utf8", {file, where.line, where.column}, "this byte is not UTF-8 text",
                              "save the file as UTF-8 (a pound sign typed in Latin-1 or Windows-1252 looks like this)");
            return false;
        }
        at += length;
        ++where.column;
    }
    return true;
}

// yaml-cpp's messages name its grammar; a programme's author meets a handful of them.
std::pair<std::string, std::string> explained(const std::string& message, std::string_view before,
                                              std::string_view line) {
    constexpr std::string_view no_break_space = "\u00a0";
    for (const std::string_view each : {before, line}) {
        if (each.find(no_break_space) != std::string_view::npos) {
            return {"this line or the previous line contains a no-break space, which YAML reads as a letter",
                    "type ordinary spaces; no-break spaces come from word processors and web pages"};
        }
    }
    if (line.find('\t') != std::string_view::npos && line.find_first_not_of(" \t") != std::string_view::npos &&
        line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos) {
        return {"the line is indented with a tab", "indent with spaces"};
    }
    if (message.find("end of map") != std::string::npos || message.find("illegal map value") != std::string::npos) {
        return {
            "this does not continue the map around it",
            "check the indentation and the commas, put a blank after '-' and ':', and quote text that contains ': '"};
    }
    if (message.find("end of sequence") != std::string::npos) {
        return {"this does not continue the list around it", "check the indentation and the closing bracket"};
    }
    if (message.find("bad file") != std::string::npos) {
        return {"lists and maps are nested too deep", {}};
    }
    if (message.find("illegal flow end") != std::string::npos) {
        return {"this bracket does not match the last opening bracket", "each [ needs a ], and each { needs a }"};
    }
    if (message.find("unknown token") != std::string::npos) {
        return {"text cannot begin with this character", "quote the text"};
    }
    return {"this is not YAML: " + message, "quote text that contains one of # : , [ ] { } & * ! | > % @"};
}

std::string_view line_at(std::string_view text, int line) {
    if (line < 0) {
        return {};
    }
    for (; line > 0; --line) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(end + 1);
    }
    return text.substr(0, text.find('\n'));
}

}  // namespace

Tree::Node& Tree::add() {
    if (size_ % block == 0) {
        blocks_.emplace_back().reserve(block);
        held_.push_back(0);
    }
    ++size_;
    return blocks_.back().emplace_back();
}

std::uint32_t Tree::last_block_of(std::uint32_t index) const {
    const Node& at = node(index);
    return (at.kind == TreeKind::scalar ? index : index + at.length - 1) / block;
}

void Tree::hold(std::uint32_t index) {
    for (std::uint32_t i = index / block; i <= last_block_of(index); ++i) {
        ++held_[i];
    }
}

void Tree::let_go(std::uint32_t index) {
    const std::uint32_t last = last_block_of(index);
    for (std::uint32_t i = index / block; i <= last; ++i) {
        if (--held_[i] == 0 && released_) {
            std::vector<Node>().swap(blocks_[i]);
        }
    }
}

void Tree::release() {
    released_ = true;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        if (held_[i] == 0) {
            std::vector<Node>().swap(blocks_[i]);
        }
    }
}

TreeRef Trees::add(Tree tree) {
    trees_.push_back(std::make_unique<Tree>(std::move(tree)));
    return {*trees_.back(), 1};
}

void Trees::release() {
    for (const std::unique_ptr<Tree>& each : trees_) {
        each->release();
    }
}

Tree& Trees::of(const TreeRef& subtree) {
    return **std::find_if(trees_.begin(), trees_.end(),
                          [&](const std::unique_ptr<Tree>& each) { return each.get() == subtree.tree_; });
}

bool TreeRef::empty_value() const {
    return is_scalar() && !quoted() && (text().empty() || text() == "~" || text() == "null");
}

std::vector<TreeRef> TreeRef::items() const {
    std::vector<TreeRef> result;
    for (std::uint32_t child = node().first_child; child != 0; child = tree_->node(child).next) {
        result.emplace_back(*tree_, child);
    }
    return result;
}

std::vector<std::pair<TreeRef, TreeRef>> TreeRef::pairs() const {
    std::vector<std::pair<TreeRef, TreeRef>> result;
    for (std::uint32_t key = node().first_child; key != 0;) {
        const std::uint32_t value = tree_->node(key).next;
        result.emplace_back(TreeRef(*tree_, key), TreeRef(*tree_, value));
        key = tree_->node(value).next;
    }
    return result;
}

std::string_view TreeRef::word(std::string_view key) const {
    if (kind() == TreeKind::map) {
        for (const auto& [name, value] : pairs()) {
            if (name.is_scalar() && name.text() == key) {
                return value.is_scalar() ? value.text() : std::string_view();
            }
        }
    }
    return {};
}

std::optional<Tree> read_tree(std::uint32_t file, Diagnostics& diagnostics, const TreeLimits& limits) {
    const std::string& text = diagnostics.files()[file]->text;
    const Position whole{file, 0, 0};
    if (text.size() > limits.bytes) {
        diagnostics.error("too-large", whole, "the file is over " + std::to_string(limits.bytes >> 20U) + " MiB",
                          "split the programme");
        return std::nullopt;
    }
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        diagnostics.error("empty", whole, "the file is empty", "`tranche new` writes a programme to start from");
        return std::nullopt;
    }
    if (!readable_text(file, text, diagnostics)) {
        return std::nullopt;
    }
    const std::size_t errors_before = diagnostics.errors();
    Tree tree(file, diagnostics.files()[file]);
    const Places places(file, text);
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    try {
        YAML::Parser parser(stream);
        Builder builder(tree, text, places, diagnostics, limits);
        const bool found = parser.HandleNextDocument(builder);
        builder.refuse_open_quote();
        if (!found || tree.size() < 2) {
            diagnostics.error("empty", whole, "the file contains only comments",
                              "`tranche new` writes a programme to start from");
        } else if (parser) {
            Tree rest(file, tree.source);
            Builder second(rest, text, places, diagnostics, limits);
            // A lone `---` or `...` at the end begins no document.
            if (parser.HandleNextDocument(second) && rest.size() > 1) {
                diagnostics.error("second-document", {file, rest.node(1).line, 1},
                                  "a second document starts here (after ---)", "one file describes one programme");
            }
        }
    } catch (const Stop&) {
        return std::nullopt;
    } catch (const YAML::Exception& problem) {
        const std::size_t stopped = problem.mark.is_null() ? text.size() : places.offset(problem.mark);
        if (const std::optional<std::size_t> open = never_closed(text, stopped)) {
            diagnostics.error("yaml", place_at(file, text, *open), "this bracket is never closed",
                              text[*open] == '{' ? "each { needs a }" : "each [ needs a ]");
            return std::nullopt;
        }
        const auto [sentence, suggestion] =
            explained(problem.msg, line_at(text, problem.mark.line - 1), line_at(text, problem.mark.line));
        diagnostics.error("yaml", problem.mark.is_null() ? whole : places.of(problem.mark), sentence, suggestion);
        return std::nullopt;
    }
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    return tree;
}

}  // namespace tranche
