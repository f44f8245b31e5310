// A pipe is opened without waiting, and asked from time to time: it has an end only once somebody has written to it.
#include "input_file.hpp"

#include <fcntl.h>     // open
#include <poll.h>      // poll
#include <sys/stat.h>  // fstat
#include <unistd.h>    // read

#include <algorithm>  // min
#include <cerrno>
#include <filesystem>  // read_symlink
#include <system_error>

#include "output_file.hpp"  // reason_of

namespace tranche::cli {

namespace {

[[noreturn]] void cannot_read(const std::string& path, const std::string& why) {
    throw CannotRead("cannot read " + path + ": " + why);
}

/// Open for reading until it goes.
class InputFile {
public:
    explicit InputFile(int number) : number_(number) {}
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    ~InputFile() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

// A pipe with a name can still be opened by a writer, one of the shell's <(...) cannot.
bool has_a_name(int pipe) {
    std::error_code ignored;
    const std::string target = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(pipe), ignored).string();
    return !target.starts_with("pipe:");
}

// One read; 0 at the end. EINTR is no end.
std::size_t read_some(int file, char* to, std::size_t room, const std::string& path) {
    for (;;) {
        const ssize_t got = ::read(file, to, room);
        if (got >= 0) {
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) {
            cannot_read(path, reason_of(errno));
        }
    }
}

// Waits until the pipe has a writer, and takes the first byte if there is one. Read without waiting, a pipe without a
// writer looks empty, and one whose writer is busy says so (EAGAIN).
void await_writer(int pipe, const std::string& path, std::chrono::milliseconds patience, std::string& text) {
    constexpr std::chrono::milliseconds step(20);
    for (std::chrono::milliseconds waited(0); waited <= patience; waited += step) {
        char first = 0;
        const ssize_t got = ::read(pipe, &first, 1);
        if (got != 0) {
            text.append(&first, got > 0 ? 1U : 0U);  // what else is wrong, the next read says
            return;
        }
        ::poll(nullptr, 0, static_cast<int>(step.count()));
    }
    cannot_read(path, "no program is writing to this pipe; start one, or give a file");
}

}  // namespace

std::string read_file(const std::string& path, std::size_t most, std::chrono::milliseconds patience) {
    const InputFile file(::open(path.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (file.number() < 0 || ::fstat(file.number(), &about) != 0) {
        cannot_read(path, reason_of(errno));
    }
    constexpr std::size_t piece = std::size_t{1} << 16U;
    std::string text;
    text.reserve(S_ISREG(about.st_mode) ? std::min(most, static_cast<std::size_t>(about.st_size) + 1) : piece);
    if (S_ISFIFO(about.st_mode) && has_a_name(file.number())) {
        await_writer(file.number(), path, patience, text);
    }
    ::fcntl(file.number(), F_SETFL, ::fcntl(file.number(), F_GETFL) & ~O_NONBLOCK);
    for (std::size_t got = 1; got > 0 && text.size() < most;) {
        const std::size_t had = text.size();
        text.resize(had + std::min(piece, most - had));
        got = read_some(file.number(), text.data() + had, text.size() - had, path);
        text.resize(had + got);
    }
    return text;
}

std::string read_stream(std::istream& in, std::size_t most) {
    constexpr std::size_t piece = std::size_t{1} << 16U;
    std::string text;
    while (in && text.size() < most) {
        const std::size_t had = text.size();
        const std::size_t room = std::min(piece, most - had);
        text.resize(had + room);
        in.read(text.data() + had, static_cast<std::streamsize>(room));
        text.resize(had + static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad()) {
        cannot_read("standard input", reason_of(errno));
    }
    return text;
}

// From the stream's buffer, where it lies: std::getline would read on until memory ends.
GotLine read_line(std::istream& in, std::string& line, std::size_t most) {
    line.clear();
    std::streambuf& buffer = *in.rdbuf();
    for (int c = buffer.sbumpc(); c != std::char_traits<char>::eof(); c = buffer.sbumpc()) {
        if (c == '\n') {
            return GotLine::line;
        }
        if (line.size() == most) {
            return GotLine::too_long;
        }
        line += static_cast<char>(c);
    }
    return line.empty() ? GotLine::end : GotLine::line;
}

void demand_plain_file(const std::string& path, std::size_t most) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) {
        cannot_read(path, reason_of(errno));
    }
    if (!S_ISREG(about.st_mode)) {
        cannot_read(path, "it is not a plain file; save what it gives in a file, and give that");
    }
    if (static_cast<std::size_t>(about.st_size) > most) {
        cannot_read(path, "it is over " + std::to_string(most >> 20U) + " MiB");
    }
}

}  // namespace tranche::cli
