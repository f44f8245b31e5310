// The project's own files as plain data, for tests that judge the sources.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tranche::test {

struct SourceFile {
    std::string path;  ///< from the root of the project, with `/`: `engine/base/money.cpp`
    std::string text;
};

/// Every .hpp and .cpp file under `folder` (such as `engine`) of the project at `root`, in order of path. Throws where
/// the folder is missing or holds no such file, so that a check of nothing cannot pass.
std::vector<SourceFile> read_sources(const std::string& root, const std::string& folder);

/// The text of one file. Throws where it cannot be read.
std::string read_text(const std::string& path);

/// What is left without comments, line breaks kept. Characters and strings keep their quotes but lose what is between
/// them, except in an #include line.
std::string code_only(std::string_view text);

struct Include {
    int line = 0;         ///< counted from 1
    bool quoted = false;  ///< "..." rather than <...>
    std::string target;
};

/// The #include lines of a file, those in comments left out.
std::vector<Include> includes_of(std::string_view text);

}  // namespace tranche::test
