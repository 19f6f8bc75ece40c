// engine/exact/exact.cpp – the way from a plan to a distribution: range, frequencies, inversion.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/exact.hpp"

#include <bit>
#include <cmath>
#include <numbers>
#include <optional>

#include "engine/core/error.hpp"
#include "engine/exact/decay.hpp"
#include "engine/exact/distribution_builder.hpp"
#include "engine/exact/guide.hpp"
#include "engine/exact/range.hpp"

namespace quarterdeck::exact {
namespace {

constexpr std::size_t smoothed_points = 1024;

/// Everything that the ways of inversion share.
struct Task {
  Summands summands;
  TotalMoments moments;
  Range range;
  Range beyond;  ///< added to the range
  ExactOptions options;
};

PhiSeries evaluate(Task& task, DecayBound const& decay, double du, Truncation const& kept) {
  tabulate(task.summands, du * static_cast<double>(kept.n));
  return evaluate_phi(task.summands, decay,
                      {du, kept.n, task.options.tolerance / 2, task.options.n_threads});
}

/// Largest atom that a common unit of amounts could leave after all else has smoothed it.
double largest_atom(Task const& task, DecayBound const& decay, PhiSeries const& phi) {
  auto const unit = static_cast<double>(unit_of_unscaled(task.summands));
  if (unit == 0) return 0;
  // |phi| of amounts that are all multiples of a unit comes back to its full height at 2 pi / unit,
  // far beyond the frequencies that `truncate` looks at. What it is there tells how much of the
  // lattice the amounts that are scaled have left.
  double const width = task.range.high - task.range.low;
  double const smooth = unit / width * (1 + phi.magnitude);
  return std::min(1.0, smooth) * decay(2 * std::numbers::pi / unit);
}

/// The cosine series needs as many terms as the distribution is rough, however long its range is in
/// units: a few dozen where many deals add up, which makes it the first choice. On a range of width
/// w its frequencies are k pi / w, so a range that is wider than need be costs terms in proportion;
/// `find_range` therefore cuts off what is nearly impossible instead of taking the support. The
/// tolerance is shared out beforehand: a quarter to what lies outside the range, a quarter to the
/// terms left out, half to the interpolation over the draws.
/// Nothing when its bound is above the tolerance and the method is free.
std::optional<Distribution> try_cosine(Task& task, DecayBound const& decay) {
  double const du = std::numbers::pi / (task.range.high - task.range.low);
  bool const forced = task.options.method == Method::fourier_cosine;
  Truncation const kept =
      truncate(decay, du, {most_cosines, far_frequencies}, task.options.tolerance / 4);
  if (!forced && kept.tail > task.options.tolerance / 2) return std::nullopt;
  PhiSeries const phi = evaluate(task, decay, du, kept);
  double const error = task.range.outside + kept.tail + phi.error + largest_atom(task, decay, phi);
  if (!forced && error > task.options.tolerance) return std::nullopt;
  return DistributionBuilder(task.summands.booked, task.moments).cosine(phi, task.range.low, error);
}

/// All totals are booked plus whole units, so the masses at these points are the distribution
/// itself. The number of points is a power of two for the Fourier transform.
Distribution on_unit_lattice(Task& task, DecayBound const& decay, double unit) {
  double const booked = task.summands.booked;
  Points points;
  points.step = unit;
  points.low = booked + unit * std::floor((task.range.low - booked) / unit);
  auto const n = static_cast<std::size_t>((task.range.high - points.low) / unit) + 2;
  points.n = std::bit_ceil(std::max<std::size_t>(n, 2 * block_size));
  double const du = 2 * std::numbers::pi / (unit * static_cast<double>(points.n));
  // Steps do not get smoother by what is left out, they ring, so next to nothing may be left out.
  Truncation const kept =
      truncate(decay, du, {points.n / 2, points.n / 2}, task.options.tolerance * 1e-3);
  PhiSeries const phi = evaluate(task, decay, du, kept);
  double const error = task.range.outside + kept.tail + phi.error;
  return DistributionBuilder(booked, task.moments).steps(phi, points, error);
}

/// The last resort: few large deals of odd amounts, whose distribution is jumps on no common
/// lattice. phi does not fade, so neither series would end. Narrow normal noise makes it fade, at
/// the price of jumps that are rounded off over Distribution::resolution; that the answer is about
/// a slightly blurred total is said and accounted for, not hidden in the error.
Distribution on_smoothed_lattice(Task& task, DecayBound const& decay) {
  // Room on both sides for the noise: the transform is periodic, and what the noise carries over
  // one end would come in at the other.
  constexpr double margin = 20;
  double const step =
      (task.range.high - task.range.low) / (static_cast<double>(smoothed_points) - 2 * margin);
  Points const points{task.range.low - margin * step, step, smoothed_points};
  double const du = 2 * std::numbers::pi / (step * static_cast<double>(points.n));
  Truncation kept = truncate(decay, du, {points.n / 2, points.n / 2}, task.options.tolerance / 4);
  if (kept.n == points.n / 2) kept.tail = 0;  // the noise has faded by there
  PhiSeries const phi = evaluate(task, decay, du, kept);
  double const error = task.range.outside + kept.tail + phi.error;
  return DistributionBuilder(task.summands.booked, task.moments).smoothed(phi, points, error);
}

/// The distribution over the outer draws, by the way that suits it: a lattice where there is one
/// that is not too fine, because it has no error of truncation; else the cosine series while its
/// bound allows; else the smoothed lattice, which always works.
Distribution over_draws(Task& task) {
  task.range = find_range(task.summands, task.moments, task.options.tolerance / 8);
  if (!std::isfinite(task.range.high - task.range.low)) {
    throw core::NumericError("the range of the total is not finite");
  }
  if (!(task.range.high > task.range.low)) {
    return DistributionBuilder(task.summands.booked, task.moments).certain();
  }
  // The guide's own draws reach farther than those evaluated in full, and its difference is added
  // on the same range.
  task.range.low += task.beyond.low;
  task.range.high += task.beyond.high;
  double const u_near = last_frequency(task.moments);
  tabulate(task.summands, u_near);
  DecayBound const decay(task.summands, task.moments.inner, u_near);
  auto const unit = static_cast<double>(common_unit(task.summands));
  bool const on_unit = unit > 0 && (task.range.high - task.range.low) / unit <
                                       static_cast<double>(most_lattice_points);
  if (task.options.method != Method::fourier_cosine && on_unit) {
    return on_unit_lattice(task, decay, unit);
  }
  if (task.options.method != Method::lattice) {
    if (auto result = try_cosine(task, decay)) return *std::move(result);
  }
  return on_smoothed_lattice(task, decay);
}

}  // namespace

std::vector<Eigen::Index> row_order(plan::Plan const& plan, Scope scope) {
  return order_by_mean(guide_rows(plan, make_summands(plan, scope), NormalTable(), 1));
}

Distribution distribution(plan::Plan const& plan, Scope scope, ExactOptions const& options) {
  QUARTERDECK_EXPECT(options.tolerance > 0);
  bool const whole_law = options.over == Over::whole_law;
  Task task{make_summands(plan, scope), {}, {}, {}, options};
  std::optional<Guide> guide;
  if (whole_law) {
    guide.emplace(plan, task.summands, options);
    task.options.n_outer = guide->draws_needed(options.n_outer);
    task.beyond = guide->beyond(task.options.n_outer);
  }
  add_draws(task.summands, plan,
            whole_law ? guide->sequence() : plan::OuterSequence(plan, options.seed), task.options);
  task.moments = moments(task.summands);
  if (!std::isfinite(task.moments.variance)) {
    throw core::NumericError("the variance of the total is not finite");
  }
  Distribution result = over_draws(task);
  if (!whole_law) return result;
  return DistributionBuilder::add(std::move(result), guide->missed(task.options.n_outer));
}

}  // namespace quarterdeck::exact
