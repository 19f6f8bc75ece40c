// tests/statistical/backtest_test.cpp – whole backtests of companies whose truth is known.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <cmath>
#include <vector>

#include "models/evaluate/coverage.hpp"
#include "models/evaluate/pit.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tools/sample/company.hpp"
#include "tools/service/track_record.hpp"

namespace quarterdeck {
namespace {

io::Workspace workspace_of() {
  io::Workspace workspace;
  workspace.company = "Sample";
  workspace.segments = {"segment"};
  return workspace;
}

/// One company's forecasts of its last quarters, at chosen weeks.
std::vector<service::PastForecast> asked(sample::CompanySpec const& spec,
                                         std::vector<int> const& weeks_left,
                                         std::string const& from) {
  service::BacktestRequest request;
  request.from = from;
  request.weeks_left = weeks_left;
  request.trials = 4096;
  request.to = "2026-Q3";
  auto const backtest = service::backtest(workspace_of(), sample::full_timeline(spec), request);
  REQUIRE(backtest);
  return backtest->forecasts;
}

sample::CompanySpec spec_of(std::uint64_t seed) {
  sample::CompanySpec spec;
  spec.seed = seed;
  spec.n_quarters = 11;
  spec.deals_per_week = 14;
  spec.days_into_quarter = 0;
  return spec;
}

}  // namespace

TEST_CASE("backtest: places of outcomes are uniform and bands hold over many companies",
          "[statistical][slow]") {
  constexpr int n_companies = 100;
  constexpr double p_fail = 1e-4;
  std::vector<double> pits;
  std::vector<double> narrow;
  for (int k = 0; k < n_companies; ++k) {
    // One quarter a company, so that no two outcomes share their luck.
    auto const rows = asked(spec_of(9000 + static_cast<std::uint64_t>(k)), {6}, "2026-Q3");
    REQUIRE(rows.size() == 1);
    auto const& row = rows.front();
    pits.push_back(row.simulation.pit);
    double const middle = row.simulation.grid[99];
    narrow.push_back(row.actual > middle ? 1.0 : 0.0);
    std::vector<double> half;
    for (double const point : row.simulation.grid) half.push_back(middle + (point - middle) / 2);
    auto const range = models::evaluate::pit_range(half, row.actual);
    narrow.back() = (range.low + range.high) / 2;
  }
  WARN(fmt::format("uniformity p {:.3f}, of bands half as wide {:.2g}", test::uniform_p_value(pits),
                   test::uniform_p_value(narrow)));
  CHECK(test::uniform_p_value(pits) > p_fail);
  CHECK(test::uniform_p_value(narrow) < p_fail);  // the planted twin: half as wide
  for (auto const& coverage : models::evaluate::coverage(pits)) {
    INFO("band of " << coverage.level);
    CHECK(test::count_agrees(coverage.inside, n_companies, coverage.level, p_fail));
  }
  auto const twin = models::evaluate::coverage(narrow);
  CHECK_FALSE(test::count_agrees(twin[1].inside, n_companies, 0.8, p_fail));
}

TEST_CASE("backtest: the simulation has skill over the best baseline at every week",
          "[statistical][slow]") {
  sample::CompanySpec spec;  // the sample company as the command writes it, of one seed chosen once
  spec.seed = 1;
  spec.n_quarters = 14;
  auto const rows = asked(spec, {}, "2023-Q4");
  double least = 1;
  for (auto const& lead : service::track_record(rows).leads) {
    REQUIRE(lead.skill);
    WARN(fmt::format("{} weeks left: skill {:+.3f}, pool {:+.3f}", lead.weeks_left,
                     lead.skill->skill.value, lead.pool_skill->skill.value));
    least = std::min(least, lead.skill->skill.value);
    // Seen from the first weeks of a quarter a band of luck is left on either side of zero.
    if (lead.weeks_left <= 10) CHECK(lead.skill->skill.value > 0);
  }
  CHECK(least > -0.25);
}

}  // namespace quarterdeck
