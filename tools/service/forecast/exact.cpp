// tools/service/forecast/exact.cpp – the exact engine's own answer, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/core/money.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/checked_run.hpp"
#include "tools/service/forecast/exact_answer.hpp"
#include "tools/service/forecast/exact_chances.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// Outer draws evaluated in full, and those that their stand-ins are averaged over. On the sample
/// company P(hit) then moves by 2e-5 from seed to seed, a hundredth of what a run of 100,000 trials
/// errs by; four times as many would take half as long again.
constexpr std::uint64_t n_draws = 512;
constexpr std::uint64_t n_stand_ins = 2048;

/// The whole law, so that the answer holds what a run of endless trials would come to.
exact::ExactOptions options_of(core::Provenance const& provenance) {
  exact::ExactOptions options;
  options.seed = provenance.seed;
  options.over = exact::Over::whole_law;
  options.n_outer = n_draws;
  options.n_guide = n_stand_ins;
  options.n_threads = provenance.threads;
  return options;
}

Spread spread_of(exact::Distribution const& total, double mean) {
  Spread spread;
  spread.mean = mean * core::units_per_minor;
  spread.sd = std::sqrt(total.variance()) * core::units_per_minor;
  for (std::size_t i = 0; i < quantile_levels.size(); ++i) {
    spread.quantiles[i] = total.quantile(quantile_levels[i]) * core::units_per_minor;
  }
  return spread;
}

/// Mean over all posterior rows.
double mean_of(std::vector<double> const& by_row) {
  double const sum = std::accumulate(by_row.begin(), by_row.end(), 0.0);
  return sum / static_cast<double>(by_row.size());
}

/// @param by_row  mean total of the plan in every posterior row
void evaluate_plan(ExactAnswer& made, plan::Plan const& plan, std::vector<double> const& by_row) {
  auto const options = options_of(made.provenance);
  auto const total = exact::distribution(plan, {}, options);
  made.total = spread_of(total, mean_of(by_row));
  made.method = total.method();
  made.error_bound = total.error_bound();
  ExactChances chances(plan, total, options);
  for (std::size_t t = 0; t < plan.targets.size(); ++t) {
    auto const& target = plan.targets[t];
    made.targets.push_back({target.name, core::to_units(target.amount), chances.p_hit(t)});
  }
}

}  // namespace

core::Checked<ExactAnswer> answer(Session const& session, ExactQuestion const& question,
                                  Hooks const& hooks) {
  ExactAnswer made;
  auto const scenarios = read_scenarios(question.scenarios);
  if (!scenarios) return tl::unexpected(scenarios.error());
  auto const part = session.fitted(hooks);
  if (!part) return tl::unexpected(part.error());
  made.complete = *part != nullptr && go_on(hooks, "compiling");
  if (!made.complete) return made;

  FittedBook const& fitted = **part;
  made.take_from(fitted.book(), fitted.period());
  made.provenance = session.provenance(fitted.book(), 0);
  auto const hashes = scenario_hashes(*scenarios);
  made.provenance.inputs.insert(made.provenance.inputs.end(), hashes.begin(), hashes.end());
  auto compiled = compile_scenarios(fitted, *scenarios);
  if (!compiled) return tl::unexpected(std::move(compiled.error()));
  made.scenarios = std::move(compiled->notes);
  made.measure = compiled->compiled.plan.measure;
  made.complete = go_on(hooks, "evaluating");
  if (!made.complete) return made;
  auto const& plan = compiled->compiled.plan;
  evaluate_plan(
      made, plan,
      scenarios->empty() ? fitted.base_row_means() : row_means(plan, session.n_threads()));
  return made;
}

}  // namespace quarterdeck::service
