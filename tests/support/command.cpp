#include "support/command.hpp"

#include <fcntl.h>     // open
#include <poll.h>      // poll
#include <pty.h>       // openpty
#include <sys/wait.h>  // waitpid
#include <termios.h>   // winsize
#include <unistd.h>    // fork

#include <array>
#include <cerrno>
#include <csignal>  // kill
#include <cstdlib>  // setenv
#include <stdexcept>
#include <utility>  // exchange

namespace tranche::test {
namespace {

constexpr int patience_ms = 120'000;
constexpr int cannot_start = 126;

/// An open file, closed at the end.
class Handle {
public:
    explicit Handle(int number = -1) : number_(number) {}
    Handle(Handle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Handle() { close(); }

    int number() const { return number_; }
    void close() {
        if (number_ >= 0) {
            ::close(std::exchange(number_, -1));
        }
    }

private:
    int number_;
};

struct Channel {
    Handle reader;
    Handle writer;
};

Channel open_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("cannot make a pipe");
    }
    return {Handle(ends[0]), Handle(ends[1])};
}

Channel open_terminal() {
    int ours = -1;
    int theirs = -1;
    winsize size{};
    size.ws_row = 40;
    size.ws_col = 100;
    if (openpty(&ours, &theirs, nullptr, nullptr, &size) != 0) {
        throw std::runtime_error("cannot make a pseudo-terminal");
    }
    fcntl(ours, F_SETFD, FD_CLOEXEC);
    fcntl(theirs, F_SETFD, FD_CLOEXEC);
    return {Handle(ours), Handle(theirs)};
}

/// The child's part: never returns.
[[noreturn]] void become(const Invocation& invocation, int out, int err) {
    for (const char* name : {"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS", "LINES"}) {
        unsetenv(name);
    }
    for (const auto& [name, value] : invocation.environment) {
        setenv(name.c_str(), value.c_str(), 1);
    }
    std::vector<char*> words;
    for (const std::string& word : invocation.words) {
        words.push_back(const_cast<char*>(word.c_str()));  // execv takes what C takes
    }
    words.push_back(nullptr);
    if (!invocation.called.empty()) {
        words.front() = const_cast<char*>(invocation.called.c_str());
    }
    if (chdir(invocation.folder.c_str()) != 0) {
        _exit(cannot_start);
    }
    const int input = open(invocation.input.c_str(), O_RDONLY | O_CLOEXEC);
    if (input < 0 || dup2(input, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0) {
        _exit(cannot_start);
    }
    execv(invocation.words.front().c_str(), words.data());
    _exit(cannot_start);
}

/// Reads both until both are at their end. False where neither had anything for too long.
bool read_all(std::array<Channel, 2>& channels, std::array<std::string*, 2> texts) {
    std::array<char, 65536> buffer{};
    while (channels[0].reader.number() >= 0 || channels[1].reader.number() >= 0) {
        std::array<pollfd, 2> waiting{};
        for (std::size_t i = 0; i < 2; ++i) {
            waiting[i] = {channels[i].reader.number(), POLLIN, 0};  // poll passes over negative numbers
        }
        const int ready = poll(waiting.data(), waiting.size(), patience_ms);
        if (ready == 0) {
            return false;
        }
        if (ready < 0 && errno != EINTR) {
            throw std::runtime_error("cannot wait for a program's output");
        }
        for (std::size_t i = 0; ready > 0 && i < 2; ++i) {
            if (waiting[i].revents == 0) {
                continue;
            }
            // A terminal whose other side has closed says EIO where a pipe says 0.
            const ssize_t count = read(waiting[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
            } else if (count == 0 || errno != EINTR) {
                channels[i].reader.close();
            }
        }
    }
    return true;
}

}  // namespace

Ran run_command(const Invocation& invocation) {
    std::array<Channel, 2> channels;
    channels[0] = invocation.screen == Screen::terminal ? open_terminal() : open_pipe();
    if (invocation.screen == Screen::apart) {
        channels[1] = open_pipe();
    }
    const int out = channels[0].writer.number();
    const int err = invocation.screen == Screen::apart ? channels[1].writer.number() : out;

    const pid_t child = fork();
    if (child < 0) {
        throw std::runtime_error("cannot start a program");
    }
    if (child == 0) {
        become(invocation, out, err);
    }
    channels[0].writer.close();
    channels[1].writer.close();

    Ran ran;
    const bool in_time = read_all(channels, {&ran.out, &ran.err});
    if (!in_time) {
        kill(child, SIGKILL);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (!in_time) {
        throw std::runtime_error(invocation.words.front() + " printed nothing for too long and was ended");
    }
    ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (ran.exit_code == cannot_start) {
        throw std::runtime_error("cannot run " + invocation.words.front() + " in " + invocation.folder + ", reading " +
                                 invocation.input);
    }
    return ran;
}

}  // namespace tranche::test
