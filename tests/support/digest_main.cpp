// tranche_digest <programme.yaml>: one line for each instruction set that runs here, so that builds can be compared.
#include "support/lanes.hpp"
#include "support/load.hpp"
#include "support/source_tree.hpp"

#include <exception>
#include <iostream>
#include <set>

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: tranche_digest <programme.yaml>\n";
        return 2;
    }
    try {
        const tranche::Model model = tranche::test::load_text(tranche::test::read_text(arguments[1]));
        std::set<std::string> digests;
        for (const auto& [name, set] : tranche::test::sets_here()) {
            const std::string digest = tranche::test::digest_of_many_lanes(model, set);
            std::cout << digest << "  " << name << "\n";
            digests.insert(digest);
        }
        return digests.size() == 1 ? 0 : 1;
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << "\n";
        return 3;
    }
}
