// models/compile.hpp – the second door: from beliefs and a pipeline to a plan for the engines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"
#include "models/inputs.hpp"

namespace quarterdeck::models {

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
}

/// What scenarios of the same inputs have in common, worked out once: the number of posterior rows,
/// so that one deal more or less never changes the draws of the others; the draws of the factors
/// and of creation; and the chances of all deals by the models.
class Prepared {
 public:
  /// @param base  the inputs before any scenario is applied
  explicit Prepared(ForecastInputs const& base, CompileOptions const& options = {});
  [[nodiscard]] parts::Shared const& shared() const { return *shared_; }

 private:
  /// Never changes once made and may be tens of megabytes, so that copies share it.
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
  PlanMaker(PlanMaker&&) noexcept;
  PlanMaker& operator=(PlanMaker&&) noexcept;
  ~PlanMaker();
  /// @pre as of `compile(inputs, base)`
  [[nodiscard]] plan::Plan operator()(ForecastInputs const& inputs);

 private:
  struct Memo;
  Prepared base_;
  std::unique_ptr<Memo> memo_;  ///< of the scenario before
};

}  // namespace quarterdeck::models

namespace quarterdeck {
using models::compile;
}
