// tools/service/levers/grid_evaluator.cpp – see grid_evaluator.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/grid_evaluator.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/error.hpp"
#include "tools/service/levers/gather.hpp"
#include "tools/service/session/parallel.hpp"

namespace quarterdeck::service {
namespace {

/// Plans of the first replicate, in order.
core::Checked<std::vector<plan::Plan>> plans_of(CellEvaluator const& evaluator,
                                                std::vector<scenarios::Scenario> const& list) {
  std::vector<plan::Plan> plans;
  for (auto const& scenario : list) {
    auto made = evaluator.plan(scenario);
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

core::Checked<std::unique_ptr<GridEvaluator>> GridEvaluator::make(CellEvaluator const& evaluator,
                                                                  GridOutline const& outline) {
  QUARTERDECK_EXPECT(evaluator.options().common_rows);
  auto const corners = plans_of(evaluator, outline.corners);
  if (!corners) return tl::unexpected(corners.error());
  exact::Foreseen foreseen;
  foreseen.extremes = pointers_to(*corners);
  std::vector<std::vector<plan::Plan>> moved;
  for (auto const& axis : outline.moved) {
    auto plans = plans_of(evaluator, axis);
    if (!plans) return tl::unexpected(std::move(plans.error()));
    moved.push_back(std::move(*plans));
    foreseen.moved.push_back(pointers_to(moved.back()));
  }
  auto const base = evaluator.plan(scenarios::Scenario{});
  if (!base) return tl::unexpected(base.error());
  std::unique_ptr<GridEvaluator> grid(new GridEvaluator(evaluator));
  auto options = evaluator.exact_options(0);
  options.n_threads = evaluator.options().n_threads;
  std::set<exact::Scope> scopes{exact::Scope{}};
  for (std::size_t const t : evaluator.options().targets) {
    scopes.insert(exact::scope_of(base->targets[t]));
  }
  for (auto const scope : scopes) {
    grid->of_scope_[scope] = std::make_unique<exact::Variations>(*base, scope, options, foreseen);
  }
  grid->base_ = grid->answer(*base);
  grid->n_whole_ = 0;
  return grid;
}

CellAnswer GridEvaluator::answer(plan::Plan const& plan) const {
  std::map<exact::Scope, exact::Varied> varied;
  for (auto const& [scope, variations] : of_scope_) varied.emplace(scope, (*variations)(plan));
  bool const from_parts =
      std::ranges::all_of(varied, [](auto const& one) { return one.second.from_parts; });
  if (!from_parts) ++n_whole_;
  auto const& total = varied.at(exact::Scope{});
  CellAnswer cell = answer_of(total.total, total.mean);
  for (std::size_t const t : evaluator_->options().targets) {
    plan::Target const& target = plan.targets[t];
    cell.p_hit.push_back(
        varied.at(exact::scope_of(target)).total.p_at_least(static_cast<double>(target.amount)));
  }
  return cell;
}

core::Checked<std::vector<CellAnswer>> GridEvaluator::evaluate(
    std::span<scenarios::Scenario const> cells, Hooks const& hooks) const {
  std::vector<CellAnswer> answers(cells.size());
  std::vector<core::Diagnostics> faults(cells.size());
  Team const team{evaluator_->options().n_threads, hooks, "evaluating"};
  bool const all_done = for_each_index(cells.size(), team, [&](std::size_t at) {
    auto const plan = evaluator_->plan(cells[at]);
    if (plan) {
      answers[at] = evaluator_->relative_to_base(answer(*plan), base_);
    } else {
      faults[at] = plan.error();
    }
  });
  return gather(std::move(answers), std::move(faults), all_done);
}

}  // namespace quarterdeck::service
