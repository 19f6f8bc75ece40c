# What an installation holds: the executable, the libraries with their headers, the CMake package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The engine as one: everything below the models.
add_library(quarterdeck_engine INTERFACE)
add_library(quarterdeck::engine ALIAS quarterdeck_engine)
set_target_properties(quarterdeck_engine PROPERTIES EXPORT_NAME engine)
get_property(_rooms GLOBAL PROPERTY QUARTERDECK_ROOMS)
set(_engine_rooms ${_rooms})
list(FILTER _engine_rooms INCLUDE REGEX "^quarterdeck_engine_")
target_link_libraries(quarterdeck_engine INTERFACE ${_engine_rooms})

set(_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/quarterdeck)
install(TARGETS ${_rooms} quarterdeck_engine EXPORT quarterdeckTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT quarterdeckTargets NAMESPACE quarterdeck:: DESTINATION ${_package_dir})
install(DIRECTORY engine models scenarios tools DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/quarterdeck
  FILES_MATCHING PATTERN "*.hpp" PATTERN "tools/cli" EXCLUDE PATTERN "tools/dev" EXCLUDE)

set_target_properties(quarterdeck PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin
  INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
install(TARGETS quarterdeck RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The pinned DuckDB is no system library, so it travels along.
if(DuckDB_LIBRARY MATCHES "/node_modules/")
  install(FILES ${DuckDB_LIBRARY} DESTINATION ${CMAKE_INSTALL_LIBDIR})
endif()

configure_package_config_file(cmake/quarterdeckConfig.cmake.in
  ${PROJECT_BINARY_DIR}/quarterdeckConfig.cmake INSTALL_DESTINATION ${_package_dir}
  PATH_VARS CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/quarterdeckConfigVersion.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/quarterdeckConfig.cmake
  ${PROJECT_BINARY_DIR}/quarterdeckConfigVersion.cmake cmake/FindRandom123.cmake
  DESTINATION ${_package_dir})
