// Recursive descent, one function per precedence. Units are checked as nodes are made, so that the place of a mismatch is
// that of the operator.
#include "lower/expression.hpp"

#include <cassert>  // assert
#include <cctype>   // isalpha, isalnum, isdigit

#include "read/scalars.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

/// Thrown to leave the descent once the reason is among the diagnostics.
struct Stop {};

class Parser {
public:
    Parser(const Text& text, Formulas& formulas, const NameResolver& resolve, Diagnostics& diagnostics)
        : text_(text), formulas_(formulas), resolve_(resolve), diagnostics_(diagnostics) {}

    Measured whole() {
        at_ = 1;  // past the =
        if (text_.text.size() > most_characters) {
            fail("the formula is over " + std::to_string(most_characters) + " characters long");
        }
        Measured result = sum();
        skip_blanks();
        if (at_ < text_.text.size()) {
            fail("the formula continues with " + quoted(text_.text.substr(at_)) + " where it should end");
        }
        return result;
    }

private:
    Measured sum() {
        Measured left = product();
        while (true) {
            const char sign = peek();
            if (sign != '+' && sign != '-') {
                return left;
            }
            const Position where = place();
            ++at_;
            const Measured right = product();
            left = alike(sign == '+' ? Op::add : Op::subtract, left, right, where);
        }
    }

    // What is added or compared counts the same thing; a plain number counts whatever the other does.
    Measured alike(Op op, const Measured& left, const Measured& right, Position where) {
        if (!left.unit.plain() && !right.unit.plain() && left.unit != right.unit) {
            diagnostics_.error("unit-mismatch", where,
                               left.unit.text() + " and " + right.unit.text() + " cannot be added or compared",
                               "check the units of the names in the formula");
            throw Stop{};
        }
        return {formulas_.apply(op, left.node, right.node, where), left.unit.plain() ? right.unit : left.unit};
    }

    Measured product() {
        Measured left = factor();
        while (true) {
            const char sign = peek();
            if (sign != '*' && sign != '/') {
                return left;
            }
            const Position where = place();
            ++at_;
            const Measured right = factor();
            left = {formulas_.apply(sign == '*' ? Op::multiply : Op::divide, left.node, right.node, where),
                    sign == '*' ? left.unit * right.unit : left.unit / right.unit};
        }
    }

    Measured factor() {
        if (++depth_ > most_depth) {
            fail("the formula is nested too deep");
        }
        Measured result = unnested_factor();
        --depth_;
        return result;
    }

    Measured unnested_factor() {
        const char c = peek();
        if (c == '-') {
            ++at_;
            const Measured negated = factor();
            return {formulas_.apply(Op::subtract, formulas_.literal(0.0), negated.node, place()), negated.unit};
        }
        if (c == '(') {
            ++at_;
            Measured inner = sum();
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
            fail("the formula ends where a number or a name is expected");
        }
        std::size_t end = at_ + 1;
        while (end < text_.text.size() && (static_cast<unsigned char>(text_.text[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        fail("found '" + text_.text.substr(at_, end - at_) + "' where a number or a name is expected");
    }

    Measured number() {
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
        return {formulas_.literal(parsed.value->to_double()), {}};
    }

    Measured name() {
        const Position where = place();
        const std::size_t start = at_;
        const auto part_of_name = [&](std::size_t at) {
            const auto letter = [&](std::size_t i) {
                return i < text_.text.size() && (std::isalnum(static_cast<unsigned char>(text_.text[i])) != 0 ||
                                                 text_.text[i] == '-' || text_.text[i] == '_');
            };
            return letter(at) || (at < text_.text.size() && text_.text[at] == '.' && letter(at + 1));
        };
        while (part_of_name(at_)) {
            ++at_;
        }
        const std::string word = text_.text.substr(start, at_ - start);
        if (peek() == '(') {
            return call(word, where);
        }
        std::optional<Measured> node = resolve_(word, where);
        if (!node) {
            throw Stop{};
        }
        return *node;
    }

    // The address of a printed cell may hold blanks and slashes, hence its brackets.
    Measured bracketed_name() {
        const Position where = place();
        const std::size_t close_at = text_.text.find(']', at_);
        if (close_at == std::string::npos) {
            fail("a square bracket is not closed");
        }
        std::optional<Measured> node = resolve_(text_.text.substr(at_ + 1, close_at - at_ - 1), where);
        if (!node) {
            throw Stop{};
        }
        at_ = close_at + 1;
        return *node;
    }

    Measured call(const std::string& word, Position where) {
        if (word != "min" && word != "max") {
            diagnostics_.error("unknown-function", where, "'" + word + "' is not a function: min and max are",
                               did_you_mean(word, {"min", "max"}));
            throw Stop{};
        }
        ++at_;
        const Op op = word == "min" ? Op::minimum : Op::maximum;
        Measured result = sum();
        while (peek() == ',') {
            ++at_;
            const Measured next = sum();
            result = alike(op, result, next, where);
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

std::optional<Measured> lower_formula(const Text& text, Formulas& formulas, const NameResolver& resolve,
                                      Diagnostics& diagnostics) {
    assert(text.text.starts_with('='));
    try {
        return Parser(text, formulas, resolve, diagnostics).whole();
    } catch (const Stop&) {
        return std::nullopt;
    }
}

}  // namespace tranche::lowering
