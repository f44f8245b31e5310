// Reading: a YAML text in, the programme as its author wrote it out.
//
// The reader is strict: keys and words that it does not know, and numbers that are not numbers, are errors. All of them are
// reported in one run. It opens no files: the caller hands it the texts. It resolves no reference, so a programme that was
// read may still name what is not there.
#pragma once

#include <functional>
#include <memory>  // shared_ptr, unique_ptr
#include <string>

#include "tranche/base/diagnostic.hpp"

namespace tranche {

/// The text of an included file, by its path from the folder of the programme's own file; null if there is none. The
/// path has no `..` and is not absolute.
using Include = std::function<std::shared_ptr<const SourceText>(const std::string& path)>;

/// Words and exact numbers with their places. Opaque: only lowering looks inside.
struct WrittenProgramme;

struct DeleteWritten {
    void operator()(WrittenProgramme* written) const;
};
using Written = std::unique_ptr<WrittenProgramme, DeleteWritten>;

/// Null where the calendar cannot be read: whatever else is wrong would follow from that. The diagnostics keep the texts
/// that places point into: first the programme's own, then those it includes. Without an `include`, a programme that
/// includes files is an error. The diagnostics must outlive the result, because lines are read while they are lowered.
Written read_programme(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics, const Include& include = {});

}  // namespace tranche
