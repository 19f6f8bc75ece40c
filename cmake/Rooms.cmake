# Compiles sources of a target together, since most of the cost of one is the headers and templates
# that its neighbours need as well. So names in the unnamed namespaces of a room must differ.
function(quarterdeck_batches target)
  if(QUARTERDECK_BATCH_SIZE GREATER 1)
    set_target_properties(${target} PROPERTIES
      UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${QUARTERDECK_BATCH_SIZE})
  endif()
endfunction()

# A room is a folder with a library of its own; its links are its layer.
#   quarterdeck_room(engine_random SOURCES stream.cpp ROOMS engine_core LINKS Boost::headers
#                    PRIVATE_LINKS Random123::Random123)
# FAST: the loops of the room need the compiler's full vectorisation in every build but Debug.
# ROOMS and LINKS are public: our own headers include theirs. Rooms are exported as quarterdeck::NAME.
function(quarterdeck_room name)
  cmake_parse_arguments(ARG "FAST" "" "SOURCES;ROOMS;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(quarterdeck_${name} STATIC ${ARG_SOURCES})
  add_library(quarterdeck::${name} ALIAS quarterdeck_${name})
  set_target_properties(quarterdeck_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(quarterdeck_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include/quarterdeck>)
  target_compile_features(quarterdeck_${name} PUBLIC cxx_std_20)
  list(TRANSFORM ARG_ROOMS PREPEND quarterdeck_)
  target_link_libraries(quarterdeck_${name} PUBLIC ${ARG_ROOMS} ${ARG_LINKS}
    PRIVATE ${ARG_PRIVATE_LINKS} $<BUILD_INTERFACE:quarterdeck_build>)
  quarterdeck_batches(quarterdeck_${name})
  if(ARG_FAST)
    target_compile_options(quarterdeck_${name} PRIVATE $<$<NOT:$<CONFIG:Debug>>:-O3>)
  endif()
  set_property(GLOBAL APPEND PROPERTY QUARTERDECK_ROOMS quarterdeck_${name})
endfunction()

# A test program of one room. Its label is the kind of test, the first folder under tests/; cases
# tagged [slow] run under the label `slow` only, and where OUTSIDE is given those tagged [outside],
# which need data or servers from outside the tree, in a test of their own. A program that skips a
# case is shown as skipped. Programs of tests/unit are built by `unit_tests`.
#   quarterdeck_test(engine_random SOURCES stream_test.cpp ROOMS engine_random)
function(quarterdeck_test name)
  cmake_parse_arguments(ARG "SLOW;OUTSIDE" "" "SOURCES;ROOMS;LINKS" ${ARGN})
  set(target test_${name})
  list(TRANSFORM ARG_ROOMS PREPEND quarterdeck_)
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE quarterdeck_test_main ${ARG_ROOMS} ${ARG_LINKS}
    quarterdeck_build)
  target_compile_definitions(${target} PRIVATE QUARTERDECK_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # With OpenMP a program is compiled in a way that the precompiled header does not fit.
  if(QUARTERDECK_PRECOMPILED_HEADERS AND NOT "OpenMP::OpenMP_CXX" IN_LIST ARG_LINKS)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_precompile_headers(${target} REUSE_FROM quarterdeck_test_main)
  endif()
  file(RELATIVE_PATH kind ${PROJECT_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
  string(REGEX REPLACE "/.*" "" kind ${kind})
  set(tests ${name})
  set(usual "~[slow]")
  if(ARG_OUTSIDE)
    list(APPEND tests ${name}_outside)
    string(APPEND usual "~[outside]")
    add_test(NAME ${name}_outside COMMAND ${target} "[outside]~[slow]"
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  endif()
  add_test(NAME ${name} COMMAND ${target} ${usual} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  # Cases of one program may share files, so its runs never overlap.
  set_tests_properties(${tests} PROPERTIES LABELS ${kind} RESOURCE_LOCK ${target}
    SKIP_RETURN_CODE 77)
  if(kind STREQUAL "unit")
    add_dependencies(unit_tests ${target})
  endif()
  if(ARG_SLOW)
    add_test(NAME ${name}_slow COMMAND ${target} "[slow]" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    # The longest begin first, so that none of them is alone at the end of a run.
    set_tests_properties(${name}_slow PROPERTIES LABELS slow TIMEOUT 1500 COST 300
      RESOURCE_LOCK ${target} SKIP_RETURN_CODE 77)
  endif()
endfunction()
