// tests/unit/models/recovery_test.cpp – new business and final amounts of companies whose law is
// known.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>

#include "engine/data/cut.hpp"
#include "engine/plan/outer.hpp"
#include "models/compile.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tools/sample/company.hpp"

using namespace quarterdeck;

namespace {

/// What was expected of one company's open quarter and what came, less the expectation.
struct Misses {
  std::vector<double> late_count, late_money, final_amount;
  double n_late = 0, money_late = 0, money_won = 0;
};

sample::CompanySpec spec_of(int company) {
  sample::CompanySpec spec;
  spec.seed = 9100 + static_cast<std::uint64_t>(company);
  spec.n_quarters = 10;
  spec.deals_per_week = 18;
  spec.period_effect_sd = 0;
  spec.arrival_drift_sd = 0;
  spec.days_into_quarter = 20;
  spec.last_history_day = core::make_date(2026, 6, 30);  // the third quarter has hardly a season
  return spec;
}

models::ForecastInputs inputs_of(sample::Company const& company) {
  models::ForecastInputs inputs;
  inputs.history = data::cut(company.records, company.as_of).history;
  inputs.pipeline = data::pipeline_at(inputs.history, company.as_of);
  inputs.period = company.open_quarter;
  models::ModelSpec spec;
  spec.period = company.open_quarter;
  spec.segments = {"segment"};
  inputs.models = models::fit(inputs.history, spec);
  return inputs;
}

/// Mean new business of the plan in units.
double late_money_of(plan::Plan const& plan) {
  double sum = 0;
  auto const n_rows = static_cast<double>(plan.draws.n_rows());
  for (std::size_t a = 0; a < plan.arrivals.size(); ++a) {
    auto const column = static_cast<Eigen::Index>(a);
    double entry = 0;
    for (auto const& one : plan.arrivals[a].entries) {
      entry += core::to_units(one.amount) / static_cast<double>(plan.arrivals[a].entries.size());
    }
    for (Eigen::Index row = 0; row < plan.draws.n_rows(); ++row) {
      sum += std::exp(plan.draws.arrival_log_mean(row, column)) *
             plan.draws.arrival_scale(row, column) * entry / n_rows;
    }
  }
  return sum;
}

void look_at(Misses& misses, sample::Company const& company) {
  auto const inputs = inputs_of(company);
  auto const compiled = models::compile(inputs, {.seed = 1, .n_rows = 256});
  auto const& plan = compiled.plan;
  auto const whole = data::cut(sample::full_timeline(company.spec), company.open_quarter.end);
  std::map<std::string, double> won;
  for (auto const& win :
       data::won_between(whole.history, company.as_of, company.open_quarter.end)) {
    won[whole.history.deals[win.history_row].id] = core::to_units(win.amount);
  }
  for (std::size_t i = 0; i < plan.deals.size(); ++i) {
    auto const found = won.find(compiled.deals[i].id);
    if (found == won.end()) continue;
    auto const table = plan.deals.amount_table[i];
    double const expected = core::to_units(plan.deals.amount[i]) * plan::mean_ratio(plan, table) *
                            plan.draws.amount_scale.col(table).mean();
    misses.final_amount.push_back(found->second - expected);
    misses.money_won += found->second;
    won.erase(found);
  }
  double money = 0;
  for (auto const& [id, amount] : won) money += amount;
  misses.late_count.push_back(static_cast<double>(won.size()) - inputs.models.creation.expected);
  misses.late_money.push_back(money - late_money_of(plan));
  misses.n_late += static_cast<double>(won.size());
  misses.money_late += money;
}

/// The misses of a model that expects the share `too_much` of what comes on top.
std::vector<double> planted(std::vector<double> misses, double actual, double too_much) {
  for (double& miss : misses) miss -= too_much * actual / static_cast<double>(misses.size());
  return misses;
}

}  // namespace

TEST_CASE("recovery: new business and final amounts of sample companies come as expected",
          "[slow]") {
  Misses misses;
  int const n = 60;
  for (int k = 0; k < n; ++k) look_at(misses, sample::generate(spec_of(k)));
  // Two or three third quarters of history do not tell a season of -5 % from none.
  auto const late = planted(misses.late_count, misses.n_late, -0.025);
  CHECK(test::mean_agrees(late, 0, 1e-4));
  CHECK_FALSE(test::mean_agrees(planted(late, misses.n_late, 0.15), 0, 1e-4));
  CHECK(test::mean_agrees(misses.late_money, 0, 1e-4));
  CHECK_FALSE(test::mean_agrees(planted(misses.late_money, misses.money_late, 0.4), 0, 1e-4));
  CHECK(test::mean_agrees(misses.final_amount, 0, 1e-4));
  CHECK_FALSE(test::mean_agrees(planted(misses.final_amount, misses.money_won, 0.03), 0, 1e-4));
}
