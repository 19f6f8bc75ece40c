# Switches of the build. Defaults suit a user; developer mode adds tests and turns warnings to errors.
option(QUARTERDECK_DEVELOPER_MODE "Build tests and treat warnings as errors" ${PROJECT_IS_TOP_LEVEL})
option(QUARTERDECK_BUILD_BENCH "Build benchmarks" ${QUARTERDECK_DEVELOPER_MODE})
set(QUARTERDECK_CONTRACTS "debug" CACHE STRING "When contracts are checked: debug, always or off")
set_property(CACHE QUARTERDECK_CONTRACTS PROPERTY STRINGS debug always off)
set(QUARTERDECK_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(QUARTERDECK_CCACHE ccache)
if(QUARTERDECK_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${QUARTERDECK_CCACHE})
endif()

# Warnings and code generation of our own targets; never exported.
add_library(quarterdeck_build INTERFACE)
target_compile_options(quarterdeck_build INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -ffp-contract=off)
if(QUARTERDECK_DEVELOPER_MODE)
  target_compile_options(quarterdeck_build INTERFACE -Werror)
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
