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

/// Length of the character at the front if no text may hold it, 0 otherwise: C0 but tab and line feed, DEL, C1, marks and
/// overrides of the direction of text, separators of lines and paragraphs. A terminal obeys some of them, and others
/// change what a reader sees. The text is UTF-8.
inline std::size_t control_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto between = [](unsigned value, unsigned first, unsigned last) { return value >= first && value <= last; };
    const unsigned first = byte(0);
    if (first < 0x20U || first == 0x7FU) {
        return first == '\t' || first == '\n' ? 0 : 1;
    }
    if (first == 0xC2U) {
        return between(byte(1), 0x80U, 0x9FU) ? 2 : 0;  // C1
    }
    if (first == 0xD8U) {
        return byte(1) == 0x9CU ? 2 : 0;  // U+061C
    }
    if (first == 0xE2U && byte(1) == 0x80U) {
        return between(byte(2), 0x8EU, 0x8FU) || between(byte(2), 0xA8U, 0xAEU) ? 3 : 0;  // U+200E.., U+2028..202E
    }
    return first == 0xE2U && byte(1) == 0x81U && between(byte(2), 0xA6U, 0xA9U) ? 3 : 0;  // U+2066..2069
}

/// Where the first of those characters stands; the text's size where there is none.
inline std::size_t first_control(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const bool plain = byte >= 0x20U && byte < 0x7FU;  // nearly every byte
        if (!plain && control_length(text.substr(at)) != 0) {
            break;
        }
        ++at;  // a byte inside a character begins none of them
    }
    return at;
}

/// The first byte that is no UTF-8 text, or begins a character that no text may hold, or a line feed; the text's size where
/// there is none.
inline std::size_t first_unreadable(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20U && byte < 0x7fU) {
            ++at;
            continue;
        }
        const std::string_view rest = text.substr(at);
        const std::size_t length = byte == '\n' || control_length(rest) != 0 ? 0 : character_length(rest);
        if (length == 0) {
            break;
        }
        at += length;
    }
    return at;
}

}  // namespace tranche
