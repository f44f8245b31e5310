// What an author may have meant, looked for where something is wrong already. Each returns a suggestion, or nothing.
#pragma once

#include <string>

#include "lower/context.hpp"

namespace tranche::lowering {

/// `£450` in a file of thousands, among the amounts of a line and those that fund it.
std::string mistaken_pounds(const Definition& definition, const LineDef& def);
/// A share that is an assumption written without its percent sign.
std::string mistaken_share(const Context& ctx, NodeId share);

}  // namespace tranche::lowering
