// engine/exact/compare.cpp – the simulator's sample held against the exact distribution.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/exact/exact.hpp"

namespace quarterdeck::exact {
namespace {

constexpr double false_alarm = 1e-6;

}  // namespace

Check compare(Distribution const& exact, std::span<core::Minor const> totals) {
  QUARTERDECK_EXPECT(!totals.empty());
  std::vector<core::Minor> sorted(totals.begin(), totals.end());
  std::sort(sorted.begin(), sorted.end());
  auto const n = static_cast<double>(sorted.size());
  // The difference is looked for in the direction in which the exact side cannot explain it by a
  // jump that it has rounded off.
  double const shift = exact.resolution();
  double difference = 0;
  for (std::size_t first = 0; first < sorted.size();) {
    std::size_t next = first + 1;
    while (next < sorted.size() && sorted[next] == sorted[first]) ++next;
    auto const x = static_cast<double>(sorted[first]);
    double const sample_before = static_cast<double>(first) / n;
    double const sample_at = static_cast<double>(next) / n;
    difference = std::max({difference, sample_at - exact.cdf(x + shift),
                           1 - exact.p_at_least(x - shift) - sample_before});
    first = next;
  }
  Check check;
  check.method = exact.method() == Method::fourier_cosine ? "fourier-cosine" : "lattice";
  check.max_cdf_difference = difference;
  check.tolerance = std::sqrt((1 + std::log(2 / false_alarm)) / (2 * n)) + exact.error_bound();
  check.agrees = difference <= check.tolerance;
  return check;
}

}  // namespace quarterdeck::exact
