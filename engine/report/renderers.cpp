// What is asked of the table of output formats. A row stands at the end of its format's own file; the build makes the table
// from the list of formats in engine/CMakeLists.txt (formats.cpp.in).
#include "tranche/report/renderers.hpp"

#include <algorithm>  // find

namespace tranche {

const Renderer* find_renderer(std::string_view name) {
    for (const Renderer& each : renderers()) {
        if (each.name == name) {
            return &each;
        }
    }
    return nullptr;
}

std::vector<std::string> renderer_names(std::initializer_list<Shows> shows) {
    std::vector<std::string> result;
    for (const Renderer& each : renderers()) {
        if (std::find(shows.begin(), shows.end(), each.shows) != shows.end()) {
            result.emplace_back(each.name);
        }
    }
    return result;
}

}  // namespace tranche
