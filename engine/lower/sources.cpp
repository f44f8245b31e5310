// A place is the id of a source, a colon, and a line or two.
#include "lower/sources.hpp"

#include <charconv>  // from_chars

#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

void lower_sources(Context& ctx) {
    for (const SourceDef& def : ctx.definition.sources) {
        ctx.names.sources.declare(def.id, "a source", ctx.programme.sources.size(), ctx.diagnostics);
        ctx.programme.sources.add({def.id.text, def.file, def.title, def.dated, def.sha256, def.id.where});
    }
}

std::optional<Citation> citation(const Context& ctx, const Text& at) {
    if (!at.given()) {
        return std::nullopt;
    }
    const std::size_t colon = at.text.find(':');
    Citation result;
    const auto number = [&](std::string_view text, std::uint32_t& into) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
        return error == std::errc{} && end == text.data() + text.size() && into > 0;
    };
    bool sound = colon != std::string::npos;
    if (sound) {
        const std::string_view lines = std::string_view(at.text).substr(colon + 1);
        const std::size_t dash = lines.find('-');
        sound = number(lines.substr(0, dash), result.first_line);
        result.last_line = result.first_line;
        if (sound && dash != std::string_view::npos) {
            sound = number(lines.substr(dash + 1), result.last_line) && result.last_line >= result.first_line;
        }
    }
    if (!sound) {
        ctx.diagnostics.error("not-a-reference", at.where, quoted(at.text) + " is not a place in a source",
                              "places look like bid:1184 or bid:3212-3218");
        return std::nullopt;
    }
    const std::optional<std::size_t> source =
        ctx.names.sources.find({at.text.substr(0, colon), at.where}, "source", ctx.diagnostics);
    if (!source) {
        return std::nullopt;
    }
    result.source = SourceId{*source};
    return result;
}

std::vector<Citation> citations(const Context& ctx, const std::vector<Text>& at) {
    std::vector<Citation> result;
    for (const Text& each : at) {
        const std::optional<Citation> found = citation(ctx, each);
        if (found) {
            result.push_back(*found);
        }
    }
    return result;
}

}  // namespace tranche::lowering
