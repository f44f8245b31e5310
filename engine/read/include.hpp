// Programmes in several files: what `include` names is read after the file that names it, into the same definition.
#pragma once

#include "read/reader.hpp"
#include "tranche/read/include.hpp"

namespace tranche {

/// Reads the programme's own file, then all that it includes, depth first in the order of the lists. Empty calendar where
/// the own file is not readable. REQUIRES: file is the first among the reader's texts.
void read_programme(Reader& reader, std::uint32_t file, const Include& include, Definition& definition);

}  // namespace tranche
