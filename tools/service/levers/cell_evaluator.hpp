// tools/service/levers/cell_evaluator.hpp – many variations of one forecast, each by the exact
// engine. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/provenance.hpp"
#include "engine/exact/exact.hpp"
#include "models/compile.hpp"
#include "scenarios/schema/scenario.hpp"
#include "tools/service/forecast/exact_chances.hpp"
#include "tools/service/levers/cell_answer.hpp"
#include "tools/service/levers/scenario_compiler.hpp"
#include "tools/service/session/hooks.hpp"

namespace quarterdeck::service {

struct EvaluatorOptions {
  std::uint64_t seed = 1;
  int n_threads = 1;
  int n_replicates = 4;              ///< independent sets of posterior rows and outer draws, >= 2
  Eigen::Index n_rows = 256;         ///< posterior rows of a replicate
  std::uint64_t n_outer = 64;        ///< outer draws of a replicate that are evaluated in full
  std::uint64_t n_guide = 512;       ///< and by their stand-ins
  double tolerance = 5e-4;           ///< bound on the CDF given the outer draws
  std::vector<std::size_t> targets;  ///< into ForecastInputs::targets
  /// Whether the outer draws of all scenarios are spread over the rows in the order of the base's
  /// means, instead of each in that of its own.
  bool common_rows = false;
};

/// Seed and threads of the provenance, the rest as above.
[[nodiscard]] EvaluatorOptions evaluator_options(core::Provenance const& provenance,
                                                 std::vector<std::size_t> targets);

/// What a distribution of the company's total says, without targets.
[[nodiscard]] CellAnswer answer_of(exact::Distribution const& total, double mean);

/// Evaluates scenarios on common random numbers. For replicate r with its posterior rows and outer
/// draws, a(s, r) is the answer of the exact engine's whole law under scenario s, b(r) that of the
/// base, and B that of the base with all posterior rows of a forecast. The estimate is
///
///   mean over r of a(s, r) + B - b(r),    for P(hit) on the scale of the normal quantile,
///
/// so that most of what few rows miss cancels, a scenario that changes nothing gives B to the last
/// bit, and the response along an axis stays smooth and rising.
/// @verified tests/unit/service/cell_evaluator_test.cpp
class CellEvaluator {
 public:
  /// Evaluates the base. @pre the targets exist
  /// @throws core::NumericError
  CellEvaluator(models::ForecastInputs base, EvaluatorOptions options);
  [[nodiscard]] Estimated const& base() const { return base_; }
  [[nodiscard]] models::ForecastInputs const& inputs() const { return *inputs_; }
  [[nodiscard]] EvaluatorOptions const& options() const { return options_; }

  /// Every scenario applied to the base, in parallel; the same at any number of threads.
  /// @return the estimates in order, nothing of them when the hook says stop, or the faults of the
  ///         first scenario that cannot be applied
  /// @throws core::NumericError
  [[nodiscard]] core::Checked<std::vector<Estimated>> evaluate(
      std::span<scenarios::Scenario const> list, Hooks const& hooks = {}) const;

  /// Standard error of one replicate alone, from an answer of `evaluate`.
  [[nodiscard]] CellAnswer single_error(Estimated const& answer) const;

  /// The same by the first replicate alone: a quarter of the work, errors unknown (0).
  [[nodiscard]] core::Checked<std::vector<Estimated>> evaluate_quickly(
      std::span<scenarios::Scenario const> list, Hooks const& hooks = {}) const;

  /// The base under a scenario, with the rows of the first replicate and without breakdowns; or why
  /// it cannot be applied. Safe for several threads at once.
  [[nodiscard]] core::Checked<plan::Plan> plan(scenarios::Scenario const& scenario) const;
  /// How a replicate's plans are evaluated, by one thread.
  [[nodiscard]] exact::ExactOptions exact_options(int replicate) const;
  /// The estimate, from what an evaluation says of a plan of the first replicate and of the base.
  [[nodiscard]] CellAnswer relative_to_base(CellAnswer cell, CellAnswer const& base) const;

 private:
  using Replicates = std::vector<CellAnswer>;
  [[nodiscard]] core::Checked<std::vector<Replicates>> run(
      std::span<scenarios::Scenario const> list, int n_replicates, Hooks const& hooks) const;
  [[nodiscard]] Estimated estimate(Replicates const& of_cell) const;

  std::shared_ptr<models::ForecastInputs const> inputs_;
  EvaluatorOptions options_;
  std::shared_ptr<ScenarioCompiler> compiler_;
  std::vector<RowOrders> orders_;  ///< [replicate] of the base, where rows are common
  Replicates base_replicates_;
  Estimated base_;
};

}  // namespace quarterdeck::service
