# DuckDB's C interface: from the system, else the official binary that package-lock.json pins.
get_filename_component(_quarterdeck_root ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
find_path(DuckDB_INCLUDE_DIR duckdb.h
  HINTS ${_quarterdeck_root}/node_modules/duckdb/src/duckdb/src/include)
find_library(DuckDB_LIBRARY duckdb
  HINTS ${_quarterdeck_root}/node_modules/@duckdb/node-bindings-linux-x64)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Run tools/try or 'npm ci --ignore-scripts' in the source folder.")
if(DuckDB_FOUND AND NOT TARGET DuckDB::DuckDB)
  add_library(DuckDB::DuckDB SHARED IMPORTED)
  set_target_properties(DuckDB::DuckDB PROPERTIES IMPORTED_LOCATION ${DuckDB_LIBRARY})
  target_include_directories(DuckDB::DuckDB SYSTEM INTERFACE ${DuckDB_INCLUDE_DIR})
endif()
mark_as_advanced(DuckDB_INCLUDE_DIR DuckDB_LIBRARY)
