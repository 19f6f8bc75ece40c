// models/compile.hpp – the second door: from beliefs and a pipeline to a plan for the engines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/history.hpp"
#include "engine/plan/plan.hpp"
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
  core::Minor amount = core::no_amount;   ///< reporting currency; no_amount: not set
  core::Date close_date = core::no_date;  ///< no_date: not set
  std::optional<data::Outcome> outcome;   ///< won or lost in the period, for certain
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

struct CompileOptions {
  std::uint64_t seed = 1;      ///< of the posterior draws
  Eigen::Index n_rows = 8192;  ///< posterior draws tabulated, fewer where a book is large
};

/// Why a deal's chance in the period is what it is.
struct Reason {
  std::string what;   ///< `close date`, `owner` …
  std::string level;  ///< of the deal
  double odds = 1;    ///< factor on its odds against the average deal
};

/// What is said of a deal beside the simulation.
struct DealOutlook {
  std::string id;
  std::string name;
  std::string stage;
  double p_win_in_period = 0;      ///< posterior mean
  double p_win = 0;                ///< ever
  std::vector<std::string> flags;  ///< each a word, and the numbers behind it: `stuck: in Proposal
                                   ///< for 94 days, 9 of 10 wins left it within 41`
  std::vector<Reason> reasons{};   ///< largest first; what moves the odds by less than a tenth
                                   ///< stays out
  std::optional<double> p_by_models = std::nullopt;  ///< in the period, where a change replaced it
};

struct Compiled {
  plan::Plan plan;
  std::vector<DealOutlook> deals;  ///< order of plan.deals
};

/// Turns inputs into a plan: the same inputs give the same bits, whatever the order of the deals.
[[nodiscard]] Compiled compile(ForecastInputs const& inputs, CompileOptions const& options = {});

namespace parts {
struct Shared;
struct OpenMemo;
}  // namespace parts

/// What scenarios of the same inputs have in common, worked out once: the number of posterior rows,
/// so that one deal more or less never changes the draws of the others; the draws of the factors
/// and of creation; and the chances of all deals by the models. Read only, and cheap to copy.
class Prepared {
 public:
  /// @param base  the inputs before any scenario is applied
  explicit Prepared(ForecastInputs const& base, CompileOptions const& options = {});
  [[nodiscard]] parts::Shared const& shared() const { return *shared_; }

 private:
  std::shared_ptr<parts::Shared const> shared_;
};

/// The same for the base or a scenario of it, in a small part of the time.
/// @pre the models, the period and the day are those of the base
/// @verified tests/unit/models/prepared_test.cpp
[[nodiscard]] Compiled compile(ForecastInputs const& inputs, Prepared const& base);

/// Plans of many scenarios of one base, one after another: the plan alone, nothing that is said
/// beside it, and what open deals bring is made anew only where it differs from the scenario
/// before. Bit by bit the plan of `compile(inputs, base)`. One thread at a time.
/// @verified tests/unit/models/prepared_test.cpp
class PlanMaker {
 public:
  explicit PlanMaker(Prepared base);
  /// @pre as of `compile(inputs, base)`
  [[nodiscard]] plan::Plan operator()(ForecastInputs const& inputs);

 private:
  Prepared base_;
  std::shared_ptr<parts::OpenMemo> memo_;
};

}  // namespace quarterdeck::models

namespace quarterdeck {
using models::compile;
}
