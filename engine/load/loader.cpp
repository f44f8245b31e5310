#include "tranche/load/loader.hpp"

#include <utility>  // move

#include "load/lowering.hpp"
#include "load/reader.hpp"
#include "load/tree.hpp"

namespace tranche {

std::optional<Programme> load(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics) {
    const std::uint32_t file = diagnostics.add_file(std::move(text));
    const std::size_t errors_before = diagnostics.errors();
    Definition definition;
    {
        const std::optional<Tree> tree = read_tree(file, diagnostics);
        if (!tree) {
            return std::nullopt;
        }
        Reader reader{diagnostics, {}, 0};
        read(reader, TreeRef(*tree, 1), definition);
        if (!definition.calendar) {
            return std::nullopt;  // without a calendar, whatever else is wrong would follow from that
        }
    }
    Programme programme = Lowering(definition, diagnostics).lower();
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    return programme;
}

}  // namespace tranche
