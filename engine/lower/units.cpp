// A unit is a sorted product of words with powers, so `£/t x t` cancels to `£`. Plurals are folded, because authors write
// `1 site` and `20 sites`.
#include "lower/units.hpp"

#include <cctype>  // isspace

namespace tranche::lowering {

namespace {

std::string singular(std::string word) {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) {
        word.pop_back();
    }
    return word;
}

bool plain_word(const std::string& word) {
    return word.empty() || word == "%" || word == "number" || word == "ratio" || word == "x";
}

}  // namespace

Unit Unit::parse(std::string_view text) {
    Unit result;
    int sign = 1;
    std::string word;
    const auto close = [&] {
        if (word == "per" || word == "a" || word == "an") {
            sign = -1;
        } else if (!plain_word(word)) {
            const std::string name = singular(word);
            result.powers_[name] += sign;
            if (result.powers_[name] == 0) {
                result.powers_.erase(name);
            }
        }
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '/') {
            close();
            sign = -1;
        } else if (c == '*' || std::isspace(static_cast<unsigned char>(c)) != 0) {
            close();
        } else {
            word += c;
        }
    }
    close();
    return result;
}

Unit Unit::pounds() {
    return parse("\u00a3");
}

std::string Unit::text() const {
    std::string above;
    std::string below;
    for (const auto& [word, power] : powers_) {
        for (int i = 0; i < (power < 0 ? -power : power); ++i) {
            std::string& side = power > 0 ? above : below;
            side += (power < 0 ? "/" : (side.empty() ? "" : "*")) + word;
        }
    }
    return above.empty() && below.empty() ? "a plain number" : (above.empty() ? "1" : above) + below;
}

Unit Unit::without_years() const {
    Unit result = *this;
    result.powers_.erase("year");
    return result;
}

bool Unit::counts_pounds() const {
    const auto found = powers_.find("\u00a3");
    return found != powers_.end() && found->second == 1;
}

void Unit::multiply(const Unit& other, int sign) {
    for (const auto& [word, power] : other.powers_) {
        powers_[word] += sign * power;
        if (powers_[word] == 0) {
            powers_.erase(word);
        }
    }
}

Unit operator*(const Unit& a, const Unit& b) {
    Unit result = a;
    result.multiply(b, 1);
    return result;
}

Unit operator/(const Unit& a, const Unit& b) {
    Unit result = a;
    result.multiply(b, -1);
    return result;
}

}  // namespace tranche::lowering
