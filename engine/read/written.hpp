// What reading hands to lowering.
#pragma once

#include "read/definition.hpp"
#include "read/reader.hpp"
#include "read/tree.hpp"
#include "tranche/read/written.hpp"

namespace tranche {

struct WrittenProgramme {
    explicit WrittenProgramme(Diagnostics& diagnostics)
        : reader{diagnostics, trees, {}, 0}, errors_before(diagnostics.errors()) {}
    WrittenProgramme(const WrittenProgramme&) = delete;  // the reader refers to the trees
    WrittenProgramme& operator=(const WrittenProgramme&) = delete;

    Trees trees;
    Reader reader;  ///< of lines, which are read while they are lowered
    Definition definition;
    std::size_t errors_before;  ///< that other texts are to blame for
};

}  // namespace tranche
