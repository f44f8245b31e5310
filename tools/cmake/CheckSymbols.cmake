# cmake -DNM=nm -DFILE=x.a -DRULE=no_libm|no_shared_code|only_core -P CheckSymbols.cmake
#
# no_libm         exp, log, pow, sin and their kin differ in the last bit between C libraries, and a figure must not.
#                 sqrt and the like are exact by IEEE 754 and allowed.
# no_shared_code  Objects compiled for one instruction set define no weak function: the linker keeps one copy of an
#                 inline function for the whole program, and if it kept this one, older machines would meet
#                 instructions that they do not have.
# only_core       The core opens no file, knows no clock, no environment and no thread, and calls neither SQLite nor
#                 OpenSSL: it runs where there are none of them.
execute_process(COMMAND "${NM}" -C "${FILE}" OUTPUT_VARIABLE symbols ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "cannot read the symbols of ${FILE}")
endif()

if(RULE STREQUAL "no_libm")
    set(functions "exp|exp2|exp10|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sincos|asin|acos|atan|atan2|sinh|cosh|tanh|\
asinh|acosh|atanh|erf|erfc|tgamma|lgamma|cbrt|hypot")
    set(pattern "\n *U (__)?(${functions})[fl]?(_finite)?(@[^\n]*)?")
    # A name must end there: `expected` is not `exp`.
    string(REGEX MATCHALL "${pattern}\n" found "\n${symbols}\n")
elseif(RULE STREQUAL "no_shared_code")
    string(REGEX MATCHALL "\n[0-9a-f]+ W [^\n]*" found "\n${symbols}")
elseif(RULE STREQUAL "only_core")
    set(libraries "sqlite3_[^\n]*|SQLite::[^\n]*|EVP_[^\n]*|SHA256[^\n]*|nlohmann::[^\n]*")
    set(files "f?open(64|at)?|freopen(64)?|std::basic_[io]?f(ile)?stream<[^\n]*|std::basic_filebuf<[^\n]*|std::filesystem::[^\n]*")
    set(surroundings "getenv|secure_getenv|time|clock|clock_gettime|gettimeofday|std::chrono::_V2::[^\n]*|pthread_create|\
std::thread::[^\n]*|std::random_device::[^\n]*")
    # Printing of a line and its like are in the core's libraries, not in the core.
    set(output "printf|puts|fwrite|exit|std::cout|std::cerr")
    string(REGEX MATCHALL "\n *U (${libraries}|${files}|${surroundings}|${output})(@[^\n]*)?\n" found "\n${symbols}\n")
else()
    message(FATAL_ERROR "unknown rule '${RULE}'")
endif()

if(found)
    list(JOIN found "" found)
    message(FATAL_ERROR "forbidden symbol in ${FILE} (${RULE}):${found}")
endif()
