// tools/service/grid_bench.cpp – see grid_bench.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/grid_bench.hpp"

#include <algorithm>

#include "engine/core/error.hpp"
#include "tools/service/parallel.hpp"

namespace quarterdeck::service {
namespace {

constexpr std::pair whole_company(-1, 0);

/// The scope that a target is about.
std::pair<int, int> scope_of_target(plan::Target const& target) {
  return target.grouping < 0 ? whole_company : std::pair(target.grouping, target.value);
}

/// Plans of the first replicate, in order.
core::Checked<std::vector<plan::Plan>> plans_of(CellBench const& bench,
                                                std::vector<scenarios::Scenario> const& list) {
  std::vector<plan::Plan> plans;
  for (auto const& scenario : list) {
    auto made = bench.plan(scenario);
    if (!made) return tl::unexpected(std::move(made.error()));
    plans.push_back(std::move(*made));
  }
  return plans;
}

std::vector<plan::Plan const*> pointers_to(std::vector<plan::Plan> const& plans) {
  std::vector<plan::Plan const*> pointers;
  for (auto const& plan : plans) pointers.push_back(&plan);
  return pointers;
}

}  // namespace

core::Checked<std::unique_ptr<GridBench>> GridBench::make(CellBench const& bench,
                                                          GridOutline const& outline) {
  QUARTERDECK_EXPECT(bench.options().common_rows);
  auto const corners = plans_of(bench, outline.corners);
  if (!corners) return tl::unexpected(corners.error());
  exact::Foreseen foreseen;
  foreseen.extremes = pointers_to(*corners);
  std::vector<std::vector<plan::Plan>> moved;
  for (auto const& axis : outline.moved) {
    auto plans = plans_of(bench, axis);
    if (!plans) return tl::unexpected(std::move(plans.error()));
    moved.push_back(std::move(*plans));
    foreseen.moved.push_back(pointers_to(moved.back()));
  }
  auto const base = bench.plan(scenarios::Scenario{});
  if (!base) return tl::unexpected(base.error());
  std::unique_ptr<GridBench> grid(new GridBench(bench));
  auto options = bench.exact_options(0);
  options.n_threads = bench.options().n_threads;
  std::vector<Scope> scopes{whole_company};
  for (std::size_t const t : bench.options().targets)
    scopes.push_back(scope_of_target(base->targets[t]));
  for (auto const& scope : scopes) {
    if (grid->of_scope_.contains(scope)) continue;
    grid->of_scope_[scope] = std::make_unique<exact::Variations>(
        *base, exact::Scope{scope.first, scope.second}, options, foreseen);
  }
  grid->base_ = grid->answer(*base);
  grid->n_whole_ = 0;
  return grid;
}

CellAnswer GridBench::answer(plan::Plan const& plan) const {
  std::map<Scope, exact::Varied> varied;
  for (auto const& [scope, variations] : of_scope_) varied.emplace(scope, (*variations)(plan));
  bool const from_parts =
      std::ranges::all_of(varied, [](auto const& one) { return one.second.from_parts; });
  if (!from_parts) ++n_whole_;
  auto const& total = varied.at(whole_company);
  CellAnswer cell = answer_of(total.total, total.mean);
  for (std::size_t const t : bench_->options().targets) {
    plan::Target const& target = plan.targets[t];
    cell.p_hit.push_back(
        varied.at(scope_of_target(target)).total.p_at_least(static_cast<double>(target.amount)));
  }
  return cell;
}

core::Checked<std::vector<CellAnswer>> GridBench::evaluate(
    std::span<scenarios::Scenario const> cells, Hooks const& hooks) const {
  std::vector<CellAnswer> answers(cells.size());
  std::vector<core::Diagnostics> faults(cells.size());
  Team const team{bench_->options().n_threads, hooks, "evaluating"};
  bool const all_done = for_each_index(cells.size(), team, [&](std::size_t at) {
    auto const plan = bench_->plan(cells[at]);
    if (plan) {
      answers[at] = bench_->relative_to_base(answer(*plan), base_);
    } else {
      faults[at] = plan.error();
    }
  });
  for (auto& of_cell : faults) {
    if (!of_cell.empty()) return tl::unexpected(std::move(of_cell));
  }
  if (!all_done) answers.clear();
  return answers;
}

}  // namespace quarterdeck::service
