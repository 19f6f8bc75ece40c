// engine/exact/guide.cpp – see guide.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/guide.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace quarterdeck::exact {
namespace {

/// Frequencies times standard deviation beyond which a normal variable's phi is nothing.
constexpr double last_reach = 6.5;
constexpr std::size_t most_waves = 1024;

/// Sums over a group's deals, or over the entries of an arrival group: E X, E X^2 and E X^3 of the
/// amounts, with the ratio's moments multiplied in.
struct Sums {
  std::size_t part = 0;   ///< cell, or arrival cell
  std::size_t table = 0;  ///< column of the scales
  double size = 0;        ///< arrivals: of the negative binomial
  double first = 0;       ///< E A
  double second = 0;      ///< E A^2
  double square = 0;      ///< sum of (E A)^2
  double third = 0;       ///< E A^3
  double mixed = 0;       ///< sum of E A E A^2
  double cube = 0;        ///< sum of (E A)^3
};

double mean_cube(Transform const& law) {
  double sum = 0;
  for (auto const& atom : law.atoms()) sum += atom.weight * atom.value * atom.value * atom.value;
  return sum;
}

std::vector<Sums> deal_sums(Book const& book) {
  std::vector<Sums> result;
  for (auto const& group : book.deals) {
    auto const& ratio = book.ratio[group.ratio];
    double first = 0;
    double second = 0;
    double third = 0;
    for (double const amount : group.amount) {
      first += amount;
      second += amount * amount;
      third += amount * amount * amount;
    }
    double const mean = ratio.mean();
    result.push_back({group.p, group.scale, 0, first * mean, second * ratio.mean_square(),
                      second * mean * mean, third * mean_cube(ratio),
                      third * mean * ratio.mean_square(), third * mean * mean * mean});
  }
  return result;
}

std::vector<Sums> arrival_sums(Book const& book, std::size_t n_tables) {
  std::vector<Sums> result;
  for (auto const& group : book.arrivals) {
    double const mean = group.amount.mean();
    double const mean_square = group.amount.mean_square();
    result.push_back({group.mean, group.scale - n_tables, group.size, mean, mean_square,
                      mean * mean, mean_cube(group.amount), mean * mean_square,
                      mean * mean * mean});
  }
  return result;
}

/// Hermite coefficients of the conditional moments of one row. A segment's deals see the factors
/// through x = company_loading z + segment_loading v alone.
struct Row {
  double mean = 0;
  double variance = 0;
  double third = 0;
  double company_loading = 0;
  double segment_loading = 0;
  std::vector<double> slope;           ///< [segment] of the mean in x
  std::vector<double> curvature;       ///< [segment] second derivative of the mean in x
  std::vector<double> variance_slope;  ///< [segment] of the variance in x
  double z_slope = 0;                  ///< of arrivals, in z
  double z_curvature = 0;
  double z_variance_slope = 0;
};

/// The plan's rows one after another.
class Rows {
 public:
  Rows(plan::Plan const& plan, Book const& book)
      : plan_(plan), deals_(deal_sums(book)), arrivals_(arrival_sums(book, plan.ratio.size())) {}

  void fill(Row& row, Eigen::Index r) const {
    auto const& draws = plan_.draws;
    auto const n_segments = static_cast<std::size_t>(plan_.n_segment_factors);
    row.mean = row.variance = row.third = 0;
    row.z_slope = row.z_curvature = row.z_variance_slope = 0;
    row.company_loading = std::sqrt(draws.company_correlation[r]);
    row.segment_loading = std::sqrt(draws.segment_correlation[r]);
    row.slope.assign(n_segments, 0.0);
    row.curvature.assign(n_segments, 0.0);
    row.variance_slope.assign(n_segments, 0.0);
    for (auto const& sums : deals_) add_deals(row, r, sums);
    for (auto const& sums : arrivals_) add_arrivals(row, r, sums);
  }

 private:
  void add_deals(Row& row, Eigen::Index r, Sums const& sums) const {
    double const level = plan_.draws.level(r, static_cast<Eigen::Index>(sums.part)) +
                         row.company_loading * plan_.market_shift;
    double const p = 0.5 * std::erfc(-level / std::numbers::sqrt2);
    double const density = std::exp(-level * level / 2) / std::sqrt(2 * std::numbers::pi);
    double const scale = plan_.draws.amount_scale(r, static_cast<Eigen::Index>(sums.table));
    double const p_square = p * p + density * density *
                                        (row.company_loading * row.company_loading +
                                         row.segment_loading * row.segment_loading);
    auto const segment = plan_.cells[sums.part].segment_factor;
    row.mean += scale * p * sums.first;
    row.variance += scale * scale * (p * sums.second - p_square * sums.square);
    row.third += scale * scale * scale *
                 (p * sums.third - 3 * p * p * sums.mixed + 2 * p * p * p * sums.cube);
    row.slope[segment] += scale * density * sums.first;
    if (density > 0) row.curvature[segment] -= scale * level * density * sums.first;
    row.variance_slope[segment] += scale * scale * density * (sums.second - 2 * p * sums.square);
  }

  void add_arrivals(Row& row, Eigen::Index r, Sums const& sums) const {
    auto const a = static_cast<Eigen::Index>(sums.part);
    double const sd = plan_.draws.arrival_log_sd[r];
    double const m = std::exp(plan_.draws.arrival_log_mean(r, a) + sd * plan_.market_shift);
    double const scale = plan_.draws.arrival_scale(r, a);
    double const spread = m / sums.size;
    row.mean += scale * m * sums.first;
    row.variance += scale * scale * m * (sums.second + spread * std::exp(sd * sd) * sums.square);
    row.third += scale * scale * scale * m *
                 (sums.third + 3 * spread * sums.mixed + 2 * spread * spread * sums.cube);
    row.z_slope += sd * scale * m * sums.first;
    row.z_curvature += sd * sd * scale * m * sums.first;
    row.z_variance_slope += sd * scale * scale * m * (sums.second + 2 * spread * sums.square);
  }

  plan::Plan const& plan_;
  std::vector<Sums> deals_;
  std::vector<Sums> arrivals_;
};

}  // namespace

Guide::Guide(plan::Plan const& plan, Book const& book, int n_threads) : booked_(book.booked) {
  auto const n_rows = static_cast<std::size_t>(plan.draws.n_rows());
  Rows const rows(plan, book);
  std::vector<Row> all(n_rows);
#pragma omp parallel for schedule(static) num_threads(n_threads)
  for (std::size_t r = 0; r < n_rows; ++r) rows.fill(all[r], static_cast<Eigen::Index>(r));
  for (auto const& row : all) {
    // b in the company factor, then b'b, b'Hb and d'b.
    double company = row.z_slope;
    for (double const slope : row.slope) company += row.company_loading * slope;
    double length = company * company;
    double bend = row.z_curvature * company * company;
    double turn = row.z_variance_slope * company;
    for (std::size_t s = 0; s < row.slope.size(); ++s) {
      double const segment = row.segment_loading * row.slope[s];
      double const along = row.company_loading * company + row.segment_loading * segment;
      length += segment * segment;
      bend += row.curvature[s] * along * along;
      turn += row.variance_slope[s] * along;
    }
    terms_.push_back({row.mean, row.variance + length, 0, 0, bend / 2 + turn / 2 + row.third / 6,
                      1 / static_cast<double>(n_rows)});
  }
  for (auto const& point : book.point) {
    auto const& row = all[static_cast<std::size_t>(point.row)];
    double const z = point.company - plan.market_shift;
    double const shared =
        row.company_loading * row.company_loading + row.segment_loading * row.segment_loading;
    Term term{row.mean + row.z_slope * z,   row.variance,  row.z_curvature * (z * z - 1) / 2,
              row.z_variance_slope * z / 2, row.third / 6, -1 / static_cast<double>(book.n_outer)};
    for (std::size_t s = 0; s < row.slope.size(); ++s) {
      double const x = row.company_loading * z + row.segment_loading * point.segment[s];
      term.mean += row.slope[s] * x;
      term.linear += row.curvature[s] * (x * x - shared) / 2;
      term.square += row.variance_slope[s] * x / 2;
    }
    terms_.push_back(term);
  }
}

CdfDifference Guide::missed() const {
  double low = terms_.front().mean;
  double high = low;
  double least = terms_.front().variance;
  for (auto const& term : terms_) {
    double const reach = last_reach * std::sqrt(term.variance);
    low = std::min(low, term.mean - reach);
    high = std::max(high, term.mean + reach);
    least = std::min(least, term.variance);
  }
  if (!(least > 0)) return CdfDifference(booked_, 1, {});
  double const du = 2 * std::numbers::pi / (high - low);
  auto const n =
      std::min(most_waves, static_cast<std::size_t>(last_reach / (du * std::sqrt(least))) + 1);
  std::vector<Complex> chf(n);
  for (auto const& term : terms_) {
    // e^{iku mean} and e^{-(ku)^2 variance/2} from their last value.
    Complex const step = std::polar(1.0, du * (term.mean - low));
    double turn_re = 1;
    double turn_im = 0;
    double size = term.weight;
    double ratio = std::exp(-du * du * term.variance / 2);
    double const ratio_step = ratio * ratio;
    for (std::size_t k = 0; k < n; ++k) {
      double const u = du * static_cast<double>(k + 1);
      double const turned = turn_re * step.real() - turn_im * step.imag();
      turn_im = turn_re * step.imag() + turn_im * step.real();
      turn_re = turned;
      size *= ratio;
      ratio *= ratio_step;
      double const even = size * (1 - u * u * term.square);
      double const odd = size * u * (term.linear - u * u * term.cube);
      chf[k] += Complex(even * turn_re - odd * turn_im, even * turn_im + odd * turn_re);
    }
  }
  return CdfDifference(booked_ + low, high - low, chf);
}

CdfDifference::CdfDifference(double low, double width, std::vector<Complex> const& chf)
    : low_(low), width_(width) {
  for (std::size_t k = 0; k < chf.size(); ++k) {
    // Twice the real part of chf e^{-iux} / width is the density; its integral is divided by -iu.
    double const turns = 2 * std::numbers::pi * static_cast<double>(k + 1);
    wave_.push_back(2.0 * chf[k] / Complex(0, -turns));
    at_low_ += wave_.back().real();
  }
}

CdfDifference::Value CdfDifference::operator()(double minor) const {
  double const position = (minor - low_) / width_;
  if (!(position > 0 && position < 1)) return {};
  double const angle = 2 * std::numbers::pi * position;
  Complex const step = std::polar(1.0, -angle);
  Complex turn = 1;
  Value value{-at_low_, 0};
  for (std::size_t k = 0; k < wave_.size(); ++k) {
    turn = Complex(turn.real() * step.real() - turn.imag() * step.imag(),
                   turn.real() * step.imag() + turn.imag() * step.real());
    double const u = 2 * std::numbers::pi * static_cast<double>(k + 1) / width_;
    value.cdf += wave_[k].real() * turn.real() - wave_[k].imag() * turn.imag();
    value.density += u * (wave_[k].real() * turn.imag() + wave_[k].imag() * turn.real());
  }
  return value;
}

}  // namespace quarterdeck::exact
