// models/win/choice/past_outcomes.cpp – what past periods brought beside what the others had
// promised. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "models/win/choice/win_candidates.hpp"
#include "models/win/choice/win_choice.hpp"

namespace quarterdeck::models::win {
namespace {

/// Probability of a cell learned without one period, hyper-parameters at their mean.
double rate_without(Hyper const& hyper, CellCount const& all, CellCount const& left_out) {
  double const n = std::max(all.n - left_out.n, 0.0);
  double const wins = std::clamp(all.wins - left_out.wins, 0.0, n);
  return (wins + hyper.at(all.offset).mean * hyper.size) / (n + hyper.size);
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

/// Deals of one landmark with nearly the same probability, by segment.
class Bins {
 public:
  void add(LandmarkDeal const& deal, double p) {
    int const bin = static_cast<int>(std::lround(5 * std::log(p / (1 - p))));
    PastOutcome& outcome = binned_[{deal.state.segment, bin}];
    outcome.p += p;
    outcome.n += 1;
    outcome.wins += deal.won ? 1 : 0;
  }

  void append_to(std::vector<PastOutcome>& outcomes, std::size_t period) {
    for (auto& [key, outcome] : binned_) {
      outcome.period = period;
      outcome.segment = key.first;
      outcome.p /= outcome.n;
      outcomes.push_back(outcome);
    }
  }

 private:
  std::map<std::pair<std::string, int>, PastOutcome> binned_;
};

/// Chances of a landmark's deals by the table learned from the others.
std::vector<double> table_chances(LandmarkModel const& table, Landmark const& landmark,
                                  std::vector<data::Stage> const& stages) {
  std::vector<std::size_t> cell_of_deal;
  for (LandmarkDeal const& deal : landmark.deals) {
    cell_of_deal.push_back(
        table.cell_of.at(name_of(table.choice, deal.state, table.bands, stages).cell));
  }
  auto const own = count_cells(cell_of_deal, landmark);
  std::vector<double> chances;
  for (std::size_t i = 0; i < landmark.deals.size(); ++i) {
    Cell const& cell = table.cells[cell_of_deal[i]];
    double const rate =
        rate_without(table.groups[cell.group].hyper.mean(), cell.count, own.at(cell_of_deal[i]));
    chances.push_back(sized_chance(rate, table.size, landmark.deals[i].state));
  }
  return chances;
}

/// Chances of every landmark's deals by the hazards learned from the others, each by one step from
/// the mode of all.
/// Leaving a period out takes one Newton step instead of a fit: twenty fits would take longer than
/// the forecast, and the step is exact to first order in what a single period weighs.
class HazardChances {
 public:
  HazardChances(HazardModel const& model, Landmarks const& marks)
      : hazard_(&model.hazard()),
        weeks_(&model.weeks()),
        without_(*weeks_, hazard_->fit, std::vector<bool>(marks.past.size(), true)) {
    for (Landmark const& landmark : marks.past) weights_.push_back(landmark.recency);
  }

  [[nodiscard]] std::vector<double> operator()(std::size_t landmark) const {
    std::vector<double> weights = weights_;
    weights[landmark] = 0;
    Eigen::MatrixXd const mode = without_.mode(weights);
    std::vector<double> chances;
    for (LandmarkCourse const& deal : weeks_->deals(landmark)) {
      WinChance const chance = chance_with_gradient(weeks_->rows(), deal.weeks, mode);
      double const sd = hazard_->fit.sd_of(chance.gradient);
      chances.push_back(moderated(std::log(chance.p / (1 - chance.p)), sd * sd));
    }
    return chances;
  }

 private:
  FittedHazard const* hazard_;
  LandmarkWeeks const* weeks_;
  ReweightedHazard without_;
  std::vector<double> weights_;
};

}  // namespace

std::vector<PastOutcome> past_outcomes(WinChoice const& choice, LandmarkModel& table,
                                       data::History const& history, Landmarks const& all) {
  std::vector<PastOutcome> outcomes;
  if (table.source != Source::landmarks) return outcomes;
  auto const* const model = std::get_if<HazardModel>(&choice.model);
  // Hazards were learned from no more deals than these.
  Landmarks const marks =
      at_half_life(model != nullptr ? thinned(history, all) : all, choice.half_life_periods);
  std::optional<HazardChances> hazard;
  if (model != nullptr) hazard.emplace(*model, marks);
  for (std::size_t q = 0; q < marks.past.size(); ++q) {
    Landmark const& landmark = marks.past[q];
    std::vector<double> const chances =
        hazard ? (*hazard)(q) : table_chances(table, landmark, history.stages);
    Bins bins;
    for (std::size_t i = 0; i < landmark.deals.size(); ++i) {
      double const p = std::clamp(choice.recalibration.used.chance(chances[i]), 1e-12, 1 - 1e-12);
      add_to(table.calibration, landmark.deals[i], p, landmark.weight());
      bins.add(landmark.deals[i], p);
    }
    bins.append_to(outcomes, q);
  }
  return outcomes;
}

}  // namespace quarterdeck::models::win
