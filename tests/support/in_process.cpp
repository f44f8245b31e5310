#include "support/in_process.hpp"

#include <sstream>

#include "run.hpp"  // of tools/cli

namespace tranche::test {

Ran run_in_process(const std::vector<std::string>& arguments, const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    cli::Environment environment{in, out, err};
    environment.clock = "2014-06-03T10:15:00Z";
    environment.user = [] { return std::string("tester"); };
    const int exit_code = cli::run(arguments, environment);
    return {exit_code, out.str(), err.str()};
}

}  // namespace tranche::test
