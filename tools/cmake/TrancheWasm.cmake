# What the core links, for WebAssembly: headers through a folder of links (never /usr/include itself, whose other headers
# are this machine's), yaml-cpp from Debian's source package. tools/wasm prepares both.
set(TRANCHE_WASM_HEADERS "${PROJECT_SOURCE_DIR}/build/wasm-headers" CACHE PATH "boost, fmt, date and nlohmann, as links")
set(TRANCHE_WASM_YAML "${PROJECT_SOURCE_DIR}/build/wasm-sources/yaml-cpp" CACHE PATH "The sources of yaml-cpp")

# Exceptions carry errors from yaml-cpp to the reader.
add_compile_options(-fexceptions)
add_link_options(-fexceptions)

foreach(library IN ITEMS Boost::headers date::date nlohmann_json::nlohmann_json fmt::fmt)
    add_library(${library} INTERFACE IMPORTED GLOBAL)
    set_target_properties(${library} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${TRANCHE_WASM_HEADERS}")
endforeach()
set_target_properties(fmt::fmt PROPERTIES INTERFACE_COMPILE_DEFINITIONS FMT_HEADER_ONLY=1)

file(GLOB yaml_sources CONFIGURE_DEPENDS "${TRANCHE_WASM_YAML}/src/*.cpp")
if(NOT yaml_sources)
    message(FATAL_ERROR "there are no sources of yaml-cpp in ${TRANCHE_WASM_YAML}; tools/wasm fetches them")
endif()
add_library(yaml-cpp STATIC ${yaml_sources})
target_include_directories(yaml-cpp SYSTEM PUBLIC "${TRANCHE_WASM_YAML}/include")
