// Recursive descent, one function per precedence.
#include "load/expression.hpp"

#include <cctype>  // isalpha, isalnum, isdigit

#include "load/scalars.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

/// Thrown to leave the descent once the reason is among the diagnostics.
struct Stop {};

class Parser {
public:
    Parser(const Text& text, Formulas& formulas, const NameResolver& resolve, Diagnostics& diagnostics)
        : text_(text), formulas_(formulas), resolve_(resolve), diagnostics_(diagnostics) {}

    NodeId whole() {
        at_ = 1;  // past the =
        if (text_.text.size() > most_characters) {
            fail("the formula is over " + std::to_string(most_characters) + " characters long");
        }
        const NodeId result = sum();
        skip_blanks();
        if (at_ < text_.text.size()) {
            fail("the formula goes on with " + quoted(text_.text.substr(at_)) + " where it should end");
        }
        return result;
    }

private:
    NodeId sum() {
        NodeId left = product();
        while (true) {
            const char sign = peek();
            if (sign != '+' && sign != '-') {
                return left;
            }
            const Position where = place();
            ++at_;
            const NodeId right = product();
            left = formulas_.apply(sign == '+' ? Op::add : Op::subtract, left, right, where);
        }
    }

    NodeId product() {
        NodeId left = factor();
        while (true) {
            const char sign = peek();
            if (sign != '*' && sign != '/') {
                return left;
            }
            const Position where = place();
            ++at_;
            const NodeId right = factor();
            left = formulas_.apply(sign == '*' ? Op::multiply : Op::divide, left, right, where);
        }
    }

    NodeId factor() {
        if (++depth_ > most_depth) {
            fail("the formula is nested too deep");
        }
        const NodeId result = unnested_factor();
        --depth_;
        return result;
    }

    NodeId unnested_factor() {
        const char c = peek();
        if (c == '-') {
            ++at_;
            return formulas_.apply(Op::subtract, formulas_.literal(0.0), factor(), place());
        }
        if (c == '(') {
            ++at_;
            const NodeId inner = sum();
            close();
            return inner;
        }
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            return number();
        }
        if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            return name();
        }
        if (c == '[') {
            return bracketed_name();
        }
        if (c == '\0') {
            fail("the formula ends where a number or a name should stand");
        }
        std::size_t end = at_ + 1;
        while (end < text_.text.size() && (static_cast<unsigned char>(text_.text[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        fail("here stands '" + text_.text.substr(at_, end - at_) + "', where a number or a name should");
    }

    NodeId number() {
        const std::size_t start = at_;
        while (at_ < text_.text.size() &&
               (std::isdigit(static_cast<unsigned char>(text_.text[at_])) != 0 || text_.text[at_] == '.')) {
            ++at_;
        }
        if (at_ < text_.text.size() && text_.text[at_] == '%') {
            ++at_;
        }
        const Parsed<Decimal> parsed = parse_number(text_.text.substr(start, at_ - start));
        if (!parsed.value) {
            at_ = start;
            fail(parsed.problem);
        }
        return formulas_.literal(parsed.value->to_double());
    }

    NodeId name() {
        const Position where = place();
        const std::size_t start = at_;
        const auto part_of_name = [&](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
        };
        while (at_ < text_.text.size() && part_of_name(text_.text[at_])) {
            ++at_;
        }
        const std::string word = text_.text.substr(start, at_ - start);
        if (peek() == '(') {
            return call(word, where);
        }
        const std::optional<NodeId> node = resolve_(word, where);
        if (!node) {
            throw Stop{};
        }
        return *node;
    }

    // The address of a printed cell may hold blanks and slashes, hence its brackets.
    NodeId bracketed_name() {
        const Position where = place();
        const std::size_t close_at = text_.text.find(']', at_);
        if (close_at == std::string::npos) {
            fail("a square bracket is not closed");
        }
        const std::optional<NodeId> node = resolve_(text_.text.substr(at_ + 1, close_at - at_ - 1), where);
        if (!node) {
            throw Stop{};
        }
        at_ = close_at + 1;
        return *node;
    }

    NodeId call(const std::string& word, Position where) {
        if (word != "min" && word != "max") {
            diagnostics_.error("unknown-function", where, "'" + word + "' is not a function: min and max are",
                               did_you_mean(word, {"min", "max"}));
            throw Stop{};
        }
        ++at_;
        const Op op = word == "min" ? Op::minimum : Op::maximum;
        NodeId result = sum();
        while (peek() == ',') {
            ++at_;
            const NodeId next = sum();
            result = formulas_.apply(op, result, next, where);
        }
        close();
        return result;
    }

    void close() {
        if (peek() != ')') {
            fail("a bracket is not closed");
        }
        ++at_;
    }

    void skip_blanks() {
        while (at_ < text_.text.size() && text_.text[at_] == ' ') {
            ++at_;
        }
    }

    char peek() {
        skip_blanks();
        return at_ < text_.text.size() ? text_.text[at_] : '\0';
    }

    // Characters are counted on from the place told last: a long formula asks for thousands of places.
    [[nodiscard]] Position place() {
        if (!text_.verbatim) {
            return text_.where;
        }
        if (at_ < counted_to_) {
            counted_to_ = 0;
            characters_ = 0;
        }
        for (; counted_to_ < at_ && counted_to_ < text_.text.size(); ++counted_to_) {
            characters_ += (static_cast<unsigned char>(text_.text[counted_to_]) & 0xC0U) != 0x80U ? 1 : 0;
        }
        return {text_.where.file, text_.where.line, text_.where.column + characters_};
    }

    [[noreturn]] void fail(const std::string& sentence) {
        diagnostics_.error("formula", place(), sentence, "formulas look like = volume * rate / 52");
        throw Stop{};
    }

    static constexpr std::size_t most_characters = 4000;
    static constexpr int most_depth = 100;

    const Text& text_;
    Formulas& formulas_;
    const NameResolver& resolve_;
    Diagnostics& diagnostics_;
    std::size_t at_ = 0;
    std::size_t counted_to_ = 0;  ///< offset up to which characters_ are counted
    std::uint32_t characters_ = 0;
    int depth_ = 0;
};

}  // namespace

std::optional<NodeId> lower_formula(const Text& text, Formulas& formulas, const NameResolver& resolve,
                                    Diagnostics& diagnostics) {
    try {
        return Parser(text, formulas, resolve, diagnostics).whole();
    } catch (const Stop&) {
        return std::nullopt;
    }
}

}  // namespace tranche
