#include "report/xml.hpp"

#include "report/characters.hpp"

namespace tranche {

std::string xml_text(std::string_view text) {
    std::string result;
    for (const char c : one_line(text)) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\'': result += "&apos;"; break;
            default: result += c;
        }
    }
    return result;
}

}  // namespace tranche
