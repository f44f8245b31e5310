// The process around `run`: its arguments, its streams, its terminal and its environment.
#include <fcntl.h>      // open
#include <pwd.h>        // getpwuid
#include <sys/ioctl.h>  // winsize
#include <unistd.h>     // isatty, getuid

#include <algorithm>  // min
#include <charconv>   // from_chars
#include <csignal>
#include <cstdlib>  // getenv
#include <iostream>

#include "run.hpp"

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string user_name() {
    const passwd* user = getpwuid(getuid());
    return user == nullptr ? "" : user->pw_name;
}

// A file that is opened while a standard stream is closed would take its number, and what is printed would go into it.
void hold_standard_streams() {
    for (int number = 0; number <= 2; ++number) {
        if (fcntl(number, F_GETFD) == -1) {
            open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY);  // so that using it still fails
        }
    }
}

}  // namespace

int main(int count, char** values) {
    hold_standard_streams();
    std::signal(SIGPIPE,
                SIG_IGN);  // a reader that has gone is an error of writing, and not the end of a ledger's entry
    tranche::cli::Environment environment{std::cin, std::cout, std::cerr};
    environment.called = count > 0 ? values[0] : environment.called;
    environment.out_is_terminal = isatty(STDOUT_FILENO) != 0;
    environment.err_is_terminal = isatty(STDERR_FILENO) != 0;
    environment.colours = variable("NO_COLOR").empty();
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        environment.width = size.ws_col;
    }
    // A pipe has no width of its own; COLUMNS gives it one.
    if (environment.out_is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        environment.out_width = size.ws_col;
    } else if (const std::string columns = variable("COLUMNS"); !environment.out_is_terminal) {
        std::from_chars(columns.data(), columns.data() + columns.size(), environment.out_width);
    }
    environment.user = user_name;
    environment.clock = variable("TRANCHE_CLOCK");
    return tranche::cli::run({values + std::min(count, 1), values + count}, environment);
}
