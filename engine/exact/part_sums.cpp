// engine/exact/part_sums.cpp – see part_sums.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/part_sums.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/exact/log_moments.hpp"

namespace quarterdeck::exact {
namespace {

constexpr double no_bound = std::numeric_limits<double>::infinity();

void add_part(std::vector<double>& sum, std::vector<double> const& part) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
}

/// Sum of what `get` finds in each part; nothing when it finds nothing in one.
template <class Get>
std::vector<double> sum_of(PartList const& parts, Get const& get) {
  std::vector<double> sum = get(*parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    std::vector<double> const& part = get(*parts[i]);
    if (part.empty()) return {};
    add_part(sum, part);
  }
  return sum;
}

/// log of the mean over draws of E e^{t (X - booked)}, bounded from above.
double log_mean(PartList const& parts, std::size_t argument) {
  auto const sum = sum_of(parts, [&](Part const& part) -> std::vector<double> const& {
    return part.log_moments[argument];
  });
  return sum.empty() ? no_bound : log_mean_exp(sum);
}

Range support_of(PartList const& parts) {
  Range support;
  for (auto const* part : parts) {
    support.low += part->support.low;
    support.high += part->support.high;
  }
  return support;
}

}  // namespace

TotalMoments moments_of(double booked, PartList const& parts) {
  using Values = std::vector<double> const&;
  auto given = sum_of(parts, [](Part const& part) -> Values { return part.moments.given; });
  auto inner = sum_of(parts, [](Part const& part) -> Values { return part.moments.inner; });
  for (double& mean : given) mean += booked;
  return moments(std::move(given), std::move(inner));
}

GuideSums guide_of(PartList const& parts) {
  GuideSums sums = parts.front()->guide;
  for (std::size_t i = 1; i < parts.size(); ++i) sums.add(parts[i]->guide);
  return sums;
}

bool is_on_lattice(PartList const& parts, Range const& range, ExactOptions const& options) {
  if (options.method == Method::fourier_cosine) return false;
  if (std::ranges::any_of(parts, [](Part const* part) { return !part->is_unscaled; })) return false;
  std::int64_t const unit = unit_of(parts);
  return unit > 0 && (range.high - range.low) / static_cast<double>(unit) <
                         static_cast<double>(most_lattice_points);
}

OwnRange own_range(double booked, PartList const& parts, PartFrame const& frame, double outside) {
  Range const limits = support_of(parts);
  double const allowance = -std::log(outside);
  OwnRange own;
  double low = -no_bound;
  double high = no_bound;
  for (std::size_t a = 0; a < frame.arguments.size(); ++a) {
    double const t = frame.arguments[a];
    double const end = (log_mean(parts, a) + allowance) / t;
    if (t < 0 && end > low) {
      low = end;
      own.low_argument = a;
    }
    if (t > 0 && end < high) {
      high = end;
      own.high_argument = a;
    }
  }
  own.range.low = booked + std::max(low, limits.low);
  own.range.high = booked + std::min(high, limits.high);
  return own;
}

double outside_of(PartList const& parts, PartFrame const& frame, AskedRange const& asked) {
  Range const limits = support_of(parts);
  double const low = asked.range.low - asked.beyond.low - asked.booked;
  double const high = asked.range.high - asked.beyond.high - asked.booked;
  double below = low <= limits.low ? 0 : no_bound;
  double above = high >= limits.high ? 0 : no_bound;
  for (std::size_t a = 0; a < frame.arguments.size(); ++a) {
    double const t = frame.arguments[a];
    double& bound = t < 0 ? below : above;
    if (bound > 0) bound = std::min(bound, std::exp(log_mean(parts, a) - t * (t < 0 ? low : high)));
  }
  return below + above;
}

std::vector<double> decay_of(PartList const& parts, PartFrame const& frame) {
  std::vector<double> bounds;
  for (std::size_t s = 0; s < frame.stretches.size(); ++s) {
    bounds.push_back(decay_of(sum_of(
        parts, [&](Part const& part) -> std::vector<double> const& { return part.exponents[s]; })));
  }
  return bounds;
}

double tail_of(PartList const& parts, PartFrame const& frame) {
  auto const bounds = decay_of(parts, frame);
  double tail = 0;
  for (std::size_t s = 0; s < bounds.size(); ++s) tail += frame.stretches[s].weight(bounds[s]);
  return tail;
}

std::int64_t unit_of(PartList const& parts) {
  std::int64_t unit = 0;
  for (auto const* part : parts) unit = std::gcd(unit, part->unit);
  return unit;
}

double largest_atom(PartList const& parts, PartFrame const& frame, double per_unit) {
  std::int64_t const unit = unit_of(parts);
  if (unit == 0) return 0;
  double const smooth = std::min(1.0, static_cast<double>(unit) * per_unit);
  // Of another unit than the base's nothing is known but that it may not fade at all.
  if (unit != frame.atom_unit) return smooth;
  return smooth * decay_of(sum_of(parts, [](Part const& part) -> std::vector<double> const& {
           return part.atom_exponents;
         }));
}

}  // namespace quarterdeck::exact
