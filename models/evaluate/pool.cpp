// models/evaluate/pool.cpp – see pool.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/pool.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/core/error.hpp"

namespace quarterdeck::models::evaluate {
namespace {

/// A draw with its share of the mixture.
struct Atom {
  double value = 0;
  double mass = 0;
};

std::vector<Atom> atoms_of(std::span<PoolMember const> members) {
  std::vector<Atom> atoms;
  for (PoolMember const& member : members) {
    QUARTERDECK_EXPECT(member.weight >= 0 && !member.sorted.empty());
    double const mass = member.weight / static_cast<double>(member.sorted.size());
    if (!(mass > 0)) continue;
    for (double const x : member.sorted) atoms.push_back({x, mass});
  }
  // By mass where values tie, so that the order of the members does not matter.
  std::sort(atoms.begin(), atoms.end(), [](Atom const& a, Atom const& b) {
    return a.value != b.value ? a.value < b.value : a.mass < b.mass;
  });
  return atoms;
}

std::string explain(PoolDecision const& decision) {
  if (decision.n_periods < least_periods_for_pool) {
    return "the pool was judged on " + std::to_string(decision.n_periods) +
           " past periods and needs " + std::to_string(least_periods_for_pool);
  }
  return decision.use_pool ? "the pool has beaten the simulation out of time"
                           : "the pool has not beaten the simulation out of time";
}

}  // namespace

std::vector<double> pool_weights(std::span<MemberPast const> members) {
  std::vector<double> weights;
  std::size_t most_periods = 0;
  double lowest = INFINITY;
  for (MemberPast const& member : members) {
    QUARTERDECK_EXPECT(member.sum_relative_crps >= 0 && std::isfinite(member.sum_relative_crps));
    double const known = member.sum_relative_crps + member.claim_periods * member.relative_claim;
    double const n = static_cast<double>(member.n_periods) + member.claim_periods;
    weights.push_back((known + prior_periods * prior_relative_crps) / (n + prior_periods));
    lowest = std::min(lowest, weights.back());
    most_periods = std::max(most_periods, member.n_periods);
  }
  double const power = std::min(largest_pool_power, 1 + static_cast<double>(most_periods) / 2);
  double sum = 0;
  for (double& weight : weights) sum += weight = std::pow(weight / lowest, -power);
  for (double& weight : weights) weight /= sum;
  return weights;
}

std::optional<std::size_t> best_so_far(std::span<MemberPast const> members) {
  std::optional<std::size_t> best;
  double least = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].n_periods == 0) continue;
    double const mean = members[i].sum_relative_crps / static_cast<double>(members[i].n_periods);
    if (best && mean >= least) continue;
    best = i;
    least = mean;
  }
  return best;
}

std::vector<double> linear_pool(std::span<PoolMember const> members, std::size_t n) {
  std::vector<Atom> const atoms = atoms_of(members);
  std::vector<double> draws;
  if (atoms.empty()) return draws;
  double total = 0;
  for (Atom const& atom : atoms) total += atom.mass;
  draws.reserve(n);
  std::size_t i = 0;
  double below = atoms[0].mass;  // mass up to and including atom i
  for (std::size_t j = 0; j < n; ++j) {
    double const p = (static_cast<double>(j) + 0.5) / static_cast<double>(n) * total;
    while (below < p && i + 1 < atoms.size()) below += atoms[++i].mass;
    draws.push_back(atoms[i].value);
  }
  return draws;
}

PoolDecision decide_pool(std::span<PairedLoss const> past, BootstrapOptions const& options) {
  PoolDecision decision;
  std::set<std::string> periods;
  std::vector<double> simulation, pool;
  for (PairedLoss const& c : past) {
    periods.insert(c.period);
    simulation.push_back(c.reference_loss);
    pool.push_back(c.loss);
  }
  decision.n_periods = periods.size();
  if (!past.empty()) {
    decision.simulation = mean_of(simulation);
    decision.pool = mean_of(pool);
    decision.gain = compare_skill(past, options);
  }
  decision.use_pool =
      decision.n_periods >= least_periods_for_pool && decision.pool < decision.simulation;
  decision.reason = explain(decision);
  return decision;
}

}  // namespace quarterdeck::models::evaluate
