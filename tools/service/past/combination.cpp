// tools/service/past/combination.cpp – see combination.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/combination.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/money.hpp"
#include "engine/random/stream.hpp"

namespace quarterdeck::service {
namespace {

/// Share of the trials whose total comes before that of each trial; equal totals by trial.
std::vector<double> levels_of(std::vector<core::Minor> const& totals) {
  std::vector<std::size_t> order(totals.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return totals[a] < totals[b]; });
  std::vector<double> levels(totals.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    levels[order[rank]] = (static_cast<double>(rank) + 0.5) / static_cast<double>(totals.size());
  }
  return levels;
}

/// Quantile between the points of a grid whose levels are (i + ½) / n.
double at_level(std::vector<double> const& grid, double level) {
  double const place = std::clamp(level * static_cast<double>(grid.size()) - 0.5, 0.0,
                                  static_cast<double>(grid.size() - 1));
  auto const below = static_cast<std::size_t>(place);
  auto const above = std::min(below + 1, grid.size() - 1);
  return grid[below] + (place - static_cast<double>(below)) * (grid[above] - grid[below]);
}

/// Parts that add up to what the rest of the period brings in this trial.
CombinedTrial fitted(double total, double booked, double open, double created_later) {
  double const rest = total - booked;
  CombinedTrial trial{total, open, 0};
  if (rest >= open && created_later > 0) {
    trial.created_later = rest - open;
  } else {
    trial.open = rest;
  }
  return trial;
}

std::size_t choose(std::span<CombinationMember const> members, double uniform) {
  double sum = 0;
  for (std::size_t k = 0; k + 1 < members.size(); ++k) {
    sum += members[k].weight;
    if (uniform < sum) return k;
  }
  return members.size() - 1;
}

}  // namespace

std::vector<CombinedTrial> combine(results::Results const& run, double booked,
                                   std::span<CombinationMember const> members, std::uint64_t seed) {
  QUARTERDECK_EXPECT(!members.empty() && run.new_business.size() == run.total.size());
  auto const levels = levels_of(run.total);
  random::Stream stream({seed, random::Purpose::bootstrap, core::entity_of("combination"), 0});
  std::vector<CombinedTrial> trials;
  trials.reserve(run.total.size());
  for (std::size_t i = 0; i < run.total.size(); ++i) {
    auto const& member = members[choose(members, stream.uniform())];
    double const total = core::to_units(run.total[i]);
    double const created_later = core::to_units(run.new_business[i]);
    double const open = total - booked - created_later;
    if (member.grid.empty()) {
      trials.push_back({total, open, created_later});
    } else {
      double const pooled = std::max(booked, at_level(member.grid, levels[i]));
      trials.push_back(fitted(pooled, booked, open, created_later));
    }
  }
  return trials;
}

}  // namespace quarterdeck::service
