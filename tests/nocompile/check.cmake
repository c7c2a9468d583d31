# A mistake file compiles as it stands, and no longer when MISTAKE is defined; what the compiler then
# says must match the pattern after "// error: " in the file's first line. The first half shows that
# the file fails for that reason and for no other.
function(compile result output)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C
      ${COMPILER} -std=c++20 -fsyntax-only -I${ROOT} ${ARGN} ${MISTAKE}
    RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  set(${result} ${code} PARENT_SCOPE)
  set(${output} "${said}" PARENT_SCOPE)
endfunction()

file(STRINGS ${MISTAKE} first_line LIMIT_COUNT 1)
if(NOT first_line MATCHES "^// error: (.+)$")
  message(FATAL_ERROR "${MISTAKE}: the first line must be // error: PATTERN")
endif()
set(pattern "${CMAKE_MATCH_1}")

compile(code said)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${MISTAKE} must compile without the mistake:\n${said}")
endif()
compile(code said -DMISTAKE)
if(code EQUAL 0)
  message(FATAL_ERROR "${MISTAKE} compiles with the mistake in it")
endif()
if(NOT said MATCHES "${pattern}")
  message(FATAL_ERROR "${MISTAKE} fails for another reason than '${pattern}':\n${said}")
endif()
