#include "lower/context.hpp"

namespace tranche::lowering {

std::optional<OrganisationId> find_organisation(const Context& ctx, const Text& id) {
    const std::optional<std::size_t> row = ctx.names.organisations.find(id, "organisation", ctx.diagnostics);
    return row ? std::optional(OrganisationId{*row}) : std::nullopt;
}

std::optional<LineId> find_line(const Context& ctx, const Text& id) {
    const std::optional<std::size_t> row = ctx.names.lines.find(id, "line", ctx.diagnostics);
    return row && *row < ctx.programme.lines.size() ? std::optional(LineId{*row}) : std::nullopt;
}

}  // namespace tranche::lowering
