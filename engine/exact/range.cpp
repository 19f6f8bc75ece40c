// engine/exact/range.cpp – see range.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/range.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace quarterdeck::exact {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Arguments of the moment function tried, in units of 1 / standard deviation.
constexpr std::array<double, 11> trial_arguments = {0.1, 0.25, 0.5, 1, 2, 3.5, 5, 6.5, 9, 14, 22};
constexpr std::size_t likely_trial = 6;

/// Least and greatest of ratio × scale × amount.
std::pair<double, double> span_of(Transform const& law, Variable const& scale, double amount) {
  std::array<double, 4> const ends = {
      amount * law.least() * scale.least, amount * law.least() * scale.greatest,
      amount * law.greatest() * scale.least, amount * law.greatest() * scale.greatest};
  auto const [least, greatest] = std::minmax_element(ends.begin(), ends.end());
  return {*least, *greatest};
}

Range support(Book const& book) {
  Range range{book.booked, book.booked, 0};
  for (auto const& group : book.deals) {
    bool const certain = book.p[group.p].least == 1;
    for (double const amount : group.amount) {
      auto const [least, greatest] =
          span_of(book.ratio[group.ratio], book.scale[group.scale], amount);
      range.low += certain ? least : std::min(least, 0.0);
      range.high += certain ? greatest : std::max(greatest, 0.0);
    }
  }
  for (auto const& group : book.arrivals) {
    if (group.amount.least() < 0) range.low = -infinity;
    if (group.amount.greatest() > 0) range.high = infinity;
  }
  return range;
}

/// Upper bounds on E e^{sX} - 1 of one law, on both sides of zero.
struct Chords {
  MomentChord below;
  MomentChord above;
  Chords(Transform const& law, double s_end) : below(law, -s_end), above(law, s_end) {}
  [[nodiscard]] double operator()(double s) const { return s < 0 ? below(s) : above(s); }
};

/// Logarithms of moment functions of all draws, bounded from above.
class LogMoments {
 public:
  LogMoments(Book const& book, double greatest_argument) : book_(&book) {
    std::vector<double> s_end(book.ratio.size(), 0.0);
    for (auto const& group : book.deals) {
      double const largest = std::abs(group.amount.back());
      double const s = greatest_argument * largest * book.scale[group.scale].greatest;
      s_end[group.ratio] = std::max(s_end[group.ratio], s);
    }
    for (std::size_t t = 0; t < s_end.size(); ++t) chords_.emplace_back(book.ratio[t], s_end[t]);
  }

  /// log of the mean over draws of E e^{t (X - booked)}; infinity when no bound is known.
  [[nodiscard]] double log_mean(double t) const {
    std::vector<double> sum(book_->n_outer, 0.0);
    for (auto const& group : book_->deals) {
      if (!add_deals(group, t, sum)) return infinity;
    }
    for (auto const& group : book_->arrivals) {
      if (!add_arrivals(group, t, sum)) return infinity;
    }
    double const largest = *std::max_element(sum.begin(), sum.end());
    double mean = 0;
    for (double const x : sum) mean += std::exp(x - largest) / static_cast<double>(sum.size());
    return largest + std::log(mean);
  }

 private:
  static constexpr int n_tangents = 6;

  /// Value and slope in p of a group's log moment function at the points where tangents touch.
  struct Tangents {
    std::array<double, n_tangents> value{};
    std::array<double, n_tangents> slope{};
  };

  [[nodiscard]] bool touch(DealGroup const& group, double s, Tangents& tangents) const {
    auto const& p = book_->p[group.p];
    for (double const amount : group.amount) {
      // Raising the moment keeps the bound; it must stay above -1 for the logarithm.
      double const moment = std::max(chords_[group.ratio](s * amount), -1 + 1e-12);
      if (!std::isfinite(moment)) return false;
      for (int j = 0; j < n_tangents; ++j) {
        double const at = p.least + 2 * p.half() * j / (n_tangents - 1);
        auto const node = static_cast<std::size_t>(j);
        tangents.value[node] += std::log1p(at * moment);
        tangents.slope[node] += moment / (1 + at * moment);
      }
    }
    return true;
  }

  [[nodiscard]] bool add_deals(DealGroup const& group, double t, std::vector<double>& sum) const {
    auto const& p = book_->p[group.p];
    auto const& scale = book_->scale[group.scale];
    Tangents small;
    Tangents large;
    if (!touch(group, t * scale.least, small)) return false;
    if (scale.varies()) {
      if (!touch(group, t * scale.greatest, large)) return false;
    } else {
      large = small;
    }
    double const spacing = p.varies() ? 2 * p.half() / (n_tangents - 1) : 1;
    double const per_scale = scale.varies() ? 1 / (scale.greatest - scale.least) : 0;
    for (std::size_t k = 0; k < sum.size(); ++k) {
      double const offset = p.value[k] - p.least;
      auto const j = std::min(static_cast<std::size_t>(offset / spacing + 0.5),
                              static_cast<std::size_t>(n_tangents - 1));
      double const from_node = offset - spacing * static_cast<double>(j);
      double const share = (scale.value[k] - scale.least) * per_scale;
      sum[k] += (1 - share) * (small.value[j] + from_node * small.slope[j]) +
                share * (large.value[j] + from_node * large.slope[j]);
    }
    return true;
  }

  [[nodiscard]] bool add_arrivals(ArrivalGroup const& group, double t,
                                  std::vector<double>& sum) const {
    auto const& scale = book_->scale[group.scale];
    double const small = group.amount.moment_less_one(t * scale.least);
    double const large = group.amount.moment_less_one(t * scale.greatest);
    double const per_scale = scale.varies() ? 1 / (scale.greatest - scale.least) : 0;
    if (!std::isfinite(small) || !std::isfinite(large)) return false;
    for (std::size_t k = 0; k < sum.size(); ++k) {
      double const share = (scale.value[k] - scale.least) * per_scale;
      double const moment = (1 - share) * small + share * large;
      double const mean = book_->mean[group.mean].value[k];
      if (std::isinf(group.size)) {
        sum[k] += mean * moment;
        continue;
      }
      double const odds = mean / group.size * moment;
      if (odds >= 1) return false;
      sum[k] -= group.size * std::log1p(-odds);
    }
    return true;
  }

  Book const* book_;
  std::vector<Chords> chords_;
};

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

Range find_range(Book const& book, BookMoments const& moments, double outside) {
  Range range = support(book);
  if (!(moments.variance > 0)) {
    range.low = range.high = moments.mean;
    return range;
  }
  double const sd = std::sqrt(moments.variance);
  LogMoments const log_moments(book, trial_arguments.back() / sd);
  double const allowance = -std::log(outside);
  double const high = std::min(
      range.high, book.booked + nearest([&](double argument) {
                    return (log_moments.log_mean(argument / sd) + allowance) * sd / argument;
                  }));
  double const low = std::max(
      range.low, book.booked - nearest([&](double argument) {
                   return (log_moments.log_mean(-argument / sd) + allowance) * sd / argument;
                 }));
  range.outside = (low > range.low ? outside : 0) + (high < range.high ? outside : 0);
  range.low = low;
  range.high = high;
  return range;
}

}  // namespace quarterdeck::exact
