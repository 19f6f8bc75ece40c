// tools/service/init/table_profile.hpp – what the cells of a table look like, column by column.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/table/interner.hpp"
#include "engine/table/table.hpp"

namespace quarterdeck::service {

/// What was seen in a column. Only the first rows are looked at, see `profile_table`.
struct ColumnProfile {
  std::string name;  ///< as in the table
  /// Different texts and how many rows have each; blank cells are not counted.
  io::Interner texts;
  std::vector<std::int64_t> counts;
  std::vector<std::uint32_t> codes;  ///< by row; `blank` for a blank cell
  static constexpr std::uint32_t blank = 0xffffffff;
  std::int64_t n_filled = 0;
  std::int64_t n_dates = 0;    ///< of these, texts that are days and no plain numbers
  std::int64_t n_numbers = 0;  ///< of these, texts that are numbers or amounts
  std::int64_t n_yes_no = 0;
  std::int64_t n_instants = 0;  ///< times of day with an offset, or in UTC
  std::string day_first;        ///< the first date that can only be read with the day first
  std::string month_first;      ///< with the month first
  std::string comma;            ///< the first number whose comma can only part decimals
  /// Currency signs and codes beside the numbers, and how many rows have each.
  std::map<std::string, std::int64_t> signs;
  double least = 0, most = 0;  ///< of the numbers

  [[nodiscard]] std::int64_t n_different() const { return static_cast<std::int64_t>(texts.size()); }
  /// Nineteen in twenty of the filled cells are such, and there is one at least.
  [[nodiscard]] bool has_dates() const { return mostly(n_dates); }
  [[nodiscard]] bool has_numbers() const { return mostly(n_numbers); }
  [[nodiscard]] bool has_yes_no() const { return mostly(n_yes_no); }
  /// Every filled cell is another, as in a column of ids.
  [[nodiscard]] bool all_differ() const { return n_filled > 0 && n_different() == n_filled; }
  /// The cell of a row; empty where blank.
  [[nodiscard]] std::string_view text(std::size_t row) const {
    return codes[row] == blank ? std::string_view() : std::string_view(texts[codes[row]]);
  }

 private:
  [[nodiscard]] bool mostly(std::int64_t n) const { return n > 0 && 20 * n >= 19 * n_filled; }
};

/// A file with its header and the look of its columns.
struct TableProfile {
  std::filesystem::path file;  ///< absolute
  io::Table table;             ///< read as far as was looked
  std::vector<ColumnProfile> columns;
  std::int64_t n_rows = 0;         ///< looked at
  bool whole = true;               ///< false: there are more
  std::optional<core::Date> date;  ///< in the name of the file

  /// The column of exactly that name; nullptr when there is none.
  [[nodiscard]] ColumnProfile const* column(std::string_view name) const;
};

inline constexpr std::int64_t most_rows_looked_at = 100'000;

/// Opens a file and looks at its first rows.
/// @return the profile, or why the file cannot be opened
/// @throws core::IoError
/// @verified tests/unit/service/compose_test.cpp
[[nodiscard]] core::Checked<TableProfile> profile_table(io::TableRoom& room,
                                                        std::filesystem::path const& file);

}  // namespace quarterdeck::service
