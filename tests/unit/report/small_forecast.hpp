// tests/unit/report/small_forecast.hpp – a forecast of a few deals for the writers to write.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/exact.hpp"
#include "engine/simulate/simulate.hpp"
#include "tests/unit/service/small_plan.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::test {

inline service::Forecast small_forecast() {
  service::Forecast forecast;
  forecast.company = "Three \"Deals\" Ltd";
  forecast.as_of = core::make_date(2026, 12, 24);
  forecast.period = {"2026-Q4", core::make_date(2026, 10, 1), core::make_date(2026, 12, 31),
                     core::PeriodUnit::quarter};
  forecast.currency = "USD";
  forecast.provenance.build = {"0.1.0", "0123456789abcdef", "compiler", "boost"};
  forecast.provenance.threads = 2;
  forecast.provenance.started_at = "2026-12-24T08:00:00Z";
  forecast.provenance.inputs = {{"opportunities.csv", std::string(64, 'a'), 4}};
  forecast.compiled.plan = small_plan();
  forecast.compiled.deals = {{"A", "Alpha", "Proposal", 0.5, 0.6, {}},
                             {"B", "", "Proposal", 0.25, 0.4, {"overdue", "pushed 3 times"}},
                             {"C", "Gam\x1b[31mma\n\xff", "Negotiation", 0.1, 0.2, {}}};
  simulate::RunOptions options;
  options.n_trials = 8192;
  options.keep_draws = simulate::KeepDraws::yes;
  forecast.results = simulate::simulate(forecast.compiled.plan, options);
  forecast.provenance.trials = forecast.results.n_trials;
  forecast.uncertainty = {1, 0, 0};
  forecast.summary = service::summarise(forecast.compiled.plan, forecast.results,
                                        {{0.325, "", ""}, {0.325, "region", "west"}});
  forecast.check = {"lattice", 0.004, 0.02, true};
  data::Finding finding;
  finding.code = "amount.missing";
  finding.count = 2;
  finding.message = "An open deal has no amount.";
  finding.places = {{"opportunities.csv", 7, 0}, {"opportunities.csv", 9, 0}};
  finding.subjects = {"A", "B"};
  forecast.quality = {85, {finding}};
  return forecast;
}

}  // namespace quarterdeck::test
