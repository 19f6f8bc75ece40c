// tools/service/past/judge.cpp – see judge.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/judge.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "models/baseline/baselines.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/pit.hpp"
#include "models/evaluate/spread.hpp"

namespace quarterdeck::service {
namespace {

using models::baseline::n_grid;

constexpr char const* simulation_name = "simulation";

/// Weeks left that may differ from those asked for and still tell of a member's past.
constexpr int most_weeks_apart = 3;
/// Periods of evidence that a member's own claim counts for.
constexpr double claim_periods = 2;

/// Forecasts at some weeks left of periods that had ended by a day.
std::vector<PastForecast const*> ended_at(std::span<PastForecast const> past, core::Date as_of,
                                          int weeks_left) {
  std::vector<PastForecast const*> rows;
  for (auto const& row : past) {
    bool const usable = row.period.end <= as_of && row.weeks_left == weeks_left && row.scale > 0;
    if (usable) rows.push_back(&row);
  }
  return rows;
}

MethodForecast const* method_of(PastForecast const& row, std::string const& name) {
  if (name == simulation_name) return &row.simulation;
  for (auto const& method : row.baselines) {
    if (method.name == name) return method.absent.empty() ? &method : nullptr;
  }
  return nullptr;
}

evaluate::MemberPast past_of(std::string const& name,
                             std::vector<PastForecast const*> const& rows) {
  evaluate::MemberPast past{.name = name};
  for (auto const* row : rows) {
    auto const* const method = method_of(*row, name);
    if (method == nullptr) continue;
    past.sum_relative_crps += std::max(0.0, method->crps) / row->scale;
    ++past.n_periods;
  }
  return past;
}

/// A weighted mean that grows.
struct Mean {
  double sum = 0;
  double weight = 0;
};

/// CRPS/s of a member in every period that had ended, each a mean over the weeks left nearby.
evaluate::MemberPast nearby_past(std::string const& name, std::span<PastForecast const> past,
                                 core::Date as_of, int weeks_left) {
  std::map<core::Date, Mean> by_period;
  for (auto const& row : past) {
    int const apart = std::abs(row.weeks_left - weeks_left);
    if (row.period.end > as_of || !(row.scale > 0) || apart > most_weeks_apart) continue;
    auto const* const method = method_of(row, name);
    if (method == nullptr) continue;
    double const weight = 1.0 / (1 + apart);
    auto& mean = by_period[row.period.start];
    mean.sum += weight * std::max(0.0, method->crps) / row.scale;
    mean.weight += weight;
  }
  evaluate::MemberPast made{.name = name, .n_periods = by_period.size()};
  for (auto const& [start, mean] : by_period) made.sum_relative_crps += mean.sum / mean.weight;
  return made;
}

/// The baseline with the lowest mean CRPS/s so far among those that speak now.
void choose_best(Judged& judged, std::vector<PastForecast const*> const& rows) {
  double lowest = INFINITY;
  for (auto const& method : judged.at->baselines) {
    if (!method.absent.empty()) continue;
    auto const past = past_of(method.name, rows);
    bool const is_reference = method.name == reference_baseline;
    double const mean = past.n_periods == 0
                            ? (is_reference ? 1e9 : 1e10)
                            : past.sum_relative_crps / static_cast<double>(past.n_periods);
    if (mean >= lowest) continue;
    lowest = mean;
    judged.best_baseline = method.name;
    judged.best_baseline_crps = method.crps;
  }
}

/// A method made of other methods: its mean, its score and its place of what happened.
MethodForecast method_from(std::string name, std::vector<double> grid, double actual) {
  MethodForecast method;
  method.name = std::move(name);
  for (double const value : grid) method.mean += value / static_cast<double>(grid.size());
  method.crps = evaluate::crps_plain(grid, actual).value_or(0);
  method.claim = evaluate::claimed_crps(grid, evaluate::Estimator::plain).value_or(0);
  auto const range = evaluate::pit_range(grid, actual);
  method.pit = (range.low + range.high) / 2;
  method.grid = std::move(grid);
  return method;
}

MethodForecast pool_of(PastForecast const& row, std::vector<MemberWeight> const& weights) {
  std::vector<evaluate::PoolMember> members;
  for (auto const& member : weights)
    members.push_back({method_of(row, member.name)->grid, member.weight});
  return method_from("pool", evaluate::linear_pool(members, n_grid), row.actual);
}

std::vector<MemberClaim> members_of(PastForecast const& row) {
  double const scale = row.scale > 0 ? row.scale : 1;
  std::vector<MemberClaim> members{{simulation_name, row.simulation.claim / scale}};
  std::vector<std::string> speaking;
  for (auto const& method : row.baselines) {
    if (method.absent.empty()) speaking.push_back(method.name);
  }
  for (auto const& name : pool_members(std::move(speaking))) {
    members.push_back({name, method_of(row, name)->claim / scale});
  }
  return members;
}

double stretch_before(std::span<PastForecast const> past, core::Date as_of) {
  std::vector<evaluate::PastPit> pits;
  for (auto const& row : past) {
    if (row.period.end <= as_of) pits.push_back({row.period.id, row.simulation.pit});
  }
  return evaluate::learn_spread(pits).stretch;
}

}  // namespace

std::vector<std::string> pool_members(std::vector<std::string> speaking) {
  bool const has_rhythm = std::ranges::find(speaking, "seasonal") != speaking.end();
  std::erase_if(speaking, [&](std::string const& name) {
    if (name == "run-rate" || name == "conversion-due") return false;
    return has_rhythm ? name != "seasonal" : name != "conversion" && name != reference_baseline;
  });
  return speaking;
}

std::vector<Judged> judge(std::span<PastForecast const> past) {
  std::vector<Judged> all;
  for (auto const& row : past) {
    auto const rows = ended_at(past, row.as_of, row.weeks_left);
    Judged judged;
    judged.at = &row;
    choose_best(judged, rows);
    judged.weights = weights_for(past, row.as_of, row.weeks_left, members_of(row));
    judged.pool = pool_of(row, judged.weights);
    judged.stretch = stretch_before(past, row.as_of);
    judged.corrected = method_from(
        "corrected", evaluate::apply_spread(row.simulation.grid, judged.stretch, row.booked),
        row.actual);
    all.push_back(std::move(judged));
  }
  return all;
}

std::vector<MemberWeight> weights_for(std::span<PastForecast const> past, core::Date as_of,
                                      int weeks_left, std::vector<MemberClaim> const& members) {
  std::vector<evaluate::MemberPast> pasts;
  std::vector<MemberWeight> made;
  for (auto const& member : members) {
    auto known = nearby_past(member.name, past, as_of, weeks_left);
    auto const n = known.n_periods;
    made.push_back(
        {member.name, 0, n == 0 ? 0 : known.sum_relative_crps / static_cast<double>(n), n});
    known.relative_claim = member.relative_claim;
    known.claim_periods = claim_periods;
    pasts.push_back(std::move(known));
  }
  auto const weights = evaluate::pool_weights(pasts);
  for (std::size_t i = 0; i < made.size(); ++i) made[i].weight = weights[i];
  return made;
}

}  // namespace quarterdeck::service
