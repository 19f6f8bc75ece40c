// engine/exact/log_moments.cpp – see log_moments.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/log_moments.hpp"

#include <algorithm>
#include <cmath>

namespace quarterdeck::exact {

LogMoments::LogMoments(Summands const& summands, double greatest_argument) : summands_(&summands) {
  std::vector<double> s_end(summands.ratio.size(), 0.0);
  for (auto const& group : summands.deals) {
    double const largest = std::abs(group.amount.back());
    double const s = greatest_argument * largest * summands.scale[group.scale].greatest;
    s_end[group.ratio] = std::max(s_end[group.ratio], s);
  }
  for (std::size_t t = 0; t < s_end.size(); ++t) chords_.emplace_back(summands.ratio[t], s_end[t]);
}

bool LogMoments::add(double t, std::vector<double>& sum) const {
  for (auto const& group : summands_->deals) {
    if (!add_deals(group, t, sum)) return false;
  }
  for (auto const& group : summands_->arrivals) {
    if (!add_arrivals(group, t, sum)) return false;
  }
  return true;
}

// log(1 + p M) is concave in p, so its tangents lie above it everywhere: six of them bound a whole
// group for all draws, where evaluating it would take deals times draws logarithms.
bool LogMoments::touch(DealGroup const& group, double s, Tangents& tangents) const {
  auto const& p = summands_->p[group.p];
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

bool LogMoments::add_deals(DealGroup const& group, double t, std::vector<double>& sum) const {
  auto const& p = summands_->p[group.p];
  auto const& scale = summands_->scale[group.scale];
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

bool LogMoments::add_arrivals(ArrivalGroup const& group, double t, std::vector<double>& sum) const {
  auto const& scale = summands_->scale[group.scale];
  double const small = group.amount.moment_less_one(t * scale.least);
  double const large = group.amount.moment_less_one(t * scale.greatest);
  double const per_scale = scale.varies() ? 1 / (scale.greatest - scale.least) : 0;
  if (!std::isfinite(small) || !std::isfinite(large)) return false;
  for (std::size_t k = 0; k < sum.size(); ++k) {
    double const share = (scale.value[k] - scale.least) * per_scale;
    double const moment = (1 - share) * small + share * large;
    double const mean = summands_->mean[group.mean].value[k];
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

double log_mean_exp(std::vector<double> const& x) {
  double const largest = *std::max_element(x.begin(), x.end());
  double mean = 0;
  for (double const one : x) mean += std::exp(one - largest) / static_cast<double>(x.size());
  return largest + std::log(mean);
}

}  // namespace quarterdeck::exact
