# tranche_options: the one target that carries warnings, sanitizers and the floating-point contract.
# Everything of ours links it PRIVATE; nothing of it reaches an installed package.
add_library(tranche_options INTERFACE)

# The figures must have the same bits on every machine, so a*b+c is never contracted to one rounding. The two other
# flags change no result (the engine reads neither errno nor the exception flags) and let loops become vectors.
target_compile_options(tranche_options INTERFACE -ffp-contract=off -fno-math-errno -fno-trapping-math)

# Warnings are errors in the presets of developers (CMAKE_COMPILE_WARNING_AS_ERROR), never in `release`: a newer
# compiler on somebody's machine must not stop the build.
target_compile_options(tranche_options INTERFACE
    -Wall -Wextra -Wpedantic
    -Wcast-align -Wcast-qual -Wconversion -Wno-sign-conversion -Wdouble-promotion -Wextra-semi
    -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wshadow -Wundef -Wunused
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op>
    # g++ 12 sees uninitialised strings in every structure that is returned by value; clang and the sanitizers do not.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    # A row that names some members leaves the others at the default written beside them.
    -Wno-missing-field-initializers)

# What users run is hardened: programmes and imports come from others, so a mistake in reading them must end the command
# and not serve an attacker. Builds of type Debug are not: the sanitizers among them watch more than this, and `dev` has
# the assertions of the library. tools/cmake/CheckHardening.cmake reads the result.
add_library(tranche_hardening INTERFACE)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    target_compile_options(tranche_hardening INTERFACE
        -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    target_link_options(tranche_hardening INTERFACE -pie LINKER:-z,relro,-z,now)
endif()
if(CMAKE_BUILD_TYPE MATCHES "^Rel" AND NOT TRANCHE_SANITIZERS)
    target_link_libraries(tranche_options INTERFACE tranche_hardening)
endif()

if(TRANCHE_LINKER_FLAG)
    target_link_options(tranche_options INTERFACE ${TRANCHE_LINKER_FLAG})
endif()

if(TRANCHE_SANITIZERS)
    set(sanitizer_flags -fsanitize=${TRANCHE_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(tranche_options INTERFACE ${sanitizer_flags})
    # A sanitizer's descriptions of places are a million addresses, which a program that can be loaded anywhere has to
    # correct each time it starts. Tests start thousands.
    target_link_options(tranche_options INTERFACE ${sanitizer_flags} -no-pie)
endif()

if(TRANCHE_COVERAGE)
    target_compile_options(tranche_options INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(tranche_options INTERFACE --coverage)
endif()
