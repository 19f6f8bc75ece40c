// tools/service/levers/tornado.cpp – both ends of every lever, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/tornado.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "tools/service/levers/answer.hpp"
#include "tools/service/levers/cell_evaluator.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// Why a lever's scenario cannot be applied; empty where it can.
std::string fault_of(models::ForecastInputs const& inputs, scenarios::Scenario const& scenario) {
  auto const applied = scenarios::apply(scenario, inputs);
  return applied ? "" : applied.error().front().problem;
}

/// Bars with their ranges; those without one say why.
std::vector<TornadoBar> plan_bars(models::ForecastInputs const& inputs) {
  models::PlausibleRanges const ranges(inputs.history, inputs.models);
  std::vector<TornadoBar> bars;
  for (Lever const& lever : all_levers(inputs)) {
    TornadoBar bar;
    bar.lever = lever;
    bar.label = label_of(lever);
    auto learned = range_of(lever, ranges, inputs.models);
    bar.absent = std::move(learned.absent);
    if (learned.range) {
      bar.range = std::move(*learned.range);
      bool const with_new = knows_new_business(inputs, lever);
      bar.absent = fault_of(inputs, at_value(lever, bar.range.high, with_new));
    }
    bars.push_back(std::move(bar));
  }
  return bars;
}

/// Fills in both ends of every bar. @return false when the hook said stop
core::Checked<bool> evaluate_bars(std::vector<TornadoBar>& bars, CellEvaluator const& evaluator,
                                  Hooks const& hooks) {
  std::vector<scenarios::Scenario> cells;
  for (TornadoBar const& bar : bars) {
    bool const with_new = knows_new_business(evaluator.inputs(), bar.lever);
    for (double const v : {bar.range.low, bar.range.high}) {
      cells.push_back(at_value(bar.lever, v, with_new));
    }
  }
  auto answers = evaluator.evaluate(cells, hooks);
  if (!answers) return tl::unexpected(std::move(answers.error()));
  if (answers->size() < cells.size()) return false;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    bars[i].low = std::move((*answers)[2 * i]);
    bars[i].high = std::move((*answers)[2 * i + 1]);
  }
  return true;
}

}  // namespace

double TornadoBar::swing_mean() const { return std::abs(high.value.mean - low.value.mean); }

double TornadoBar::swing_p_hit(std::size_t target) const {
  return std::abs(high.value.p_hit[target] - low.value.p_hit[target]);
}

core::Checked<Tornado> answer(Session const& session, TornadoQuestion const& question,
                              Hooks const& hooks) {
  Tornado result;
  auto const list = read_scenarios(question.scenarios);
  if (!list) return tl::unexpected(list.error());
  auto start = start_from(session, *list, hooks);
  if (!start) return tl::unexpected(std::move(start.error()));
  result.start = std::move(*start);
  if (!result.start.complete) return result;
  for (auto const& target : result.start.inputs.targets) result.targets.push_back(target.name);
  if (!result.targets.empty() || !question.target.empty()) {
    auto const found = find_target(result.start, question.target);
    if (!found) return tl::unexpected(found.error());
    result.target = *found;
  }
  auto bars = plan_bars(result.start.inputs);
  auto const middle = std::stable_partition(bars.begin(), bars.end(),
                                            [](auto const& b) { return b.absent.empty(); });
  result.absent.assign(std::make_move_iterator(middle), std::make_move_iterator(bars.end()));
  bars.erase(middle, bars.end());
  result.start.complete = go_on(hooks, "evaluating");
  if (!result.start.complete) return result;
  std::vector<std::size_t> targets(result.targets.size());
  std::iota(targets.begin(), targets.end(), std::size_t{0});
  CellEvaluator const evaluator(result.start.inputs,
                                evaluator_options(result.start.provenance, targets));
  result.base = evaluator.base();
  auto const done = evaluate_bars(bars, evaluator, hooks);
  if (!done) return tl::unexpected(done.error());
  result.start.complete = *done;
  if (!*done) return result;
  auto const swing = [&](TornadoBar const& bar) {
    return result.target ? bar.swing_p_hit(*result.target) : bar.swing_mean();
  };
  std::ranges::stable_sort(bars, [&](auto const& a, auto const& b) { return swing(a) > swing(b); });
  result.bars = std::move(bars);
  return result;
}

}  // namespace quarterdeck::service
