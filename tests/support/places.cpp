#include "support/places.hpp"

namespace tranche::test {

// By value: test sources keep the paths in constants, which may be initialised before anything of this source is.
std::string source_folder() {
    return TRANCHE_SOURCE_DIR;
}

std::string command_path() {
    return TRANCHE_COMMAND;
}

}  // namespace tranche::test
