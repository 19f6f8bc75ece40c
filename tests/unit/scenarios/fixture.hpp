// tests/unit/scenarios/fixture.hpp – scenarios written as text, and a company to try them on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "scenarios/apply/apply.hpp"
#include "tests/unit/io/io_fixture.hpp"
#include "tests/unit/models/past.hpp"

namespace quarterdeck::test {

/// `name: t`, then the text under `changes:`.
[[nodiscard]] inline core::Checked<scenarios::Scenario> read_changes(std::string const& changes) {
  Folder const folder;
  return scenarios::read_scenario(folder.write("s.yaml", "name: t\nchanges:\n" + changes));
}

/// A company with open deals, two segments and texts to filter by.
[[nodiscard]] inline models::ForecastInputs steady_inputs(std::uint64_t seed = 1) {
  Past past = steady_past({.deals_per_quarter = 90, .seed = seed});
  auto& text = past.records().text;
  for (std::size_t row = 0; row < past.records().deals.size(); ++row) {
    text["source"].push_back(row % 3 == 0 ? "Partner" : "Inbound");
    text["currency"].push_back(row % 4 == 0 ? "EUR" : "USD");
    text["owner"].push_back(row % 5 == 0 ? "" : "Ann Other");
  }
  past.records().rates = data::RateTable("USD", {{"EUR", day(2020, 1, 1), 1.1}});
  core::Date const as_of = day(2025, 2, 14);
  return inputs_of(past.history(as_of), quarter_of(as_of));
}

/// The inputs after the changes. @pre they can be read and applied
[[nodiscard]] inline scenarios::Applied applied(std::string const& changes,
                                                models::ForecastInputs inputs) {
  auto const scenario = read_changes(changes);
  INFO(faults_of(scenario));
  REQUIRE(scenario);
  auto result = scenarios::apply(*scenario, std::move(inputs));
  INFO(faults_of(result));
  REQUIRE(result);
  return std::move(*result);
}

/// What is wrong with applying the changes to the company; empty when nothing is.
[[nodiscard]] inline std::string apply_faults(std::string const& changes) {
  auto const scenario = read_changes(changes);
  INFO(faults_of(scenario));
  REQUIRE(scenario);
  return faults_of(scenarios::apply(*scenario, steady_inputs()));
}

[[nodiscard]] inline models::Compiled compiled(models::ForecastInputs const& inputs) {
  return models::compile(inputs, {.seed = 1, .n_rows = 256});
}

/// Wins expected of deals not created yet, all rows and cells.
[[nodiscard]] inline double new_wins(models::ForecastInputs const& inputs) {
  auto const plan = compiled(inputs).plan;
  double sum = 0;
  for (Eigen::Index a = 0; a < plan.draws.arrival_log_mean.cols(); ++a) {
    sum += plan.draws.arrival_log_mean.col(a).array().exp().mean();
  }
  return sum;
}

}  // namespace quarterdeck::test
