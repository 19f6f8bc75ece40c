// engine/table/source.hpp – where a table is and how its columns are called.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <variant>

#include "engine/core/diagnostic.hpp"

namespace quarterdeck::io {

struct FileSource {
  std::filesystem::path path;  ///< absolute after reading; may be a glob for snapshots
  /// Of the workspace where it names the file from there; empty where it gives the whole path.
  std::filesystem::path folder{};
};
struct SqlSource {
  std::string query;
  std::filesystem::path folder;  ///< relative file names in the query are relative to this
};
struct PostgresSource {
  std::string connection;  ///< ${NAME} already replaced
  std::string query;
};

/// One table, where it is and how its columns are called.
struct TableSource {
  std::string key;  ///< of the workspace: `opportunities`, `rates` …
  std::variant<FileSource, SqlSource, PostgresSource> from;
  std::map<std::string, std::string> columns;  ///< canonical → name in the source
  std::map<std::string, std::map<std::string, std::string>>
      values;               ///< column → value in the source → ours
  std::string preset;       ///< `salesforce`, `hubspot`, `dynamics` or empty
  std::string date_format;  ///< `ymd`, `dmy`, `mdy` or empty: found from the column
  std::string decimal;      ///< `.` or `,` or empty: found from the column
  core::Place where;        ///< of the source in the workspace
  /// The value as `values` maps it; itself where they do not. One of the two lives as long.
  [[nodiscard]] std::string const& mapped(std::string const& column,
                                          std::string const& value) const;
};

}  // namespace quarterdeck::io
