// tests/unit/models/amount_ratio_test.cpp – amount tables keep means, atoms and back off.
// SPDX-License-Identifier: Apache-2.0
#include "models/amount/amount_ratio.hpp"

#include <algorithm>
#include <numeric>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using namespace quarterdeck::models::amount;

namespace {

double mean_of(std::vector<double> const& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Deals open at every landmark, won at `ratio` of their amount in the quarter's last weeks.
Past discounted_past(double ratio, int n_a_quarter, core::Minor amount = 100'000) {
  Past past;
  past.records().facts.complete_from = day(2023, 1, 1);
  core::Period quarter = quarter_of(day(2023, 1, 1));
  for (int q = 0; q < 8; ++q) {
    for (int i = 0; i < n_a_quarter; ++i) {
      past.add({.id = std::to_string(1000 * q + i),
                .created = quarter.start + core::Days(5),
                .closed = quarter.end - core::Days(i % 20),
                .outcome = data::Outcome::won,
                .amount = amount,
                .final_amount = static_cast<core::Minor>(100'000 * (i % 2 == 0 ? 1 : ratio))});
    }
    quarter = core::FiscalCalendar().next(quarter);
  }
  return past;
}

/// Thirds of small, middle and large deals; the large ones close at `ratio` of what was entered,
/// all of them give or take a tenth.
Past graded_past(double ratio) {
  Past past;
  core::Period quarter = quarter_of(day(2023, 1, 1));
  for (int q = 0; q < 8; ++q) {
    for (int i = 0; i < 45; ++i) {
      bool const is_large = i % 3 == 2;
      core::Minor const amount = i % 3 == 0 ? 100'000 + i : is_large ? 5'000'000 + i : 800'000 + i;
      double const change = (is_large ? ratio : 1.0) * (i % 2 == 0 ? 1.1 : 0.9);
      past.add({.id = std::to_string(1000 + 100 * q + i),
                .created = quarter.start + core::Days(10),
                .closed = quarter.end - core::Days(i % 20),
                .outcome = data::Outcome::won,
                .amount = amount,
                .final_amount = static_cast<core::Minor>(change * static_cast<double>(amount))});
    }
    quarter = core::FiscalCalendar().next(quarter);
  }
  return past;
}

AmountModel fit_on(data::History const& history, data::Findings& findings) {
  return fit_amounts(history, landmarks_of(history, quarter_of(day(2025, 2, 1))), {}, findings);
}

models::DealState state_with(core::Minor amount) {
  models::DealState state;
  state.stage = qualify;
  state.amount = amount;
  state.segment = "all";
  return state;
}

}  // namespace

TEST_CASE("amount: slices of a distribution keep its mean and its atom", "[unit]") {
  std::vector<Weighted> const values{{1.0, 6}, {0.5, 1}, {2.0, 2.5}, {0.9, 0.5}};
  std::vector<double> const entries = equal_slices(values, 256);
  REQUIRE(entries.size() == 256);
  CHECK(std::is_sorted(entries.begin(), entries.end()));
  CHECK(mean_of(entries) == Approx((6 + 0.5 + 5 + 0.45) / 10).epsilon(1e-12));
  auto const unchanged = std::count_if(entries.begin(), entries.end(),
                                       [](double x) { return std::abs(x - 1) < 1e-12; });
  CHECK(unchanged >= 152);  // 60 % of 256, less the slices at its borders
  CHECK(unchanged <= 154);
  for (double const entry : equal_slices({{3.0, 0.1}}, 4)) CHECK(entry == Approx(3).epsilon(1e-14));
}

TEST_CASE("amount: the discount of past wins is what open deals get", "[unit]") {
  data::Findings findings;
  data::History const history = discounted_past(0.8, 40).history(day(2025, 2, 14));
  AmountModel const model = fit_on(history, findings);
  AmountRef const ref = find_table(model, state_with(500'000));
  AmountTable const& table = model.tables[ref.table];
  CHECK(ref.base == 500'000);
  CHECK(table.mean == Approx(0.9).epsilon(1e-9));
  CHECK(mean_of(table.entries) == Approx(0.9).epsilon(1e-9));
  CHECK(model.share_unchanged == Approx(0.5));
  CHECK(model.largest_won == 100'000);
  CHECK(findings.empty());
}

TEST_CASE("amount: where large entries shrink, a large open deal shrinks and a small one does not",
          "[unit]") {
  data::Findings findings;
  AmountModel const shrinks = fit_on(graded_past(0.7).history(day(2025, 2, 14)), findings);
  CHECK(shrinks.third_ends[0] != core::no_amount);
  CHECK(shrinks.tables[find_table(shrinks, state_with(5'000'000)).table].mean ==
        Approx(0.7).epsilon(0.02));
  CHECK(shrinks.tables[find_table(shrinks, state_with(100'000)).table].mean ==
        Approx(1).epsilon(0.02));
  AmountModel const even = fit_on(graded_past(1.0).history(day(2025, 2, 14)), findings);
  CHECK(even.third_ends[0] == core::no_amount);
  CHECK(even.tables[find_table(even, state_with(5'000'000)).table].mean == Approx(1).epsilon(0.02));
}

TEST_CASE("amount: a deal without an amount gets the final amounts of wins that had none",
          "[unit]") {
  data::Findings findings;
  Past past = discounted_past(0.8, 40, core::no_amount);
  past.add({.id = "big",
            .created = day(2023, 1, 2),
            .closed = day(2023, 1, 3),
            .outcome = data::Outcome::won,
            .amount = 90'000'000});
  AmountModel const model = fit_on(past.history(day(2025, 2, 14)), findings);
  AmountRef const ref = find_table(model, state_with(core::no_amount));
  CHECK(ref.base == core::minor_per_unit);
  CHECK(model.tables[ref.table].mean == Approx(900).epsilon(1e-9));  // units, not minor
  CHECK(model.tables[ref.table].entries.back() == Approx(1000));
  CHECK(has_finding(findings, "amount.prior"));  // no ratio can be learned here
}

TEST_CASE("amount: few wins speak for the company, none leave the prior", "[unit]") {
  data::Findings findings;
  AmountModel const few = fit_on(discounted_past(0.8, 2).history(day(2025, 2, 14)), findings);
  CHECK(few.ratio_of.size() == 1);
  CHECK(few.tables[find_table(few, state_with(1)).table].mean == Approx(0.9));

  data::Findings nothing;
  AmountModel const none = fit_on(Past().history(day(2025, 2, 14)), nothing);
  CHECK(has_finding(nothing, "amount.prior"));
  AmountTable const& prior = none.tables[find_table(none, state_with(1)).table];
  CHECK(prior.mean == Approx(1).margin(0.01));
  CHECK(prior.entries.front() < 0.8);
  CHECK(prior.entries.back() > 1.3);
  CHECK(find_table(none, state_with(core::no_amount)).base == core::minor_per_unit);
}

TEST_CASE("amount: wins without an amount are left out and said", "[unit]") {
  Past past = discounted_past(0.8, 4);
  past.add({.id = "blank",
            .created = day(2023, 1, 2),
            .closed = day(2023, 1, 20),
            .outcome = data::Outcome::won,
            .amount = core::no_amount});
  data::Findings findings;
  fit_on(past.history(day(2025, 2, 14)), findings);
  REQUIRE(has_finding(findings, "amount.won_blank"));
  CHECK(findings.front().count == 1);
}

TEST_CASE("amount: draws of the scale have mean one and the standard error of the table",
          "[unit]") {
  AmountTable table;
  table.name = "test";
  table.relative_sd = 0.2;
  std::vector<double> const draws = scale_draws(table, 1, 8192);
  CHECK(mean_agrees(draws, 1));
  CHECK_FALSE(mean_agrees(draws, 1.02));
  std::vector<double> squares;
  for (double const x : draws) squares.push_back((x - 1) * (x - 1));
  CHECK(mean_agrees(squares, 0.04));
}
