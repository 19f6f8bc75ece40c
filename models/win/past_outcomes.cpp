// models/win/past_outcomes.cpp – what past periods brought beside what the others had promised.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "models/win/landmark.hpp"

namespace quarterdeck::models::win {
namespace {

/// Probability of a cell learned without one period, hyper-parameters at their mean.
double rate_without(Hyper const& hyper, CellCount const& all, CellCount const& left_out) {
  double const n = std::max(all.n - left_out.n, 0.0);
  double const wins = std::clamp(all.wins - left_out.wins, 0.0, n);
  return (wins + hyper.mean * hyper.size) / (n + hyper.size);
}

/// Probability of a deal of that size in a cell of that rate.
double sized(double rate, SizeEffect const& effect, DealState const& state) {
  if (!effect.known) return rate;
  double const odds =
      rate / (1 - rate) * std::exp(effect.intercept + effect.slope * log_size(effect, state));
  return odds / (1 + odds);
}

/// Deals of one landmark, counted a cell, with its weight.
std::map<std::size_t, CellCount> count_cells(std::vector<std::size_t> const& cell_of_deal,
                                             Landmark const& landmark) {
  std::map<std::size_t, CellCount> counts;
  for (std::size_t i = 0; i < landmark.deals.size(); ++i) {
    CellCount& count = counts[cell_of_deal[i]];
    count.n += landmark.weight();
    count.wins += landmark.deals[i].won ? landmark.weight() : 0;
  }
  return counts;
}

void add_to(Calibration& calibration, LandmarkDeal const& deal, double p, double weight) {
  calibration.expected_wins += weight * p;
  calibration.actual_wins += deal.won ? weight : 0;
  if (deal.state.amount == core::no_amount) return;
  double const amount = weight * core::to_units(deal.state.amount);
  calibration.expected_amount += amount * p;
  calibration.actual_amount += deal.won ? amount : 0;
}

}  // namespace

std::vector<PastOutcome> past_outcomes(LandmarkModel& model, Landmarks const& marks,
                                       std::vector<data::Stage> const& stages) {
  std::vector<PastOutcome> outcomes;
  if (model.source != Source::landmarks) return outcomes;
  for (std::size_t q = 0; q < marks.past.size(); ++q) {
    Landmark const& landmark = marks.past[q];
    std::vector<std::size_t> cell_of_deal;
    for (LandmarkDeal const& deal : landmark.deals) {
      cell_of_deal.push_back(
          model.cell_of.at(name_of(model.choice, deal.state, model.bands, stages).cell));
    }
    auto const own = count_cells(cell_of_deal, landmark);
    std::map<std::pair<std::string, int>, PastOutcome> binned;
    for (std::size_t i = 0; i < landmark.deals.size(); ++i) {
      LandmarkDeal const& deal = landmark.deals[i];
      Cell const& cell = model.cells[cell_of_deal[i]];
      double const rate =
          rate_without(model.groups[cell.group].hyper.mean(), cell.count, own.at(cell_of_deal[i]));
      double const p = sized(rate, model.size, deal.state);
      add_to(model.calibration, deal, p, landmark.weight());
      int const bin = static_cast<int>(std::lround(5 * std::log(p / (1 - p))));
      PastOutcome& outcome = binned[{deal.state.segment, bin}];
      outcome.p += p;
      outcome.n += 1;
      outcome.wins += deal.won ? 1 : 0;
    }
    for (auto& [key, outcome] : binned) {
      outcome.period = q;
      outcome.segment = key.first;
      outcome.p /= outcome.n;
      outcomes.push_back(outcome);
    }
  }
  return outcomes;
}

}  // namespace quarterdeck::models::win
