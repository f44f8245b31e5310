// A folder of one's own, gone at the end: tests that run at the same time do not meet.
#pragma once

#include <string>

namespace tranche::test {

class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; }
    /// Path of a file in it.
    std::string of(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

/// Writes a whole file, with the folders it needs. Throws where it cannot.
void write_text(const std::string& path, const std::string& text);

}  // namespace tranche::test
