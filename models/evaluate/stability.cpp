// models/evaluate/stability.cpp – see stability.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/stability.hpp"

#include <algorithm>
#include <cmath>

namespace quarterdeck::models::evaluate {
namespace {

double path_length(std::span<double const> forecasts) {
  double length = 0;
  for (std::size_t i = 1; i < forecasts.size(); ++i) {
    length += std::abs(forecasts[i] - forecasts[i - 1]);
  }
  return length;
}

/// Pairs of consecutive revisions of one period.
struct Pairs {
  double products = 0;  ///< Σ r_t r_(t−1)
  double squares = 0;   ///< Σ r²_(t−1)
};

Pairs pairs_of(WeeklyForecasts const& weeks) {
  Pairs pairs;
  for (std::size_t t = 2; t < weeks.size(); ++t) {
    double const now = weeks[t] - weeks[t - 1];
    double const before = weeks[t - 1] - weeks[t - 2];
    pairs.products += now * before;
    pairs.squares += before * before;
  }
  return pairs;
}

/// Regression through the origin; the error sums residuals by period (cluster-robust).
std::optional<Measured> slope_of(std::span<WeeklyForecasts const> periods) {
  std::vector<Pairs> all;
  Pairs sum;
  for (WeeklyForecasts const& weeks : periods) {
    if (weeks.size() < 3) continue;
    all.push_back(pairs_of(weeks));
    sum.products += all.back().products;
    sum.squares += all.back().squares;
  }
  if (all.size() < 2 || !(sum.squares > 0)) return std::nullopt;
  double const slope = sum.products / sum.squares;
  double meat = 0;
  for (Pairs const& pairs : all) {
    double const residual = pairs.products - slope * pairs.squares;
    meat += residual * residual;
  }
  auto const n = static_cast<double>(all.size());
  return Measured{slope, std::sqrt(meat * n / (n - 1)) / sum.squares};
}

}  // namespace

std::optional<double> flip_flop(std::span<double const> forecasts) {
  if (forecasts.size() < 3) return std::nullopt;
  auto const [low, high] = std::minmax_element(forecasts.begin(), forecasts.end());
  double const extra = path_length(forecasts) - (*high - *low);
  return std::max(0.0, extra) / static_cast<double>(forecasts.size() - 2);
}

std::optional<double> churn_ratio(std::span<double const> forecasts) {
  if (forecasts.size() < 2 || forecasts.front() == forecasts.back()) return std::nullopt;
  return path_length(forecasts) / std::abs(forecasts.back() - forecasts.front());
}

std::optional<Revisions> revisions(std::span<WeeklyForecasts const> periods) {
  Revisions result;
  for (WeeklyForecasts const& weeks : periods) {
    for (std::size_t t = 1; t < weeks.size(); ++t) {
      result.mean += weeks[t] - weeks[t - 1];
      result.mean_absolute += std::abs(weeks[t] - weeks[t - 1]);
      ++result.n;
    }
  }
  if (result.n == 0) return std::nullopt;
  result.mean /= static_cast<double>(result.n);
  result.mean_absolute /= static_cast<double>(result.n);
  result.nordhaus_slope = slope_of(periods);
  return result;
}

}  // namespace quarterdeck::models::evaluate
