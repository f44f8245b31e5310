# The target `tidy`: clang-tidy over every source of the engine and the command. A source is looked at again when it, a
# header or the rules have changed. Nothing is compiled for it.
find_program(TRANCHE_CLANG_TIDY clang-tidy REQUIRED)

file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/engine/*.cpp" "${PROJECT_SOURCE_DIR}/tools/cli/*.cpp")
file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/engine/*.hpp" "${PROJECT_SOURCE_DIR}/tools/cli/*.hpp")

set(stamps "")
foreach(source IN LISTS sources)
    file(RELATIVE_PATH name "${PROJECT_SOURCE_DIR}" "${source}")
    string(REPLACE "/" "." stamp "${name}.tidy")
    add_custom_command(OUTPUT "${stamp}"
        # How many findings in the system's headers it keeps to itself, it says on standard error.
        COMMAND sh -c "\"$0\" -p . --quiet \"$1\" 2>\"$2\" || { cat \"$2\" >&2; rm \"$2\"; exit 1; }"
            "${TRANCHE_CLANG_TIDY}" "${source}" "${stamp}"
        DEPENDS "${source}" ${headers} "${PROJECT_SOURCE_DIR}/.clang-tidy"
        COMMENT "clang-tidy ${name}"
        VERBATIM)
    list(APPEND stamps "${stamp}")
endforeach()
add_custom_target(tidy DEPENDS ${stamps})
