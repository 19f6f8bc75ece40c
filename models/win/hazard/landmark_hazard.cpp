// models/win/hazard/landmark_hazard.cpp – see landmark_hazard.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/landmark_hazard.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::models::win {
namespace {

constexpr double smallest_chance = 1e-12;

struct Chances {
  double won = 0, lost = 0;
  [[nodiscard]] double open() const { return std::max(0.0, 1 - won - lost); }
};

Chances chances_of(LogitDesign const& design, std::size_t row, Eigen::MatrixXd const& b) {
  double won = design.offset(row), lost = won;
  for (Entry const& entry : design.entries(row)) {
    won += entry.value * b(entry.column, won_cause);
    lost += entry.value * b(entry.column, lost_cause);
  }
  double const largest = std::max({0.0, won, lost});
  double const e_won = std::exp(won - largest), e_lost = std::exp(lost - largest);
  double const sum = std::exp(-largest) + e_won + e_lost;
  return {e_won / sum, e_lost / sum};
}

/// The weeks at risk alone, from which the levels of the covariates are learned.
PersonPeriods at_risk(PersonPeriods const& whole) {
  PersonPeriods result{whole.states, {}};
  bool closed = false;
  for (std::size_t i = 0; i < whole.rows.size(); ++i) {
    PersonWeek const& row = whole.rows[i];
    bool const is_first = i == 0 || whole.rows[i - 1].state != row.state;
    closed = !is_first && closed;
    if (!closed) result.rows.push_back(row);
    closed = closed || row.outcome != data::Outcome::open;
  }
  return result;
}

std::size_t landmark_cause_of(data::Outcome outcome) {
  if (outcome == data::Outcome::open) return 0;
  return outcome == data::Outcome::won ? 1 : 2;
}

}  // namespace

double chance_of_win(LogitDesign const& design, WeekSpan const& weeks,
                     Eigen::MatrixXd const& coefficients) {
  double value = 0;
  for (std::size_t w = weeks.n_weeks; w-- > 0;) {
    Chances const p = chances_of(design, weeks.first + w, coefficients);
    value = (w >= weeks.n_before ? p.won : 0) + p.open() * value;
  }
  return value;
}

WinChance chance_with_gradient(LogitDesign const& design, WeekSpan const& weeks,
                               Eigen::MatrixXd const& coefficients) {
  std::vector<Chances> p(weeks.n_weeks);
  std::vector<double> value(weeks.n_weeks + 1, 0.0);
  for (std::size_t w = weeks.n_weeks; w-- > 0;) {
    p[w] = chances_of(design, weeks.first + w, coefficients);
    value[w] = (w >= weeks.n_before ? p[w].won : 0) + p[w].open() * value[w + 1];
  }
  WinChance chance{std::clamp(value[0], smallest_chance, 1 - smallest_chance), {}, {}};
  auto const n = static_cast<Eigen::Index>(design.n_columns());
  chance.gradient = Eigen::VectorXd::Zero(2 * n);
  chance.slope.resize(static_cast<Eigen::Index>(weeks.n_weeks), 2);
  double const scale = 1 / (chance.p * (1 - chance.p));
  double open_before = 1;
  for (std::size_t w = 0; w < weeks.n_weeks; ++w) {
    double const counts = w >= weeks.n_before ? 1 : 0;
    double const won = scale * open_before * p[w].won * (counts - value[w]);
    double const lost = -scale * open_before * p[w].lost * value[w];
    chance.slope(static_cast<Eigen::Index>(w), won_cause) = won;
    chance.slope(static_cast<Eigen::Index>(w), lost_cause) = lost;
    for (Entry const& entry : design.entries(weeks.first + w)) {
      chance.gradient[entry.column] += entry.value * won;
      chance.gradient[n + entry.column] += entry.value * lost;
    }
    open_before *= p[w].open();
  }
  return chance;
}

double moderated(double logit, double variance) {
  double const shrunk = logit / std::sqrt(1 + std::numbers::pi * variance / 8);
  return std::clamp(1 / (1 + std::exp(-shrunk)), smallest_chance, 1 - smallest_chance);
}

LandmarkWeeks::LandmarkWeeks(data::History const& history, Landmarks const& marks, HazardSpec spec)
    : spec_(std::move(spec)), encoder_(history, {}, encoded_covariates(spec_)), rows_(1, 2) {
  std::vector<std::size_t> n_steps;
  PersonPeriods const whole = landmark_weeks(history, marks, spec_.weeks, n_steps);
  encoder_ = RowEncoder(history, at_risk(whole), encoded_covariates(spec_));
  rows_ = LogitDesign(encoder_.n_columns(), 2);
  std::vector<Entry> entries;
  std::array<double, 3> const no_weights{};
  for (PersonWeek const& week : whole.rows) {
    encoder_.encode(history, whole, week, entries);
    rows_.add_row(entries, std::log(week.n_days() / 7.0), no_weights);
  }
  std::size_t row = 0;
  first_.push_back(0);
  for (std::size_t q = 0; q < marks.past.size(); ++q) {
    Landmark const& landmark = marks.past[q];
    overlap_.push_back(landmark.overlap);
    for (std::size_t i = 0; i < landmark.deals.size(); ++i, row += n_steps[q]) {
      LandmarkCourse deal{static_cast<std::uint32_t>(q), {row, n_steps[q], 0}, n_steps[q]};
      for (std::size_t w = 0; w < n_steps[q]; ++w) {
        PersonWeek const& week = whole.rows[row + w];
        if (week.until <= landmark.window.after) deal.weeks.n_before = w + 1;
        if (week.outcome == data::Outcome::open) continue;
        deal.outcome = week.outcome;
        deal.n_at_risk = w + 1;
      }
      deals_.push_back(deal);
    }
    first_.push_back(deals_.size());
  }
  QUARTERDECK_EXPECT(row == whole.rows.size());
}

void LandmarkWeeks::add_at_risk(LogitDesign& design, std::size_t landmark, double weight) const {
  for (LandmarkCourse const& deal : deals(landmark)) {
    for (std::size_t w = 0; w < deal.n_at_risk; ++w) {
      std::array<double, 3> weights{};
      bool const is_last = w + 1 == deal.n_at_risk;
      weights[is_last ? landmark_cause_of(deal.outcome) : 0] = weight * overlap_[landmark];
      std::size_t const row = deal.weeks.first + w;
      design.add_row(rows_.entries(row), rows_.offset(row), weights);
    }
  }
}

FittedHazard LandmarkWeeks::fit(std::span<double const> weights, core::Date as_of,
                                LogitOptions const& options, LogitFit const* start) const {
  QUARTERDECK_EXPECT(weights.size() == n_landmarks());
  FittedHazard hazard{spec_, as_of, encoder_, {}, {}};
  LogitDesign design(encoder_.n_columns(), 2);
  for (std::size_t q = 0; q < n_landmarks(); ++q) {
    if (weights[q] > 0) add_at_risk(design, q, weights[q]);
    for (LandmarkCourse const& deal : deals(q)) {
      if (weights[q] <= 0) continue;
      hazard.n_won += deal.outcome == data::Outcome::won ? 1 : 0;
      hazard.n_lost += deal.outcome == data::Outcome::lost ? 1 : 0;
    }
  }
  hazard.n_rows = design.n_rows();
  hazard.mean_row = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(encoder_.n_columns()));
  double sum = 0;
  for (std::size_t row = 0; row < design.n_rows(); ++row) {
    auto const w = design.weights(row);
    double const weight = w[0] + w[1] + w[2];
    for (Entry const& e : design.entries(row)) hazard.mean_row[e.column] += weight * e.value;
    sum += weight;
  }
  if (sum > 0) hazard.mean_row /= sum;
  hazard.fit = fit_logit(spec_.covariates.basics_only ? design.merged() : design,
                         families_of(encoder_), options, start);
  return hazard;
}

ReweightedHazard::ReweightedHazard(LandmarkWeeks const& weeks, LogitFit const& fit,
                                   std::vector<bool> used)
    : fit_(&fit), used_(std::move(used)), precision_(fit.precisions()) {
  for (std::size_t q = 0; q < weeks.n_landmarks(); ++q) {
    sums_.emplace_back();
    if (!used_[q]) continue;
    LogitDesign design(weeks.encoder().n_columns(), 2);
    weeks.add_at_risk(design, q, 1);
    sums_.back() = sum_logit(design, fit.mode, 1);
  }
}

Eigen::MatrixXd ReweightedHazard::mode(std::span<double const> weights) const {
  Eigen::MatrixXd information = precision_.asDiagonal();
  Eigen::VectorXd gradient = -(fit_->mode.reshaped().array() * precision_.array()).matrix();
  for (std::size_t q = 0; q < sums_.size(); ++q) {
    if (!used_[q] || weights[q] <= 0) continue;
    information += weights[q] * sums_[q].information;
    gradient += weights[q] * sums_[q].gradient;
  }
  Eigen::VectorXd const step = information.llt().solve(gradient);
  return fit_->mode + step.reshaped(fit_->mode.rows(), fit_->mode.cols());
}

}  // namespace quarterdeck::models::win
