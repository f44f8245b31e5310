// Loading: a YAML text in, a programme in the core language out, or everything that is wrong with it.
//
// The loader is strict: keys it does not know, words it does not know, references to nothing and numbers that are no
// numbers are errors, all told in one run. It reads no files; the caller hands it the text.
#pragma once

#include <memory>  // shared_ptr
#include <optional>

#include "tranche/base/diagnostic.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/read/include.hpp"

namespace tranche {

/// Empty if there are errors; what is wrong is in the diagnostics, which also keep the texts that places point into: first
/// the programme's own, then those it includes. Without an `include`, a programme that includes files is an error.
std::optional<Programme> load(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics,
                              const Include& include = {});

}  // namespace tranche
