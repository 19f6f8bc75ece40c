// models/evaluate/pit.cpp – see pit.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/pit.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/random/stream.hpp"
#include "models/evaluate/bootstrap.hpp"

namespace quarterdeck::models::evaluate {
namespace {

double kolmogorov_statistic(std::span<double const> pits) {
  std::vector<double> sorted(pits.begin(), pits.end());
  std::sort(sorted.begin(), sorted.end());
  auto const n = static_cast<double>(sorted.size());
  double largest = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    auto const below = static_cast<double>(i) / n;
    largest = std::max({largest, sorted[i] - below, below + 1 / n - sorted[i]});
  }
  return largest;
}

/// Matrix whose n-th power holds the distribution of the statistic of n values (Marsaglia et al.).
Eigen::MatrixXd step_matrix(Eigen::Index k, double h) {
  Eigen::Index const size = 2 * k - 1;
  Eigen::MatrixXd matrix(size, size);
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index j = 0; j < size; ++j) matrix(i, j) = i - j + 1 < 0 ? 0 : 1;
  }
  for (Eigen::Index i = 0; i < size; ++i) {
    matrix(i, 0) -= std::pow(h, static_cast<double>(i + 1));
    matrix(size - 1, i) -= std::pow(h, static_cast<double>(size - i));
  }
  matrix(size - 1, 0) += 2 * h - 1 > 0 ? std::pow(2 * h - 1, static_cast<double>(size)) : 0;
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index j = 0; j < size; ++j) {
      for (Eigen::Index g = 1; g <= i - j + 1; ++g) matrix(i, j) /= static_cast<double>(g);
    }
  }
  return matrix;
}

double exact_p_value(double statistic, std::size_t n) {
  auto const count = static_cast<double>(n);
  double const d = statistic * count;
  auto const k = static_cast<Eigen::Index>(d) + 1;
  Eigen::MatrixXd const step = step_matrix(k, static_cast<double>(k) - d);
  Eigen::MatrixXd power = Eigen::MatrixXd::Identity(step.rows(), step.cols());
  // One factor i/n after each multiplication keeps the entries far from over- and underflow.
  for (std::size_t i = 1; i <= n; ++i) power = power * step * (static_cast<double>(i) / count);
  return std::clamp(1 - power(k - 1, k - 1), 0.0, 1.0);
}

double limiting_p_value(double statistic, std::size_t n) {
  double const x = statistic * std::sqrt(static_cast<double>(n));
  if (x < 0.2) return 1;  // the chance of less is below 1e-12
  double sum = 0;
  for (int j = 1; j <= 100; ++j) {
    double const term = std::exp(-2.0 * j * j * x * x);
    sum += j % 2 == 1 ? term : -term;
  }
  return std::clamp(2 * sum, 0.0, 1.0);
}

}  // namespace

PitRange pit_range(std::span<double const> sorted, double actual) {
  auto const [first, last] = std::equal_range(sorted.begin(), sorted.end(), actual);
  auto const slots = static_cast<double>(sorted.size() + 1);
  return {static_cast<double>(first - sorted.begin()) / slots,
          static_cast<double>(last - sorted.begin() + 1) / slots};
}

double randomised_pit(PitRange range, std::string_view what, std::uint64_t seed) {
  random::Stream stream({seed, random::Purpose::pit, core::entity_of(what), 0});
  return range.low + stream.uniform() * (range.high - range.low);
}

std::vector<double> pit_histogram(std::span<PitRange const> ranges, std::size_t n_bins) {
  QUARTERDECK_EXPECT(n_bins >= 1);
  if (ranges.empty()) return {};
  std::vector<double> shares(n_bins, 0.0);
  auto const width = 1 / static_cast<double>(n_bins);
  for (PitRange const& range : ranges) {
    for (std::size_t b = 0; b < n_bins; ++b) {
      double const low = std::max(range.low, static_cast<double>(b) * width);
      double const high = std::min(range.high, static_cast<double>(b + 1) * width);
      shares[b] += std::max(0.0, high - low) / (range.high - range.low);
    }
  }
  for (double& share : shares) share /= static_cast<double>(ranges.size());
  return shares;
}

std::optional<PitSummary> summarise_pits(std::span<double const> pits) {
  if (pits.empty()) return std::nullopt;
  PitSummary summary;
  summary.n = pits.size();
  summary.mean = mean_of({pits.begin(), pits.end()});
  if (pits.size() >= 2) {
    double const sd = *standard_deviation(pits);
    summary.spread = 12 * sd * sd;
  }
  if (pits.size() >= least_for_uniformity) {
    double const statistic = kolmogorov_statistic(pits);
    summary.uniformity = Uniformity{statistic, kolmogorov_p_value(statistic, pits.size())};
  }
  return summary;
}

double kolmogorov_p_value(double statistic, std::size_t n) {
  QUARTERDECK_EXPECT(n >= 1);
  QUARTERDECK_EXPECT(statistic >= 0 && statistic <= 1);
  return n < 100 ? exact_p_value(statistic, n) : limiting_p_value(statistic, n);
}

}  // namespace quarterdeck::models::evaluate
