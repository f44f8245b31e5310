// Findings for other tools: SARIF for code hosts and editors, JUnit for continuous integration.
#pragma once

#include <string>
#include <vector>

namespace tranche::cli {

/// One thing that was looked at, and what came of it.
struct Finding {
    std::string rule;  ///< a diagnostic's code or a verdict
    std::string name;  ///< a claim's id, or the sentence
    std::string message;
    std::string file;
    unsigned line = 0;  ///< 0: the file as a whole
    unsigned column = 0;
    enum class Level { none, note, warning, error } level = Level::error;  ///< none: it passed
};

/// SARIF 2.1.0; what passed is left out.
std::string as_sarif(const std::vector<Finding>& findings);
/// One suite; errors are failures, warnings and notes are system output of cases that pass.
std::string as_junit(const std::string& suite, const std::vector<Finding>& findings);

}  // namespace tranche::cli
