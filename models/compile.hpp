// models/compile.hpp – the second door: from beliefs and a pipeline to a plan for the engines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/history.hpp"
#include "engine/plan/plan.hpp"
#include "models/fit.hpp"

namespace quarterdeck::models {

/// A number to reach, as the user wrote it.
struct TargetInput {
  std::string name;
  double amount = 0;  ///< reporting currency units, or a count
  std::map<std::string, std::vector<std::string>>
      where;  ///< column → accepted values; empty: company
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
};

struct CompileOptions {
  std::uint64_t seed = 1;      ///< of the posterior draws
  Eigen::Index n_rows = 8192;  ///< posterior draws tabulated
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
  std::vector<std::string> flags;  ///< `overdue`, `stale`, `pushed 3 times`, `no amount`,
                                   ///< `larger than any deal won` …
  std::vector<Reason> reasons{};   ///< largest first; what moves the odds by less than a tenth
                                   ///< stays out
};

struct Compiled {
  plan::Plan plan;
  std::vector<DealOutlook> deals;  ///< order of plan.deals
};

/// Turns inputs into a plan: the same inputs give the same bits, whatever the order of the deals.
[[nodiscard]] Compiled compile(ForecastInputs const& inputs, CompileOptions const& options = {});

}  // namespace quarterdeck::models

namespace quarterdeck {
using models::compile;
}
