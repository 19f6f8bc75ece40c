// tests/golden/rules.hpp – tolerance.yaml: what identifies a row, what is left out, what may move.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/golden/value.hpp"

namespace quarterdeck::golden {

/// A number may move by either: |received - expected| <= absolute, or <= relative |expected|.
struct Tolerance {
  double absolute = 0;  ///< in the unit of the column, >= 0
  double relative = 0;  ///< a share, >= 0
};

/// What tolerance.yaml says. A column is the path of a value without the rows in it, begun by the
/// name of the golden file: `forecast.deals.p_win`. An entry holds for every column that ends in it
/// at a dot, the longest entry first. Columns without an entry compare exactly.
struct Rules {
  std::map<std::string, std::vector<std::string>> keys;  ///< array → members that identify a row
  std::set<std::string> ignored;                         ///< only their kind is compared
  std::map<std::string, std::size_t> folded;             ///< array → rows that are kept whole
  std::map<std::string, Tolerance> tolerances;

  /// Null pointer: rows are compared by their place.
  [[nodiscard]] std::vector<std::string> const* keys_of(std::string const& column) const;
  [[nodiscard]] bool ignores(std::string const& column) const;
  /// Null pointer: all rows.
  [[nodiscard]] std::size_t const* rows_kept(std::string const& column) const;
  /// Null pointer: exact.
  [[nodiscard]] Tolerance const* tolerance_of(std::string const& column) const;
  /// Every entry, for a look whether it still applies to anything.
  [[nodiscard]] std::set<std::string> entries() const;
};

/// @throws std::runtime_error with line and column where a key is unknown, a reason is missing, or
/// a
///         number is not positive
[[nodiscard]] Rules read_rules(std::filesystem::path const& file);

/// Whether an entry is about a column: it is the column, or its end after a dot.
[[nodiscard]] bool is_about(std::string const& entry, std::string const& column);

/// Every column of a document.
[[nodiscard]] std::set<std::string> columns_of(Value const& document, std::string const& name);

/// Makes of a result what a golden file holds. In the place of an ignored value stands its kind,
/// such as `<text>`: what differs on every machine and every day makes no noise when a file is
/// approved. Of a folded array only the first rows stay, and of the others their number and a
/// digest, in which any change shows.
void make_golden(Value& document, std::string const& name, Rules const& rules);

}  // namespace quarterdeck::golden
