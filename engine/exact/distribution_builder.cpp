// engine/exact/distribution_builder.cpp – see distribution_builder.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/distribution_builder.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unsupported/Eigen/FFT>

namespace quarterdeck::exact {

// Frequency k weighs 2 / (k pi) |phi|. Shares fall like 1 / block^2; most of phi is in front.
double allowed_error(double decay, PhiRequest const& request, std::size_t block) {
  auto const first = static_cast<double>(block * block_size + 1);
  auto const order = static_cast<double>(block + 1);
  double const weight = block == 0 ? 1.75 : 2 * block_size / (std::numbers::pi * first);
  double const share = 0.6 / (order * order) * request.tolerance;
  return std::min(share / (weight * decay + 1e-30), 0.01);
}

Frequencies block_frequencies(double du, std::size_t block) {
  Frequencies u;
  for (std::size_t l = 0; l < block_size; ++l) {
    u[l] = du * static_cast<double>(block * block_size + l + 1);
  }
  return u;
}

PhiSeries evaluate_phi(Summands const& summands, DecayBound const& decay,
                       PhiRequest const& request) {
  double const du = request.du;
  std::vector<PhiBlock> blocks(request.n / block_size);
#pragma omp parallel for schedule(dynamic) num_threads(request.n_threads)
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    double const first = decay(du * static_cast<double>(b * block_size + 1));
    blocks[b] = average_phi(summands, block_frequencies(du, b), allowed_error(first, request, b));
  }
  return join_blocks(du, blocks);
}

PhiSeries join_blocks(double du, std::vector<PhiBlock> const& blocks) {
  PhiSeries series;
  series.du = du;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (std::size_t l = 0; l < block_size; ++l) {
      auto const k = static_cast<double>(b * block_size + l + 1);
      series.mean.push_back(blocks[b].mean[l]);
      series.magnitude += blocks[b].magnitude[l];
      series.error +=
          2 / (k * std::numbers::pi) * blocks[b].magnitude[l] * std::expm1(blocks[b].log_error);
    }
  }
  return series;
}

DistributionBuilder::DistributionBuilder(double booked, TotalMoments const& moments)
    : booked_(booked), mean_(moments.mean), variance_(moments.variance) {}

Distribution DistributionBuilder::start(Method method, double error) const {
  Distribution result;
  result.method_ = method;
  result.mean_ = mean_;
  result.variance_ = variance_;
  result.error_bound_ = error;
  return result;
}

Distribution DistributionBuilder::certain() const {
  Distribution result = start(Method::lattice, 0);
  result.low_ = mean_;
  result.cumulative_ = {1.0};
  return result;
}

Distribution DistributionBuilder::cosine(PhiSeries const& phi, double low, double error) const {
  Distribution result = start(Method::fourier_cosine, error);
  std::size_t const n = phi.mean.size();
  // The table is read by cubics, so eight points to the shortest wave make its own error small
  // beside that of the series.
  std::size_t const n_points = std::max<std::size_t>(1024, 4 * n);
  std::vector<double> sine(n);
  std::vector<double> cosine(n);
  for (std::size_t k = 0; k < n; ++k) {
    auto const order = static_cast<double>(k + 1);
    Complex const turned = phi.mean[k] * std::polar(1.0, -order * phi.du * (low - booked_));
    sine[k] = 2 / (order * std::numbers::pi) * turned.real();
    cosine[k] = sine[k] * order * std::numbers::pi / static_cast<double>(n_points);
  }
  result.shape_ = Distribution::Shape::smooth;
  result.low_ = low;
  result.step_ = std::numbers::pi / phi.du / static_cast<double>(n_points);
  for (std::size_t j = 0; j <= n_points; ++j) {
    double const share = static_cast<double>(j) / static_cast<double>(n_points);
    double const turn = std::cos(share * std::numbers::pi);
    // Clenshaw's recurrence for both sums at once: no cosine inside the loop, and stable.
    double s1 = 0;
    double s2 = 0;
    double c1 = 0;
    double c2 = 0;
    for (std::size_t k = n; k-- > 0;) {
      double const s0 = sine[k] + 2 * turn * s1 - s2;
      double const c0 = cosine[k] + 2 * turn * c1 - c2;
      s2 = s1;
      s1 = s0;
      c2 = c1;
      c1 = c0;
    }
    result.cumulative_.push_back(share + s1 * std::sin(share * std::numbers::pi));
    result.slope_.push_back(1 / static_cast<double>(n_points) + turn * c1 - c2);
  }
  result.make_monotone();
  return result;
}

std::vector<double> DistributionBuilder::masses(PhiSeries const& phi, Points const& points) const {
  std::vector<Complex> spectrum(points.n, 0.0);
  spectrum[0] = 1;
  for (std::size_t k = 1; k <= std::min(phi.mean.size(), points.n / 2); ++k) {
    double const turn = -static_cast<double>(k) * phi.du * (points.low - booked_);
    Complex const value = phi.mean[k - 1] * std::polar(1.0, turn);
    if (2 * k == points.n) {
      spectrum[k] = value.real();
    } else {
      spectrum[k] = value;
      spectrum[points.n - k] = std::conj(value);
    }
  }
  std::vector<Complex> mass;
  Eigen::FFT<double> transform;
  transform.fwd(mass, spectrum);
  std::vector<double> result;
  for (Complex const& m : mass) result.push_back(m.real() / static_cast<double>(points.n));
  return result;
}

Distribution DistributionBuilder::steps(PhiSeries const& phi, Points const& points,
                                        double error) const {
  Distribution result = start(Method::lattice, error);
  result.low_ = points.low;
  result.step_ = points.step;
  result.cumulative_ = masses(phi, points);
  for (std::size_t j = 1; j < points.n; ++j) result.cumulative_[j] += result.cumulative_[j - 1];
  result.make_monotone();
  return result;
}

Distribution DistributionBuilder::smoothed(PhiSeries const& phi, Points const& points,
                                           double error) const {
  Distribution result = start(Method::lattice, error + noise_outside);
  double const noise = noise_reach * points.step / std::numbers::pi;
  PhiSeries noisy = phi;
  for (std::size_t k = 0; k < phi.mean.size(); ++k) {
    double const x = static_cast<double>(k + 1) * phi.du * noise;
    noisy.mean[k] *= std::exp(-x * x / 2);
  }
  result.shape_ = Distribution::Shape::smooth;
  result.resolution_ = noise_width * noise;
  result.step_ = points.step;
  // The sum of masses up to a point is the CDF half a step beyond it; the density there is the mean
  // of the two masses around.
  result.low_ = points.low - points.step / 2;
  auto const mass = masses(noisy, points);
  double sum = 0;
  for (std::size_t j = 0; j <= points.n; ++j) {
    double const before = mass[(j + points.n - 1) % points.n];
    result.cumulative_.push_back(sum);
    result.slope_.push_back((before + mass[j % points.n]) / 2);
    if (j < points.n) sum += mass[j];
  }
  result.make_monotone();
  return result;
}

// The stand-ins are normal and know nothing of a total's ends, so the sum may fall, or leave [0,
// 1], by a hair; `make_monotone` takes that back.
Distribution DistributionBuilder::add(Distribution distribution, CdfDifference const& missed) {
  if (distribution.cumulative_.size() < 2) return distribution;
  bool const steps = distribution.shape_ == Distribution::Shape::steps;
  double const first = distribution.low_ + (steps ? distribution.step_ / 2 : 0);
  for (std::size_t j = 0; j + 1 < distribution.cumulative_.size(); ++j) {
    auto const value = missed(first + distribution.step_ * static_cast<double>(j));
    distribution.cumulative_[j] += value.cdf;
    if (!steps) distribution.slope_[j] += value.density * distribution.step_;
  }
  distribution.make_monotone();
  return distribution;
}

}  // namespace quarterdeck::exact
