// tests/unit/models/calibration_test.cpp – forecasts of synthetic companies against what happened.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/data/cut.hpp"
#include "engine/simulate/simulate.hpp"
#include "models/compile.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tools/sample/company.hpp"

using namespace quarterdeck;

namespace {

/// One forecast of one company's open quarter, sorted, and what happened.
struct Outcome {
  std::vector<core::Minor> totals;
  double mean = 0;
  double actual = 0;
};

Outcome forecast_of(std::uint64_t seed, int days_into_quarter) {
  sample::CompanySpec spec;
  spec.seed = seed;
  spec.days_into_quarter = days_into_quarter;
  sample::Company const company = sample::generate(spec);
  models::ForecastInputs inputs;
  inputs.history = data::cut(company.records, company.as_of).history;
  inputs.pipeline = data::pipeline_at(inputs.history, company.as_of);
  inputs.period = company.open_quarter;
  models::ModelSpec model;
  model.period = company.open_quarter;
  model.segments = {"segment"};
  inputs.models = models::fit(inputs.history, model);
  Outcome outcome;
  outcome.totals =
      simulate::simulate(models::compile(inputs).plan, {.seed = seed, .n_trials = 16384}).total;
  std::sort(outcome.totals.begin(), outcome.totals.end());
  for (core::Minor const total : outcome.totals) {
    outcome.mean += static_cast<double>(total) / static_cast<double>(outcome.totals.size());
  }
  outcome.actual = static_cast<double>(company.actual_total);
  return outcome;
}

/// Whether the central interval, stretched around the median, holds what happened.
bool holds(Outcome const& outcome, double level, double stretch) {
  auto const quantile = [&](double p) {
    auto const rank = p * static_cast<double>(outcome.totals.size());
    return static_cast<double>(outcome.totals[static_cast<std::size_t>(rank)]);
  };
  double const median = quantile(0.5);
  double const low = median + stretch * (quantile(0.5 - level / 2) - median);
  double const high = median + stretch * (quantile(0.5 + level / 2) - median);
  return low <= outcome.actual && outcome.actual <= high;
}

}  // namespace

TEST_CASE("models: the quarter's total of synthetic companies falls into its intervals", "[slow]") {
  int const n = 60;
  for (int const days : {0, 45, 78}) {
    std::int64_t in_80 = 0, in_80_halved = 0, in_50 = 0;
    double forecast = 0, actual = 0, squares = 0;
    for (int i = 0; i < n; ++i) {
      Outcome const outcome = forecast_of(static_cast<std::uint64_t>(5000 + i), days);
      in_80 += holds(outcome, 0.8, 1) ? 1 : 0;
      in_80_halved += holds(outcome, 0.8, 0.4) ? 1 : 0;
      in_50 += holds(outcome, 0.5, 1) ? 1 : 0;
      forecast += outcome.mean;
      actual += outcome.actual;
      double const miss = outcome.mean - outcome.actual;
      squares += miss * miss;
    }
    INFO("days into the quarter " << days << ", 80 % " << in_80 << ", 50 % " << in_50 << " of " << n
                                  << ", bias " << forecast / actual - 1);
    CHECK(test::count_agrees(in_80, n, 0.8, 1e-4));
    CHECK(test::count_agrees(in_50, n, 0.5, 1e-4));
    CHECK_FALSE(test::count_agrees(in_80_halved, n, 0.8, 1e-4));  // planted: far too narrow
    double const noise = std::sqrt(squares) / actual;
    CHECK(std::abs(forecast / actual - 1) < 0.02 + 3 * noise);
    CHECK_FALSE(std::abs(1.25 * forecast / actual - 1) < 0.02 + 3 * noise);  // planted bias
  }
}
