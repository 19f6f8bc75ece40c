// tools/service/levers/goal.cpp – the search for a goal, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/goal.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "models/posterior/draws.hpp"
#include "tools/service/levers/answer.hpp"
#include "tools/service/levers/bracket.hpp"
#include "tools/service/levers/cell_evaluator.hpp"
#include "tools/service/levers/goal_parts.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

using goal_parts::Way;

constexpr double near_enough = 1e-5;
constexpr double normal_975 = 1.959963984540054;

double probit(double p) { return models::normal_quantile(std::clamp(p, 1e-9, 1 - 1e-9)); }

/// One way with its search; no search where the way cannot be tried.
struct Search {
  Way way;
  std::optional<Bracket> bracket;
  double x = 0;  ///< of the answer
};

/// What rises with x and is zero where the chance is the wanted one.
struct Miss {
  double wanted = 0;  ///< probit
  double sign = 1;    ///< -1 where the chance is to fall
  [[nodiscard]] double operator()(double p_hit) const { return sign * (probit(p_hit) - wanted); }
};

/// One question to every search at once.
struct Round {
  std::function<std::optional<double>(Search const&)> at;  ///< x to ask; nothing: left out
  std::function<core::Checked<std::vector<Estimated>>(std::vector<scenarios::Scenario> const&)>
      evaluate;
  std::function<void(Search&, Estimated const&)> tell;  ///< what a search does with its answer
};

/// Goes through a round. @return false when the hook said stop
core::Checked<bool> ask(std::vector<Search>& searches, models::ForecastInputs const& inputs,
                        Round const& round) {
  std::vector<Search*> asked;
  std::vector<scenarios::Scenario> cells;
  for (Search& search : searches) {
    if (!search.bracket) continue;
    std::optional<double> const x = round.at(search);
    if (!x) continue;
    asked.push_back(&search);
    cells.push_back(search.way.scenario(inputs, *x));
  }
  if (cells.empty()) return true;
  auto answers = round.evaluate(cells);
  if (!answers) return tl::unexpected(std::move(answers.error()));
  if (answers->size() < cells.size()) return false;
  for (std::size_t i = 0; i < asked.size(); ++i) round.tell(*asked[i], (*answers)[i]);
  return true;
}

bool any_left(std::vector<Search> const& searches) {
  return std::ranges::any_of(
      searches, [](Search const& search) { return search.bracket && search.bracket->next(); });
}

/// Brackets every search on the first replicate, then steps to the mean of all of them.
core::Checked<bool> search_all(std::vector<Search>& searches, CellEvaluator const& evaluator,
                               Miss const& miss, Hooks const& hooks) {
  Round const bracket{[](Search const& search) { return search.bracket->next(); },
                      [&](auto const& cells) { return evaluator.evaluate_quickly(cells, hooks); },
                      [&](Search& search, Estimated const& answer) {
                        search.x = *search.bracket->next();
                        search.bracket->tell(miss(answer.value.p_hit[0]), near_enough);
                      }};
  while (any_left(searches)) {
    auto const done = ask(searches, evaluator.inputs(), bracket);
    if (!done || !*done) return done;
  }
  // The second step only evaluates where the first one went.
  for (int step = 0; step < 2; ++step) {
    Round const settle{[](Search const& search) { return std::optional(search.x); },
                       [&](auto const& cells) { return evaluator.evaluate(cells, hooks); },
                       [&](Search& search, Estimated const& answer) {
                         search.way.row.reached = search.bracket->solution().has_value();
                         search.way.row.at = answer;
                         if (step > 0 || !search.way.row.reached || search.bracket->slope() <= 0)
                           return;
                         double const p = answer.value.p_hit[0];
                         search.x = std::max(search.x - miss(p) / search.bracket->slope(), 0.0);
                       }};
    auto const done = ask(searches, evaluator.inputs(), settle);
    if (!done || !*done) return done;
  }
  return true;
}

/// Value, interval and what the pipeline would be worth.
GoalRow settled(Search search, models::ForecastInputs const& inputs) {
  GoalRow row = std::move(search.way.row);
  if (!search.bracket) return row;
  Way const& way = search.way;
  row.p_hit = row.at.value.p_hit[0];
  row.p_error = row.at.error.p_hit[0];
  Way shape = way;
  shape.row.lever = row.lever;
  shape.row.pipeline = row.pipeline;
  shape.row.label = row.label;
  double reach = 0;
  if (row.reached && search.bracket->slope() > 0) {
    double const z = probit(row.p_hit);
    double const density = std::exp(-z * z / 2) * 0.3989422804014327;
    reach = normal_975 * row.p_error / density / search.bracket->slope();
  }
  double const at = shape.value(search.x);
  double const one = shape.value(std::max(search.x - reach, 0.0));
  double const other = shape.value(search.x + reach);
  row.value = at;
  row.low = std::min(one, other);
  row.high = std::max(one, other);
  if (!row.pipeline) return row;
  row.pipeline->deals = at;
  row.pipeline->deals_low = row.low;
  row.pipeline->deals_high = row.high;
  row.pipeline->amount = at * way.amount_a_deal;
  auto const applied = scenarios::apply(shape.scenario(inputs, search.x), inputs);
  if (applied && !applied->effects.empty() && !applied->effects.front().numbers.empty()) {
    row.pipeline->wins = applied->effects.front().numbers.front().after;
  }
  return row;
}

void add_ranges(std::vector<GoalRow>& rows, models::ForecastInputs const& inputs) {
  models::PlausibleRanges const ranges(inputs.history, inputs.models);
  auto const& segments = inputs.models.spec.segments;
  for (GoalRow& row : rows) {
    if (!row.lever || !row.absent.empty()) continue;
    auto const& column = row.lever->column;
    if (!column.empty() && std::ranges::find(segments, column) == segments.end()) {
      row.range_absent = "ranges are learned for the company and its segments only";
      continue;
    }
    auto learned = range_of(*row.lever, ranges, inputs.models);
    row.range = std::move(learned.range);
    row.range_absent = std::move(learned.absent);
  }
}

}  // namespace

core::Checked<Goal> seek(StartingPoint start, GoalQuestion const& question, Hooks const& hooks) {
  auto const target = find_target(start, question.target);
  if (!target) return tl::unexpected(target.error());
  if (auto faults = goal_parts::faults_of(start, question); !faults.empty()) {
    return tl::unexpected(std::move(faults));
  }
  Goal goal;
  goal.start = std::move(start);
  auto const& inputs = goal.start.inputs;
  goal.target = inputs.targets[*target].name;
  goal.amount = inputs.targets[*target].amount;
  goal.wanted = question.p_hit;
  goal.start.complete = go_on(hooks, "evaluating");
  if (!goal.start.complete) return goal;
  CellEvaluator const evaluator(inputs, evaluator_options(goal.start.provenance, {*target}));
  goal.p_now = evaluator.base().value.p_hit[0];
  goal.p_now_error = evaluator.base().error.p_hit[0];
  goal.already = goal.p_now >= goal.wanted;
  auto ways = goal_parts::ways_of(goal.start, question, !goal.already);
  if (!ways) return tl::unexpected(std::move(ways.error()));
  Miss const miss{probit(goal.wanted), goal.already ? -1.0 : 1.0};
  std::vector<Search> searches;
  for (Way& way : *ways) {
    Search search{std::move(way), std::nullopt, 0};
    if (search.way.row.absent.empty()) {
      search.bracket.emplace(std::min(miss(goal.p_now), -1e-12), search.way.first_step,
                             search.way.limit);
    }
    searches.push_back(std::move(search));
  }
  auto const done = search_all(searches, evaluator, miss, hooks);
  if (!done) return tl::unexpected(done.error());
  goal.start.complete = *done;
  if (!*done) return goal;
  for (Search& search : searches) goal.rows.push_back(settled(std::move(search), inputs));
  add_ranges(goal.rows, inputs);
  return goal;
}

core::Checked<Goal> answer(Session const& session, GoalQuestion const& question,
                           Hooks const& hooks) {
  auto const list = read_scenarios(question.scenarios);
  if (!list) return tl::unexpected(list.error());
  auto start = start_from(session, *list, hooks);
  if (!start) return tl::unexpected(std::move(start.error()));
  if (!start->complete) {
    Goal stopped;
    stopped.start = std::move(*start);
    return stopped;
  }
  return seek(std::move(*start), question, hooks);
}

}  // namespace quarterdeck::service
