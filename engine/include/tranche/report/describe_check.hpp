// The result of loading files, as a document: diagnostics, and a line for each file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/document/document.hpp"
#include "tranche/model/programme.hpp"

namespace tranche {

struct CheckedFile {
    std::string argument;  ///< as it was typed
    std::string name;      ///< of the file that was read
    bool read = false;     ///< there was a text
    Diagnostics diagnostics;
    const Programme* programme = nullptr;  ///< null where it does not load
    std::string lowered;                   ///< the core as text; empty where it was not asked for
};

/// `cheshire: 4 workstreams, 8 projects, 40 lines, 3 scenarios`.
std::string contents_text(const Programme& programme);

Document describe_check(const std::vector<CheckedFile>& files, std::string_view version);

}  // namespace tranche
