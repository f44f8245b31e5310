# cmake -DNM=nm -DFILE=x.a -DRULE=no_libm|no_shared_code -P CheckSymbols.cmake
#
# no_libm         exp, log, pow, sin and their kin differ in the last bit between C libraries, and a figure must not.
#                 sqrt and the like are exact by IEEE 754 and allowed.
# no_shared_code  Objects compiled for one instruction set define no weak function: the linker keeps one copy of an
#                 inline function for the whole program, and if it kept this one, older machines would meet
#                 instructions that they do not have.
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
else()
    message(FATAL_ERROR "unknown rule '${RULE}'")
endif()

if(found)
    list(JOIN found "" found)
    message(FATAL_ERROR "forbidden symbol in ${FILE} (${RULE}):${found}")
endif()
