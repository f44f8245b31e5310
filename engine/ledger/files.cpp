#include "ledger/files.hpp"

#include <fcntl.h>   // open, O_DIRECTORY
#include <unistd.h>  // close, fsync

#include <array>
#include <cerrno>
#include <cstdio>  // fopen
#include <filesystem>
#include <fstream>
#include <system_error>

#include "tranche/ledger/ledger.hpp"  // LedgerError

namespace tranche {

namespace {

constexpr int most_attempts = 10'000;

// A name is only as lasting as the folder that holds it.
void settle_folder(const std::string& path) {
    const std::filesystem::path parent = std::filesystem::path(path).parent_path();
    const int folder = open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder);
        close(folder);
    }
}

}  // namespace

std::string new_file_beside(const std::string& path, const std::string& tag) {
    for (int attempt = 1; attempt <= most_attempts; ++attempt) {
        const std::string name = path + "." + tag + (attempt == 1 ? "" : "-" + std::to_string(attempt));
        // "x": neither a file nor a link of that name is touched.
        if (std::FILE* file = std::fopen(name.c_str(), "wbx")) {
            std::fclose(file);
            std::error_code ignored;
            const std::filesystem::file_status status = std::filesystem::status(path, ignored);
            if (std::filesystem::is_regular_file(status)) {
                std::filesystem::permissions(name, status.permissions(), ignored);
            }
            return name;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    const std::string why = std::error_code(errno, std::generic_category()).message();
    throw LedgerError(LedgerError::Kind::broken, "cannot make a file beside " + path + ": " + why);
}

void publish_file(const std::string& finished, const std::string& path, bool replace) {
    std::error_code problem;
    if (!replace) {
        // A link is refused where the name is taken, and a rename is not.
        std::filesystem::create_hard_link(finished, path, problem);
        if (!problem) {
            std::filesystem::remove(finished, problem);
            settle_folder(path);
            return;
        }
        if (std::filesystem::exists(std::filesystem::symlink_status(path))) {
            throw LedgerError(LedgerError::Kind::exists, path + " exists already");
        }
    }
    // Some file systems have no hard links.
    std::filesystem::rename(finished, path, problem);
    if (problem) {
        throw LedgerError(LedgerError::Kind::broken, "cannot create " + path + ": " + problem.message());
    }
    settle_folder(path);
}

void remove_database(const std::string& path) noexcept {
    for (const char* tail : {"", "-journal", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(path + tail, ignored);
    }
}

bool has_bytes(const std::string& path) {
    std::error_code missing;
    return std::filesystem::file_size(path, missing) > 0 && !missing;
}

bool asks_for_log(const std::string& path) {
    // SQLite's file format: byte 19 is the version that readers need, and 2 means the log.
    constexpr std::size_t read_version = 19;
    std::array<char, read_version + 1> header{};
    std::ifstream file(path, std::ios::binary);
    return file.read(header.data(), header.size()) && header[read_version] == 2;
}

}  // namespace tranche
