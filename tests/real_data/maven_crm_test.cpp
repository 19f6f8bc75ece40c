// tests/real_data/maven_crm_test.cpp – a forecast of a public book, held against what happened.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/core/money.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/skip.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace {

using namespace quarterdeck;

std::filesystem::path const source = QUARTERDECK_SOURCE_DIR;

/// Won amounts of 2017-Q4 by what was known of them at the end of October, in minor units.
struct Actual {
  core::Minor booked = 0;
  core::Minor open = 0;
  core::Minor created_later = 0;
  [[nodiscard]] core::Minor total() const { return booked + open + created_later; }
};

/// Reads the outcome straight from the file, past everything that the forecast goes through.
Actual read_actual(std::filesystem::path const& table) {
  std::string const as_of = "2017-10-31";
  std::ifstream stream(table);
  Actual actual;
  for (std::string line; std::getline(stream, line);) {
    std::istringstream cells(line);
    std::array<std::string, 8> cell;
    for (auto& value : cell) std::getline(cells, value, ',');
    auto const& [id, agent, product, account, stage, engaged, closed, value] = cell;
    if (stage != "Won" || closed < "2017-10-01" || closed > "2017-12-31") continue;
    auto& part = closed <= as_of    ? actual.booked
                 : engaged <= as_of ? actual.open
                                    : actual.created_later;
    part += core::to_minor(std::stod(value));
  }
  return actual;
}

core::Checked<service::Forecast> october_forecast(std::int64_t trials) {
  service::Session const session({.workspace = source / "docs/start/maven-crm",
                                  .as_of = "2017-10-31",
                                  .period = "2017-Q4",
                                  .seed = 1});
  return service::answer(session, service::ForecastQuestion{.trials = trials});
}

TEST_CASE("real data: the public CRM book as of October, held against the quarter that followed",
          "[real_data]") {
  auto const table = source / "../shared/data/maven-crm/sales_pipeline.csv";
  if (!std::filesystem::exists(table)) {
    test::skip("there is no " + table.lexically_normal().string());
    return;
  }
  auto const actual = read_actual(table);
  auto const outcome = october_forecast(20000);
  if (!outcome) FAIL(core::to_string(outcome.error().front()));

  auto const quantile = [&](double p) {
    return results::quantile_of_total(outcome->results, p).value;
  };
  auto const mean = [](results::Series const& series) { return series.moments.mean(); };
  WARN("what happened: booked " << core::format_units(actual.booked) << ", open "
                                << core::format_units(actual.open) << ", new "
                                << core::format_units(actual.created_later) << ", total "
                                << core::format_units(actual.total()));
  auto const whole = [](double minor) { return core::format_units(std::llround(minor)); };
  WARN("forecast: booked " << core::format_units(outcome->compiled.plan.booked) << ", open "
                           << whole(mean(outcome->results.open)) << ", new "
                           << whole(mean(outcome->results.created_later)) << ", total P1 "
                           << whole(quantile(0.01)) << ", P10 " << whole(quantile(0.1)) << ", P50 "
                           << whole(quantile(0.5)) << ", P90 " << whole(quantile(0.9)) << ", P99 "
                           << whole(quantile(0.99)));

  CHECK(outcome->compiled.plan.booked == actual.booked);
  auto const total = static_cast<double>(actual.total());
  CHECK(quantile(0.01) <= total);
  CHECK(total <= quantile(0.99));
  CHECK(outcome->check.agrees);
}

TEST_CASE("real data: no price of the public book is known before its deal closes", "[real_data]") {
  if (!std::filesystem::exists(source / "../shared/data/maven-crm/sales_pipeline.csv")) {
    test::skip("there is no public book to look at");
    return;
  }
  auto const outcome = october_forecast(64);
  if (!outcome) FAIL(core::to_string(outcome.error().front()));
  for (auto const& finding : outcome->quality.findings) {
    INFO(finding.code << ": " << finding.message);
    CHECK(finding.code.rfind("leak.", 0) != 0);
  }
  // The seven list prices, and nothing else, are amounts of open deals.
  std::array<core::Minor, 7> const list{5500, 55000, 109600, 339300, 482100, 548200, 2676800};
  for (auto const amount : outcome->compiled.plan.deals.amount) {
    CHECK(std::find(list.begin(), list.end(), amount) != list.end());
  }
}

}  // namespace
