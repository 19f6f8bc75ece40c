// tests/statistical/coverage_test.cpp – do the bands of whole forecasts hold what they promise?
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

#include "engine/data/cut.hpp"
#include "engine/simulate/simulate.hpp"
#include "models/compile.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tools/sample/company.hpp"

namespace quarterdeck {
namespace {

constexpr int n_companies = 200;
constexpr int n_trials = 4096;
constexpr int n_truth = 150;
constexpr int truth_every = 8;  ///< the true distribution is computed of two in so many companies
constexpr double p_fail = 1e-4;
std::array<std::string, 2> const columns{"segment", "region"};

/// Every second company has no period effect.
bool is_calm(int company) { return company % 2 == 0; }

/// Companies of many kinds: calm and moody, steady and drifting, even and back-loaded.
sample::CompanySpec spec_of(int company, int days_into_quarter) {
  constexpr std::array effect{0.15, 0.25, 0.35};
  constexpr std::array drift{0.0, 0.05, 0.10};
  constexpr std::array surge{1.5, 2.5, 4.0, 2.5, 2.0};
  auto const k = static_cast<std::size_t>(company);
  sample::CompanySpec spec;
  spec.seed = 5000 + k;
  spec.n_quarters = 10;
  spec.deals_per_week = 12 + 6 * static_cast<double>(k % 3);
  spec.period_effect_sd = is_calm(company) ? 0.0 : effect[(k / 2) % effect.size()];
  spec.arrival_drift_sd = drift[(k / 4) % drift.size()];
  spec.quarter_end_surge = surge[k % surge.size()];
  spec.days_into_quarter = days_into_quarter;
  return spec;
}

/// Forecast of a group as its quantiles, and of the company as its sorted totals.
struct GroupBands {
  std::string column;
  std::string value;
  std::array<double, 6> quantiles{};  ///< ends of the 50, 80 and 90 % bands, low and high in turn
};

struct Forecast {
  std::vector<double> totals;
  std::vector<GroupBands> groups;
};

constexpr std::array levels{0.5, 0.8, 0.9};

/// What production does between the records and the totals.
Forecast forecast(sample::Company const& company) {
  models::ForecastInputs inputs;
  inputs.history = data::cut(company.records, company.as_of).history;
  inputs.pipeline = data::pipeline_at(inputs.history, company.as_of);
  models::ModelSpec spec;
  spec.period = company.open_quarter;
  spec.segments = {"segment"};
  spec.groups.assign(columns.begin(), columns.end());
  inputs.models = fit(inputs.history, spec);
  inputs.period = company.open_quarter;
  inputs.currency = "USD";
  inputs.groups = spec.groups;
  auto const compiled = compile(inputs, {.seed = 1, .n_rows = 512});
  simulate::RunOptions options;
  options.n_trials = n_trials;
  options.n_threads = 1;
  auto const results = simulate::simulate(compiled.plan, options);
  Forecast made;
  for (core::Minor const total : results.total) made.totals.push_back(core::to_units(total));
  std::sort(made.totals.begin(), made.totals.end());
  for (std::size_t g = 0; g < compiled.plan.groupings.size(); ++g) {
    auto const& grouping = compiled.plan.groupings[g];
    for (std::size_t v = 0; v < grouping.values.size(); ++v) {
      GroupBands bands{grouping.by, grouping.values[v], {}};
      for (std::size_t i = 0; i < levels.size(); ++i) {
        auto const& histogram = results.group[g][v].histogram;
        bands.quantiles[2 * i] = histogram.quantile((1 - levels[i]) / 2) * core::units_per_minor;
        bands.quantiles[2 * i + 1] =
            histogram.quantile((1 + levels[i]) / 2) * core::units_per_minor;
      }
      made.groups.push_back(std::move(bands));
    }
  }
  return made;
}

/// What every group really won in the open quarter.
std::map<std::pair<std::string, std::string>, double> actual_groups(
    sample::Company const& company) {
  auto const& quarter = company.open_quarter;
  auto const history = data::cut(sample::full_timeline(company.spec), quarter.end).history;
  std::map<std::pair<std::string, std::string>, double> actual;
  for (auto const& win : data::won_between(history, quarter.start - core::Days(1), quarter.end)) {
    for (auto const& column : columns) {
      auto const value = data::text_at(history, win.history_row, column, win.closed);
      actual[{column, std::string(value)}] += core::to_units(win.amount);
    }
  }
  return actual;
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
  bool has_truth = false;
  double truth_mean = 0;
  double truth_crps = 0;
  double truth_pit = 0;
  std::array<bool, 3> covered{};          ///< by the 50, 80 and 90 % bands
  bool half_covered = false;              ///< by an 80 % band of half the width around the median
  std::array<double, 3> group_covered{};  ///< share of the groups
  double half_group_covered = 0;          ///< by 80 % bands of half the width around the middle
};

void score_total(Scored& scored, std::vector<double> const& totals) {
  scored.mean = mean_of(totals);
  scored.pit = place(scored.actual, totals);
  scored.crps = crps(scored.actual, totals);
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
}

void score_groups(Scored& scored, sample::Company const& company, Forecast const& made) {
  auto actual = actual_groups(company);
  double const share = 1 / static_cast<double>(made.groups.size());
  for (GroupBands const& bands : made.groups) {
    double const happened = actual[{bands.column, bands.value}];
    auto const inside = [&](double low, double high) {
      return low <= happened && happened <= high ? share : 0;
    };
    for (std::size_t i = 0; i < levels.size(); ++i) {
      scored.group_covered[i] += inside(bands.quantiles[2 * i], bands.quantiles[2 * i + 1]);
    }
    double const middle = (bands.quantiles[0] + bands.quantiles[1]) / 2;
    scored.half_group_covered +=
        inside((middle + bands.quantiles[2]) / 2, (middle + bands.quantiles[3]) / 2);
  }
}

void score_truth(Scored& scored, sample::Company const& company) {
  std::vector<double> truth;
  for (auto const total : sample::true_totals(company, n_truth, 1)) {
    truth.push_back(core::to_units(total));
  }
  std::sort(truth.begin(), truth.end());
  scored.has_truth = true;
  scored.truth_mean = mean_of(truth);
  scored.truth_pit = place(scored.actual, truth);
  scored.truth_crps = crps(scored.actual, truth);
}

Scored score(int k, int days_into_quarter) {
  auto const company = sample::generate(spec_of(k, days_into_quarter));
  Scored scored;
  scored.actual = core::to_units(company.actual_total);
  auto const made = forecast(company);
  score_total(scored, made.totals);
  score_groups(scored, company, made);
  if (k % truth_every < 2) score_truth(scored, company);
  return scored;
}

std::vector<Scored> score_companies(int days_into_quarter) {
  std::vector<Scored> scored(n_companies);
#pragma omp parallel for schedule(dynamic)
  for (int k = 0; k < n_companies; ++k) {
    scored[static_cast<std::size_t>(k)] = score(k, days_into_quarter);
  }
  return scored;
}

std::vector<Scored> only(std::vector<Scored> const& scored, bool calm) {
  std::vector<Scored> some;
  for (int k = 0; k < n_companies; ++k) {
    if (is_calm(k) == calm) some.push_back(scored[static_cast<std::size_t>(k)]);
  }
  return some;
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

std::vector<double> group_shares(std::vector<Scored> const& scored, std::size_t level) {
  std::vector<double> shares;
  for (auto const& one : scored) shares.push_back(one.group_covered[level]);
  return shares;
}

std::string summary(std::vector<Scored> const& scored, std::string const& what) {
  double const n = static_cast<double>(scored.size());
  auto const share = [&](std::size_t i) { return static_cast<double>(n_covered(scored, i)) / n; };
  auto const of_groups = [&](std::size_t i) { return mean_of(group_shares(scored, i)); };
  std::vector<Scored> known;
  for (auto const& one : scored) {
    if (one.has_truth) known.push_back(one);
  }
  double const actual = sum_of(scored, &Scored::actual);
  double const known_actual = sum_of(known, &Scored::actual);
  return fmt::format(
      "{}: total covered 50 % {:.3f}, 80 % {:.3f}, 90 % {:.3f}; groups {:.3f}, {:.3f}, {:.3f}; "
      "mean PIT {:.3f}; bias {:+.3f}; nCRPS {:.4f}; of {} with a known truth: bias {:+.3f} (truth "
      "{:+.3f}), nCRPS {:.4f} (truth {:.4f})",
      what, share(0), share(1), share(2), of_groups(0), of_groups(1), of_groups(2),
      sum_of(scored, &Scored::pit) / n, sum_of(scored, &Scored::mean) / actual - 1,
      sum_of(scored, &Scored::crps) / actual, known.size(),
      sum_of(known, &Scored::mean) / known_actual - 1,
      sum_of(known, &Scored::truth_mean) / known_actual - 1,
      sum_of(known, &Scored::crps) / known_actual,
      sum_of(known, &Scored::truth_crps) / known_actual);
}

void check_coverage(std::vector<Scored> const& scored, std::string const& what) {
  WARN(summary(scored, what));
  auto const n = static_cast<std::int64_t>(scored.size());
  for (std::size_t i = 0; i < levels.size(); ++i) {
    INFO(what << ", band of " << levels[i]);
    CHECK(test::count_agrees(n_covered(scored, i), n, levels[i], p_fail));
    // Groups of one company share its luck: companies, not groups, are what is counted.
    CHECK(test::mean_agrees(group_shares(scored, i), levels[i], p_fail));
  }
  auto const n_half =
      std::count_if(scored.begin(), scored.end(), [](auto const& one) { return one.half_covered; });
  CHECK_FALSE(test::count_agrees(n_half, n, 0.8, p_fail));
  std::vector<double> halves;
  for (auto const& one : scored) halves.push_back(one.half_group_covered);
  CHECK_FALSE(test::mean_agrees(halves, 0.8, p_fail));
}

}  // namespace

TEST_CASE("coverage: the score of two draws is that of the formula", "[statistical]") {
  // E|X - y| = 1/2, and half the distance of two different draws is 1/2.
  CHECK(crps(0.0, {0.0, 1.0}) == Approx(0.0));
  CHECK(crps(2.0, {0.0, 1.0}) == Approx(1.0));
}

TEST_CASE("coverage: bands of the total and of groups hold their share of what really happened",
          "[statistical][slow]") {
  for (int const days : {0, 45, 78}) {
    auto const scored = score_companies(days);
    check_coverage(scored, fmt::format("day {}, all companies", days));
    check_coverage(only(scored, true), fmt::format("day {}, no period effects", days));
    check_coverage(only(scored, false), fmt::format("day {}, period effects", days));
  }
}

}  // namespace quarterdeck
