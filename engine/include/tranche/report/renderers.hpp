// Output formats: one table. Dispatch, the choices of `--format`, help and "did you mean" read it.
//
//
// A renderer turns a document into a text and does not know analyses. It does not print or look at a terminal: the
// options contain everything that it must know about the stream.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // uint8_t
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/document/document.hpp"

namespace tranche {

/// The stream that a document is written to, and what its reader asked for.
struct OutputStyle {
    std::size_t width = 0;   ///< columns of the screen; 0: lines may be as long as they need to be
    bool colour = false;     ///< headings in bold, results in their colour
    bool pence = false;      ///< people see pence from £10,000 upwards too
    bool for_excel = false;  ///< CSV with a byte order mark, and months that Excel does not turn into days
    bool wide = false;       ///< CSV of a series: periods across
    std::string version;     ///< of the program, where a format names it
};

/// The parts of a document that a format shows. A command offers the formats that its results have parts for.
enum class Shows : std::uint8_t { results, findings, graphs, charts };

struct Renderer {
    std::string_view name;  ///< what --format takes
    Shows shows = Shows::results;
    std::string_view help;  ///< one line
    std::string (*render)(const Document&, const OutputStyle&) = nullptr;
    bool for_screen = false;  ///< diagnostics of what was checked accompany it on standard error
};

std::span<const Renderer> renderers();
/// Null where there is none of that name.
const Renderer* find_renderer(std::string_view name);
/// Those that show one of these, in the order of the table.
std::vector<std::string> renderer_names(std::initializer_list<Shows> shows);

}  // namespace tranche
