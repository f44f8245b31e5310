# tranche_embed(<target> <header> <variable> <file>...): texts that are part of the program. Makes <header> in the build
# tree, with an array <variable> of pairs: a file's name without its folder, and its text.
function(tranche_embed target header variable)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded/${header}")
    set(script "${PROJECT_SOURCE_DIR}/tools/cmake/WriteEmbedded.cmake")
    add_custom_command(OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DVARIABLE=${variable}" "-DFILES=${ARGN}" -P "${script}"
        DEPENDS ${ARGN} "${script}"
        COMMENT "Embedding ${header}"
        VERBATIM)
    target_sources(${target} PRIVATE "${output}")
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/embedded")
endfunction()
