// What a programme's parsed tree takes by itself: a process that reads a file into one and ends.
//
//   tranche_parsed_tree FILE
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "read/tree.hpp"

int main(int, char** values) {
    std::string text(std::filesystem::file_size(values[1]), '\0');
    std::ifstream(values[1], std::ios::binary).read(text.data(), static_cast<std::streamsize>(text.size()));
    tranche::Diagnostics diagnostics;
    const std::uint32_t file = diagnostics.add_file(
        std::make_shared<const tranche::SourceText>(tranche::SourceText{values[1], std::move(text)}));
    const std::optional<tranche::Tree> tree = tranche::read_tree(file, diagnostics);
    std::printf("%u\n", tree ? tree->size() : 0);
    return tree ? 0 : 1;
}
