// engine/data/override.hpp – what a person knows of a deal better than its record and the models.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "engine/core/diagnostic.hpp"
#include "engine/data/records.hpp"

namespace quarterdeck::data {

/// Values that one person sets for one open deal, for a while and for a reason. Never part of the
/// history, so nothing is learned from it.
struct Override {
  std::string deal;                       ///< id
  std::optional<double> probability;      ///< chance of a win inside the forecast period, 0 to 1
  core::Minor amount = core::no_amount;   ///< reporting currency; no_amount: not set
  core::Date close_date = core::no_date;  ///< no_date: not set
  std::optional<Outcome> outcome;         ///< won or lost inside the forecast period
  std::string author;
  std::string reason;
  core::Date expires = core::no_date;  ///< last as-of day on which it holds
  core::Date since = core::no_date;    ///< first as-of day on which it holds; no_date: always
  core::Place where;
};

/// The first thing that is wrong with the values of an override taken together: none is set, or
/// both a probability and an outcome are.
/// @return a diagnostic of code QD-114 at the override's place, or nothing
/// @verified tests/unit/io/overrides_test.cpp
[[nodiscard]] std::optional<core::Diagnostic> fault_of(Override const& override_of_deal);

}  // namespace quarterdeck::data
