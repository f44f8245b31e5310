#include "tranche/model/address.hpp"

#include "base/text.hpp"  // trimmed

namespace tranche {

namespace {

bool part_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string take_name(std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size() && part_of_name(text[end])) {
        ++end;
    }
    std::string result(text.substr(0, end));
    text.remove_prefix(end);
    return result;
}

bool parse_filter(std::string_view inside, Address& address) {
    constexpr std::string_view joint = " and ";
    while (true) {
        const std::size_t end = inside.find(joint);
        const std::string_view term = trimmed(inside.substr(0, end));
        const std::size_t equals = term.find('=');
        if (term.empty() || equals == 0 || equals + 1 == term.size()) {
            return false;
        }
        address.filter.emplace_back(trimmed(term.substr(0, equals)), equals == std::string_view::npos
                                                                         ? std::string_view{}
                                                                         : trimmed(term.substr(equals + 1)));
        if (end == std::string_view::npos) {
            return true;
        }
        inside.remove_prefix(end + joint.size());
    }
}

}  // namespace

std::string Address::text() const {
    std::string result = measure;
    for (std::size_t i = 0; i < filter.size(); ++i) {
        result += (i == 0 ? "(" : " and ") + filter[i].first + (filter[i].second.empty() ? "" : "=" + filter[i].second);
    }
    result += filter.empty() ? "" : ")";
    result += scenario.empty() ? "" : "@" + scenario;
    result += perspective.empty() ? "" : "/" + perspective;
    result += part.empty() ? "" : "." + part;
    return result + (period.empty() ? "" : " in " + period);
}

std::optional<Address> Address::parse(std::string_view text, std::string& problem) {
    Address result;
    std::string_view rest = trimmed(text);
    const auto fail = [&](std::string why) {
        problem = std::move(why);
        return std::nullopt;
    };
    result.measure = take_name(rest);
    if (result.measure.empty()) {
        return fail("it does not start with a measure");
    }
    // `net.cumulative@delay in year 2`: a part may stand before the scenario as well as after it.
    const auto take_part = [&] {
        if (rest.starts_with('.')) {
            rest.remove_prefix(1);
            result.part = take_name(rest);
            return !result.part.empty();
        }
        return true;
    };
    if (rest.starts_with('(')) {
        const std::size_t close = rest.find(')');
        if (close == std::string_view::npos) {
            return fail("a bracket is not closed");
        }
        if (!parse_filter(rest.substr(1, close - 1), result)) {
            return fail("the text in brackets is not a filter such as workstream=alcohol");
        }
        rest.remove_prefix(close + 1);
    }
    if (!take_part()) {
        return fail("a part such as cumulative should follow the point");
    }
    if (rest.starts_with('@')) {
        rest.remove_prefix(1);
        result.scenario = take_name(rest);
        if (result.scenario.empty()) {
            return fail("a scenario should follow the @");
        }
    }
    if (rest.starts_with('/')) {
        rest.remove_prefix(1);
        result.perspective = take_name(rest);
        if (result.perspective.empty()) {
            return fail("a perspective should follow the /");
        }
    }
    if (!take_part()) {
        return fail("a part such as cumulative should follow the point");
    }
    if (rest.starts_with(" in ")) {
        result.period = trimmed(rest.substr(4));
        rest = {};
        if (result.period.empty()) {
            return fail("a period should follow 'in'");
        }
    }
    if (!trimmed(rest).empty()) {
        return fail("it continues with '" + std::string(trimmed(rest).substr(0, 20)) + "'");
    }
    return result;
}

}  // namespace tranche
