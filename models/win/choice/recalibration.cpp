// models/win/choice/recalibration.cpp – see recalibration.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/choice/recalibration.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/core/error.hpp"
#include "models/win/logit.hpp"

namespace quarterdeck::models::win {
namespace {

constexpr double sd_slope = 0.2, sd_shift = 0.3;
constexpr double smallest_slope = 0.05;
double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

double logit_of(double p) {
  double const kept = std::clamp(p, 1e-12, 1 - 1e-12);
  return std::log(kept / (1 - kept));
}

/// What a, b and c are multiplied by: ln p, -ln(1 - p), 1; both slopes together for Platt's curve.
Eigen::Vector3d features(Curve curve, double x) {
  if (curve == Curve::platt) return {x, 0, 1};
  return {-softplus(-x), softplus(x), 1};
}

/// One Newton step from (a, b, c). @return its length
double newton_step(Curve curve, std::span<PastChance const> past, Eigen::Vector3d& theta) {
  Eigen::Vector3d const centre(1, 1, 0);
  Eigen::Vector3d const precision(1 / (sd_slope * sd_slope), 1 / (sd_slope * sd_slope),
                                  1 / (sd_shift * sd_shift));
  Eigen::Matrix3d information = precision.asDiagonal();
  Eigen::Vector3d gradient = -precision.cwiseProduct(theta - centre);
  for (PastChance const& one : past) {
    Eigen::Vector3d const x = features(curve, logit_of(one.p));
    double const q = expit(theta.dot(x));
    gradient += ((one.won ? 1.0 : 0.0) - q) * x;
    information += q * (1 - q) * x * x.transpose();
  }
  Eigen::Vector3d const step = information.llt().solve(gradient);
  Eigen::Vector3d const before = theta;
  theta += step;
  // Increasing, whatever the data say: a curve that falls would turn the order of the deals round.
  theta[0] = std::max(theta[0], smallest_slope);
  theta[1] = std::max(theta[1], smallest_slope);
  return (theta - before).norm();
}

/// A curve judged on the deals that it was fitted to always helps.
/// Losses of each deal by a curve that its own period had no part in.
std::vector<double> losses_unseen(Curve curve, std::span<PastChance const> past) {
  std::set<std::size_t> periods;
  for (PastChance const& one : past) periods.insert(one.period);
  std::map<std::size_t, CalibrationCurve> without;
  for (std::size_t const period : periods) {
    std::vector<PastChance> others;
    for (PastChance const& one : past) {
      if (one.period != period) others.push_back(one);
    }
    without[period] = fit_curve(curve, others);
  }
  std::vector<double> losses;
  for (PastChance const& one : past) {
    losses.push_back(log_loss(without[one.period].chance(one.p), one.won));
  }
  return losses;
}

}  // namespace

std::string_view to_text(Curve curve) {
  if (curve == Curve::platt) return "Platt";
  return curve == Curve::beta ? "beta" : "none";
}

double CalibrationCurve::logit(double logit_p) const {
  if (curve == Curve::identity) return logit_p;
  return c - a * softplus(-logit_p) + b * softplus(logit_p);
}

double CalibrationCurve::slope(double logit_p) const {
  if (curve == Curve::identity) return 1;
  double const p = expit(logit_p);
  return a * (1 - p) + b * p;
}

double CalibrationCurve::chance(double p) const {
  return curve == Curve::identity ? p : expit(logit(logit_of(p)));
}

CalibrationCurve fit_curve(Curve curve, std::span<PastChance const> past) {
  CalibrationCurve fitted;
  fitted.curve = curve;
  if (curve == Curve::identity) return fitted;
  Eigen::Vector3d theta(1, 1, 0);
  int const max_steps = 50;
  for (int i = 0; i < max_steps; ++i) {
    if (newton_step(curve, past, theta) < 1e-10) break;
  }
  fitted.a = theta[0];
  fitted.b = curve == Curve::platt ? theta[0] : theta[1];
  fitted.c = theta[2];
  return fitted;
}

Recalibration recalibrate(std::span<PastChance const> past) {
  Recalibration result;
  std::vector<double> before;
  for (PastChance const& one : past) {
    result.n_wins += one.won ? 1 : 0;
    before.push_back(log_loss(one.p, one.won));
  }
  result.loss_before = clustered_mean(before, past).mean;
  result.loss_after = result.loss_before;
  if (result.n_wins < wins_for_platt) {
    result.reason = "too few wins in the periods predicted to learn a correction from";
    return result;
  }
  Curve const curve = result.n_wins < wins_for_beta ? Curve::platt : Curve::beta;
  result.tried = fit_curve(curve, past);
  std::vector<double> const after = losses_unseen(curve, past);
  std::vector<double> gains;
  for (std::size_t i = 0; i < past.size(); ++i) gains.push_back(before[i] - after[i]);
  ClusteredMean const gain = clustered_mean(gains, past);
  result.loss_after = clustered_mean(after, past).mean;
  result.gain = gain.mean;
  result.gain_error = gain.error;
  bool const helps = gain.error > 0 && gain.mean > gain.error;
  if (helps) result.used = result.tried;
  result.reason = helps ? "it lowered the log loss of periods that it had not seen"
                        : "it did not lower the log loss of periods that it had not seen by more "
                          "than a standard error";
  return result;
}

std::vector<ReliabilityBin> reliability(std::span<PastChance const> past) {
  std::vector<PastChance> sorted(past.begin(), past.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](PastChance const& a, PastChance const& b) { return a.p < b.p; });
  std::size_t const n_bins = 10;
  std::vector<ReliabilityBin> bins;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t end = std::max(i + 1, sorted.size() * (bins.size() + 1) / n_bins);
    while (end < sorted.size() && sorted[end].p == sorted[end - 1].p) ++end;
    ReliabilityBin bin;
    for (; i < end; ++i) {
      bin.n += 1;
      bin.n_won += sorted[i].won ? 1 : 0;
      bin.predicted += sorted[i].p;
    }
    double const n = static_cast<double>(bin.n);
    bin.predicted /= n;
    bin.observed = static_cast<double>(bin.n_won) / n;
    double const z2 = z_of_90_percent * z_of_90_percent;
    double const middle = (bin.observed + z2 / (2 * n)) / (1 + z2 / n);
    double const half = z_of_90_percent / (1 + z2 / n) *
                        std::sqrt(bin.observed * (1 - bin.observed) / n + z2 / (4 * n * n));
    bin.low = std::max(0.0, middle - half);
    bin.high = std::min(1.0, middle + half);
    bins.push_back(bin);
  }
  return bins;
}

ClusteredMean clustered_mean(std::span<double const> values, std::span<PastChance const> past) {
  QUARTERDECK_EXPECT(values.size() == past.size());
  ClusteredMean result;
  result.n = static_cast<std::int64_t>(values.size());
  if (values.empty()) return result;
  std::map<std::size_t, std::pair<double, double>> sums;  // period → sum, number
  for (std::size_t i = 0; i < values.size(); ++i) {
    sums[past[i].period].first += values[i];
    sums[past[i].period].second += 1;
    result.mean += values[i];
  }
  double const n = static_cast<double>(values.size());
  result.mean /= n;
  double squares = 0;
  for (auto const& [period, sum] : sums) {
    double const off = sum.first - result.mean * sum.second;
    squares += off * off;
  }
  double const q = static_cast<double>(sums.size());
  if (q >= 2) result.error = std::sqrt(q / (q - 1) * squares) / n;
  return result;
}

double log_loss(double p, bool won) {
  double const kept = std::clamp(p, 1e-6, 1 - 1e-6);
  return -std::log(won ? kept : 1 - kept);
}

}  // namespace quarterdeck::models::win
