// Reading what the user names, and no more of it than can be used.
//
// Every text that comes in whole is read here: programmes, what they include, mappings, standard input. Reading stops one
// byte past the most that the engine takes, so that an endless device or pipe costs no more than a large file, and the
// engine says that it is too large. A named pipe that nobody writes to is told after some seconds.
//
// Decision: docs/decisions/2026-11-30-streams-of-the-command.md
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <stdexcept>
#include <string>

namespace tranche::cli {

/// The most of a text that is read: 64 MiB, the limit of a programme, and the byte that shows that there is more.
inline constexpr std::size_t most_read = (std::size_t{64} << 20U) + 1;

/// The most of a file that is read a line at a time, and so takes no memory: imports and exports of ledgers.
inline constexpr std::size_t most_streamed = std::size_t{4} << 30U;

/// A file that cannot be read; what() is a sentence that names it and says why.
class CannotRead : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// At most the first `most` bytes. Throws CannotRead. `patience` is how long a pipe may go without a writer.
std::string read_file(const std::string& path, std::size_t most = most_read,
                      std::chrono::milliseconds patience = std::chrono::seconds(10));

/// The same of a stream.
std::string read_stream(std::istream& in, std::size_t most = most_read);

/// Reads the next line of a stream, without its end, and no more than `most` bytes of it.
enum class GotLine : std::uint8_t { line, end, too_long };
GotLine read_line(std::istream& in, std::string& line, std::size_t most);

/// Throws CannotRead unless it is a plain file of at most `most` bytes: what is read in pieces, or twice.
void demand_plain_file(const std::string& path, std::size_t most);

}  // namespace tranche::cli
