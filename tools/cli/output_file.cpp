// Write beside, keep the mode, rename. The folder is held open all the while, so that a name that somebody changes
// meanwhile cannot lead elsewhere.
#include "output_file.hpp"

#include <fcntl.h>       // openat
#include <sys/random.h>  // getrandom
#include <sys/stat.h>    // fstat
#include <unistd.h>      // write, fsync

#include <cerrno>
#include <cstdint>
#include <cstring>  // strerror
#include <filesystem>

namespace tranche::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const std::string& path, const std::string& why) {
    throw CannotWrite("cannot write " + path + ": " + why);
}

/// Closes what it holds.
class OutputFile {
public:
    explicit OutputFile(int number) : number_(number) {}
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile() { close(); }

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool open() const { return number_ >= 0; }
    /// Some file systems tell only now that the disk is full.
    bool close() {
        const bool well = number_ < 0 || ::close(number_) == 0;
        number_ = -1;
        return well;
    }

private:
    int number_;
};

void write_all(int to, std::string_view text, const std::string& path) {
    while (!text.empty()) {
        const ssize_t written = ::write(to, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            cannot_write(path, reason_of(errno));
        }
        text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

using Write = std::function<void(const std::function<void(std::string_view)>& sink)>;

void write_directly(const std::string& path, const Write& write) {
    // Neither created nor truncated: it is there, and it is not a plain file. A pipe that nobody reads is not waited for.
    OutputFile file(::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) {
        cannot_write(path, errno == ENXIO ? "no program is reading this pipe" : reason_of(errno));
    }
    ::fcntl(file.number(), F_SETFL, ::fcntl(file.number(), F_GETFL) & ~O_NONBLOCK);
    write([&](std::string_view text) { write_all(file.number(), text, path); });
    if (!file.close()) {
        cannot_write(path, reason_of(errno));
    }
}

// 16 digits that nobody can foresee, so that nobody can put something in the way.
std::string unforeseen() {
    std::uint64_t number = 0;
    if (::getrandom(&number, sizeof number, 0) != static_cast<ssize_t>(sizeof number)) {
        throw CannotWrite("the system gives no random numbers: " + reason_of(errno));
    }
    std::string digits;
    for (int i = 0; i < 16; ++i) {
        digits += "0123456789abcdef"[number & 15U];
        number >>= 4U;
    }
    return digits;
}

/// The file beside; gone unless it was renamed.
class Beside {
public:
    // A new file takes the mode that the user's mask allows, another keeps its own, which is set at the end.
    Beside(int folder, const std::string& name, bool replaces, const std::string& path)
        : folder_(folder),
          name_("." + name.substr(0, 200) + "." + unforeseen()),
          file_(::openat(folder, name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                         replaces ? 0600 : 0666)) {
        if (!file_.open()) {
            name_.clear();
            cannot_write(path, reason_of(errno));
        }
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;
    ~Beside() {
        if (!name_.empty()) {
            ::unlinkat(folder_, name_.c_str(), 0);
        }
    }

    [[nodiscard]] int number() const { return file_.number(); }

    void keep(const struct stat& old) {
        // Only root may give a file away; another user's file keeps its mode and changes hands.
        const bool given = ::fchown(file_.number(), old.st_uid, old.st_gid) == 0;
        ::fchmod(file_.number(), old.st_mode & (given ? 07777U : 0777U));
    }

    void rename_to(const std::string& name, const std::string& path) {
        if (::fsync(file_.number()) != 0 || !file_.close() ||
            ::renameat(folder_, name_.c_str(), folder_, name.c_str()) != 0) {
            cannot_write(path, reason_of(errno));
        }
        name_.clear();
    }

private:
    int folder_;
    std::string name_;
    OutputFile file_;
};

void write_beside(const fs::path& target, const std::string& path, const Write& write) {
    const fs::path parent = target.parent_path().empty() ? fs::path(".") : target.parent_path();
    const OutputFile folder(::open(parent.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder.open()) {
        cannot_write(path, errno == ENOENT    ? "there is no folder " + parent.string()
                           : errno == ENOTDIR ? parent.string() + " is not a folder"
                                              : reason_of(errno));
    }
    const std::string name = target.filename().string();
    struct stat old {};
    const bool replaces = ::fstatat(folder.number(), name.c_str(), &old, AT_SYMLINK_NOFOLLOW) == 0;
    if (replaces && !S_ISREG(old.st_mode)) {
        cannot_write(path, "it changed while the result was worked out");
    }
    // Renaming asks only whether the folder may be written to: a file that is protected is left alone.
    if (replaces && ::faccessat(folder.number(), name.c_str(), W_OK, AT_EACCESS) != 0) {
        cannot_write(path, reason_of(errno));
    }
    Beside beside(folder.number(), name, replaces, path);
    write([&](std::string_view text) { write_all(beside.number(), text, path); });
    if (replaces) {
        beside.keep(old);
    }
    beside.rename_to(name, path);
}

}  // namespace

std::string reason_of(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT: return "the disk is full";
        case EACCES:
        case EPERM: return "this user may not";
        case EFBIG: return "it would be larger than a file may be";
        case EROFS: return "the disk can only be read";
        case ENOENT: return "there is no such file or folder";
        case ENOTDIR: return "part of the path is not a folder";
        case EISDIR: return "it is a folder";
        case ELOOP: return "its links lead in a circle";
        case ENAMETOOLONG: return "the name is too long";
        case EPIPE: return "the reader has gone";
        case EBADF: return "it is closed";
        case 0: return "it did not take all of it";
        default: return std::strerror(error);
    }
}

void write_file(const std::string& path, const Write& write) {
    struct stat found {};
    const bool exists = ::stat(path.c_str(), &found) == 0;
    if (exists && S_ISDIR(found.st_mode)) {
        cannot_write(path, "it is a folder; name a file in it");
    }
    if (exists && !S_ISREG(found.st_mode)) {
        return write_directly(path, write);
    }
    struct stat itself {};
    if (::lstat(path.c_str(), &itself) != 0 || !S_ISLNK(itself.st_mode)) {
        return write_beside(path, path, write);
    }
    if (!exists) {
        cannot_write(path, "it is a link, and there is no file where it leads");
    }
    // A link of a process (/dev/stdout, /dev/fd/3) to a file that it has open: its position counts, so it is not replaced.
    const fs::path parent = fs::path(path).parent_path();
    std::error_code ignored;
    const std::string folder = fs::canonical(parent.empty() ? "." : parent, ignored).string();
    if (folder.starts_with("/proc/") || folder == "/dev") {
        return write_directly(path, write);
    }
    std::error_code wrong;
    const fs::path target = fs::canonical(path, wrong);
    if (wrong) {
        cannot_write(path, reason_of(wrong.value()));
    }
    write_beside(target, path, write);
}

void write_file(const std::string& path, std::string_view text) {
    write_file(path, [&](const std::function<void(std::string_view)>& sink) { sink(text); });
}

bool same_file(const std::string& one, const std::string& other) {
    struct stat first {};
    struct stat second {};
    return ::stat(one.c_str(), &first) == 0 && ::stat(other.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

}  // namespace tranche::cli
