// tests/unit/service/small_plan.hpp – a plan of a few deals that can be worked out by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <limits>

#include "engine/plan/plan.hpp"

namespace quarterdeck::test {

/// Three independent deals of 100.00, 200.00 and 400.00, won with chances 1/2, 1/4 and 1/10 for
/// exactly their amounts, 50.00 booked, one week, no new business, a company target and a region.
inline plan::Plan small_plan() {
  plan::Plan plan;
  plan.as_of = core::make_date(2026, 12, 24);
  plan.period_start = core::make_date(2026, 10, 1);
  plan.period_end = core::make_date(2026, 12, 31);
  plan.week_end = {plan.period_end};
  plan.currency = "USD";
  plan.booked = 5000;
  plan.booked_count = 1;
  plan.groupings = {{"region", {"east", "west"}, {5000, 0}, {1, 0}},
                    {"target:West", {"in", "out"}, {0, 5000}, {0, 1}}};
  plan.targets = {{"Company", 25000, -1, 0}, {"West", 20000, 1, 0}};
  plan.deals.entity = {11, 12, 13};
  plan.deals.amount = {10000, 20000, 40000};
  plan.deals.cell = {0, 1, 2};
  plan.deals.curve = {0, 0, 0};
  plan.deals.amount_table = {0, 0, 0};
  plan.deals.group = {{0, 1, 1}, {1, 0, 0}};
  plan.cells.resize(3);
  plan.curves = {{1.0}};
  plan.ratio = {std::vector<double>(plan::n_amount_entries, 1.0)};
  auto& draws = plan.draws;
  draws.level.resize(1, 3);
  draws.level << 0.0, -0.6744897501960817, -1.2815515655446004;  // quantiles of 1/2, 1/4, 1/10
  draws.company_correlation = Eigen::VectorXd::Zero(1);
  draws.segment_correlation = Eigen::VectorXd::Zero(1);
  draws.amount_scale = plan::Draws::Table::Ones(1, 1);
  draws.arrival_log_mean.resize(1, 0);
  draws.arrival_log_sd = Eigen::VectorXd::Zero(1);
  draws.arrival_scale.resize(1, 0);
  return plan;
}

}  // namespace quarterdeck::test
