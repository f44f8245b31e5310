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

std::string value_text(const Driver& driver, double value) {
    if (driver.is_factor()) {
        const std::string text = fmt::format("{:+.2f}", 100.0 * (value / *driver.value - 1.0));
        return (text.ends_with(".00") ? text.substr(0, text.size() - 3) : text) + "%";
    }
    return number_text(value);
}

std::optional<double> change_of(const Driver& driver, const Switching& found) {
    if (!found.at || !driver.value || *driver.value == 0.0) {
        return std::nullopt;
    }
    return (*found.at - *driver.value) / std::abs(*driver.value);
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

std::string basis_of(const Driver& driver) {
    return driver.basis == Basis::grade ? fmt::format("evidence grade {} (unverified)", driver.grade)
                                        : std::string(basis_text(driver.basis));
}

std::string unit_of(const Driver& driver) {
    return driver.is_factor() ? "factor" : driver.unit.empty() ? "number" : driver.unit;
}

}  // namespace tranche
