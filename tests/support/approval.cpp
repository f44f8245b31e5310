#include "support/approval.hpp"

#include <cstdlib>  // getenv
#include <string_view>

namespace tranche::test {

bool approving() {
    const char* const value = std::getenv("TRANCHE_APPROVE");
    return value != nullptr && std::string_view(value) == "1";
}

}  // namespace tranche::test
