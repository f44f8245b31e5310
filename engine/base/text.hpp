// Small helpers for texts.
#pragma once

#include <cstddef>  // size_t
#include <string_view>

namespace tranche {

/// Without blanks at either end.
constexpr std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

/// Length of the UTF-8 character at the front, 0 if it is none (overlong forms, surrogates and past U+10FFFF included).
inline std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80U) {
        return 1;
    }
    if (first >= 0xC2U && first < 0xE0U) {
        return continues(1) ? 2 : 0;
    }
    if (first >= 0xE0U && first < 0xF0U) {
        const bool sound = (first != 0xE0U || byte(1) >= 0xA0U) && (first != 0xEDU || byte(1) < 0xA0U);
        return sound && continues(1) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0U && first < 0xF5U) {
        const bool sound = (first != 0xF0U || byte(1) >= 0x90U) && (first != 0xF4U || byte(1) < 0x90U);
        return sound && continues(1) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

/// The first byte that is no UTF-8 text, or a control byte other than a tab; the text's size where there is none.
inline std::size_t first_unreadable(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20U && byte < 0x7fU) {
            ++at;
            continue;
        }
        const std::size_t length =
            (byte < 0x20U && byte != '\t') || byte == 0x7fU ? 0 : character_length(text.substr(at));
        if (length == 0) {
            break;
        }
        at += length;
    }
    return at;
}

}  // namespace tranche
