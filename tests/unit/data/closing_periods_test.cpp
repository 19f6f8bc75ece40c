// tests/unit/data/closing_periods_test.cpp – wins whose date and event lie in different periods.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/closing_periods.hpp"

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using data::Outcome;

namespace {

/// Wins dated 30 September; `n_late` of them were closed on 2 October.
Book back_dated(int n_late) {
  Book book;
  for (int i = 0; i < 4; ++i) {
    auto& record = book.deal("D" + std::to_string(i), day(7, 1));
    record.outcome = Outcome::won;
    record.stage = won_stage;
    record.close_date = day(9, 30);
    record.amount = 50'000;
    book.event(day(7, 1), {proposal, 50'000});
    book.event(i < n_late ? day(10, 2) : day(9, 29), {won_stage, 50'000});
  }
  return book;
}

data::Findings found(Book const& book, core::Date on, core::PeriodUnit unit) {
  return data::closing_periods(data::cut(book.records(), on).history, core::FiscalCalendar(), unit);
}

}  // namespace

TEST_CASE("closing periods: wins set back over the end of a quarter are counted", "[unit]") {
  auto const findings = found(back_dated(3), day(11, 15), core::PeriodUnit::quarter);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "closing.other_period");
  CHECK(findings[0].count == 3);
  CHECK(findings[0].extent == data::Extent{3, 3, 150'000, 0, 150'000});
  CHECK(findings[0].top);
  CHECK(findings[0].subjects ==
        std::vector<std::string>{"2026-Q3 by close date, 2026-Q4 by event: 3 deals, 1,500"});
}

TEST_CASE("closing periods: nothing is said of one period, nor loudly of past ones", "[unit]") {
  CHECK(found(back_dated(0), day(11, 15), core::PeriodUnit::quarter).empty());
  CHECK(found(back_dated(3), day(11, 15), core::PeriodUnit::year).empty());
  CHECK(found(back_dated(3), day(10, 1), core::PeriodUnit::quarter).empty());
  auto const months = found(back_dated(3), day(12, 15), core::PeriodUnit::month);
  REQUIRE(months.size() == 1);
  CHECK_FALSE(months[0].top);
}

TEST_CASE("closing periods: wins of the period without an amount are counted", "[unit]") {
  Book book = back_dated(0);
  auto records = book.records();
  records.events.clear();
  records.deals[1].amount = core::no_amount;
  records.deals[2].amount = 0;
  auto const history = data::cut(records, day(11, 15)).history;
  core::FiscalCalendar const calendar;
  auto const quarter_of = [&](core::Date on) {
    return calendar.containing(on, core::PeriodUnit::quarter);
  };
  CHECK(data::booked_without_amount(history, quarter_of(day(9, 30))) == 2);
  CHECK(data::booked_without_amount(history, quarter_of(day(11, 15))) == 0);
}
