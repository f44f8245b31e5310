# How a test is declared. tests/CMakeLists.txt holds the lists.
include(GoogleTest)

# tranche_add_suite(<label> <source>...): one executable, tranche_<label>_tests, of the folder tests/<label>. Every
# test in it carries the label and the folder's name before its own. A folder without sources makes no suite.
function(tranche_add_suite label)
    if(NOT ARGN)
        return()
    endif()
    set(suite tranche_${label}_tests)

    add_executable(${suite} ${ARGN})
    target_link_libraries(${suite} PRIVATE tranche_test_support tranche_options GTest::gmock GTest::gtest_main)
    gtest_discover_tests(${suite} TEST_PREFIX "${label}." PROPERTIES LABELS ${label} DISCOVERY_TIMEOUT 60)
endfunction()

# tranche_add_compile_pair(<name>): architecture/compile/<name>.fail.cpp must not compile, and its twin <name>.ok.cpp,
# which differs in the offending line only, must. The twin shows that the failure has the cause it is said to have.
function(tranche_add_compile_pair name)
    set(folders
        "$<TARGET_PROPERTY:tranche_engine,INCLUDE_DIRECTORIES>"
        "$<TARGET_PROPERTY:tranche_engine,INTERFACE_INCLUDE_DIRECTORIES>")
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
