// engine/table/number_column.hpp – a column of plain numbers in whatever form an export has them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/number_text.hpp"

namespace quarterdeck::io {

/// A column of numbers being read; `finish` decides between point and comma from all rows. Nothing
/// guesses between 1.085 and 1085: other rows or the source must tell. Amounts that name a currency
/// and numbers with a per cent sign are no plain numbers: whether 5 % is 5 or 0.05 here is the
/// writer's to say.
/// @verified tests/unit/table/number_column_test.cpp
class NumberColumn {
 public:
  /// @param declared  `.`, `,` or empty: found from the column
  explicit NumberColumn(std::string_view declared = {})
      : declared_(declared.empty() ? char{} : declared.front()) {}
  void push_back(std::string_view text);
  /// Says of the next rows whether the source itself has them as numbers, with a point.
  void set_numeric(bool numeric) { numeric_ = numeric; }

  using Cells = std::vector<std::pair<std::size_t, std::string>>;
  /// Decides and fills in the values; texts that are no numbers go to `unparsable`, and those that
  /// may have thousands or decimals, where no other row tells which, to `undecided`.
  void finish();

  // By row; blank cells and those that cannot be read are nothing. @pre finish has been called
  using Values = std::vector<std::optional<double>>;
  [[nodiscard]] Values const& values() const { return values_; }
  [[nodiscard]] Cells const& unparsable() const { return unparsable_; }
  [[nodiscard]] Cells const& undecided() const { return undecided_; }
  /// Makes a value that its column may not hold nothing.
  void drop(std::size_t row) { values_[row] = std::nullopt; }
  /// The text of a row as it was written, for messages; empty where it was blank.
  [[nodiscard]] std::string const& text(std::size_t row) const { return texts_[row]; }

 private:
  char declared_ = 0;
  bool numeric_ = false;
  std::vector<std::string> texts_;
  std::vector<core::NumberReading> readings_;
  Values values_;
  Cells unparsable_;
  Cells undecided_;
};

}  // namespace quarterdeck::io
