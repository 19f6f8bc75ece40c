// tools/service/levers/cell_evaluator.cpp – see cell_evaluator.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/cell_evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/exact/part.hpp"
#include "models/posterior/draws.hpp"
#include "tools/service/forecast/exact_chances.hpp"
#include "tools/service/levers/gather.hpp"
#include "tools/service/session/parallel.hpp"

namespace quarterdeck::service {
namespace {

std::uint64_t seed_of(std::uint64_t seed, int replicate) {
  if (replicate == 0) return seed;
  // The word is part of the streams: another one would give other draws.
  return core::entity_of(fmt::format("bench/{}/{}", seed, replicate));
}

/// What the exact engine says of a plan.
/// @param orders  of rows, nullptr: the plan's own
CellAnswer answer(plan::Plan const& plan, std::vector<std::size_t> const& targets,
                  exact::ExactOptions options, RowOrders const* orders) {
  if (orders != nullptr) options.row_order = orders->at(exact::Scope{});
  auto const total = exact::distribution(plan, {}, options);
  CellAnswer cell = answer_of(total, exact::mean_of(plan));
  ExactChances chances(plan, total, options, orders);
  for (std::size_t const t : targets) cell.p_hit.push_back(chances.p_hit(t));
  return cell;
}

/// Runs f on every number of an answer and the same of others.
template <class F, class... Others>
void each_number(F const& f, CellAnswer& cell, Others const&... others) {
  f(cell.mean, others.mean...);
  f(cell.p10, others.p10...);
  f(cell.p50, others.p50...);
  f(cell.p90, others.p90...);
}

/// p moved on the scale of the normal quantile by what takes `from` to `to`.
double moved(double p, double from, double to) {
  auto const inside = [](double x) { return x > 1e-12 && x < 1 - 1e-12; };
  if (p == from) return to;
  if (from == to || !inside(p) || !inside(from) || !inside(to)) return p;
  using models::normal_quantile;
  return models::normal_cdf(normal_quantile(p) + normal_quantile(to) - normal_quantile(from));
}

CellAnswer adjusted(CellAnswer cell, CellAnswer const& base, CellAnswer const& full) {
  each_number([](double& x, double from, double to) { x += to - from; }, cell, base, full);
  for (std::size_t t = 0; t < cell.p_hit.size(); ++t) {
    cell.p_hit[t] = moved(cell.p_hit[t], base.p_hit[t], full.p_hit[t]);
  }
  return cell;
}

/// Standard deviation of one number over replicates.
template <class Get>
double sd_of(std::vector<CellAnswer> const& list, Get const& get) {
  double mean = 0, squares = 0;
  for (auto const& one : list) mean += get(one) / static_cast<double>(list.size());
  for (auto const& one : list) squares += (get(one) - mean) * (get(one) - mean);
  return list.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(list.size() - 1));
}

CellAnswer sd_of(std::vector<CellAnswer> const& list) {
  CellAnswer sd;
  sd.mean = sd_of(list, [](auto const& cell) { return cell.mean; });
  sd.p10 = sd_of(list, [](auto const& cell) { return cell.p10; });
  sd.p50 = sd_of(list, [](auto const& cell) { return cell.p50; });
  sd.p90 = sd_of(list, [](auto const& cell) { return cell.p90; });
  for (std::size_t t = 0; t < list.front().p_hit.size(); ++t) {
    sd.p_hit.push_back(sd_of(list, [t](auto const& cell) { return cell.p_hit[t]; }));
  }
  return sd;
}

CellAnswer scaled(CellAnswer cell, double factor) {
  each_number([factor](double& x) { x *= factor; }, cell);
  for (double& p : cell.p_hit) p *= factor;
  return cell;
}

/// Root of the sum of squares.
CellAnswer joined(CellAnswer a, CellAnswer const& b) {
  each_number([](double& x, double y) { x = std::hypot(x, y); }, a, b);
  for (std::size_t t = 0; t < a.p_hit.size(); ++t) a.p_hit[t] = std::hypot(a.p_hit[t], b.p_hit[t]);
  return a;
}

}  // namespace

CellAnswer answer_of(exact::Distribution const& total, double mean) {
  CellAnswer cell;
  cell.mean = mean * core::units_per_minor;
  cell.p10 = total.quantile(0.1) * core::units_per_minor;
  cell.p50 = total.quantile(0.5) * core::units_per_minor;
  cell.p90 = total.quantile(0.9) * core::units_per_minor;
  return cell;
}

EvaluatorOptions evaluator_options(core::Provenance const& provenance,
                                   std::vector<std::size_t> targets) {
  EvaluatorOptions options;
  options.seed = provenance.seed;
  options.n_threads = provenance.threads;
  options.targets = std::move(targets);
  return options;
}

CellEvaluator::CellEvaluator(models::ForecastInputs base, EvaluatorOptions options)
    : inputs_(std::make_shared<models::ForecastInputs const>(std::move(base))),
      options_(std::move(options)) {
  QUARTERDECK_EXPECT(options_.n_replicates >= 2);
  models::CompileOptions full;
  full.seed = options_.seed;
  auto const plan = models::PlanMaker(models::Prepared(*inputs_, full))(*inputs_);
  std::vector<models::Prepared> prepared;
  for (int r = 0; r < options_.n_replicates; ++r) {
    models::CompileOptions few;
    few.seed = seed_of(options_.seed, r);
    few.n_rows = options_.n_rows;
    prepared.emplace_back(*inputs_, few);
  }
  compiler_ = std::make_shared<ScenarioCompiler>(inputs_, std::move(prepared));
  exact::ExactOptions exact;
  exact.seed = options_.seed;
  exact.over = exact::Over::whole_law;
  exact.n_threads = options_.n_threads;
  base_.value = answer(plan, options_.targets, exact, nullptr);
  scenarios::Scenario const nothing;
  for (int r = 0; options_.common_rows && r < options_.n_replicates; ++r) {
    auto const of_base = compiler_->plan(nothing, static_cast<std::size_t>(r));
    orders_.push_back(row_orders(of_base.value(), options_.targets));
  }
  base_replicates_ = run({&nothing, 1}, options_.n_replicates, {})->front();
  // What rows miss falls with the root of their number.
  auto const rows = static_cast<double>(std::max<Eigen::Index>(plan.draws.n_rows(), 1));
  double const share = std::sqrt(std::min(static_cast<double>(options_.n_rows) / rows, 1.0));
  base_.error = scaled(sd_of(base_replicates_), share);
  base_.difference_error = scaled(base_.error, 0);
}

core::Checked<std::vector<CellEvaluator::Replicates>> CellEvaluator::run(
    std::span<scenarios::Scenario const> list, int n_replicates, Hooks const& hooks) const {
  auto const n = static_cast<std::size_t>(n_replicates);
  std::vector<Replicates> answers(list.size(), Replicates(n));
  std::vector<core::Diagnostics> faults(list.size());
  bool const all_done = for_each_index(
      list.size() * n, {options_.n_threads, hooks, "evaluating"}, [&](std::size_t at) {
        std::size_t const cell = at / n;
        std::size_t const replicate = at % n;
        auto const plan = compiler_->plan(list[cell], replicate);
        if (plan) {
          answers[cell][replicate] =
              answer(*plan, options_.targets, exact_options(static_cast<int>(replicate)),
                     orders_.empty() ? nullptr : &orders_[replicate]);
        } else if (replicate == 0) {
          faults[cell] = plan.error();
        }
      });
  return gather(std::move(answers), std::move(faults), all_done);
}

core::Checked<plan::Plan> CellEvaluator::plan(scenarios::Scenario const& scenario) const {
  return compiler_->plan(scenario, 0);
}

exact::ExactOptions CellEvaluator::exact_options(int replicate) const {
  exact::ExactOptions exact;
  exact.seed = seed_of(options_.seed, replicate);
  exact.over = exact::Over::whole_law;
  exact.n_outer = options_.n_outer;
  exact.n_guide = options_.n_guide;
  exact.tolerance = options_.tolerance;
  return exact;
}

CellAnswer CellEvaluator::relative_to_base(CellAnswer cell, CellAnswer const& base) const {
  return adjusted(std::move(cell), base, base_.value);
}

Estimated CellEvaluator::estimate(Replicates const& of_cell) const {
  Replicates moved_cells;
  for (std::size_t r = 0; r < of_cell.size(); ++r) {
    moved_cells.push_back(adjusted(of_cell[r], base_replicates_[r], base_.value));
  }
  auto const n = static_cast<double>(moved_cells.size());
  Estimated estimated;
  estimated.value = moved_cells.front();
  // The first and the mean distance from it, so that equal replicates give their own bits.
  for (std::size_t r = 1; r < moved_cells.size(); ++r) {
    each_number([n](double& x, double first, double other) { x += (other - first) / n; },
                estimated.value, moved_cells.front(), moved_cells[r]);
    for (std::size_t t = 0; t < estimated.value.p_hit.size(); ++t) {
      estimated.value.p_hit[t] += (moved_cells[r].p_hit[t] - moved_cells.front().p_hit[t]) / n;
    }
  }
  estimated.difference_error = scaled(sd_of(moved_cells), 1 / std::sqrt(n));
  estimated.error = joined(estimated.difference_error, base_.error);
  return estimated;
}

CellAnswer CellEvaluator::single_error(Estimated const& answer) const {
  double const root = std::sqrt(static_cast<double>(options_.n_replicates));
  return joined(scaled(answer.difference_error, root), base_.error);
}

core::Checked<std::vector<Estimated>> CellEvaluator::evaluate(
    std::span<scenarios::Scenario const> list, Hooks const& hooks) const {
  auto const all = run(list, options_.n_replicates, hooks);
  if (!all) return tl::unexpected(all.error());
  std::vector<Estimated> estimates;
  for (auto const& replicates : *all) estimates.push_back(estimate(replicates));
  return estimates;
}

core::Checked<std::vector<Estimated>> CellEvaluator::evaluate_quickly(
    std::span<scenarios::Scenario const> list, Hooks const& hooks) const {
  auto const all = run(list, 1, hooks);
  if (!all) return tl::unexpected(all.error());
  std::vector<Estimated> estimates;
  for (auto const& replicates : *all) estimates.push_back(estimate(replicates));
  return estimates;
}

}  // namespace quarterdeck::service
