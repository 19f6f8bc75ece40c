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
  Book book;
  BookMoments moments;
  Range range;
  Range beyond;  ///< added to the range
  ExactOptions options;
};

PhiSeries evaluate(Task& task, DecayBound const& decay, double du, Truncation const& kept) {
  tabulate(task.book, du * static_cast<double>(kept.n));
  return evaluate_phi(task.book, decay,
                      {du, kept.n, task.options.tolerance / 2, task.options.n_threads});
}

/// Largest atom that a common unit of amounts could leave after all else has smoothed it.
double largest_atom(Task const& task, DecayBound const& decay, PhiSeries const& phi) {
  auto const unit = static_cast<double>(unit_of_unscaled(task.book));
  if (unit == 0) return 0;
  double const width = task.range.high - task.range.low;
  double const smooth = unit / width * (1 + phi.magnitude);
  return std::min(1.0, smooth) * decay(2 * std::numbers::pi / unit);
}

/// The cosine series; nothing when its bound is above the tolerance and the method is free.
std::optional<Distribution> try_cosine(Task& task, DecayBound const& decay) {
  double const du = std::numbers::pi / (task.range.high - task.range.low);
  bool const forced = task.options.method == Method::fourier_cosine;
  Truncation const kept =
      truncate(decay, du, {most_cosines, far_frequencies}, task.options.tolerance / 4);
  if (!forced && kept.tail > task.options.tolerance / 2) return std::nullopt;
  PhiSeries const phi = evaluate(task, decay, du, kept);
  double const error = task.range.outside + kept.tail + phi.error + largest_atom(task, decay, phi);
  if (!forced && error > task.options.tolerance) return std::nullopt;
  return DistributionBuilder(task.book.booked, task.moments).cosine(phi, task.range.low, error);
}

Distribution on_unit_lattice(Task& task, DecayBound const& decay, double unit) {
  double const booked = task.book.booked;
  Points points;
  points.step = unit;
  points.low = booked + unit * std::floor((task.range.low - booked) / unit);
  auto const n = static_cast<std::size_t>((task.range.high - points.low) / unit) + 2;
  points.n = std::bit_ceil(std::max<std::size_t>(n, 2 * block_size));
  double const du = 2 * std::numbers::pi / (unit * static_cast<double>(points.n));
  Truncation const kept =
      truncate(decay, du, {points.n / 2, points.n / 2}, task.options.tolerance * 1e-3);
  PhiSeries const phi = evaluate(task, decay, du, kept);
  double const error = task.range.outside + kept.tail + phi.error;
  return DistributionBuilder(booked, task.moments).steps(phi, points, error);
}

Distribution on_smoothed_lattice(Task& task, DecayBound const& decay) {
  // Room on both sides for the noise.
  constexpr double margin = 20;
  double const step =
      (task.range.high - task.range.low) / (static_cast<double>(smoothed_points) - 2 * margin);
  Points const points{task.range.low - margin * step, step, smoothed_points};
  double const du = 2 * std::numbers::pi / (step * static_cast<double>(points.n));
  Truncation kept = truncate(decay, du, {points.n / 2, points.n / 2}, task.options.tolerance / 4);
  if (kept.n == points.n / 2) kept.tail = 0;  // the noise has faded by there
  PhiSeries const phi = evaluate(task, decay, du, kept);
  double const error = task.range.outside + kept.tail + phi.error;
  return DistributionBuilder(task.book.booked, task.moments).smoothed(phi, points, error);
}

/// The distribution over the outer draws, by the way that suits it.
Distribution over_draws(Task& task) {
  task.range = find_range(task.book, task.moments, task.options.tolerance / 8);
  if (!std::isfinite(task.range.high - task.range.low)) {
    throw core::NumericError("the range of the total is not finite");
  }
  if (!(task.range.high > task.range.low)) {
    return DistributionBuilder(task.book.booked, task.moments).certain();
  }
  task.range.low += task.beyond.low;
  task.range.high += task.beyond.high;
  double const u_near = last_frequency(task.moments);
  tabulate(task.book, u_near);
  DecayBound const decay(task.book, task.moments.inner, u_near);
  auto const unit = static_cast<double>(common_unit(task.book));
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
  return order_of(guide_rows(plan, make_book(plan, scope), NormalTable(), 1));
}

Distribution distribution(plan::Plan const& plan, Scope scope, ExactOptions const& options) {
  QUARTERDECK_EXPECT(options.tolerance > 0);
  bool const whole_law = options.over == Over::whole_law;
  Task task{make_book(plan, scope), {}, {}, {}, options};
  std::optional<Guide> guide;
  if (whole_law) {
    guide.emplace(plan, task.book, options);
    task.options.n_outer = guide->draws_needed(options.n_outer);
    task.beyond = guide->beyond(task.options.n_outer);
  }
  add_draws(task.book, plan,
            whole_law ? guide->sequence() : plan::OuterSequence(plan, options.seed), task.options);
  task.moments = moments(task.book);
  if (!std::isfinite(task.moments.variance)) {
    throw core::NumericError("the variance of the total is not finite");
  }
  Distribution result = over_draws(task);
  if (!whole_law) return result;
  return DistributionBuilder::add(std::move(result), guide->missed(task.options.n_outer));
}

}  // namespace quarterdeck::exact
