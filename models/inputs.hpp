// models/inputs.hpp – everything that a forecast of one period rests on, as one value.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/history.hpp"
#include "models/fit.hpp"
#include "models/what_if.hpp"

namespace quarterdeck::models {

/// A number to reach, as the user wrote it.
struct TargetInput {
  std::string name;
  double amount = 0;  ///< reporting currency units, or a count
  std::map<std::string, std::vector<std::string>>
      where;  ///< column → accepted values; empty: company
};

/// What is set for one open deal by hand or by a scenario, whatever the models say. Values that are
/// not set stay as they are. Amount and close date change the deal before the models see it;
/// probability and outcome take the place of what they answer.
struct DealChange {
  /// Chance of a win in the period, 0 to 1. The mean over the period's luck, exactly: the deal
  /// still shares the luck of its period.
  std::optional<double> probability;
  /// What a win brings, to the cent, reporting currency; no_amount: not set.
  core::Minor amount = core::no_amount;
  core::Date close_date = core::no_date;  ///< no_date: not set
  std::optional<data::Outcome> outcome;   ///< won or lost in the period, for certain
  /// Chance of a win in the period that the change sets, 0 or 1 by an outcome; nothing if it does
  /// not.
  [[nodiscard]] std::optional<double> chance() const;
  friend bool operator==(DealChange const&, DealChange const&) = default;
};

/// Everything that a forecast of one period rests on. What-if scenarios change this value.
struct ForecastInputs {
  data::History history;
  data::Pipeline pipeline;
  FittedModels models;
  core::Period period;
  std::string currency;
  std::vector<std::string> groups;  ///< columns to break results down by
  std::vector<TargetInput> targets;
  std::map<std::string, DealChange> changes;  ///< by deal id; see change_deal
  WhatIf what_if;
};

/// Changes an open deal: amount and close date in the pipeline at once, all of it in `changes`,
/// where `compile` finds chance and outcome. A later change of the same deal replaces the values
/// that it sets; a chance replaces an outcome and the other way round.
/// @pre row is one of the pipeline's; the change names no outcome `open` and a chance from 0 to 1
/// @verified tests/unit/models/overrides_test.cpp
void change_deal(ForecastInputs& inputs, std::size_t row, DealChange const& change);

}  // namespace quarterdeck::models
