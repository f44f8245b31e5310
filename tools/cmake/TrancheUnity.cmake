# tranche_unity(<target> [FOREIGN <source>...]): where TRANCHE_UNITY is on, the sources of a stage are compiled together,
# at most so many in one translation unit.
#
# Two thirds of the time of a source go into reading the standard library and our headers. Sources that are compiled
# together read them once, and instantiate a template once. In exchange a change to one source compiles its neighbours
# again. So the presets release, dev, clang and asan use it; `-DTRANCHE_UNITY=OFF` suits a day of edits.
#
# The rule that follows: a name in an unnamed namespace belongs to one source of its stage. A translation unit never
# spans two stages, hence two stages may use the same name for two things.
#
# FOREIGN sources include headers that change what a neighbour's calls mean, and are kept among themselves. JSON and
# <filesystem> bring std::quoted, which for a std::string is a better match than our own `quoted`.
set(TRANCHE_UNITY_SIZE 8 CACHE STRING "How many sources of a stage are compiled together")

function(tranche_unity target)
    if(NOT TRANCHE_UNITY)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 1 unity "" "" "FOREIGN")
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "^/")   # made by the build, and alone in their kind
    set(stages "")
    foreach(source IN LISTS sources)
        get_filename_component(stage "${source}" DIRECTORY)
        string(MAKE_C_IDENTIFIER "all_${stage}" stage)
        if("${source}" IN_LIST unity_FOREIGN)
            string(APPEND stage "_foreign")
        endif()
        list(APPEND stages ${stage})
        list(APPEND sources_of_${stage} "${source}")
    endforeach()
    list(REMOVE_DUPLICATES stages)

    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # A parameter with the name of a neighbour's helper is no mistake. A build with TRANCHE_UNITY=OFF keeps the warning.
    target_compile_options(${target} PRIVATE -Wno-shadow)
    foreach(stage IN LISTS stages)
        # As few groups as the size allows, all of about the same number: the longest decides when a build ends.
        list(LENGTH sources_of_${stage} count)
        math(EXPR groups "(${count} + ${TRANCHE_UNITY_SIZE} - 1) / ${TRANCHE_UNITY_SIZE}")
        set(position 0)
        foreach(source IN LISTS sources_of_${stage})
            math(EXPR group "${position} * ${groups} / ${count}")
            set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${stage}_${group}")
            math(EXPR position "${position} + 1")
        endforeach()
    endforeach()
endfunction()
