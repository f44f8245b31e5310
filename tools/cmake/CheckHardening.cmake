# cmake -DREADELF=readelf -DFILE=program -P CheckHardening.cmake
#
# Reads a built program and fails where the compiler or the linker left out a defence that TrancheOptions.cmake asks for:
#
# PIE              the program is loaded at an address that nobody can foretell
# RELRO, BIND_NOW  the tables of addresses are filled at the start and read-only from then on
# FORTIFY          calls of the C library check the size of the buffer they write to, where it is known
# stack protector  a function does not return where its frame was overwritten
foreach(part IN ITEMS header dynamic segments)
    set(option_header -h)
    set(option_dynamic -d)
    set(option_segments -l)
    execute_process(COMMAND "${READELF}" -W ${option_${part}} "${FILE}" OUTPUT_VARIABLE ${part} RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "cannot read ${FILE}")
    endif()
endforeach()
execute_process(COMMAND "${READELF}" -W --dyn-syms "${FILE}" OUTPUT_VARIABLE symbols)

set(missing "")
if(NOT header MATCHES "Type: +DYN" OR NOT dynamic MATCHES "FLAGS_1[^\n]* PIE")
    string(APPEND missing " PIE,")
endif()
if(NOT segments MATCHES "GNU_RELRO")
    string(APPEND missing " RELRO,")
endif()
if(NOT dynamic MATCHES "BIND_NOW" AND NOT dynamic MATCHES "FLAGS_1[^\n]* NOW")
    string(APPEND missing " BIND_NOW,")
endif()
# One checked call alone would not do: it may come from a library that was linked in. The plain calls must be gone.
if(NOT symbols MATCHES " __[a-z]*printf_chk" OR symbols MATCHES " (f|sn|s)?printf[@\n]")
    string(APPEND missing " FORTIFY,")
endif()
if(NOT symbols MATCHES " __stack_chk_fail")
    string(APPEND missing " stack protector,")
endif()

if(missing)
    message(FATAL_ERROR "${FILE} is not hardened, it lacks:${missing}")
endif()
