#include "report/lever_text.hpp"

#include <fmt/format.h>  // format

#include <cmath>  // abs

#include "tranche/appraise/measures.hpp"  // pounds_text

namespace tranche {

std::string number_text(double value) {
    constexpr double grouped = 1000.0;
    if (std::abs(value) < grouped) {
        return fmt::format("{:.6g}", value);
    }
    std::string text = pounds_text(Money{static_cast<std::int64_t>(value * 1e6)}, {});
    return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

std::string value_text(const Lever& lever, double value) {
    if (lever.is_factor()) {
        const std::string text = fmt::format("{:+.2f}", 100.0 * (value / *lever.value - 1.0));
        return (text.ends_with(".00") ? text.substr(0, text.size() - 3) : text) + "%";
    }
    return number_text(value);
}

std::optional<double> change_of(const Lever& lever, const Switching& found) {
    if (!found.at || !lever.value || *lever.value == 0.0) {
        return std::nullopt;
    }
    return (*found.at - *lever.value) / std::abs(*lever.value);
}

std::string_view proof_word(const Switching& found) {
    switch (found.proof) {
        case Proof::worked_out: return found.at ? "exact" : "none";
        case Proof::searched: return found.at ? "searched" : "none found";
        case Proof::all_tried: return found.at ? "all tried" : "none";
        case Proof::not_computable: break;
    }
    return "not computable";
}

std::string basis_of(const Lever& lever) {
    return lever.basis == Basis::grade ? fmt::format("evidence grade {} (unverified)", lever.grade)
                                       : std::string(basis_text(lever.basis));
}

std::string unit_of(const Lever& lever) {
    return lever.is_factor() ? "factor" : lever.unit.empty() ? "number" : lever.unit;
}

}  // namespace tranche
