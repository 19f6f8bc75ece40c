// tests/statistical/coverage_test.cpp – do the bands of whole forecasts hold what they promise?
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/data/history.hpp"
#include "engine/simulate/simulate.hpp"
#include "models/compile.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tools/sample/company.hpp"

namespace quarterdeck {
namespace {

constexpr int n_companies = 200;
constexpr int n_trials = 4096;
constexpr int n_truth = 300;
constexpr double p_fail = 1e-4;

/// Companies of many kinds: calm and moody, steady and drifting, even and back-loaded.
sample::CompanySpec spec_of(int company, int days_into_quarter) {
  constexpr std::array effect{0.0, 0.15, 0.25, 0.35};
  constexpr std::array drift{0.0, 0.05, 0.10};
  constexpr std::array surge{1.5, 2.5, 4.0, 2.5, 2.0};
  auto const k = static_cast<std::size_t>(company);
  sample::CompanySpec spec;
  spec.seed = 5000 + k;
  spec.n_quarters = 10;
  spec.deals_per_week = 12 + 6 * static_cast<double>(k % 3);
  spec.period_effect_sd = effect[k % effect.size()];
  spec.arrival_drift_sd = drift[(k / 4) % drift.size()];
  spec.quarter_end_surge = surge[k % surge.size()];
  spec.days_into_quarter = days_into_quarter;
  return spec;
}

/// What production does between the records and the totals.
std::vector<double> forecast(sample::Company const& company) {
  models::ForecastInputs inputs;
  inputs.history = data::cut(company.records, company.as_of).history;
  inputs.pipeline = data::pipeline_at(inputs.history, company.as_of);
  models::ModelSpec spec;
  spec.period = company.open_quarter;
  spec.segments = {"segment"};
  spec.groups = {"segment"};
  inputs.models = fit(inputs.history, spec);
  inputs.period = company.open_quarter;
  inputs.currency = "USD";
  inputs.groups = {"segment"};
  auto const compiled = compile(inputs, {.seed = 1, .n_rows = 512});
  simulate::RunOptions options;
  options.n_trials = n_trials;
  options.n_threads = 1;
  auto const results = simulate::simulate(compiled.plan, options);
  std::vector<double> totals;
  for (core::Minor const total : results.total) totals.push_back(core::to_units(total));
  std::sort(totals.begin(), totals.end());
  return totals;
}

double mean_of(std::vector<double> const& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double quantile(std::vector<double> const& sorted, double p) {
  return sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size() - 1))];
}

/// Continuous ranked probability score of a sorted sample, fair version.
/// @source Ferro (2014), QJRMS 140: the second sum over m (m - 1) pairs
double crps(double actual, std::vector<double> const& sorted) {
  double const m = static_cast<double>(sorted.size());
  double distance = 0;
  double spread = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    distance += std::abs(sorted[i] - actual);
    spread += (2 * static_cast<double>(i + 1) - m - 1) * sorted[i];
  }
  return distance / m - spread / (m * (m - 1));
}

/// Share of a sorted sample below a value.
double place(double actual, std::vector<double> const& sorted) {
  auto const below = std::lower_bound(sorted.begin(), sorted.end(), actual) - sorted.begin();
  return (static_cast<double>(below) + 0.5) / (static_cast<double>(sorted.size()) + 1);
}

struct Scored {
  double actual = 0;
  double mean = 0;
  double pit = 0;
  double crps = 0;
  double truth_mean = 0;
  double truth_crps = 0;
  double truth_pit = 0;
  std::array<bool, 3> covered{};  ///< by the 50, 80 and 90 % bands
  bool half_covered = false;      ///< by an 80 % band of half the width around the median
};

constexpr std::array levels{0.5, 0.8, 0.9};

Scored score(sample::Company const& company) {
  auto const totals = forecast(company);
  auto truth = std::vector<double>();
  for (auto const total : sample::true_totals(company, n_truth, 1)) {
    truth.push_back(core::to_units(total));
  }
  std::sort(truth.begin(), truth.end());
  Scored scored;
  scored.actual = core::to_units(company.actual_total);
  scored.mean = mean_of(totals);
  scored.pit = place(scored.actual, totals);
  scored.crps = crps(scored.actual, totals);
  scored.truth_mean = mean_of(truth);
  scored.truth_pit = place(scored.actual, truth);
  scored.truth_crps = crps(scored.actual, truth);
  auto const inside = [&](double low, double high) {
    return low <= scored.actual && scored.actual <= high;
  };
  for (std::size_t i = 0; i < levels.size(); ++i) {
    scored.covered[i] =
        inside(quantile(totals, (1 - levels[i]) / 2), quantile(totals, (1 + levels[i]) / 2));
  }
  double const median = quantile(totals, 0.5);
  scored.half_covered =
      inside((median + quantile(totals, 0.1)) / 2, (median + quantile(totals, 0.9)) / 2);
  return scored;
}

std::vector<Scored> score_companies(int days_into_quarter) {
  std::vector<Scored> scored(n_companies);
#pragma omp parallel for schedule(dynamic)
  for (int k = 0; k < n_companies; ++k) {
    scored[static_cast<std::size_t>(k)] = score(sample::generate(spec_of(k, days_into_quarter)));
  }
  return scored;
}

double sum_of(std::vector<Scored> const& scored, double Scored::*member) {
  double sum = 0;
  for (auto const& one : scored) sum += one.*member;
  return sum;
}

std::int64_t n_covered(std::vector<Scored> const& scored, std::size_t level) {
  return std::count_if(scored.begin(), scored.end(),
                       [&](auto const& one) { return one.covered[level]; });
}

std::string summary(std::vector<Scored> const& scored, int days) {
  double const n = static_cast<double>(scored.size());
  double const actual = sum_of(scored, &Scored::actual);
  auto const share = [&](std::size_t i) { return static_cast<double>(n_covered(scored, i)) / n; };
  return fmt::format(
      "day {}: covered 50 % {:.3f}, 80 % {:.3f}, 90 % {:.3f}; mean PIT {:.3f} "
      "(truth {:.3f}); bias {:+.3f} "
      "(truth {:+.3f}); nCRPS {:.4f} (truth {:.4f})",
      days, share(0), share(1), share(2), sum_of(scored, &Scored::pit) / n,
      sum_of(scored, &Scored::truth_pit) / n, sum_of(scored, &Scored::mean) / actual - 1,
      sum_of(scored, &Scored::truth_mean) / actual - 1, sum_of(scored, &Scored::crps) / actual,
      sum_of(scored, &Scored::truth_crps) / actual);
}

}  // namespace

TEST_CASE("coverage: the score of two draws is that of the formula", "[statistical]") {
  // E|X - y| = 1/2, and half the distance of two different draws is 1/2.
  CHECK(crps(0.0, {0.0, 1.0}) == Approx(0.0));
  CHECK(crps(2.0, {0.0, 1.0}) == Approx(1.0));
}

TEST_CASE("coverage: bands of the quarter's total hold their share of what really happened",
          "[statistical][slow]") {
  for (int const days : {0, 45, 78}) {
    auto const scored = score_companies(days);
    WARN(summary(scored, days));
    for (std::size_t i = 0; i < levels.size(); ++i) {
      INFO("day " << days << ", band of " << levels[i]);
      CHECK(test::count_agrees(n_covered(scored, i), n_companies, levels[i], p_fail));
    }
    auto const n_half = std::count_if(scored.begin(), scored.end(),
                                      [](auto const& one) { return one.half_covered; });
    CHECK_FALSE(test::count_agrees(n_half, n_companies, 0.8, p_fail));
  }
}

}  // namespace quarterdeck
