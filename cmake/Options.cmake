# Switches of the build. Defaults suit a user; developer mode adds tests and turns warnings to errors.
option(QUARTERDECK_DEVELOPER_MODE "Build tests and treat warnings as errors" ${PROJECT_IS_TOP_LEVEL})
option(QUARTERDECK_BUILD_BENCH "Build benchmarks" ${QUARTERDECK_DEVELOPER_MODE})
set(QUARTERDECK_CONTRACTS "debug" CACHE STRING "When contracts are checked: debug, always or off")
set_property(CACHE QUARTERDECK_CONTRACTS PROPERTY STRINGS debug always off)
set(QUARTERDECK_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
set(QUARTERDECK_BATCH_SIZE 12 CACHE STRING "Sources of a room that are compiled together, at most")
option(QUARTERDECK_PRECOMPILED_HEADERS "Precompile the heavy headers of the tests" ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# ccache must be told that it may look past a precompiled header, or it takes nothing from its store.
find_program(QUARTERDECK_CCACHE ccache)
if(QUARTERDECK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    ${QUARTERDECK_CCACHE})
endif()

# Warnings and code generation of our own targets; never exported.
add_library(quarterdeck_build INTERFACE)
target_compile_options(quarterdeck_build INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -ffp-contract=off)
if(QUARTERDECK_BATCH_SIZE EQUAL 1)
  target_compile_options(quarterdeck_build INTERFACE -Wshadow)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # What a file hides from others is in sight of its batch: no name is shadowed, no linkage is lost.
  target_compile_options(quarterdeck_build INTERFACE -Wshadow=local -Wno-subobject-linkage)
endif()
if(QUARTERDECK_DEVELOPER_MODE)
  target_compile_options(quarterdeck_build INTERFACE -Werror)
endif()
if(QUARTERDECK_PRECOMPILED_HEADERS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(quarterdeck_build INTERFACE -fpch-preprocess)  # for ccache
endif()
if(QUARTERDECK_SANITIZE)
  target_compile_options(quarterdeck_build INTERFACE
    -fsanitize=${QUARTERDECK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(quarterdeck_build INTERFACE -fsanitize=${QUARTERDECK_SANITIZE})
endif()
if(QUARTERDECK_CONTRACTS STREQUAL "off" OR
   (QUARTERDECK_CONTRACTS STREQUAL "debug" AND CMAKE_BUILD_TYPE STREQUAL "Release"))
  target_compile_definitions(quarterdeck_build INTERFACE QUARTERDECK_CONTRACTS_OFF)
endif()
