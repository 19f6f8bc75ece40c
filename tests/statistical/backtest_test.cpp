// tests/statistical/backtest_test.cpp – whole backtests of companies whose truth is known.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <cmath>
#include <vector>

#include "models/evaluate/coverage.hpp"
#include "models/evaluate/crps.hpp"
#include "models/evaluate/pit.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tools/sample/company.hpp"
#include "tools/service/past/answer.hpp"
#include "tools/service/past/judge.hpp"
#include "tools/service/past/track_record.hpp"

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
  service::BacktestQuestion question;
  question.from = from;
  question.weeks_left = weeks_left;
  question.trials = 4096;
  question.to = "2026-Q3";
  service::Reading reading;
  reading.workspace = workspace_of();
  reading.tables.records = sample::full_timeline(spec);
  auto const backtest = service::answer(service::Session({}, std::move(reading)), question,
                                        service::PastForecastStore{});
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

/// CRPS/s of the best baseline of the past less that of a forecast, mean over one company's days.
struct Gains {
  std::vector<double> simulation;  ///< [company]
  std::vector<double> shifted;     ///< of the simulation a half too high: the planted twin
};

void add_company(Gains& gains, std::vector<service::PastForecast> const& rows) {
  double simulation = 0;
  double shifted = 0;
  for (auto const& judged : service::judge(rows)) {
    auto const& row = *judged.at;
    std::vector<double> high;
    for (double const point : row.simulation.grid) {
      high.push_back(row.booked + 1.5 * (point - row.booked));
    }
    double const weight = 1 / (row.scale * static_cast<double>(rows.size()));
    simulation += weight * (judged.best_baseline_crps - row.simulation.crps);
    shifted += weight *
               (judged.best_baseline_crps - models::evaluate::crps_plain(high, row.actual).value());
  }
  gains.simulation.push_back(simulation);
  gains.shifted.push_back(shifted);
}

/// Mean over its standard error.
double z_of(std::vector<double> const& values) {
  auto const n = static_cast<double>(values.size());
  double mean = 0;
  for (double const value : values) mean += value / n;
  double squares = 0;
  for (double const value : values) squares += (value - mean) * (value - mean);
  return mean / std::sqrt(squares / (n - 1) / n);
}

}  // namespace

TEST_CASE("backtest: places of outcomes are uniform and bands hold over many companies",
          "[statistical][slow]") {
  constexpr int n_companies = 100;
  constexpr double p_fail = 1e-4;
  std::vector<double> pits;
  std::vector<double> narrow;
  double said = 0;
  double came = 0;
  for (int k = 0; k < n_companies; ++k) {
    // One quarter a company, so that no two outcomes share their luck.
    auto const rows = asked(spec_of(9000 + static_cast<std::uint64_t>(k)), {6}, "2026-Q3");
    REQUIRE(rows.size() == 1);
    auto const& row = rows.front();
    pits.push_back(row.simulation.pit);
    said += row.simulation.mean;
    came += row.actual;
    double const middle = row.simulation.grid[99];
    narrow.push_back(row.actual > middle ? 1.0 : 0.0);
    std::vector<double> half;
    for (double const point : row.simulation.grid) half.push_back(middle + (point - middle) / 2);
    auto const range = models::evaluate::pit_range(half, row.actual);
    narrow.back() = (range.low + range.high) / 2;
  }
  auto const summary = models::evaluate::summarise_pits(pits);
  WARN(
      fmt::format("uniformity p {:.2g}, of bands half as wide {:.2g}; mean place {:.3f}, spread "
                  "{:.2f}, bias {:+.3f}",
                  test::uniform_p_value(pits), test::uniform_p_value(narrow), summary->mean,
                  summary->spread.value_or(0), said / came - 1));
  CHECK(test::uniform_p_value(pits) > p_fail);
  CHECK(test::uniform_p_value(narrow) < p_fail);  // the planted twin: half as wide
  for (auto const& coverage : models::evaluate::coverage(pits)) {
    INFO("band of " << coverage.level);
    CHECK(test::count_agrees(coverage.inside, n_companies, coverage.level, p_fail));
  }
  auto const twin = models::evaluate::coverage(narrow);
  CHECK_FALSE(test::count_agrees(twin[1].inside, n_companies, 0.8, p_fail));
}

TEST_CASE("backtest: over many companies the simulation has skill from a quarter's eve on",
          "[statistical][slow]") {
  Gains gains;
  for (std::uint64_t k = 0; k < 12; ++k) {
    add_company(gains, asked(spec_of(9500 + k), {13, 12}, "2025-Q3"));
  }
  WARN(
      fmt::format("gain over the best baseline of the past: z {:.1f}, of a forecast a half too "
                  "high {:.1f}",
                  z_of(gains.simulation), z_of(gains.shifted)));
  CHECK(z_of(gains.simulation) > 2.5);
  CHECK(z_of(gains.shifted) < 2.5);
}

TEST_CASE("backtest: the simulation has skill over the best baseline at every week",
          "[statistical][slow]") {
  sample::CompanySpec spec;  // the sample company as the command writes it, of one seed chosen once
  spec.seed = 1;
  spec.n_quarters = 14;
  auto const rows = asked(spec, {}, "2023-Q4");
  for (auto const& lead : service::track_record(rows).leads) {
    REQUIRE(lead.skill);
    WARN(fmt::format("{} weeks left: skill {:+.3f}, pool {:+.3f}", lead.weeks_left,
                     lead.skill->skill.value, lead.pool_skill->skill.value));
    CHECK(lead.skill->skill.value > 0);
  }
}

}  // namespace quarterdeck
