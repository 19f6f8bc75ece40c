// tests/unit/data/untold_past_test.cpp – what a cut makes of a past that is told in part.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using data::Outcome;
using test::Book;
using test::day;

namespace {

/// Closed deals, won and lost in turn; the lost ones may lack amounts or bear one that says
/// nothing.
data::History closed_deals(int n, int n_lost_blank, bool one_amount_on_lost = false) {
  Book book;
  for (int i = 0; i < n; ++i) {
    auto& deal = book.deal("D" + std::to_string(i), day(1, 1));
    deal.outcome = i % 2 == 0 ? Outcome::won : Outcome::lost;
    deal.close_date = day(3, 1);
    bool const lost = i % 2 == 1;
    deal.amount = lost && one_amount_on_lost ? 100 : 1'000 + i;
    if (lost && i < 2 * n_lost_blank) deal.amount = core::no_amount;
  }
  book.facts().has_amount_history = false;
  return data::cut(book.records(), day(12, 31)).history;
}

data::RecordFacts with_snapshots_from(core::Date first, core::PeriodUnit unit) {
  Book book;
  book.deal("A", day(1, 1));
  auto& facts = book.facts();
  facts.has_stage_history = facts.has_amount_history = facts.has_close_date_history = true;
  facts.snapshots_from = first;
  facts.period_unit = unit;
  facts.complete_from = day(1, 1);
  return data::cut(book.records(), day(11, 15)).history.facts;
}

}  // namespace

TEST_CASE("untold past: final amounts tell sizes where won and lost deals are filled in alike",
          "[unit]") {
  CHECK(closed_deals(200, 0).facts.has_past_sizes);
  CHECK(closed_deals(200, 4).facts.has_past_sizes);
  CHECK_FALSE(closed_deals(200, 6).facts.has_past_sizes);
  CHECK_FALSE(closed_deals(200, 0, true).facts.has_past_sizes);
  CHECK_FALSE(closed_deals(38, 0).facts.has_past_sizes);  // too few to tell
}

TEST_CASE("untold past: snapshots of few periods leave the past to the records", "[unit]") {
  // Four quarters back from 15 November is 15 November of the year before.
  auto const quarters = with_snapshots_from(day(2, 1), core::PeriodUnit::quarter);
  CHECK_FALSE(quarters.has_stage_history);
  CHECK_FALSE(quarters.has_amount_history);
  CHECK_FALSE(quarters.has_close_date_history);
  CHECK(quarters.complete_from == day(1, 1));
  auto const months = with_snapshots_from(day(2, 1), core::PeriodUnit::month);
  CHECK(months.has_stage_history);
  CHECK(months.complete_from == day(2, 1));
  CHECK(with_snapshots_from(day(7, 16), core::PeriodUnit::month).has_stage_history == false);
  CHECK(with_snapshots_from(day(7, 15), core::PeriodUnit::month).has_stage_history);
}
