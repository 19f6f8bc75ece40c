// engine/exact/range.cpp – see range.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/range.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/exact/log_moments.hpp"

namespace quarterdeck::exact {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr std::size_t likely_trial = 6;

/// Least and greatest of ratio × scale × amount.
std::pair<double, double> span_of(Transform const& law, Variable const& scale, double amount) {
  std::array<double, 4> const ends = {
      amount * law.least() * scale.least, amount * law.least() * scale.greatest,
      amount * law.greatest() * scale.least, amount * law.greatest() * scale.greatest};
  auto const [least, greatest] = std::minmax_element(ends.begin(), ends.end());
  return {*least, *greatest};
}

/// log of the mean over draws of E e^{t (X - booked)}; infinity when no bound is known.
double log_mean(LogMoments const& log_moments, double t, std::size_t n_outer) {
  std::vector<double> sum(n_outer, 0.0);
  return log_moments.add(t, sum) ? log_mean_exp(sum) : infinity;
}

/// Least bound over the trial arguments. A bound falls and then rises in the argument, so the
/// search goes down from the likeliest, or else up, until it rises. No bound is known (infinity) of
/// arguments beyond where a moment function exists, so there it goes on down.
template <class Bound>
double nearest(Bound const& bound) {
  double least = bound(trial_arguments[likely_trial]);
  for (int const direction : {-1, 1}) {
    double const before = least;
    for (std::size_t i = likely_trial + static_cast<std::size_t>(direction);
         i < trial_arguments.size(); i += static_cast<std::size_t>(direction)) {
      double const here = bound(trial_arguments[i]);
      if (!(here < least) && std::isfinite(least)) break;
      least = here;
    }
    if (least < before) break;
  }
  return least;
}

}  // namespace

Range support(Summands const& summands) {
  Range range{summands.booked, summands.booked, 0};
  for (auto const& group : summands.deals) {
    bool const certain = summands.p[group.p].least == 1;
    for (double const amount : group.amount) {
      auto const [least, greatest] =
          span_of(summands.ratio[group.ratio], summands.scale[group.scale], amount);
      range.low += certain ? least : std::min(least, 0.0);
      range.high += certain ? greatest : std::max(greatest, 0.0);
    }
  }
  for (auto const& group : summands.arrivals) {
    if (group.amount.least() < 0) range.low = -infinity;
    if (group.amount.greatest() > 0) range.high = infinity;
  }
  return range;
}

Range find_range(Summands const& summands, TotalMoments const& moments, double outside) {
  Range range = support(summands);
  if (!(moments.variance > 0)) {
    range.low = range.high = moments.mean;
    return range;
  }
  // Chernoff's bound holds for every plan, at the price of some width. Ranges that are taken from
  // the cumulants, as is usual for cosine series, hold for totals near normal only, and a range
  // that is too short shows in no other number.
  double const sd = std::sqrt(moments.variance);
  LogMoments const log_moments(summands, trial_arguments.back() / sd);
  double const allowance = -std::log(outside);
  double const high = std::min(
      range.high, summands.booked + nearest([&](double argument) {
                    return (log_mean(log_moments, argument / sd, summands.n_outer) + allowance) *
                           sd / argument;
                  }));
  double const low = std::max(
      range.low, summands.booked - nearest([&](double argument) {
                   return (log_mean(log_moments, -argument / sd, summands.n_outer) + allowance) *
                          sd / argument;
                 }));
  range.outside = (low > range.low ? outside : 0) + (high < range.high ? outside : 0);
  range.low = low;
  range.high = high;
  return range;
}

}  // namespace quarterdeck::exact
