# ccache and a fast linker: used where present, never required.
include(CheckLinkerFlag)

find_program(TRANCHE_CCACHE ccache)
if(TRANCHE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${TRANCHE_CCACHE}")
endif()

# Asked of the compiler and not of the search path: a linker may be installed and yet unknown to this compiler.
set(TRANCHE_LINKER_FLAG "")
foreach(linker IN ITEMS mold lld)
    if(EMSCRIPTEN)
        break()   # it has a linker of its own, and takes every flag without a word
    endif()
    check_linker_flag(CXX "-fuse-ld=${linker}" TRANCHE_HAS_${linker})
    if(TRANCHE_HAS_${linker})
        set(TRANCHE_LINKER_FLAG "-fuse-ld=${linker}")
        break()
    endif()
endforeach()
