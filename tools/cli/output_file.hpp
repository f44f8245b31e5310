// Where --output goes.
//
// A plain file is never half written and never opened itself: the text goes to a new file beside it, whose name cannot be
// guessed, and that is renamed. The file keeps its mode. A symbolic link is resolved first, and none is followed after
// that. A device or a pipe is written to directly, `-` is standard output.
//
// What this does not do: it does not keep hard links (the others keep the old text), and a process that is killed while
// it writes leaves the new file beside the old one.
//
// Decision: docs/decisions/2026-11-30-streams-of-the-command.md
#pragma once

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tranche::cli {

/// A file that cannot be written; what() is a sentence that names it and says why.
class CannotWrite : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The text in the place of what the file holds. Throws CannotWrite.
void write_file(const std::string& path, std::string_view text);

/// The same of a text that comes in pieces. `write` hands each to the sink that it is given.
void write_file(const std::string& path,
                const std::function<void(const std::function<void(std::string_view)>& sink)>& write);

/// Whether both name the same existing file, by whatever links.
bool same_file(const std::string& one, const std::string& other);

/// `the disk is full` for ENOSPC: the words of an errno.
std::string reason_of(int error);

}  // namespace tranche::cli
