# cmake -DBUILD=folder -DSOURCE=folder -DCONSUMERS=core.cpp;ledger.cpp;report.cpp -DGENERATOR=name -DCOMPILER=g++
#     -DREADELF=readelf -P check.cmake
#
# Installs the build to a folder of its own, and builds and runs against it a program for each library, as a user of the
# package would. Core has to be found, linked and run where SQLite and OpenSSL cannot be found, and its program has to need
# neither. That the ledger's program needs SQLite shows that the question is asked rightly.
file(REMOVE_RECURSE "${BUILD}/installed")
set(prefix "${BUILD}/installed/prefix")

# run(<command>...): gives `said`, and ends all where the command fails.
function(run)
    execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE out ERROR_VARIABLE err RESULT_VARIABLE failed)
    if(failed)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "failed: ${command}\n${out}${err}")
    endif()
    set(said "${out}" PARENT_SCOPE)
endfunction()

run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")
run("${prefix}/bin/tranche" --version)

set(without_core "")
foreach(package IN ITEMS SQLite3 SQLiteCpp utf8proc OpenSSL)
    list(APPEND without_core "-DCMAKE_DISABLE_FIND_PACKAGE_${package}=ON")
endforeach()
set(expected_core "20.00%\n")            # (1,200 - 1,000) / 1,000
set(expected_ledger "120.50\n")          # 100.00 + 20.50
set(expected_report "id,note\nsteel,\"'=1+1, \"\"quoted\"\"\"\n")   # RFC 4180, and no spreadsheet runs it

foreach(source IN LISTS CONSUMERS)
    get_filename_component(consumer "${source}" NAME_WE)
    set(folder "${BUILD}/installed/${consumer}")
    # Nothing is optimised: what is asked is whether it compiles and links.
    run("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${folder}" -G "${GENERATOR}" "-DCMAKE_PREFIX_PATH=${prefix}"
        "-DCMAKE_CXX_COMPILER=${COMPILER}" -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O0 "-DCONSUMER=${consumer}"
        ${without_${consumer}})
    run("${CMAKE_COMMAND}" --build "${folder}")
    run("${folder}/consumer" "${folder}/books.tranche")
    if(NOT said STREQUAL expected_${consumer})
        message(FATAL_ERROR "the program of ${consumer} says\n${said}and not\n${expected_${consumer}}")
    endif()
    run("${READELF}" -d "${folder}/consumer")
    string(REGEX MATCHALL "lib(sqlite3|crypto|ssl)\\." needs_${consumer} "${said}")
endforeach()

if(needs_core)
    message(FATAL_ERROR "a program of the core needs ${needs_core}")
endif()
if(NOT needs_ledger MATCHES "sqlite3")
    message(FATAL_ERROR "a program of the ledger does not need SQLite, or this check cannot see it")
endif()
