// engine/table/source.hpp – where a table is and how its columns are called.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "engine/core/diagnostic.hpp"
#include "engine/core/named.hpp"
#include "engine/core/time_zone.hpp"

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

/// What signs and instants mean in the tables of one company.
struct Conventions {
  std::string currency;  ///< the reporting currency, ISO 4217; empty: signs are not asked about
  std::map<std::string, std::string> currency_signs{};  ///< sign → ISO 4217
  std::optional<core::TimeZone> time_zone{};            ///< nothing: instants are days of UTC
};

/// Which currency a rate counts one unit of.
enum class RatesPer { untold, foreign, reporting };
/// Those that people may write.
inline constexpr core::Names<RatesPer, 2> rates_per_names{
    {{RatesPer::foreign, "foreign"}, {RatesPer::reporting, "reporting"}}};

/// What becomes of a column that can be read in part only.
enum class Unreadable { refused, left_out };

/// One table, where it is and how its columns are called.
struct TableSource {
  std::string key;  ///< of the workspace: `opportunities`, `rates` …
  std::variant<FileSource, SqlSource, PostgresSource> from;
  std::map<std::string, std::string> columns;  ///< canonical → name in the source
  std::map<std::string, std::map<std::string, std::string>>
      values;                   ///< column → value in the source → ours
  std::string preset;           ///< `salesforce`, `hubspot` …; empty: the header may tell
  std::string date_format;      ///< `ymd`, `dmy`, `mdy` or empty: found from the column
  std::string decimal;          ///< `.` or `,` or empty: found from the column
  std::string grain;            ///< `deals`, `lines`, `versions` or empty: found from the rows
  core::Place where;            ///< of the source in the workspace
  std::int64_t header_row = 0;  ///< line of the column names, from 1; 0: found by what follows it
  Unreadable unreadable = Unreadable::refused;
  RatesPer rates_per = RatesPer::untold;  ///< of a table of exchange rates
  Conventions conventions{};
  /// The value as `values` maps it; itself where they do not. One of the two lives as long.
  [[nodiscard]] std::string const& mapped(std::string const& column,
                                          std::string const& value) const;
};

}  // namespace quarterdeck::io
