// models/what_if.hpp – what a scenario changes beside the data: chances, days, amounts, creation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/date.hpp"

namespace quarterdeck::models {

/// What is moved of one open deal after the models have spoken, so that a larger amount or an
/// earlier day is never read as another kind of deal. With p its chance in the period and T the day
/// of its win:
///
///   p' / (1 - p') = odds p / (1 - p),   T' = as_of + stretch (T - as_of) + delay_days;
///
/// of a chance q of being lost for good, `losing` times as much is lost, at most all:
///
///   1 - q' = 1 - min(losing q, 1),   p'' = p' (1 - q') / (1 - q);
///
/// wins that T' takes past the period's end leave it, those that it brings into a period that has
/// not begun enter it. What it brings when it is won is multiplied by `amount`. With a
/// day, all its wins fall on that day. A chance or outcome that is set stands in
/// ForecastInputs::changes and is what is moved here.
struct DealShift {
  std::optional<core::Date> day;  ///< of its win, if it is won
  double odds = 1;                ///< > 0
  double losing = 1;              ///< >= 0
  double stretch = 1;             ///< >= 1
  double delay_days = 0;
  double amount = 1;  ///< > 0
  /// What it brings is the amount that it has, not what amounts like it have come to in the past.
  bool amount_is_stated = false;
  friend bool operator==(DealShift const&, DealShift const&) = default;
};

/// More or fewer deals created from a day on.
struct CreationChange {
  std::string name;  ///< key of the random numbers of what is added; distinct
  double multiply = 1;
  core::Date from{};
  std::vector<char> concerned;  ///< [history row] of past wins that stand for it; empty: all
};

/// New business beyond what history suggests, in one cell of the model of creation.
struct AddedBusiness {
  std::string name;  ///< key of its random numbers; distinct
  std::string cell;  ///< creation::LateCell whose wins it is like
  std::string segment;
  std::vector<double> wins;  ///< [week of the plan] expected
  double relative_sd = 0;    ///< of how well that is known
};

/// Everything that compile does beside what the models and the pipeline say. Empty: nothing.
struct WhatIf {
  std::map<std::string, DealShift> deals;  ///< by id
  std::vector<CreationChange> creation;    ///< in their order
  std::vector<AddedBusiness> added;
  std::map<std::uint32_t, double> new_amount;  ///< history row of a past win → factor of its amount
  double market_shift = 0;                     ///< see plan::Plan
};

}  // namespace quarterdeck::models
