#include "ledger/input_text.hpp"

#include <algorithm>  // find

#include "base/text.hpp"

namespace tranche {

bool expect_readable(const InputText& input, std::string_view what, Diagnostics& diagnostics) {
    if (first_unreadable(input.text) == input.text.size()) {
        return true;
    }
    diagnostics.error("not-utf8", input.where, "the " + std::string(what) + " is not UTF-8 text on one line",
                      "write it in UTF-8, without line breaks (a pound sign in Windows-1252 causes this)");
    return false;
}

bool expect_known(const std::vector<std::string>& ids, const InputText& id, std::string_view noun,
                  Diagnostics& diagnostics) {
    if (std::find(ids.begin(), ids.end(), id.text) != ids.end()) {
        return true;
    }
    const std::string hint = did_you_mean(id.text, ids);
    diagnostics.error("unknown-reference", id.where, "there is no " + std::string(noun) + " " + quoted(id.text),
                      !hint.empty() ? hint
                      : ids.empty() ? "the baseline does not declare any"
                                    : "there are " + listed(ids));
    return false;
}

std::optional<Pence> read_pence(const InputText& input, Diagnostics& diagnostics) {
    std::string_view text = trimmed(input.text);
    const auto strip = [&](std::string_view front) {
        const bool there = text.starts_with(front);
        if (there) {
            text = trimmed(text.substr(front.size()));
        }
        return there;
    };
    const bool bracketed = text.starts_with('(') && text.ends_with(')');
    if (bracketed) {
        text = trimmed(text.substr(1, text.size() - 2));
    }
    bool minus = strip("-") || strip("\u2212");
    int signs = int{bracketed} + int{minus || strip("+")};
    if (strip("\u00a3") && (strip("-") || strip("\u2212"))) {
        minus = true;
        ++signs;
    }
    if (text.size() > 1 && text.ends_with('-')) {
        text = trimmed(text.substr(0, text.size() - 1));
        minus = true;
        ++signs;
    }
    const bool digit_first = !text.empty() && (text.front() == '.' || (text.front() >= '0' && text.front() <= '9'));
    const std::optional<Decimal> value = digit_first ? Decimal::parse(text) : std::nullopt;
    if (!value || signs > 1) {
        diagnostics.error("not-an-amount", input.where, quoted(input.text) + " is not an amount of money",
                          "pounds and pence, such as 1234.56, \u00a31,234.56 or (1,234.56)");
        return std::nullopt;
    }
    if (value->scale > 2) {
        diagnostics.error("not-pence", input.where, quoted(input.text) + " has more than two decimals",
                          value->scale == 3 ? "round it to the penny; if the point separates thousands, leave it out"
                                            : "a ledger records whole pence: round the amount to the pence paid");
        return std::nullopt;
    }
    const std::optional<std::int64_t> pence = value->scaled_to(2);
    if (!pence || *pence > most_pence) {
        diagnostics.error("not-an-amount", input.where, quoted(input.text) + " is too large for an amount",
                          "a ledger records amounts up to ten million million pounds");
        return std::nullopt;
    }
    return bracketed || minus ? -*pence : *pence;
}

}  // namespace tranche
