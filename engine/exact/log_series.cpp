// engine/exact/log_series.cpp – see log_series.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/log_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/exact/chebyshev.hpp"

namespace quarterdeck::exact {
namespace {

constexpr std::size_t most_points_p = 12;
constexpr std::size_t most_points_scale = 9;
constexpr std::size_t points_mean = 18;
constexpr std::size_t most_points_arrival_scale = 24;
constexpr double least_radius = 1.6;  ///< of a deal that may be part of a series

/// Values at all points of two Chebyshev sets for all lanes, [q][j][lane].
struct Grid {
  std::size_t n_x;
  std::size_t n_y;
  std::vector<double> value;
  Grid(std::size_t x, std::size_t y) : n_x(x), n_y(y), value(x * y * 2 * block_size, 0.0) {}
  double* at(std::size_t j, std::size_t q) { return &value[(q * n_x + j) * 2 * block_size]; }
};

/// Takes values at the points to coefficients and keeps those that matter.
void append_terms(Grid& grid, std::uint32_t group, double drop_below, LogSeries& series) {
  Chebyshev const in_x(grid.n_x);
  Chebyshev const in_y(grid.n_y);
  Grid half(grid.n_x, grid.n_y);
  for (std::size_t q = 0; q < grid.n_y; ++q) {
    for (std::size_t m = 0; m < grid.n_x; ++m) {
      double* const to = half.at(m, q);
      for (std::size_t j = 0; j < grid.n_x; ++j) {
        double const factor = in_x.transform[m * grid.n_x + j];
        double const* const from = grid.at(j, q);
        for (std::size_t l = 0; l < 2 * block_size; ++l) to[l] += factor * from[l];
      }
    }
  }
  for (std::size_t q = 0; q < grid.n_y; ++q) {
    for (std::size_t m = 0; m < grid.n_x; ++m) {
      Term term{group, static_cast<std::uint16_t>(m), static_cast<std::uint16_t>(q), {}};
      for (std::size_t j = 0; j < grid.n_y; ++j) {
        double const factor = in_y.transform[q * grid.n_y + j];
        double const* const from = half.at(m, j);
        for (std::size_t l = 0; l < 2 * block_size; ++l) term.coefficient[l] += factor * from[l];
      }
      double size = 0;
      for (double const c : term.coefficient) size = std::max(size, std::abs(c));
      // The last terms stand for what an infinite series would still add.
      bool const last = (grid.n_x > 1 && m + 1 == grid.n_x) || (grid.n_y > 1 && q + 1 == grid.n_y);
      if (last) series.error += 2 * size;
      if (size < drop_below && (m > 0 || q > 0)) {
        series.error += std::numbers::sqrt2 * size;
      } else {
        series.terms.push_back(term);
      }
    }
  }
}

/// Products of 1 + p w over deals at all points, turned to logarithms before the phase can be lost.
/// The phase is known up to whole turns from the sum of Im p w, which differs from it by at most
/// the gathered slack.
class ProductLog {
 public:
  ProductLog(std::vector<double> p, std::size_t n_scale)
      : p_(std::move(p)), log_(p_.size(), n_scale), phase_(n_scale * block_size, 0.0) {
    reset();
  }

  /// Makes room for a deal with |p w| <= z at all points.
  void prepare(double z) {
    double const slack = z < 0.75 ? z * z / (2 * (1 - z)) : std::numbers::pi;
    if (slack_ + slack > 3.0 || size_ + z > 200) flush();
    slack_ += slack;
    size_ += z;
  }

  void multiply(std::size_t lane, std::size_t q, Complex w) {
    phase_[q * block_size + lane] += w.imag();
    double* const re = &re_[(q * block_size + lane) * p_.size()];
    double* const im = &im_[(q * block_size + lane) * p_.size()];
    for (std::size_t j = 0; j < p_.size(); ++j) {
      double const a = 1 + p_[j] * w.real();
      double const b = p_[j] * w.imag();
      double const product = re[j] * a - im[j] * b;
      im[j] = re[j] * b + im[j] * a;
      re[j] = product;
    }
  }

  Grid& finish() {
    flush();
    return log_;
  }

 private:
  void reset() {
    re_.assign(phase_.size() * p_.size(), 1.0);
    im_.assign(re_.size(), 0.0);
    std::fill(phase_.begin(), phase_.end(), 0.0);
    slack_ = 0;
    size_ = 0;
  }

  void flush() {
    if (size_ == 0) return;
    for (std::size_t q = 0; q < log_.n_y; ++q) {
      for (std::size_t lane = 0; lane < block_size; ++lane) {
        std::size_t const row = q * block_size + lane;
        for (std::size_t j = 0; j < p_.size(); ++j) {
          double const re = re_[row * p_.size() + j];
          double const im = im_[row * p_.size() + j];
          double const about = p_[j] * phase_[row];
          double const angle = std::atan2(im, re);
          double const turns = std::round((about - angle) / (2 * std::numbers::pi));
          log_.at(j, q)[lane] += 0.5 * std::log(re * re + im * im);
          log_.at(j, q)[block_size + lane] += angle + 2 * std::numbers::pi * turns;
        }
      }
    }
    reset();
  }

  std::vector<double> p_;
  Grid log_;
  std::vector<double> re_;
  std::vector<double> im_;
  std::vector<double> phase_;  ///< [q][lane] sum of Im w
  double slack_ = 0;
  double size_ = 0;
};

/// The deals of a group whose logarithms are smooth, and how many points they need.
struct SmoothPart {
  std::vector<double> amount;
  std::size_t n_p = 1;
  std::size_t n_scale = 1;
  double error = 0;
};

/// How far from the range of p the zero of 1 + p w is, as an ellipse's radius; 0 when it is too
/// near for a logarithm.
double zero_radius(Variable const& p, Complex w) {
  if (std::abs(1.0 + p.centre() * w) < 0.05) return 0;
  if (!p.varies() || w == 0.0) return std::numeric_limits<double>::infinity();
  Complex const zero = -1.0 / w;
  return ellipse_radius((zero.real() - p.centre()) / p.half(), zero.imag() / p.half());
}

/// Radius at which the most points allowed leave `error` for a deal.
double enough_radius(double error) {
  auto const n = static_cast<double>(most_points_p);
  return std::max(least_radius, std::pow(6 / (n * error), 1 / n));
}

SmoothPart split(Book const& book, std::uint32_t index, double u, double tolerance,
                 std::vector<SingleDeal>& singles) {
  auto const& group = book.deals[index];
  auto const& p = book.p[group.p];
  auto const& scale = book.scale[group.scale];
  auto const& ratio = book.ratio[group.ratio];
  double const mean_size = std::sqrt(ratio.mean_square());
  SmoothPart part;
  double radius = std::numeric_limits<double>::infinity();
  double const enough = enough_radius(tolerance / static_cast<double>(group.amount.size()));
  for (double const amount : group.amount) {
    double const s = u * std::abs(amount);
    std::size_t const n_scale =
        scale.varies() ? points_for_wave(s * ratio.reach() * scale.half(), tolerance) : 1;
    double const of_deal = std::min(zero_radius(p, ratio.less_one(s * scale.greatest)),
                                    zero_radius(p, ratio.less_one(s * scale.least)));
    // Beyond half a turn the nearest zero need not be at an end of the scales.
    bool const turned = scale.varies() && s * mean_size * scale.greatest > std::numbers::pi;
    if (of_deal < enough || turned || n_scale > most_points_scale) {
      singles.push_back({index, amount});
      continue;
    }
    part.amount.push_back(amount);
    part.n_scale = std::max(part.n_scale, n_scale);
    radius = std::min(radius, of_deal);
  }
  if (p.varies()) {
    auto const n = static_cast<double>(part.amount.size());
    double const base = std::min(radius, 1e6);
    double bound = 4 * n / (1 - 1 / base);
    do {
      bound /= base;
      ++part.n_p;
    } while (bound / static_cast<double>(part.n_p) > tolerance && part.n_p < most_points_p);
    part.error = bound / static_cast<double>(part.n_p);
  }
  return part;
}

}  // namespace

void add_deal_series(Book const& book, std::uint32_t index, Frequencies const& u, double tolerance,
                     LogSeries& series, std::vector<SingleDeal>& singles) {
  auto const& group = book.deals[index];
  auto const& ratio = book.ratio[group.ratio];
  auto const& p = book.p[group.p];
  auto const& scale = book.scale[group.scale];
  SmoothPart const part = split(book, index, u.back(), tolerance, singles);
  if (part.amount.empty()) return;
  std::vector<double> p_points;
  for (double const t : Chebyshev(part.n_p).point) p_points.push_back(p.centre() + p.half() * t);
  std::vector<double> scales;
  for (double const t : Chebyshev(part.n_scale).point) {
    scales.push_back(scale.centre() + scale.half() * t);
  }
  double const mean_size = std::sqrt(ratio.mean_square());
  ProductLog product(p_points, scales.size());
  for (double const amount : part.amount) {
    product.prepare(p.greatest *
                    std::min(2.0, u.back() * std::abs(amount) * scale.greatest * mean_size));
    for (std::size_t q = 0; q < scales.size(); ++q) {
      double const moved = amount * scales[q];
      for (std::size_t l = 0; l < block_size; ++l) {
        product.multiply(l, q, ratio.less_one(u[l] * moved));
      }
    }
  }
  series.error += part.error;
  append_terms(product.finish(), index, tolerance / 4, series);
}

Complex log_arrivals(double mean, double size, Complex less_one) {
  if (std::isinf(size)) return mean * less_one;
  return -size * std::log(1.0 - mean / size * less_one);
}

bool add_arrival_series(Book const& book, std::uint32_t index, Frequencies const& u,
                        double tolerance, LogSeries& series) {
  auto const& group = book.arrivals[index];
  auto const& scale = book.scale[group.scale];
  auto const& mean = book.mean[group.mean];
  std::size_t const n_scale =
      scale.varies() ? points_for_wave(u.back() * group.amount.reach() * scale.half(), tolerance)
                     : 1;
  if (n_scale > most_points_arrival_scale) return false;
  double const least = std::log(mean.least_positive);
  double const greatest = std::log(mean.greatest);
  Chebyshev const in_mean(greatest > least ? points_mean : 1);
  Chebyshev const in_scale(n_scale);
  Grid grid(in_mean.size(), in_scale.size());
  for (std::size_t q = 0; q < in_scale.size(); ++q) {
    double const moved = scale.centre() + scale.half() * in_scale.point[q];
    for (std::size_t l = 0; l < block_size; ++l) {
      Complex const less_one = group.amount.less_one(u[l] * moved);
      for (std::size_t j = 0; j < in_mean.size(); ++j) {
        double const x = (least + greatest) / 2 + (greatest - least) / 2 * in_mean.point[j];
        Complex const value = log_arrivals(std::exp(x), group.size, less_one);
        grid.at(j, q)[l] = value.real();
        grid.at(j, q)[block_size + l] = value.imag();
      }
    }
  }
  append_terms(grid, static_cast<std::uint32_t>(book.deals.size()) + index, tolerance / 4, series);
  return true;
}

}  // namespace quarterdeck::exact
