// tests/golden/compare.hpp – where two documents differ, row by row and column by column.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tests/golden/rules.hpp"
#include "tests/golden/value.hpp"

namespace quarterdeck::golden {

struct Difference {
  enum class Kind {
    value,
    type,          ///< a number became a text, or the like
    missing_name,  ///< of an object
    new_name,
    missing_row,  ///< of an array
    new_row,
    order,          ///< the same rows or names, in another order
    ambiguous_key,  ///< two rows of one array have the key of tolerance.yaml in common
  };

  Kind kind = Kind::value;
  std::string column;  ///< `forecast.deals.p_win`
  std::string place;   ///< `deals[id=D12].p_win`; empty for the document itself
  std::string before;  ///< what stood there, or nothing where it is new
  std::string after;
  std::optional<double> absolute;  ///< between two numbers, >= 0
  std::optional<double> relative;  ///< absolute / |before|, where that is not zero
};

/// All differences, in the order of the expected document.
///
/// Numbers are equal when they are written alike, or lie within the tolerance of their column. Rows
/// with keys are held against the row of the same key, all others against the row in the same
/// place; rows and names in another order are a difference of their own.
/// @param name  of the golden file, the begin of every column
/// @pre both documents went through make_golden
[[nodiscard]] std::vector<Difference> compare(Value const& expected, Value const& received,
                                              std::string const& name, Rules const& rules);

/// `deals[id=D12].p_win: 0.41 -> 0.43`
[[nodiscard]] std::string to_string(Difference const& difference);

}  // namespace quarterdeck::golden
