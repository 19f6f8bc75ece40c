// tests/unit/scenarios/apply_test.cpp – what changes do to the plan, and what they leave alone.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/core/ids.hpp"
#include "engine/simulate/simulate.hpp"
#include "tests/unit/scenarios/fixture.hpp"

using namespace quarterdeck;
using test::applied;
using test::apply_faults;
using test::compiled;
using test::containing;
using test::day;
using test::new_wins;
using test::steady_inputs;

namespace {

results::Results played(models::ForecastInputs const& inputs) {
  simulate::RunOptions options;
  options.n_trials = 2048;
  options.n_threads = 1;
  options.keep_draws = simulate::KeepDraws::yes;
  return simulate::simulate(compiled(inputs).plan, options);
}

std::map<std::string, double> chances(models::ForecastInputs const& inputs) {
  std::map<std::string, double> p;
  for (auto const& deal : compiled(inputs).deals) p[deal.id] = deal.p_win_in_period;
  return p;
}

std::string first_id() { return steady_inputs().pipeline.deals.front().id; }

/// Tallies of every deal but one, by id.
std::map<std::string, results::DealTally> others(models::ForecastInputs const& inputs,
                                                 std::string const& id) {
  auto const plan = compiled(inputs);
  simulate::RunOptions options;
  options.n_trials = 2048;
  options.n_threads = 1;
  auto const run = simulate::simulate(plan.plan, options);
  std::map<std::string, results::DealTally> tallies;
  for (std::size_t i = 0; i < plan.deals.size(); ++i) {
    if (plan.deals[i].id == id) continue;
    auto& tally = tallies[plan.deals[i].id] = run.deals[i];
    tally.total_when_won = {};  // holds the totals of trials, which differ
    tally.hits_when_won.clear();
  }
  return tallies;
}

}  // namespace

TEST_CASE("apply: changes by a factor of one leave every trial as it is", "[unit][scenarios]") {
  auto const base = played(steady_inputs());
  auto const same = applied(R"(
  - win_rate: {odds: 1}
  - close_date: {delay_days: 0, stretch: 1}
  - amount: {multiply: 1, deals: all}
  - new_deals: {multiply: 1}
    where: {source: Partner}
  - market: {shift_sd: 0}
  - exchange_rate: {currency: EUR, multiply: 1}
)",
                            steady_inputs());
  CHECK(played(same.inputs) == base);
  auto const other = applied("  - win_rate: {odds: 1.01}\n", steady_inputs());
  CHECK_FALSE(played(other.inputs) == base);
}

TEST_CASE("apply: a change to one deal leaves the draws of all others", "[unit][scenarios]") {
  auto const id = first_id();
  auto const base = others(steady_inputs(), id);
  auto const base_new = played(steady_inputs()).new_business;
  for (std::string const& change :
       {"win_rate: {odds: 3}\n    where: {id: '" + id + "'}",
        "close_date: {delay_days: 20}\n    where: {id: '" + id + "'}",
        "amount: {multiply: 2}\n    where: {id: '" + id + "'}",
        "deal: {id: '" + id + "', outcome: won}", "deal: {id: '" + id + "', outcome: lost}",
        "deal: {id: '" + id + "', outcome: remove}", "deal: {id: '" + id + "', probability: 0.5}",
        "deal: {id: '" + id + "', amount: 77}", std::string("add_deal: {id: zz, amount: 5000}"),
        std::string("add_deal: {id: '0', amount: 5000, probability: 0.5, segment: East}")}) {
    INFO(change);
    auto const inputs = applied("  - " + change + "\n", steady_inputs()).inputs;
    auto now = others(inputs, id);
    now.erase("zz");
    now.erase("0");
    CHECK(now == base);
    CHECK(played(inputs).new_business == base_new);
  }
}

TEST_CASE("apply: odds are multiplied in every row", "[unit][scenarios]") {
  auto const base = compiled(steady_inputs());
  auto const twice = compiled(applied("  - win_rate: {odds: 2}\n", steady_inputs()).inputs);
  for (std::size_t i = 0; i < 5; ++i) {
    auto const before = base.plan.draws.level.col(base.plan.deals.cell[i]);
    auto const after = twice.plan.draws.level.col(twice.plan.deals.cell[i]);
    for (Eigen::Index r = 0; r < 256; r += 50) {
      double const p = std::erfc(-before[r] / std::sqrt(2.0)) / 2;
      double const q = std::erfc(-after[r] / std::sqrt(2.0)) / 2;
      CHECK(q / (1 - q) == Approx(2 * p / (1 - p)).epsilon(1e-9));
    }
  }
}

TEST_CASE("apply: a delay keeps the wins that still fall into the period", "[unit][scenarios]") {
  auto const base = compiled(steady_inputs());
  auto const inputs = applied("  - close_date: {delay_days: 14}\n", steady_inputs()).inputs;
  auto const later = compiled(inputs);
  std::size_t const n_weeks = base.plan.week_end.size();
  for (std::size_t i = 0; i < base.deals.size(); ++i) {
    auto const& curve = base.plan.curves[base.plan.deals.curve[i]];
    auto const& moved = later.plan.curves[later.plan.deals.curve[i]];
    double const kept = curve[n_weeks - 3];
    CHECK(later.deals[i].p_win_in_period ==
          Approx(kept * base.deals[i].p_win_in_period).epsilon(1e-6));
    CHECK(moved[n_weeks - 1] == 1);
    CHECK(moved[1] == Approx(0).margin(0.2));  // the first week of wins is the third
    CHECK(moved[n_weeks - 2] == Approx(curve[n_weeks - 4] / kept).epsilon(1e-9));
    CHECK(later.deals[i].p_win == Approx(base.deals[i].p_win));
  }
  auto const gone = chances(applied("  - close_date: {delay_days: 60}\n", steady_inputs()).inputs);
  for (auto const& [id, p] : gone) CHECK(p == 0);
}

TEST_CASE("apply: a delay brings earlier wins into a period to come", "[unit][scenarios]") {
  auto inputs = steady_inputs();
  core::Period const next = core::FiscalCalendar().next(inputs.period);
  auto const later_quarter = test::inputs_of(inputs.history, next);
  auto const base = chances(later_quarter);
  auto const later = chances(applied("  - close_date: {delay_days: 30}\n", later_quarter).inputs);
  double sum_before = 0, sum_after = 0;
  for (auto const& [id, p] : base) sum_before += p;
  for (auto const& [id, p] : later) sum_after += p;
  CHECK(sum_after > 1.2 * sum_before);
}

TEST_CASE("apply: a later filter sees what an earlier change made", "[unit][scenarios]") {
  auto const both = applied(R"(
  - amount: {multiply: 1000}
    where: {largest: 1}
  - win_rate: {odds: 2}
    where: {amount: {over: 1_000_000}}
)",
                            steady_inputs());
  CHECK(both.effects[1].deals == both.effects[0].deals);
}

TEST_CASE("apply: days are moved in the order of the changes", "[unit][scenarios]") {
  auto const id = first_id();
  auto const result = applied(
      "  - close_date: {delay_days: 10}\n  - close_date: {stretch: 1.5}\n"
      "  - close_date: {delay_days: 1}\n",
      steady_inputs());
  auto const& shift = result.inputs.what_if.deals.at(id);
  CHECK(shift.stretch == 1.5);
  CHECK(shift.delay_days == 16);
}

TEST_CASE("apply: a deal does what it is told", "[unit][scenarios]") {
  auto const id = first_id();
  auto const p = [&](std::string const& edit) {
    auto const all =
        chances(applied("  - deal: {id: '" + id + "', " + edit + "}\n", steady_inputs()).inputs);
    auto const found = all.find(id);
    return found == all.end() ? -1 : found->second;
  };
  CHECK(p("outcome: won") == 1);
  CHECK(p("outcome: lost") == 0);
  CHECK(p("outcome: remove") == -1);
  CHECK(p("probability: 0.37") == Approx(0.37).epsilon(1e-9));
  CHECK(p("probability: 0.37, close_date: 2025-03-01") == Approx(0.37).epsilon(1e-9));
  CHECK(p("probability: 0.37, close_date: 2025-04-01") == 0);
  CHECK(p("outcome: won, close_date: +9d") == 1);
}

TEST_CASE("apply: a deal that is added counts in its groups", "[unit][scenarios]") {
  auto const inputs = applied(
                          "  - add_deal: {id: whale, amount: 1000, probability: 1, close_date: "
                          "+10d, segment: West}\n",
                          steady_inputs())
                          .inputs;
  auto const base = played(steady_inputs());
  auto const run = played(inputs);
  for (std::size_t i = 0; i < run.total.size(); ++i) {
    core::Minor const brought = run.total[i] - base.total[i];
    if (brought < 5'000 || brought > 2'000'000) FAIL("trial " << i << " brought " << brought);
  }
  auto const plan = compiled(inputs).plan;
  auto const entity = std::ranges::find(plan.deals.entity, core::entity_of("whale"));
  REQUIRE(entity != plan.deals.entity.end());
  auto const at = static_cast<std::size_t>(entity - plan.deals.entity.begin());
  CHECK(plan.groupings[0].values[plan.deals.group[0][at]] == "West");
}

TEST_CASE("apply: deals created are multiplied, from a day on, where they match",
          "[unit][scenarios]") {
  double const base = new_wins(steady_inputs());
  auto const wins = [&](std::string const& change, std::string const& where = "") {
    std::string const tail = where.empty() ? "" : "    where: " + where + "\n";
    return new_wins(applied("  - new_deals: " + change + "\n" + tail, steady_inputs()).inputs);
  };
  CHECK(wins("{multiply: 2}") == Approx(2 * base).epsilon(1e-9));
  CHECK(wins("{multiply: 0.5}") == Approx(0.5 * base).epsilon(1e-9));
  CHECK(wins("{multiply: 0}") == 0);
  double const partner = wins("{multiply: 2}", "{source: Partner}") - base;
  CHECK(base - wins("{multiply: 0}", "{source: Partner}") == Approx(partner).epsilon(1e-9));
  CHECK(partner > 0.2 * base);
  CHECK(partner < 0.5 * base);
  double const late = wins("{multiply: 2, from: +20d}") - base;
  CHECK(late > 0);
  CHECK(late < 0.5 * base);
  CHECK(wins("{multiply: 2, from: 2026-01-01}") == Approx(base).epsilon(1e-12));
}

TEST_CASE("apply: hires bring what history says of deals so young", "[unit][scenarios]") {
  // Three in ten deals are won, after 10 to 79 days, all as likely; 45 days are left.
  auto const change = [](int count, int ramp) {
    return "  - hire: {count: " + std::to_string(count) +
           ", start: +1d, deals_per_week: 2, ramp_weeks: " + std::to_string(ramp) + "}\n";
  };
  double expected = 0;
  for (int age = 10; age < 45; ++age) expected += 0.3 * (age - 9) / 70;
  expected *= 10 * 2.0 / 7;
  auto const result = applied(change(10, 0), steady_inputs());
  double const total = result.effects[0].numbers[0].after;
  double error = 0;
  for (auto const& added : result.inputs.what_if.added) error = std::max(error, added.relative_sd);
  CHECK(std::abs(total - expected) < 4 * error * expected / std::sqrt(2.0));
  CHECK(std::abs(2 * total - expected) > 4 * error * expected / std::sqrt(2.0));
  CHECK(new_wins(result.inputs) == Approx(new_wins(steady_inputs()) + total).epsilon(0.02));
  auto const ramped = applied(change(10, 8), steady_inputs());
  CHECK(ramped.effects[0].numbers[0].after < 0.5 * total);
  auto const doubled = applied(change(20, 0), steady_inputs());
  CHECK(doubled.effects[0].numbers[0].after == Approx(2 * total));
}

TEST_CASE("apply: a currency moves the deals that are in it", "[unit][scenarios]") {
  auto const base = played(steady_inputs());
  auto const result =
      applied("  - exchange_rate: {currency: EUR, multiply: 0.5}\n", steady_inputs());
  auto const run = played(result.inputs);
  CHECK_FALSE(result.effects[0].deals.empty());
  for (std::size_t i = 0; i < run.total.size(); ++i) {
    if (run.total[i] > base.total[i]) FAIL("trial " << i);
  }
  double const now = std::accumulate(run.new_business.begin(), run.new_business.end(), 0.0);
  double const before = std::accumulate(base.new_business.begin(), base.new_business.end(), 0.0);
  CHECK(now < before);
}

TEST_CASE("apply: targets and the market are set", "[unit][scenarios]") {
  auto inputs = steady_inputs();
  inputs.targets = {{"Company", 1000, {}}};
  auto const result = applied(
      "  - target: {name: Company, amount: 2000}\n"
      "  - market: {shift_sd: -1}\n  - market: {shift_sd: 0.5}\n",
      inputs);
  CHECK(result.inputs.targets[0].amount == 2000);
  CHECK(compiled(result.inputs).plan.market_shift == -0.5);
  CHECK(result.effects[0].numbers[0].before == 1000);
}

TEST_CASE("apply: what cannot be done is refused with its place", "[unit][scenarios]") {
  struct Case {
    char const* change;
    char const* problem;
  };
  for (Case const& one : {
           Case{"win_rate: {odds: 2}\n    where: {segment: Eest}", "is `East` meant?"},
           Case{"win_rate: {odds: 2}\n    where: {segmnt: East}", "Did you mean `segment`?"},
           Case{"win_rate: {odds: 2}\n    where: {amount: {over: 1e12}}",
                "s.yaml:4:12: no open deal passes the filter"},
           Case{"win_rate: {odds: 2}\n    where: {amount: many}", "holds numbers"},
           Case{"win_rate: {odds: 2}\n    where: {close_date: {over: 3}}", "holds days"},
           Case{"new_deals: {multiply: 2}\n    where: {source: Moon}", "no past win"},
           Case{"new_deals: {multiply: 2}\n    where: {stage: Propose}", "no column `stage`"},
           Case{"new_deals: {multiply: 2}\n    where: {largest: 1}", "picks among open deals"},
           Case{"deal: {id: nobody, outcome: won}", "no open deal has the id"},
           Case{"deal: {id: nobody, outcome: won, close_date: 2025-02-14}", "does not lie after"},
           Case{"add_deal: {id: '100000', amount: 3}", "already"},
           Case{"add_deal: {id: w, amount: 3, segmet: East}", "Did you mean `segment`?"},
           Case{"add_deal: {id: w, amount: 3, stage: Won}", "no open stage"},
           Case{"hire: {count: 1, start: +1d, deals_per_week: 1, segment: Wst}", "mean `West`?"},
           Case{"churn: {multiply: 2}", "no deal is a renewal"},
           Case{"exchange_rate: {currency: USD, multiply: 2}", "is the reporting currency"},
           Case{"exchange_rate: {currency: JPY, multiply: 2}", "no deal is in JPY"},
           Case{"target: {name: Company, amount: 3}", "no target `Company`"},
       }) {
    INFO(one.change);
    CHECK_THAT(apply_faults(std::string("  - ") + one.change + "\n"), containing(one.problem));
  }
  auto const both = apply_faults("  - churn: {multiply: 2}\n  - target: {name: A, amount: 3}\n");
  CHECK_THAT(both, containing("s.yaml:3:5"));
  CHECK_THAT(both, containing("s.yaml:4:5"));
}

TEST_CASE("apply: better odds, amounts and creation never take anything away",
          "[unit][scenarios]") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    auto inputs = steady_inputs(seed);
    inputs.targets = {{"Company", core::to_units(compiled(inputs).plan.booked) * 1.5, {}}};
    auto const base = played(inputs);
    for (char const* const change :
         {"win_rate: {odds: 1.3}", "win_rate: {odds: 4}\n    where: {segment: East}",
          "amount: {multiply: 1.2, deals: all}", "amount: {multiply: 1.5}\n    where: {largest: 3}",
          "new_deals: {multiply: 1.5}",
          "new_deals: {multiply: 3, from: +10d}\n    where: {source: Partner}",
          "hire: {count: 20, start: +1d, deals_per_week: 2}", "add_deal: {id: whale, amount: 9e5}",
          "exchange_rate: {currency: EUR, multiply: 1.1}"}) {
      INFO("seed " << seed << ": " << change);
      auto const better = played(applied(std::string("  - ") + change + "\n", inputs).inputs);
      bool some_more = false;
      for (std::size_t i = 0; i < base.total.size(); ++i) {
        if (better.total[i] < base.total[i]) FAIL("trial " << i << " lost");
        some_more |= better.total[i] > base.total[i];
      }
      CHECK(some_more);
      CHECK(better.target_hits[0] >= base.target_hits[0]);
    }
  }
}
