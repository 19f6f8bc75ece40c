// models/evaluate/comparison.cpp – see comparison.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/comparison.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <vector>

#include "engine/core/error.hpp"

namespace quarterdeck::models::evaluate {
namespace {

double autocovariance(std::span<double const> values, double mean, std::size_t lag) {
  double sum = 0;
  for (std::size_t t = lag; t < values.size(); ++t) {
    sum += (values[t] - mean) * (values[t - lag] - mean);
  }
  return sum / static_cast<double>(values.size());
}

/// Sums over the cases of one period.
struct PeriodSum {
  double n_cases = 0;
  double loss = 0;
  double reference_loss = 0;
};

/// Periods by name; the same bits in whatever order the cases come.
std::vector<PeriodSum> by_period(std::span<PairedLoss const> losses) {
  std::map<std::string, std::vector<std::pair<double, double>>> cases;
  for (PairedLoss const& c : losses) cases[c.period].emplace_back(c.loss, c.reference_loss);
  std::vector<PeriodSum> periods;
  for (auto& [name, pairs] : cases) {
    std::sort(pairs.begin(), pairs.end());
    PeriodSum& sum = periods.emplace_back();
    sum.n_cases = static_cast<double>(pairs.size());
    for (auto const& [loss, reference] : pairs) {
      sum.loss += loss;
      sum.reference_loss += reference;
    }
  }
  return periods;
}

}  // namespace

std::optional<DieboldMariano> diebold_mariano(std::span<double const> differences,
                                              std::size_t horizon) {
  QUARTERDECK_EXPECT(horizon >= 1);
  std::size_t const n = differences.size();
  if (n < 2 || n <= horizon) return std::nullopt;
  DieboldMariano test{.n = n};
  auto const count = static_cast<double>(n);
  auto const h = static_cast<double>(horizon);
  for (double const d : differences) test.mean += d / count;
  double variance = autocovariance(differences, test.mean, 0);
  for (std::size_t k = 1; k < horizon; ++k) {
    variance += 2 * autocovariance(differences, test.mean, k);
  }
  double const factor = (count + 1 - 2 * h + h * (h - 1) / count) / count;
  if (!(variance > 0) || !(factor > 0)) return std::nullopt;
  test.statistic = test.mean / std::sqrt(variance / count) * std::sqrt(factor);
  boost::math::students_t_distribution<double> const t(count - 1);
  test.p_value = 2 * boost::math::cdf(boost::math::complement(t, std::abs(test.statistic)));
  return test;
}

std::optional<DieboldMariano> diebold_mariano_by_period(std::span<PairedLoss const> losses) {
  std::vector<double> differences;
  for (PeriodSum const& period : by_period(losses)) {
    differences.push_back((period.loss - period.reference_loss) / period.n_cases);
  }
  return diebold_mariano(differences);
}

std::optional<SkillComparison> compare_skill(std::span<PairedLoss const> losses,
                                             BootstrapOptions const& options) {
  std::vector<PeriodSum> const periods = by_period(losses);
  double loss = 0, reference = 0;
  for (PeriodSum const& period : periods) {
    loss += period.loss;
    reference += period.reference_loss;
  }
  if (periods.size() < 2 || !(reference > 0)) return std::nullopt;
  SkillComparison result;
  result.n_periods = periods.size();
  result.skill.value = 1 - loss / reference;
  std::vector<double> replicates;
  for (int b = 0; b < options.n_replicates; ++b) {
    auto const times = resample(periods.size(), "skill", options.seed, b);
    double drawn = 0, drawn_reference = 0;
    for (std::size_t q = 0; q < periods.size(); ++q) {
      drawn += times[q] * periods[q].loss;
      drawn_reference += times[q] * periods[q].reference_loss;
    }
    if (drawn_reference > 0) replicates.push_back(1 - drawn / drawn_reference);
  }
  std::size_t positive = 0;
  for (double const skill : replicates) positive += skill > 0 ? 1 : 0;
  result.share_positive = static_cast<double>(positive) / static_cast<double>(replicates.size());
  result.skill.interval =
      *percentile_interval(std::move(replicates), expanded_level(options.level, periods.size()));
  return result;
}

}  // namespace quarterdeck::models::evaluate
