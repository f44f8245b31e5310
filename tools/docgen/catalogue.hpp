// The catalogue of diagnostics (schemas/diagnostics.yaml) as plain data, and the page made of it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tranche::docgen {

struct Entry {
    std::string code;
    std::string severity;  ///< error or warning
    std::string level;     ///< schema, loader or yaml: who can see it
    std::string summary;
    std::string why;
    std::string example;    ///< a fragment of a programme that the code is told of; or
    std::string situation;  ///< a sentence, where no such fragment can be given
    std::string fix;
};

/// Throws on a key that is missing, unknown or empty, so that a catalogue that reads is complete.
std::vector<Entry> read_catalogue(std::string_view yaml);

/// The page. `told` holds, by code, what the command prints of the code's reproducer.
std::string diagnostics_page(const std::vector<Entry>& catalogue, const std::map<std::string, std::string>& told);

/// What the reproducers under `folder` (tests/errors) print, by code: of <code>.expected, where there is one.
std::map<std::string, std::string> read_told(const std::vector<Entry>& catalogue, const std::string& folder);

}  // namespace tranche::docgen
