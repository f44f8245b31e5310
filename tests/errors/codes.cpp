#include "errors/codes.hpp"

#include <algorithm>  // count
#include <regex>

namespace tranche::test {
namespace {

using Matches = std::sregex_iterator;

/// Functions that take a code from their caller: `told` in `told(Reader& reader, std::string_view code, ...)`.
std::set<std::string> tellers_in(const std::vector<SourceFile>& files) {
    static const std::regex definition(R"((\w+)\([^()]*\bstd::string_view code\b)");
    std::set<std::string> tellers{"error", "warning"};
    for (const SourceFile& file : files) {
        for (Matches at(file.text.begin(), file.text.end(), definition), end; at != end; ++at) {
            tellers.insert(at->str(1));
        }
    }
    return tellers;
}

std::string place(const SourceFile& file, std::ptrdiff_t at) {
    return file.path + ":" + std::to_string(1 + std::count(file.text.begin(), file.text.begin() + at, '\n'));
}

}  // namespace

UsedCodes codes_in(const std::vector<SourceFile>& files) {
    std::string names;
    for (const std::string& teller : tellers_in(files)) {
        names += (names.empty() ? "" : "|") + teller;
    }
    // The first literal among the arguments, with calls in brackets before it passed over.
    const std::regex call("\\b(" + names + R"re()\((?:[^"();]|\([^()]*\))*"([a-z0-9]+(?:-[a-z0-9]+)*)")re");
    const std::regex any_call(R"re([.>](?:error|warning)\(\s*([^",]*),)re");

    UsedCodes used;
    for (const SourceFile& file : files) {
        for (Matches at(file.text.begin(), file.text.end(), call), end; at != end; ++at) {
            used.codes.insert(at->str(2));
            if (at->str(1) == "warning") {
                used.warnings.insert(at->str(2));
            }
        }
        for (Matches at(file.text.begin(), file.text.end(), any_call), end; at != end; ++at) {
            if (at->str(1) != "code") {
                used.hidden.push_back(place(file, at->position()) + " tells " + at->str(1));
            }
        }
    }
    return used;
}

}  // namespace tranche::test
