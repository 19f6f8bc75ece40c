// models/evaluate/calibration_line.cpp – outcomes regressed on the chances that deals were given.
// SPDX-License-Identifier: Apache-2.0
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "models/evaluate/deal_groups.hpp"
#include "models/evaluate/deal_scores.hpp"

namespace quarterdeck::models::evaluate {
namespace {

/// Groups with their chances on the logit scale and weights that sum to the effective number.
struct Rows {
  std::vector<ChanceGroup> groups;
  std::vector<double> logit;
};

Rows rows_of(std::span<DealForecast const> deals) {
  Rows rows;
  rows.groups = group_by_chance(deals);
  ChanceGroup const all = total_of(rows.groups);
  for (ChanceGroup& group : rows.groups) {
    double const p = std::clamp(group.p_win, log_loss_clip, 1 - log_loss_clip);
    rows.logit.push_back(std::log(p / (1 - p)));
    group.won *= all.weight / all.squares;
    group.weight *= all.weight / all.squares;
  }
  return rows;
}

/// Whether a finite line fits: more than one chance, both outcomes, and no threshold of p_win that
/// parts them, in either direction.
bool overlaps(Rows const& rows) {
  double won_low = INFINITY, won_high = -INFINITY, lost_low = INFINITY, lost_high = -INFINITY;
  for (std::size_t i = 0; i < rows.logit.size(); ++i) {
    double const x = rows.logit[i];
    if (rows.groups[i].won > 0) {
      won_low = std::min(won_low, x);
      won_high = std::max(won_high, x);
    }
    if (rows.groups[i].won < rows.groups[i].weight) {
      lost_low = std::min(lost_low, x);
      lost_high = std::max(lost_high, x);
    }
  }
  return won_low < lost_high && lost_low < won_high;
}

struct Gradient {
  Eigen::Vector2d slope = Eigen::Vector2d::Zero();
  Eigen::Matrix2d information = Eigen::Matrix2d::Zero();
  double log_likelihood = 0;
};

Gradient differentiate(Rows const& rows, Eigen::Vector2d const& line) {
  Gradient at;
  for (std::size_t i = 0; i < rows.logit.size(); ++i) {
    ChanceGroup const& group = rows.groups[i];
    Eigen::Vector2d const x(1, rows.logit[i]);
    double const eta = line.dot(x);
    double const p = 1 / (1 + std::exp(-eta));
    at.slope += x * (group.won - group.weight * p);
    at.information += x * x.transpose() * (group.weight * p * (1 - p));
    double const log_rest = -std::max(eta, 0.0) - std::log1p(std::exp(-std::abs(eta)));
    at.log_likelihood += group.won * eta + group.weight * log_rest;
  }
  return at;
}

constexpr int max_steps = 100;
constexpr double tolerance = 1e-10;  ///< of the step, on the logit scale

/// Newton steps with halving over the intercept alone (n_free 1) or both. The likelihood is
/// concave.
std::optional<Eigen::Vector2d> maximise(Rows const& rows, Eigen::Index n_free) {
  Eigen::Vector2d line(0, 1);
  for (int step_i = 0; step_i < max_steps; ++step_i) {
    Gradient const at = differentiate(rows, line);
    Eigen::Vector2d step = Eigen::Vector2d::Zero();
    step.head(n_free) =
        at.information.topLeftCorner(n_free, n_free).ldlt().solve(at.slope.head(n_free));
    if (!step.allFinite()) return std::nullopt;
    if (step.cwiseAbs().maxCoeff() < tolerance) return line + step;
    while (step.cwiseAbs().maxCoeff() > tolerance &&
           !(differentiate(rows, line + step).log_likelihood >= at.log_likelihood)) {
      step /= 2;
    }
    line += step;
  }
  return std::nullopt;
}

}  // namespace

std::optional<CalibrationLine> calibration_line(std::span<DealForecast const> deals) {
  Rows const rows = rows_of(deals);
  if (!overlaps(rows)) return std::nullopt;
  auto const both = maximise(rows, 2);
  auto const large = maximise(rows, 1);
  if (!both || !large) return std::nullopt;
  Eigen::Matrix2d const covariance = differentiate(rows, *both).information.inverse();
  if (!covariance.allFinite()) return std::nullopt;
  CalibrationLine line;
  line.intercept = {(*both)(0), std::sqrt(covariance(0, 0))};
  line.slope = {(*both)(1), std::sqrt(covariance(1, 1))};
  line.in_the_large = {(*large)(0), 1 / std::sqrt(differentiate(rows, *large).information(0, 0))};
  ChanceGroup const all = total_of(rows.groups);
  for (ChanceGroup const& group : rows.groups) {
    line.gap += (group.won - group.weight * group.p_win) / all.weight;
  }
  return line;
}

}  // namespace quarterdeck::models::evaluate
