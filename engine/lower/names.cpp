#include "lower/names.hpp"

#include <algorithm>   // all_of, max, sort
#include <cassert>     // assert
#include <functional>  // hash

#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

bool is_id(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    constexpr std::size_t longest = 100;
    return !text.empty() && text.size() <= longest && letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || c == '-' || c == '_'; });
}

void refuse_id(const Text& id, std::string_view noun, Diagnostics& diagnostics) {
    diagnostics.error("not-an-id", id.where, quoted(id.text) + " cannot be the id of " + std::string(noun),
                      "ids are small letters, digits and hyphens, start with a letter or a digit, and have up to 100 "
                      "characters");
}

bool Names::declare(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics) {
    if (!id.given()) {
        return false;  // the reader has said that it is missing
    }
    if (!is_id(id.text)) {
        refuse_id(id, noun, diagnostics);
        return false;
    }
    const auto [entry, fresh] = add(id.text, row, id.where);
    if (!fresh) {
        const Position first = entry->where;
        const std::uint32_t line = first == built_in ? 0 : first.line;
        diagnostics.error(
            "duplicate-id", id.where,
            "there is " + std::string(noun) + " '" + id.text + "' already, " +
                (first.column == 0 ? "built in" : "in line " + std::to_string(line)) +
                (first.column == 0 || first.file == id.where.file ? ""
                                                                  : " of " + diagnostics.files()[first.file]->name),
            "give one of them another id");
    }
    return fresh;
}

void Names::alias(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics) {
    if (!add(id.text, row, id.where).second) {
        diagnostics.error("duplicate-id", id.where,
                          quoted(id.text) + " is the name of " + std::string(noun) + " already",
                          "each name must be unique");
    }
}

std::optional<std::size_t> Names::find(const Text& id, std::string_view noun, Diagnostics& diagnostics) const {
    if (const Entry* entry = found(id.text)) {
        return entry->row;
    }
    if (!id.given()) {
        return std::nullopt;  // what stands there is no word, and the reader has said so
    }
    std::vector<std::string> known;
    for (const Entry& entry : entries_) {
        if (entry.where != built_in) {  // only names that the author can look up in the file
            known.emplace_back(text_of(entry));
        }
    }
    std::sort(known.begin(), known.end());
    std::string hint = did_you_mean(id.text, known);
    if (hint.empty()) {
        hint = known.empty() ? "the programme declares none"
                             : (known.size() == 1 ? "there is " : "there are ") + listed(known);
    }
    diagnostics.error("unknown-reference", id.where, "there is no " + std::string(noun) + " " + quoted(id.text), hint);
    return std::nullopt;
}

const Names::Entry* Names::found(std::string_view id) const {
    if (slots_.empty()) {
        return nullptr;
    }
    const std::uint32_t entry = slots_[slot_of(id)];
    return entry == 0 ? nullptr : &entries_[entry - 1];
}

std::size_t Names::slot_of(std::string_view id) const {
    assert(entries_.size() < slots_.size());
    // The number of slots is a power of two, so the mask wraps; the next slot is tried while another id holds this one.
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = std::hash<std::string_view>{}(id)&mask;
    while (slots_[slot] != 0 && text_of(entries_[slots_[slot] - 1]) != id) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

std::pair<const Names::Entry*, bool> Names::add(std::string_view id, std::size_t row, Position where) {
    if (slots_.size() <= 2 * entries_.size()) {
        constexpr std::size_t fewest = 16;
        slots_.assign(std::max(fewest, 2 * slots_.size()), 0);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            slots_[slot_of(text_of(entries_[i]))] = static_cast<std::uint32_t>(i + 1);
        }
    }
    std::uint32_t& slot = slots_[slot_of(id)];
    if (slot != 0) {
        return {&entries_[slot - 1], false};
    }
    entries_.push_back({static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(id.size()),
                        static_cast<std::uint32_t>(row), where});
    texts_ += id;
    slot = static_cast<std::uint32_t>(entries_.size());
    return {&entries_.back(), true};
}

}  // namespace tranche::lowering
