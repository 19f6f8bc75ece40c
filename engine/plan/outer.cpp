// engine/plan/outer.cpp – see outer.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/outer.hpp"

#include <bit>
#include <boost/math/special_functions/erf.hpp>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::plan {
namespace {

constexpr unsigned n_digits = 32;

/// The finisher of SplitMix64: every bit of the input moves every bit of the output.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

/// Digits by which a dimension is shifted.
std::uint32_t shift_of(std::uint64_t seed, std::size_t dimension) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
  return static_cast<std::uint32_t>(mix(mix(seed + odd) + odd * (dimension + 1)) >> 32U);
}

/// Why not ask the engine for its points: it can only go forward from where it stands, and blocks
/// are played in any order by any thread. From direction numbers point k follows directly.
///
/// Direction numbers by dimension and bit: Boost's engine at position 2^(b+1) - 1 of its Gray-code
/// order has exactly the direction number of bit b.
std::vector<std::vector<std::uint32_t>> direction_numbers(std::size_t n_dimensions) {
  boost::random::sobol_engine<std::uint32_t, n_digits> engine(n_dimensions);
  std::vector<std::vector<std::uint32_t>> direction(n_dimensions,
                                                    std::vector<std::uint32_t>(n_digits));
  for (unsigned bit = 0; bit < n_digits; ++bit) {
    engine.seed(static_cast<std::uint32_t>((std::uint64_t{1} << (bit + 1)) - 2));
    for (auto& of_dimension : direction) of_dimension[bit] = engine();
  }
  return direction;
}

double uniform_of_digits(std::uint32_t digits) {
  return (static_cast<double>(digits) + 0.5) * 0x1p-32;
}

double normal_quantile_of_digits(std::uint32_t digits) {
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  double const u = uniform_of_digits(digits);
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u, Policy());
}

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

}  // namespace

OuterSequence::OuterSequence(Plan const& plan, std::uint64_t seed)
    : OuterSequence(plan, seed, {}) {}

OuterSequence::OuterSequence(Plan const& plan, std::uint64_t seed, std::vector<Eigen::Index> order)
    : n_rows_(plan.draws.n_rows()), market_shift_(plan.market_shift), order_(std::move(order)) {
  QUARTERDECK_EXPECT(n_rows_ > 0);
  QUARTERDECK_EXPECT(order_.empty() || static_cast<Eigen::Index>(order_.size()) == n_rows_);
  auto const n_dimensions =
      static_cast<std::size_t>(plan.n_segment_factors) + (order_.empty() ? 1 : 2);
  direction_ = direction_numbers(n_dimensions);
  for (std::size_t d = 0; d < n_dimensions; ++d) shift_.push_back(shift_of(seed, d));
}

OuterPoint OuterSequence::operator()(std::uint64_t outer) const {
  OuterPoint point;
  fill(point, outer);
  return point;
}

std::uint32_t OuterSequence::digits(std::uint64_t outer, std::size_t dimension) const {
  // The shift makes the points random, so that a seed means something, and keeps their evenness.
  std::uint32_t digits = shift_[dimension];
  for (std::uint64_t rest = outer ^ (outer >> 1U); rest != 0; rest &= rest - 1) {
    digits ^= direction_[dimension][static_cast<std::size_t>(std::countr_zero(rest))];
  }
  return digits;
}

void OuterSequence::fill(OuterPoint& point, std::uint64_t outer) const {
  QUARTERDECK_EXPECT(outer < (std::uint64_t{1} << n_digits));
  std::size_t const company = order_.empty() ? 0 : 1;
  if (order_.empty()) {
    point.row = static_cast<Eigen::Index>(outer % static_cast<std::uint64_t>(n_rows_));
  } else {
    double const u = uniform_of_digits(digits(outer, 0));
    point.row = order_[static_cast<std::size_t>(u * static_cast<double>(n_rows_))];
  }
  point.company = normal_quantile_of_digits(digits(outer, company)) + market_shift_;
  point.segment.resize(shift_.size() - company - 1);
  for (std::size_t s = 0; s < point.segment.size(); ++s) {
    point.segment[s] = normal_quantile_of_digits(digits(outer, company + 1 + s));
  }
}

void fill(OuterState& state, Plan const& plan, OuterPoint const& point) {
  fill_rest(state, plan, point, std::vector<char>());
}

void fill_rest(OuterState& state, Plan const& plan, OuterPoint const& point,
               std::vector<char> const& known) {
  auto const& draws = plan.draws;
  auto const row = point.row;
  double const rho = draws.company_correlation[row];
  double const rho_segment = draws.segment_correlation[row];
  double const company = std::sqrt(rho) * point.company;
  double const segment_loading = std::sqrt(rho_segment);
  double const scale = 1 / std::sqrt(1 - rho - rho_segment);
  state.row = row;
  state.win_probability.resize(plan.cells.size());
  for (std::size_t c = 0; c < plan.cells.size(); ++c) {
    if (!known.empty() && known[c] != 0) continue;
    double const shared = company + segment_loading * point.segment[plan.cells[c].segment_factor];
    double const level = draws.level(row, static_cast<Eigen::Index>(c));
    state.win_probability[c] = normal_cdf((level + shared) * scale);
  }
  state.arrival_mean.resize(plan.arrivals.size());
  double const sd = draws.arrival_log_sd[row];
  double const log_factor = sd * point.company - sd * sd / 2;
  for (std::size_t a = 0; a < plan.arrivals.size(); ++a) {
    double const log_mean = draws.arrival_log_mean(row, static_cast<Eigen::Index>(a));
    state.arrival_mean[a] = std::exp(log_mean + log_factor);
  }
}

}  // namespace quarterdeck::plan
