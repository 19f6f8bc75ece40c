// tests/unit/plan/plan_test.cpp – what a plan must hold, one planted fault at a time.
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/exact/books.hpp"

using namespace quarterdeck;

TEST_CASE("plan: a whole plan passes", "[unit][plan]") {
  CHECK_NOTHROW(plan::validate(test::realistic_book()));
  CHECK_NOTHROW(plan::validate(test::SimpleBook().plan));
}

TEST_CASE("plan: certain outcomes and absent arrivals are allowed", "[unit][plan]") {
  auto plan = test::realistic_book();
  plan.draws.level(0, 0) = std::numeric_limits<double>::infinity();
  plan.draws.level(1, 0) = -std::numeric_limits<double>::infinity();
  plan.draws.arrival_log_mean(0, 0) = -std::numeric_limits<double>::infinity();
  CHECK_NOTHROW(plan::validate(plan));
}

TEST_CASE("plan: every broken shape or range is refused", "[unit][plan]") {
  using Fault = std::pair<std::string, std::function<void(plan::Plan&)>>;
  std::vector<Fault> const faults = {
      {"period", [](auto& p) { p.period_end = p.period_start - core::Days(1); }},
      {"weeks",
       [](auto& p) {
         p.week_end = {core::Date{}, core::Date{}};
       }},
      {"grouping", [](auto& p) { p.groupings[0].booked.pop_back(); }},
      {"target grouping",
       [](auto& p) {
         p.targets.push_back({"x", 1, 7, 0});
       }},
      {"target value",
       [](auto& p) {
         p.targets.push_back({"x", 1, 0, 4});
       }},
      {"column", [](auto& p) { p.deals.amount.pop_back(); }},
      {"cell", [](auto& p) { p.deals.cell[3] = 40; }},
      {"curve", [](auto& p) { p.deals.curve[3] = 1; }},
      {"table", [](auto& p) { p.deals.amount_table[3] = 4; }},
      {"no amount", [](auto& p) { p.deals.amount[3] = core::no_amount; }},
      {"group", [](auto& p) { p.deals.group[0][3] = 4; }},
      {"entity", [](auto& p) { p.deals.entity[3] = p.deals.entity[4]; }},
      {"factor", [](auto& p) { p.cells[3].segment_factor = 4; }},
      {"factors", [](auto& p) { p.n_segment_factors = plan::max_segment_factors + 1; }},
      {"curve length",
       [](auto& p) {
         p.curves[0] = {0.5, 1.0};
       }},
      {"ratio order", [](auto& p) { std::swap(p.ratio[0].front(), p.ratio[0].back()); }},
      {"ratio length", [](auto& p) { p.ratio[0].pop_back(); }},
      {"arrival size", [](auto& p) { p.arrivals[0].size = 0; }},
      {"arrival entries", [](auto& p) { p.arrivals[0].entries.clear(); }},
      {"entry group", [](auto& p) { p.arrivals[0].entries[0].group[0] = 4; }},
      {"rows", [](auto& p) { p.draws.arrival_log_sd.conservativeResize(3); }},
      {"level", [](auto& p) { p.draws.level(0, 0) = std::nan(""); }},
      {"correlation", [](auto& p) { p.draws.company_correlation[0] = 0.99; }},
      {"scale", [](auto& p) { p.draws.amount_scale(0, 0) = 0; }},
      {"arrival mean", [](auto& p) { p.draws.arrival_log_mean(0, 0) = HUGE_VAL; }},
      {"arrival sd", [](auto& p) { p.draws.arrival_log_sd[0] = -1; }},
  };
  auto const whole = test::realistic_book();
  for (auto const& [name, spoil] : faults) {
    CAPTURE(name);
    auto plan = whole;
    spoil(plan);
    CHECK_THROWS_AS(plan::validate(plan), core::ContractViolation);
  }
}
