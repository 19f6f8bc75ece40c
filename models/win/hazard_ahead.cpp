// models/win/hazard_ahead.cpp – what the fitted hazards say of the weeks ahead.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/error.hpp"
#include "models/win/hazard.hpp"

namespace quarterdeck::models::win {
namespace {

/// Chances are kept this far from 0 and 1, so that logits and their gradients are finite.
constexpr double smallest_chance = 1e-12;

}  // namespace

HazardAhead::HazardAhead(FittedHazard const& hazard, data::History const& history,
                         std::span<data::OpenDeal const> deals, core::Date on,
                         std::span<core::Date const> step_ends)
    : hazard_(&hazard),
      n_deals_(deals.size()),
      n_steps_(step_ends.size()),
      design_(hazard.encoder.n_columns(), 2) {
  QUARTERDECK_EXPECT(!step_ends.empty() && step_ends.front() > on);
  QUARTERDECK_EXPECT(std::adjacent_find(step_ends.begin(), step_ends.end(),
                                        std::greater_equal<>()) == step_ends.end());
  PersonPeriods const ahead = weeks_ahead(history, deals, on, step_ends, hazard.spec.weeks);
  std::vector<Entry> entries;
  std::array<double, 3> const no_weights{};
  for (std::size_t i = 0; i < ahead.rows.size(); ++i) {
    PersonWeek const& week = ahead.rows[i];
    hazard.encoder.encode(history, ahead, week, entries);
    design_.add_row(entries, std::log(week.n_days() / 7.0), no_weights);
    if (i % n_steps_ == 0) levels_.push_back(hazard.encoder.levels(history, ahead, week));
  }
}

HazardAhead::Chances HazardAhead::chances(std::size_t row,
                                          Eigen::MatrixXd const& coefficients) const {
  double won = design_.offset(row), lost = won;
  for (Entry const& entry : design_.entries(row)) {
    won += entry.value * coefficients(entry.column, won_cause);
    lost += entry.value * coefficients(entry.column, lost_cause);
  }
  double const largest = std::max({0.0, won, lost});
  double const sum = std::exp(-largest) + std::exp(won - largest) + std::exp(lost - largest);
  return {std::exp(won - largest) / sum, std::exp(lost - largest) / sum};
}

Curves HazardAhead::curves(std::size_t deal, Eigen::MatrixXd const& coefficients) const {
  Curves curves;
  double open = 1, won = 0, lost = 0;
  for (std::size_t step = 0; step < n_steps_; ++step) {
    Chances const p = chances(deal * n_steps_ + step, coefficients);
    won += open * p.won;
    lost += open * p.lost;
    open *= std::max(0.0, 1 - p.won - p.lost);
    curves.won.push_back(won);
    curves.lost.push_back(lost);
  }
  return curves;
}

/// With V_w the chance of a win up to the last step for a deal open before step w,
///   V_w = p_won + (1 - p_won - p_lost) V_{w+1},
///   dP/d eta_won,w  = S_w (p_won (1 - p_won) - p_open p_won V_{w+1}),
///   dP/d eta_lost,w = S_w (-p_won p_lost - p_open p_lost V_{w+1}),   S_w open before step w.
/// @return [step × cause]
Eigen::MatrixXd HazardAhead::step_gradient(std::size_t deal, std::size_t step,
                                           double& p_won) const {
  auto const n = static_cast<Eigen::Index>(step + 1);
  Eigen::MatrixXd gradient(n, 2);
  std::vector<Chances> p;
  std::vector<double> open_before{1.0};
  for (std::size_t w = 0; w <= step; ++w) {
    p.push_back(chances(deal * n_steps_ + w, hazard_->fit.mode));
    open_before.push_back(open_before.back() * std::max(0.0, 1 - p[w].won - p[w].lost));
  }
  double value = 0;
  for (std::size_t w = step + 1; w-- > 0;) {
    double const open = std::max(0.0, 1 - p[w].won - p[w].lost);
    auto const line = static_cast<Eigen::Index>(w);
    gradient(line, won_cause) = open_before[w] * p[w].won * (1 - p[w].won - open * value);
    gradient(line, lost_cause) = -open_before[w] * p[w].lost * (p[w].won + open * value);
    value = p[w].won + open * value;
  }
  p_won = value;
  return gradient;
}

DealLevel HazardAhead::level(std::size_t deal, std::size_t step) const {
  QUARTERDECK_EXPECT(deal < n_deals_ && step < n_steps_);
  double p_won = 0;
  Eigen::MatrixXd slope = step_gradient(deal, step, p_won);
  p_won = std::clamp(p_won, smallest_chance, 1 - smallest_chance);
  slope /= p_won * (1 - p_won);

  Eigen::MatrixXd const& mode = hazard_->fit.mode;
  Eigen::MatrixXd gradient = Eigen::MatrixXd::Zero(mode.rows(), 2);
  for (std::size_t w = 0; w <= step; ++w) {
    for (Entry const& entry : design_.entries(deal * n_steps_ + w)) {
      gradient.row(entry.column) += entry.value * slope.row(static_cast<Eigen::Index>(w));
    }
  }
  DealLevel level;
  level.logit = std::log(p_won / (1 - p_won));
  level.gradient = gradient.reshaped();
  Eigen::MatrixXd const average = hazard_->mean_row * slope.colwise().sum();
  for (std::size_t c = 0; c < hazard_->encoder.covariates().size(); ++c) {
    Covariate const& covariate = hazard_->encoder.covariates()[c];
    auto const first = static_cast<Eigen::Index>(hazard_->encoder.first_column(c));
    auto const size = static_cast<Eigen::Index>(covariate.levels.size());
    double const logit = (gradient - average)
                             .middleRows(first, size)
                             .cwiseProduct(mode.middleRows(first, size))
                             .sum();
    level.contributions.push_back({covariate.name, levels_[deal][c], logit});
  }
  std::stable_sort(level.contributions.begin(), level.contributions.end(),
                   [](Contribution const& a, Contribution const& b) {
                     return std::abs(a.logit) > std::abs(b.logit);
                   });
  return level;
}

}  // namespace quarterdeck::models::win
