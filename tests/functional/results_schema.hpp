// Whether JSON that a command printed is what schemas/results.schema.json says of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tranche::test {

/// Each place where a text is not what the schema says of the command, in a sentence; a command that it
/// does not know is one. Throws where the schema has a keyword that is not known here.
std::vector<std::string> breaches_of_schema(std::string_view schema, const std::string& command, std::string_view json);

}  // namespace tranche::test
