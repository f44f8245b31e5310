// Loading: a YAML text in, a programme in the core language out, or everything that is wrong with it.
//
// The loader is strict: keys it does not know, words it does not know, references to nothing and numbers that are no
// numbers are errors, all told in one run. It reads no files; the caller hands it the text.
#pragma once

#include <functional>
#include <memory>  // shared_ptr
#include <optional>
#include <string>

#include "tranche/base/diagnostic.hpp"
#include "tranche/model/programme.hpp"

namespace tranche {

/// The text of a file that a programme includes, by its path from the folder of the programme's own file; null where there
/// is none. The path has no `..` and is not absolute.
using Include = std::function<std::shared_ptr<const SourceText>(const std::string& path)>;

/// Empty if there are errors; what is wrong is in the diagnostics, which also keep the texts that places point into: first
/// the programme's own, then those it includes. Without an `include`, a programme that includes files is an error.
std::optional<Programme> load(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics,
                              const Include& include = {});

}  // namespace tranche
