// tools/service/forecast/dry_run.cpp – what scenarios touch, see answer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/dry_run.hpp"

#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "tools/service/forecast/answer.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

/// What a compiled plan says of its open deals, by id.
struct SeenDeal {
  std::string name;
  double p = 0;
  std::optional<double> amount;
};

std::map<std::string, SeenDeal> deals_of(models::Compiled const& compiled,
                                         data::Pipeline const& pipeline) {
  std::set<std::string_view> blank;
  for (auto const& deal : pipeline.deals) {
    if (deal.amount == core::no_amount) blank.insert(deal.id);
  }
  std::map<std::string, SeenDeal> seen;
  for (std::size_t i = 0; i < compiled.deals.size(); ++i) {
    auto const& deal = compiled.deals[i];
    SeenDeal one{deal.name, deal.p_win_in_period, {}};
    if (!blank.contains(deal.id)) one.amount = core::to_units(compiled.plan.deals.amount[i]);
    seen.emplace(deal.id, std::move(one));
  }
  return seen;
}

std::vector<DealMove> moves_of(std::map<std::string, SeenDeal> const& before,
                               std::map<std::string, SeenDeal> const& after,
                               std::vector<ScenarioNote> const& notes) {
  std::set<std::string> touched;
  for (auto const& note : notes) {
    for (auto const& effect : note.effects) {
      touched.insert(effect.deals.begin(), effect.deals.end());
    }
  }
  std::vector<DealMove> moves;
  for (std::string const& id : touched) {
    DealMove move;
    move.id = id;
    if (auto const found = before.find(id); found != before.end()) {
      move.name = found->second.name;
      move.p_before = found->second.p;
      move.amount_before = found->second.amount;
    }
    if (auto const found = after.find(id); found != after.end()) {
      move.name = found->second.name;
      move.p_after = found->second.p;
      move.amount_after = found->second.amount;
    }
    moves.push_back(std::move(move));
  }
  return moves;
}

/// Expected wins of every kind of new business: mean of exp(log mean) over the rows.
std::map<std::string, double> new_wins(plan::Plan const& plan) {
  std::map<std::string, double> wins;
  for (std::size_t a = 0; a < plan.arrivals.size(); ++a) {
    auto const column = plan.draws.arrival_log_mean.col(static_cast<Eigen::Index>(a));
    wins[plan.arrivals[a].name] = column.array().exp().mean();
  }
  return wins;
}

double open_wins(models::Compiled const& compiled) {
  double sum = 0;
  for (auto const& deal : compiled.deals) sum += deal.p_win_in_period;
  return sum;
}

std::vector<scenarios::NumberChange> rates_of(models::Compiled const& before,
                                              models::Compiled const& after) {
  std::vector<scenarios::NumberChange> rates{
      {"expected wins, open deals", open_wins(before), open_wins(after)}};
  auto const old_wins = new_wins(before.plan);
  auto all = new_wins(after.plan);
  auto const now = all;
  all.insert(old_wins.begin(), old_wins.end());
  for (auto const& [name, unused] : all) {
    auto const was = old_wins.find(name);
    auto const is = now.find(name);
    rates.push_back({"expected wins, new: " + name, was == old_wins.end() ? 0 : was->second,
                     is == now.end() ? 0 : is->second});
  }
  return rates;
}

}  // namespace

core::Checked<DryRun> answer(Session const& session, DryRunQuestion const& question,
                             Hooks const& hooks) {
  DryRun run;
  auto const scenarios = read_scenarios(question.scenarios);
  if (!scenarios) return tl::unexpected(scenarios.error());
  auto const part = session.fitted(hooks);
  if (!part) return tl::unexpected(part.error());
  run.complete = *part != nullptr && go_on(hooks, "compiling");
  if (!run.complete) return run;

  FittedBook const& fitted = **part;
  run.take_from(fitted.book(), fitted.period());
  auto const& before = fitted.compiled();
  auto inputs = fitted.inputs();
  auto notes = apply_scenarios(*scenarios, inputs);
  if (!notes) return tl::unexpected(std::move(notes.error()));
  run.scenarios = std::move(*notes);
  auto const after = models::compile(inputs, fitted.prepared());
  run.deals = moves_of(deals_of(before, fitted.inputs().pipeline), deals_of(after, inputs.pipeline),
                       run.scenarios);
  run.rates = rates_of(before, after);
  return run;
}

}  // namespace quarterdeck::service
