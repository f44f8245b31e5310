// tranche_docgen ROOT: writes docs/reference/diagnostics.md, fields.md and schemas/results.schema.json of the project at
// ROOT.
#include <cstdio>  // fprintf
#include <exception>
#include <fstream>
#include <iterator>  // istreambuf_iterator
#include <stdexcept>
#include <string>

#include "catalogue.hpp"
#include "fields_page.hpp"
#include "results_schema.hpp"

namespace {

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) {
        throw std::runtime_error("cannot write " + path);
    }
}

}  // namespace

int main(int count, char** values) {
    if (count != 2) {
        std::fprintf(stderr, "usage: tranche_docgen ROOT\n");
        return 2;
    }
    try {
        const std::string root = values[1];
        const auto catalogue = tranche::docgen::read_catalogue(read(root + "/schemas/diagnostics.yaml"));
        write(root + "/docs/reference/diagnostics.md",
              tranche::docgen::diagnostics_page(catalogue,
                                                tranche::docgen::read_told(catalogue, root + "/tests/errors")));
        write(root + "/docs/reference/fields.md", tranche::docgen::fields_page(tranche::language()));
        write(root + "/schemas/results.schema.json", tranche::docgen::results_schema(root));
        return 0;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "tranche_docgen: %s\n", problem.what());
        return 3;
    }
}
