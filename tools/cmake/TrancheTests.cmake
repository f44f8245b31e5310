# How a test is declared. tests/CMakeLists.txt holds the lists.
include(GoogleTest)

# tranche_add_suite(<label> [SHARDS <n>] [SANITIZED_SHARDS <n>] <source>...): one executable, tranche_<label>_tests, of the folder tests/<label>.
# Every test in it carries the label and the folder's name before its own. A folder without sources makes no suite.
#
# ctest starts a process for each test. Where there are very many small ones that costs more than the tests do: with
# SHARDS they run in so many processes, and ctest shows the names of those that fail. A sanitized process takes ten times
# as long to start, so SANITIZED_SHARDS says the same for the sanitizers alone. A suite that starts many processes itself
# has none: to fork a large sanitized process takes longer than to start a small one. One test alone is run by
# `build/dev/tests/tranche_<label>_tests --gtest_filter=NAME`.
function(tranche_add_suite label)
    cmake_parse_arguments(PARSE_ARGV 1 suite "" "SHARDS;SANITIZED_SHARDS" "")
    if(NOT suite_UNPARSED_ARGUMENTS)
        return()
    endif()
    if(TRANCHE_SANITIZERS AND suite_SANITIZED_SHARDS)
        set(suite_SHARDS ${suite_SANITIZED_SHARDS})
    endif()
    set(suite tranche_${label}_tests)

    add_executable(${suite} ${suite_UNPARSED_ARGUMENTS})
    target_link_libraries(${suite} PRIVATE tranche_test_support tranche_options GTest::gmock GTest::gtest_main)
    if(NOT suite_SHARDS)
        gtest_discover_tests(${suite} TEST_PREFIX "${label}." PROPERTIES LABELS ${label} DISCOVERY_TIMEOUT 60)
        return()
    endif()
    foreach(shard RANGE 1 ${suite_SHARDS})
        math(EXPR index "${shard} - 1")
        add_test(NAME ${label}.shard_${shard}_of_${suite_SHARDS} COMMAND ${suite})
        set_tests_properties(${label}.shard_${shard}_of_${suite_SHARDS} PROPERTIES LABELS ${label} TIMEOUT 600
            ENVIRONMENT "GTEST_TOTAL_SHARDS=${suite_SHARDS};GTEST_SHARD_INDEX=${index}")
    endforeach()
endfunction()

# tranche_add_compile_pair(<name>): architecture/compile/<name>.fail.cpp must not compile, and its twin <name>.ok.cpp,
# which differs in the offending line only, must. The twin shows that the failure has the cause it is said to have.
function(tranche_add_compile_pair name)
    set(folders
        "$<TARGET_PROPERTY:tranche_core,INCLUDE_DIRECTORIES>"
        "$<TARGET_PROPERTY:tranche_core,INTERFACE_INCLUDE_DIRECTORIES>")
    set(folders "$<FILTER:$<REMOVE_DUPLICATES:${folders}>,EXCLUDE,^$|^/usr/include$>")
    foreach(verdict IN ITEMS ok fail)
        set(test architecture.compile.${name}.${verdict})
        add_test(NAME ${test}
            COMMAND "${CMAKE_CXX_COMPILER}" -std=c++20 -fsyntax-only "-I$<JOIN:${folders},;-I>"
                "${CMAKE_CURRENT_SOURCE_DIR}/architecture/compile/${name}.${verdict}.cpp"
            COMMAND_EXPAND_LISTS)
        set_tests_properties(${test} PROPERTIES LABELS architecture)
    endforeach()
    set_tests_properties(architecture.compile.${name}.fail PROPERTIES WILL_FAIL ON)
endfunction()

# tranche_add_symbol_test(<name> <rule> <file> [CAUGHT]): reads the symbols of an archive (see CheckSymbols.cmake).
# With CAUGHT the file is a planted offender, and the test passes where the rule reports it.
function(tranche_add_symbol_test name rule file)
    set(test architecture.symbols.${name})
    add_test(NAME ${test}
        COMMAND "${CMAKE_COMMAND}" "-DNM=${CMAKE_NM}" "-DFILE=${file}" "-DRULE=${rule}"
            -P "${PROJECT_SOURCE_DIR}/tools/cmake/CheckSymbols.cmake")
    set_tests_properties(${test} PROPERTIES LABELS architecture)
    if("CAUGHT" IN_LIST ARGN)
        set_tests_properties(${test} PROPERTIES PASS_REGULAR_EXPRESSION "forbidden symbol")
    endif()
endfunction()

# tranche_add_hardening_test(<name> <program> [CAUGHT]): reads a built program (see CheckHardening.cmake). With CAUGHT the
# program is a planted offender, and the test passes where the check misses every defence in it.
function(tranche_add_hardening_test name program)
    set(test architecture.hardening.${name})
    add_test(NAME ${test} COMMAND "${CMAKE_COMMAND}" "-DREADELF=${CMAKE_READELF}" "-DFILE=$<TARGET_FILE:${program}>"
        -P "${PROJECT_SOURCE_DIR}/tools/cmake/CheckHardening.cmake")
    set_tests_properties(${test} PROPERTIES LABELS architecture)
    if("CAUGHT" IN_LIST ARGN)
        set_tests_properties(${test} PROPERTIES
            PASS_REGULAR_EXPRESSION "lacks:[ \n]*PIE,[ \n]*RELRO,[ \n]*BIND_NOW,[ \n]*FORTIFY,[ \n]*stack[ \n]*protector,")
    endif()
endfunction()
