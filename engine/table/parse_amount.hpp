// engine/table/parse_amount.hpp – a column of amounts in whatever form an export has them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/money.hpp"
#include "engine/table/interner.hpp"

namespace quarterdeck::io {

/// What a text in an amount column says, as far as it can be told without the rest of the column.
struct AmountReading {
  std::optional<core::Minor> if_point;  ///< the amount if the decimal sign is a point
  std::optional<core::Minor> if_comma;  ///< the amount if it is a comma
  std::string currency;  ///< ISO code written beside it (or told by €, £, ₹), or empty
  [[nodiscard]] bool certain() const { return if_point && if_comma && *if_point == *if_comma; }
};

/// Reads `1234.5`, `1,234.56`, `1.234,56`, `1'234.56`, `1 234,56` (also with non-breaking spaces),
/// Indian groups `1,00,000`, negatives as `-5`, `5-` or `(5)`, a currency symbol or ISO code before
/// or behind, and `1e6`. Fractions beyond the minor unit are rounded, halves away from zero. Groups
/// must have their three (or, Indian, two) digits; anything else, `45k` too, has no reading.
[[nodiscard]] AmountReading read_amount(std::string_view text);

/// A column of amounts being read; `finish` decides between point and comma from all rows.
/// @verified tests/unit/table/parse_amount_test.cpp
class AmountColumn {
 public:
  /// @param declared  `.`, `,` or empty: found from the column
  explicit AmountColumn(std::string_view declared = {})
      : declared_(declared.empty() ? char{} : declared.front()) {}
  void push_back(std::string_view text);
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  /// From now on the source itself says that these are numbers, so a point is the decimal sign.
  void declare_numeric();

  struct Ambiguity {
    std::size_t row = 0;
    std::string text;
  };
  /// Decides and fills in the values. Texts that are no amounts, and ambiguous ones in a column
  /// that has both decimal signs, go to `unparsable`.
  /// @return an example when texts such as `1.234` could be either and nothing decides
  [[nodiscard]] std::optional<Ambiguity> finish();

  /// @pre finish has been called
  [[nodiscard]] core::Minor operator[](std::size_t row) const { return values_[row]; }
  [[nodiscard]] std::vector<std::pair<std::size_t, std::string>> const& unparsable() const {
    return unparsable_;
  }
  /// Rows whose amount names its currency, with the ISO code.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::string>> const& currencies() const {
    return currencies_;
  }

 private:
  struct Pending {
    std::size_t row;
    std::uint32_t code;
  };

  /// Digits with at most a sign and one or two decimals, which no other row can make unclear.
  bool read_plain(std::string_view text, core::Minor& value);

  char declared_ = 0;
  bool saw_point_ = false;
  bool saw_comma_ = false;
  std::vector<core::Minor> values_;
  std::vector<Pending> pending_;
  Interner texts_;
  std::vector<std::pair<std::size_t, std::string>> unparsable_;
  std::vector<std::pair<std::size_t, std::string>> currencies_;
};

/// Reads a plain number with a point or a comma as its decimal sign, and an optional percent sign
/// that is left out.
[[nodiscard]] std::optional<double> read_number(std::string_view text);

}  // namespace quarterdeck::io
