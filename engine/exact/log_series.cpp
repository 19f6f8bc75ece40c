// engine/exact/log_series.cpp – see log_series.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/log_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

#include "engine/exact/accumulate.hpp"
#include "engine/exact/chebyshev.hpp"

namespace quarterdeck::exact {
namespace {

// What would need more points than these is not smooth enough to pay: such deals are multiplied in
// one by one, such arrivals draw by draw.
constexpr std::size_t most_points_p = 12;
constexpr std::size_t most_points_scale = 9;
constexpr std::size_t points_mean = 18;
constexpr std::size_t most_points_arrival_scale = 24;
constexpr std::size_t every_argument = std::numeric_limits<std::size_t>::max();
constexpr double least_radius = 1.6;  ///< of a deal that may be part of a series

// Why logarithms: phi given a draw is a product over all deals, and there are thousands of deals
// times thousands of draws. Its logarithm is a sum, and the sum over a group is a smooth function
// of just two numbers of the draw, the group's win probability and its amount scale. Interpolated
// once by Chebyshev polynomials it costs a few terms a draw, however many deals are in the group.

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
  Chebyshev const& in_x = chebyshev(grid.n_x);
  Chebyshev const& in_y = chebyshev(grid.n_y);
  Grid half(grid.n_x, grid.n_y);
  for (std::size_t q = 0; q < grid.n_y; ++q) {
    for (std::size_t m = 0; m < grid.n_x; ++m) {
      combine(&in_x.transform[m * grid.n_x],
              {.first = grid.at(0, q), .n = grid.n_x, .stride = 2 * block_size}, half.at(m, q));
    }
  }
  for (std::size_t q = 0; q < grid.n_y; ++q) {
    for (std::size_t m = 0; m < grid.n_x; ++m) {
      Term term{group, static_cast<std::uint16_t>(m), static_cast<std::uint16_t>(q), {}};
      combine(&in_y.transform[q * grid.n_y],
              {.first = half.at(m, 0), .n = grid.n_y, .stride = grid.n_x * 2 * block_size},
              term.coefficient.data());
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

/// Where a group is evaluated to know it at all frequencies of a block and all points of its scale:
/// it depends on them by their product alone, so it is evaluated at few Chebyshev points of the
/// product and interpolated, or at every product where those are fewer.
class Arguments {
 public:
  /// @param n_points  Chebyshev points that the product's whole range needs
  Arguments(Frequencies const& u, std::vector<double> const& scales, std::size_t n_points) {
    for (double const scale : scales) {
      for (double const frequency : u) argument_.push_back(frequency * scale);
    }
    if (n_points >= argument_.size()) return;
    auto const [least, greatest] = std::minmax_element(argument_.begin(), argument_.end());
    double const centre = (*least + *greatest) / 2;
    double const half = (*greatest - *least) / 2;
    chebyshev_ = &chebyshev(n_points);
    products_ = std::exchange(argument_, {});
    for (double const t : chebyshev_->point) argument_.push_back(centre + half * t);
    for (double& product : products_) product = (product - centre) / half;
  }

  [[nodiscard]] std::vector<double> const& at() const { return argument_; }

  /// From values at the arguments, [argument][x], to the grid; adds what the last term of the
  /// interpolation says of its error.
  Grid expand(std::vector<Complex> const& value, std::size_t n_x, double& error) const {
    std::size_t const n = argument_.size();
    Grid grid(n_x, (chebyshev_ ? products_.size() : n) / block_size);
    if (!chebyshev_) {
      for (std::size_t i = 0; i < n; ++i) add(grid, i, 1, &value[i * n_x]);
      return grid;
    }
    std::vector<Complex> series(n * n_x);
    for (std::size_t m = 0; m < n; ++m) {
      for (std::size_t i = 0; i < n; ++i) {
        double const factor = chebyshev_->transform[m * n + i];
        for (std::size_t j = 0; j < n_x; ++j) series[m * n_x + j] += factor * value[i * n_x + j];
      }
    }
    double last = 0;
    for (std::size_t j = 0; j < n_x; ++j) {
      last = std::max(last, std::norm(series[(n - 1) * n_x + j]));
    }
    error += 2 * std::sqrt(last);
    for (std::size_t i = 0; i < products_.size(); ++i) {
      double const t = products_[i];
      double before = t;
      double now = 1;
      for (std::size_t m = 0; m < n; ++m) {
        add(grid, i, now, &series[m * n_x]);
        double const next = 2 * t * now - before;
        before = now;
        now = next;
      }
    }
    return grid;
  }

 private:
  static void add(Grid& grid, std::size_t product, double factor, Complex const* values) {
    std::size_t const lane = product % block_size;
    for (std::size_t j = 0; j < grid.n_x; ++j) {
      double* const to = grid.at(j, product / block_size);
      to[lane] += factor * values[j].real();
      to[block_size + lane] += factor * values[j].imag();
    }
  }

  std::vector<double> argument_;
  std::vector<double> products_;          ///< [scale][lane], brought to [-1, 1]; where interpolated
  Chebyshev const* chebyshev_ = nullptr;  ///< where interpolated
};

/// Products of 1 + p w over deals at all arguments and points of p, turned to logarithms before the
/// phase can be lost. The phase is known up to whole turns from the sum of Im p w, which differs
/// from it by at most the gathered slack.
class ProductLog {
 public:
  ProductLog(std::vector<double> p, std::size_t n_arguments)
      : p_(std::move(p)), log_(p_.size() * n_arguments), phase_(n_arguments, 0.0) {
    reset();
  }

  /// Makes room for a deal with |p w| <= z at all points.
  void prepare(double z) {
    double const slack = z < 0.75 ? z * z / (2 * (1 - z)) : std::numbers::pi;
    if (slack_ + slack > 3.0 || size_ + z > 200) flush();
    slack_ += slack;
    size_ += z;
  }

  void multiply(std::size_t argument, Complex w) {
    phase_[argument] += w.imag();
    double* const re = &re_[argument * p_.size()];
    double* const im = &im_[argument * p_.size()];
    for (std::size_t j = 0; j < p_.size(); ++j) {
      double const a = 1 + p_[j] * w.real();
      double const b = p_[j] * w.imag();
      double const product = re[j] * a - im[j] * b;
      im[j] = re[j] * b + im[j] * a;
      re[j] = product;
    }
  }

  /// Logarithms, [argument][p].
  std::vector<Complex> const& finish() {
    flush();
    return log_;
  }

 private:
  void reset() {
    re_.assign(log_.size(), 1.0);
    im_.assign(log_.size(), 0.0);
    std::fill(phase_.begin(), phase_.end(), 0.0);
    slack_ = 0;
    size_ = 0;
  }

  void flush() {
    if (size_ == 0) return;
    for (std::size_t i = 0; i < log_.size(); ++i) {
      double const about = p_[i % p_.size()] * phase_[i / p_.size()];
      double const angle = std::atan2(im_[i], re_[i]);
      double const turns = std::round((about - angle) / (2 * std::numbers::pi));
      log_[i] += Complex(0.5 * std::log(re_[i] * re_[i] + im_[i] * im_[i]),
                         angle + 2 * std::numbers::pi * turns);
    }
    reset();
  }

  std::vector<double> p_;
  std::vector<Complex> log_;
  std::vector<double> re_;
  std::vector<double> im_;
  std::vector<double> phase_;  ///< [argument] sum of Im w
  double slack_ = 0;
  double size_ = 0;
};

/// The deals of a group whose logarithms are smooth, and how many points they need.
struct SmoothPart {
  std::vector<double> amount;
  std::size_t n_scale = 1;  ///< points of the scale
  std::vector<double> p;    ///< Chebyshev points of the probability
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

/// Takes the deals that are not smooth to `singles`.
SmoothPart split(SeriesRequest const& request, std::uint32_t index,
                 std::vector<SingleDeal>& singles) {
  auto const& [summands, frequencies, tolerance] = request;
  double const u = frequencies.back();
  auto const& group = summands.deals[index];
  auto const& p = summands.p[group.p];
  auto const& scale = summands.scale[group.scale];
  auto const& ratio = summands.ratio[group.ratio];
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
  std::size_t n_p = 1;
  if (p.varies()) {
    auto const n = static_cast<double>(part.amount.size());
    double const base = std::min(radius, 1e6);
    double bound = 4 * n / (1 - 1 / base);
    do {
      bound /= base;
      ++n_p;
    } while (bound / static_cast<double>(n_p) > tolerance && n_p < most_points_p);
    part.error = bound / static_cast<double>(n_p);
  }
  for (double const t : chebyshev(n_p).point) part.p.push_back(p.centre() + p.half() * t);
  return part;
}

/// Logarithm of a group's smooth part, [argument][p].
std::vector<Complex> logarithms(Summands const& summands, DealGroup const& group,
                                SmoothPart const& part, Arguments const& arguments) {
  auto const& ratio = summands.ratio[group.ratio];
  double const mean_size = std::sqrt(ratio.mean_square());
  double const greatest = *std::max_element(arguments.at().begin(), arguments.at().end());
  ProductLog product(part.p, arguments.at().size());
  for (double const amount : part.amount) {
    product.prepare(summands.p[group.p].greatest *
                    std::min(2.0, greatest * std::abs(amount) * mean_size));
    for (std::size_t i = 0; i < arguments.at().size(); ++i) {
      product.multiply(i, ratio.less_one(arguments.at()[i] * amount));
    }
  }
  return product.finish();
}

}  // namespace

void add_deal_series(SeriesRequest const& request, std::uint32_t index, LogSeries& series,
                     std::vector<SingleDeal>& singles) {
  auto const& [summands, u, tolerance] = request;
  auto const& group = summands.deals[index];
  auto const& scale = summands.scale[group.scale];
  SmoothPart const part = split(request, index, singles);
  if (part.amount.empty()) return;
  std::vector<double> scales;
  for (double const t : chebyshev(part.n_scale).point) {
    scales.push_back(scale.centre() + scale.half() * t);
  }
  double const half_range = (u.back() * scale.greatest - u.front() * scale.least) / 2;
  double const wave =
      half_range * std::abs(part.amount.back()) * summands.ratio[group.ratio].reach();
  std::size_t const n_few = scale.varies() ? points_for_wave(wave, tolerance) : every_argument;
  Arguments const few(u, scales, n_few);
  double error = 0;
  Grid grid = few.expand(logarithms(summands, group, part, few), part.p.size(), error);
  if (error > tolerance) {
    error = 0;
    Arguments const every(u, scales, every_argument);
    grid = every.expand(logarithms(summands, group, part, every), part.p.size(), error);
  }
  series.error += part.error + error;
  append_terms(grid, index, tolerance / 4, series);
}

Complex log_arrivals(double mean, double size, Complex less_one) {
  if (std::isinf(size)) return mean * less_one;
  return -size * std::log(1.0 - mean / size * less_one);
}

bool add_arrival_series(SeriesRequest const& request, std::uint32_t index, LogSeries& series) {
  auto const& [summands, u, tolerance] = request;
  auto const& group = summands.arrivals[index];
  auto const& scale = summands.scale[group.scale];
  auto const& mean = summands.mean[group.mean];
  std::size_t const n_scale =
      scale.varies() ? points_for_wave(u.back() * group.amount.reach() * scale.half(), tolerance)
                     : 1;
  if (n_scale > most_points_arrival_scale) return false;
  double const least = std::log(mean.least_positive);
  double const greatest = std::log(mean.greatest);
  Chebyshev const& in_mean = chebyshev(greatest > least ? points_mean : 1);
  Chebyshev const& in_scale = chebyshev(n_scale);
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
  append_terms(grid, static_cast<std::uint32_t>(summands.deals.size()) + index, tolerance / 4,
               series);
  return true;
}

}  // namespace quarterdeck::exact
