// tests/unit/simulate/together_test.cpp – several plans in one pass: the same bits as each alone.
// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/simulate/overlap.hpp"
#include "engine/simulate/simulate.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/simulate/plans.hpp"

using namespace quarterdeck;

namespace {

struct Variant {
  std::string name;
  plan::Plan plan;
};

template <class T>
void erase_at(std::vector<T>& values, std::size_t i) {
  values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
}

plan::Plan without_deal(plan::Plan plan, std::size_t d) {
  erase_at(plan.deals.entity, d);
  erase_at(plan.deals.amount, d);
  erase_at(plan.deals.cell, d);
  erase_at(plan.deals.curve, d);
  erase_at(plan.deals.amount_table, d);
  for (auto& column : plan.deals.group) erase_at(column, d);
  return plan;
}

/// Puts the deals of a cell into a new cell with other levels, as a what-if does.
plan::Plan with_level_moved(plan::Plan plan, std::uint32_t cell, double by) {
  auto const added = static_cast<std::uint32_t>(plan.cells.size());
  plan.cells.push_back(plan.cells[cell]);
  plan.draws.level.conservativeResize(Eigen::NoChange, plan.draws.level.cols() + 1);
  plan.draws.level.col(added) = plan.draws.level.col(cell).array() + by;
  for (auto& of_deal : plan.deals.cell) {
    if (of_deal == cell) of_deal = added;
  }
  return plan;
}

std::vector<Variant> variants(plan::Plan const& base) {
  std::vector<Variant> all{{"the same", base}, {"a deal less", without_deal(base, 7)}};
  all.push_back({"one cell's odds", with_level_moved(base, 3, 0.4)});
  all.push_back({"a deal certain", with_level_moved(base, 5, std::numeric_limits<double>::max())});
  plan::Plan changed = base;
  for (auto& amount : changed.deals.amount) amount += amount / 10;
  all.push_back({"all amounts", std::exchange(changed, base)});
  changed.deals.amount[0] *= 2;
  changed.deals.curve[1] = changed.deals.curve[1] == 0 ? 1 : 0;
  changed.deals.amount_table[2] = changed.deals.amount_table[2] == 0 ? 1 : 0;
  all.push_back({"an amount, a curve, a table", std::exchange(changed, base)});
  changed.draws.level.array() += 0.2;
  all.push_back({"all odds", std::exchange(changed, base)});
  changed.market_shift = -1;
  all.push_back({"the market", std::exchange(changed, base)});
  changed.draws.arrival_log_mean.col(1).array() += 0.3;
  all.push_back({"arrivals", std::exchange(changed, base)});
  changed.draws.arrival_log_sd.array() *= 2;
  all.push_back({"luck of arrivals", std::exchange(changed, base)});
  changed.groupings[1].values.emplace_back("one more");
  changed.groupings[1].booked.push_back(0);
  changed.groupings[1].booked_count.push_back(0);
  all.push_back({"a group more", std::exchange(changed, base)});
  changed.targets[0].amount /= 2;
  all.push_back({"a target", std::exchange(changed, base)});
  changed.arrivals.clear();
  changed.draws.arrival_log_mean.resize(base.draws.n_rows(), 0);
  changed.draws.arrival_scale.resize(base.draws.n_rows(), 0);
  all.push_back({"no arrivals", std::exchange(changed, base)});
  return all;
}

std::vector<plan::Plan const*> pointers(std::vector<Variant> const& variants) {
  std::vector<plan::Plan const*> plans;
  for (Variant const& variant : variants) plans.push_back(&variant.plan);
  return plans;
}

}  // namespace

TEST_CASE("simulate_together: each plan has the bits that it has alone", "[unit]") {
  auto const all = variants(test::made_up_book());
  for (int const width : {16, 1, 64}) {
    simulate::RunOptions const options{.n_trials = 1000,
                                       .n_threads = 2,
                                       .trials_per_outer_draw = width,
                                       .keep_draws = simulate::KeepDraws::yes};
    auto const together = simulate::simulate_together(pointers(all), options);
    REQUIRE(together.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      INFO(all[i].name << ", " << width << " trials per outer draw");
      CHECK(together[i] == simulate::simulate(all[i].plan, options));
    }
  }
}

TEST_CASE("simulate_together: any plan can be the first", "[unit]") {
  auto all = variants(test::made_up_book({.n_deals = 40}));
  std::swap(all[0], all[2]);
  simulate::RunOptions const options{.n_trials = 500, .n_threads = 3};
  auto const together = simulate::simulate_together(pointers(all), options);
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(all[i].name);
    CHECK(together[i] == simulate::simulate(all[i].plan, options));
  }
}

TEST_CASE("simulate_together: what is in common is found, and only that", "[unit]") {
  auto const all = variants(test::made_up_book());
  simulate::PlanLayout const first(all.front().plan);
  auto const overlap = [&](std::string const& name) {
    for (Variant const& variant : all) {
      if (variant.name == name) {
        return simulate::find_overlap(first, simulate::PlanLayout(variant.plan));
      }
    }
    throw core::ContractViolation("no such variant");
  };
  CHECK(overlap("the same").come.empty());
  CHECK(overlap("the same").same_arrivals);
  CHECK(overlap("a deal less").only_first.deals.size() == 1);
  CHECK(overlap("a deal less").come.empty());
  CHECK(overlap("an amount, a curve, a table").come == std::vector<std::size_t>{0, 1, 2});
  CHECK(overlap("all amounts").come.size() == first.deals.size());
  CHECK_FALSE(overlap("all amounts").few_differ);
  CHECK_FALSE(overlap("the market").few_differ);
  CHECK_FALSE(overlap("arrivals").same_arrivals);
  CHECK(overlap("arrivals").few_differ);
  CHECK_FALSE(overlap("a group more").same_arrivals);
}

TEST_CASE("simulate_together: no plan and a stop rule are refused", "[unit]") {
  CHECK_THROWS_AS(simulate::simulate_together({}, {}), core::ContractViolation);
  auto const plan = test::made_up_book({.n_deals = 5});
  plan::Plan const* const plans[] = {&plan};
  CHECK_THROWS_AS(simulate::simulate_together(plans, {.stop_when = simulate::StopRule{}}),
                  core::ContractViolation);
}
