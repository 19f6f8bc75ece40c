// scenarios/apply/apply.cpp – see apply.hpp; changes of targets and the market.
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/apply/apply.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/apply/apply_parts.hpp"

namespace quarterdeck::scenarios {

void Work::fail(std::string code, std::string problem, std::string reason, std::string suggestion) {
  faults.push_back({std::move(code), core::Fault::configuration, change->place, std::move(problem),
                    std::move(reason), std::move(suggestion)});
}

std::vector<std::size_t> Work::open_deals() {
  if (change->where) {
    auto found = check_filter(*change->where, inputs, Of::open_deals);
    faults.insert(faults.end(), found.begin(), found.end());
    if (!found.empty()) return {};
  }
  auto rows = open_deals_in(inputs, change->where);
  if (rows.empty() && change->where) {
    faults.push_back(finds_nothing(*change->where, inputs, Of::open_deals));
  }
  for (std::size_t const row : rows) effect->deals.push_back(inputs.pipeline.deals[row].id);
  return rows;
}

std::optional<PastWins> Work::past_wins() {
  bool const known = inputs.models.creation.level && past_wins_in(inputs, std::nullopt).n > 0;
  if (!known) {
    fail("QD-149", "there is no past from which new business could be learned",
         "there is nothing that the change could act on",
         "Drop the change, or give a history of closed deals.");
    return std::nullopt;
  }
  if (change->where) {
    auto found = check_filter(*change->where, inputs, Of::past_wins);
    faults.insert(faults.end(), found.begin(), found.end());
    if (!found.empty()) return std::nullopt;
  }
  PastWins wins = past_wins_in(inputs, change->where);
  if (wins.n > 0) return wins;
  faults.push_back(finds_nothing(*change->where, inputs, Of::past_wins));
  return std::nullopt;
}

bool Work::amounts_count() {
  if (!inputs.models.spec.measure_counts) return true;
  fail("QD-146", "the workspace counts deals, so amounts do not matter",
       "the change would do nothing, and the scenario would look harmless",
       "Drop the change, or say `measure: amount` in the workspace.");
  return false;
}

models::DealShift& Work::shift(std::size_t pipeline_row) {
  return inputs.what_if.deals[inputs.pipeline.deals[pipeline_row].id];
}

void apply_change(Work& work, Market const& change) {
  double& shift = work.inputs.what_if.market_shift;
  work.effect->numbers.push_back(
      {"shared factor, standard deviations", shift, shift + change.shift_sd});
  shift += change.shift_sd;
}

void apply_change(Work& work, TargetEdit const& change) {
  auto& targets = work.inputs.targets;
  auto const found = std::ranges::find(targets, change.name, &models::TargetInput::name);
  if (found != targets.end()) {
    work.effect->numbers.push_back({"target " + change.name, found->amount, change.amount});
    found->amount = change.amount;
    return;
  }
  std::vector<std::string> names;
  for (auto const& target : targets) names.push_back(target.name);
  auto const nearest = core::nearest_word(change.name, names);
  work.fail(
      "QD-144",
      fmt::format("the workspace has no target `{}` in {}", change.name, work.inputs.period.id),
      "an amount to reach belongs to a target",
      nearest.empty() ? fmt::format("Targets: {}.", fmt::join(names, ", "))
                      : fmt::format("Did you mean `{}`?", nearest));
}

core::Checked<Applied> apply(Scenario const& scenario, models::ForecastInputs inputs) {
  Work work;
  work.inputs = std::move(inputs);
  std::vector<Effect> effects;
  for (Change const& change : scenario.changes) {
    Effect effect;
    effect.change = describe(change);
    effect.why = change.why;
    effect.place = change.place;
    work.change = &change;
    work.effect = &effect;
    std::visit([&](auto const& what) { apply_change(work, what); }, change.what);
    effects.push_back(std::move(effect));
  }
  if (!work.faults.empty()) return tl::unexpected(std::move(work.faults));
  return Applied{std::move(work.inputs), std::move(effects)};
}

}  // namespace quarterdeck::scenarios
