// tools/service/forecast/without.hpp – what the forecast would be without a part of the book.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/data/scale.hpp"
#include "models/compile.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/session/fitted_book.hpp"

namespace quarterdeck::service {

struct RunRequest;

/// The total had a deal, or all deals of a currency or owner, never been in the tables.
struct Without {
  data::Oddity oddity = data::Oddity::beyond_wins;
  std::string column;  ///< `currency` or `owner`; empty for a deal
  std::string value;   ///< id of the deal, or value of the column
  double amount = 0;   ///< what it holds, open and won, reporting currency units
  Spread total;        ///< of the forecast without it
};

/// Most parts that a forecast is made without.
inline constexpr std::size_t most_parts_without = 3;

/// Learns, compiles and simulates the period anew without each part of the book that stands out,
/// worst first. A deal that only may rule the spread is left out where it makes up half of it or
/// less.
/// @param compiled  of the whole book without scenarios, and `summary` its numbers
/// @return nothing where the hook stopped the work
/// @throws core::NumericError
/// @verified tests/cli/out_of_scale_test.cpp
[[nodiscard]] std::optional<std::vector<Without>> without_each(FittedBook const& fitted,
                                                               models::Compiled const& compiled,
                                                               Summary const& summary,
                                                               RunRequest const& request);

}  // namespace quarterdeck::service
