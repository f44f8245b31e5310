// Files that a programme includes: handed to the reader as texts, because the engine opens no files.
#pragma once

#include <functional>
#include <memory>  // shared_ptr
#include <string>

#include "tranche/base/diagnostic.hpp"

namespace tranche {

/// The text of an included file, by its path from the folder of the programme's own file; null if there is none. The
/// path has no `..` and is not absolute.
using Include = std::function<std::shared_ptr<const SourceText>(const std::string& path)>;

}  // namespace tranche
