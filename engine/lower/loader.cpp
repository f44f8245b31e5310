#include "tranche/lower/loader.hpp"

#include <utility>  // move

#include "read/include.hpp"
#include "lower/lower.hpp"
#include "read/reader.hpp"
#include "read/tree.hpp"

namespace tranche {

std::optional<Programme> load(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics,
                              const Include& include) {
    const std::uint32_t file = diagnostics.add_file(std::move(text));
    const std::size_t errors_before = diagnostics.errors();
    Trees trees;
    Reader reader{diagnostics, trees, {}, 0};
    Definition definition;
    read_programme(reader, file, include, definition);
    trees.release();
    if (!definition.calendar) {
        return std::nullopt;  // without a calendar, whatever else is wrong would follow from that
    }
    Programme programme = lower(definition, reader);
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    return programme;
}

}  // namespace tranche
