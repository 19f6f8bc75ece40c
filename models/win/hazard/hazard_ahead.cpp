// models/win/hazard/hazard_ahead.cpp – what the fitted hazards say of the weeks ahead.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "engine/core/error.hpp"
#include "models/win/hazard/hazard.hpp"
#include "models/win/hazard/landmark_hazard.hpp"

namespace quarterdeck::models::win {

HazardAhead::HazardAhead(FittedHazard const& hazard, StepsAhead const& steps)
    : hazard_(&hazard),
      n_deals_(steps.deals.size()),
      n_steps_(steps.ends.size()),
      design_(hazard.encoder.n_columns(), 2) {
  QUARTERDECK_EXPECT(!steps.ends.empty() && steps.ends.front() > steps.on);
  QUARTERDECK_EXPECT(std::adjacent_find(steps.ends.begin(), steps.ends.end(),
                                        std::greater_equal<>()) == steps.ends.end());
  data::History const& history = steps.history;
  PersonPeriods const ahead = weeks_ahead(steps, hazard.spec.weeks);
  std::vector<Entry> entries;
  std::array<double, 3> const no_weights{};
  for (std::size_t i = 0; i < ahead.rows.size(); ++i) {
    PersonWeek const& week = ahead.rows[i];
    hazard.encoder.encode(history, ahead, week, entries);
    design_.add_row(entries, std::log(week.n_days() / 7.0), no_weights);
    bool const is_first = i % n_steps_ == 0;
    bool const lacks_a_level = entries.size() < hazard.encoder.covariates().size() + 1;
    if (!is_first && !lacks_a_level) continue;
    auto levels = hazard.encoder.levels(history, ahead, week);
    if (lacks_a_level) find_unseen(i, levels);
    if (is_first) levels_.push_back(std::move(levels));
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

/// A row without a column of a family of levels has a level that past rows did not have.
void HazardAhead::find_unseen(std::size_t row, std::vector<std::string> const& levels) {
  auto const entries = design_.entries(row);
  auto const has = [&](std::size_t first, std::size_t end) {
    return std::any_of(entries.begin(), entries.end(), [&](Entry const& entry) {
      return first <= entry.column && entry.column < end;
    });
  };
  auto const& covariates = hazard_->encoder.covariates();
  for (std::size_t c = 0; c < covariates.size(); ++c) {
    std::size_t const first = hazard_->encoder.first_column(c);
    if (covariates[c].is_number() || has(first, first + covariates[c].levels.size())) continue;
    unseen_.push_back({row, c, levels[c]});
  }
}

std::vector<UnseenLevel> HazardAhead::unseen_of(std::size_t deal,
                                                Eigen::MatrixXd const& slope) const {
  std::map<std::pair<std::size_t, std::string>, UnseenLevel> sums;
  auto const first = std::partition_point(
      unseen_.begin(), unseen_.end(), [&](Unseen const& one) { return one.row < deal * n_steps_; });
  for (auto one = first; one != unseen_.end(); ++one) {
    std::size_t const step = one->row - deal * n_steps_;
    if (step >= static_cast<std::size_t>(slope.rows())) break;
    UnseenLevel& sum = sums[{one->covariate, one->level}];
    sum.covariate = one->covariate;
    sum.level = one->level;
    sum.won += slope(static_cast<Eigen::Index>(step), won_cause);
    sum.lost += slope(static_cast<Eigen::Index>(step), lost_cause);
  }
  std::vector<UnseenLevel> unseen;
  for (auto& [key, sum] : sums) unseen.push_back(std::move(sum));
  return unseen;
}

DealLevel HazardAhead::level(std::size_t deal, std::size_t step, std::size_t n_before) const {
  QUARTERDECK_EXPECT(deal < n_deals_ && step < n_steps_ && n_before <= step);
  Eigen::MatrixXd const& mode = hazard_->fit.mode;
  WinChance const chance =
      chance_with_gradient(design_, {deal * n_steps_, step + 1, n_before}, mode);
  DealLevel level;
  level.logit = std::log(chance.p / (1 - chance.p));
  level.gradient = chance.gradient;
  level.unseen = unseen_of(deal, chance.slope);
  Eigen::MatrixXd const off_average = chance.gradient.reshaped(mode.rows(), mode.cols()) -
                                      hazard_->mean_row * chance.slope.colwise().sum();
  for (std::size_t c = 0; c < hazard_->encoder.covariates().size(); ++c) {
    Covariate const& covariate = hazard_->encoder.covariates()[c];
    auto const first = static_cast<Eigen::Index>(hazard_->encoder.first_column(c));
    auto const size = static_cast<Eigen::Index>(covariate.levels.size());
    double const logit =
        off_average.middleRows(first, size).cwiseProduct(mode.middleRows(first, size)).sum();
    level.contributions.push_back({covariate.name, levels_[deal][c], logit});
  }
  std::stable_sort(level.contributions.begin(), level.contributions.end(),
                   [](Contribution const& a, Contribution const& b) {
                     return std::abs(a.logit) > std::abs(b.logit);
                   });
  return level;
}

}  // namespace quarterdeck::models::win
