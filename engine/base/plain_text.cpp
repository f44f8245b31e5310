#include "tranche/base/plain_text.hpp"

#include <algorithm>  // max

#include "base/text.hpp"  // control_length, first_control

namespace tranche {

bool is_plain(std::string_view text) {
    return first_control(text) == text.size();
}

std::string plain(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t before = first_control(text);
        result += text.substr(0, before);
        text.remove_prefix(before);
        if (!text.empty()) {
            result += "\xEF\xBF\xBD";
            text.remove_prefix(std::max<std::size_t>(1, control_length(text)));
        }
    }
    return result;
}

}  // namespace tranche
