#include "support/temporary_folder.hpp"

#include <cstdlib>  // mkdtemp
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace tranche::test {

TemporaryFolder::TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "tranche-test-XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) {
        throw std::runtime_error("cannot make a temporary folder");
    }
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);  // removes links, not what they lead to
}

void write_text(const std::string& path, const std::string& text) {
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (!folder.empty()) {
        std::filesystem::create_directories(folder);
    }
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) {
        throw std::runtime_error("cannot write " + path);
    }
}

}  // namespace tranche::test
