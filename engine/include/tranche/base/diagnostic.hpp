// A user's mistake: a located sentence with a suggestion, collected rather than thrown.
//
//
// Every stage that reads user input takes a Diagnostics and appends to it. One run reports all problems of a file, in
// order of place. The caller decides on rendering (colour, caret). render() gives the plain form.
#pragma once

#include <compare>  // operator<=>
#include <cstdint>  // uint32_t
#include <map>
#include <memory>  // shared_ptr
#include <string>
#include <string_view>
#include <vector>

namespace tranche {

/// A place in a source text. Lines and columns count from 1; line 0 means the file as a whole. Columns count characters,
/// not bytes.
struct Position {
    std::uint32_t file = 0;  ///< which text: an index into Diagnostics' files
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend constexpr auto operator<=>(const Position&, const Position&) = default;
};

enum class Severity { error, warning };

struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;  ///< a name listed in schemas/diagnostics.yaml
    Position where;
    std::string sentence;    ///< what is wrong, in the user's words, without a full stop
    std::string suggestion;  ///< what to do about it; may be empty
};

/// A text that positions point into.
struct SourceText {
    std::string name;  ///< as the user typed it
    std::string text;
    std::uint32_t first_line = 1;  ///< number of the text's first line, where it is a part of something longer
};

/// Diagnostics of one load, with the texts they point into.
class Diagnostics {
public:
    /// Registers a text; the result is Position::file of places in it.
    std::uint32_t add_file(std::shared_ptr<const SourceText> file);
    [[nodiscard]] const std::vector<std::shared_ptr<const SourceText>>& files() const { return files_; }

    void error(std::string_view code, Position where, std::string sentence, std::string suggestion = {});
    void warning(std::string_view code, Position where, std::string sentence, std::string suggestion = {});

    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] std::size_t errors() const { return errors_; }
    [[nodiscard]] std::size_t warnings() const { return warnings_; }
    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
    [[nodiscard]] bool full() const { return errors_ >= most; }

    /// Ordered by place; equal ones once.
    void settle();

    /// A load stops after this many errors, because later ones would follow from the first. As many warnings are kept
    /// as well.
    static constexpr std::size_t most = 200;

private:
    void add(Diagnostic diagnostic);

    std::vector<std::shared_ptr<const SourceText>> files_;
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
};

/// `file:line:column: error[code]: sentence`, the source line with a caret, and the suggestion, each on its line.
/// A source line longer than width is shown as the part around the caret.
struct RenderOptions {
    bool colour = false;
    std::size_t width = 120;
};
std::string render(const Diagnostic& diagnostic, const Diagnostics& in, const RenderOptions& options = {});

}  // namespace tranche
