// tests/unit/data/history_test.cpp – pipelines, wins and texts of any day of a history.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"
#include "tests/unit/data/random_book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using core::no_amount;
using core::no_date;
using data::Outcome;

namespace {

core::Date const today = day(12, 31);

core::Minor total(std::vector<data::WonDeal> const& won) {
  core::Minor sum = 0;
  for (auto const& deal : won) sum += deal.amount == no_amount ? 0 : deal.amount;
  return sum;
}

}  // namespace

TEST_CASE("history: an open deal shows the last values that events told", "[unit]") {
  Book book;
  book.deal("A", day(1, 10));
  book.event(day(1, 10), {prospecting, 10'000, day(3, 31)});
  book.event(day(2, 10), {.stage = proposal});
  book.event(day(3, 10), {.close_date = day(6, 30)});
  book.event(day(3, 10), {.stage = proposal, .amount = 25'000});
  book.event(day(5, 10), {.close_date = day(5, 31)});
  book.event(day(6, 10), {.stage = negotiation, .close_date = day(9, 30)});
  data::History const history = data::cut(book.records(), today).history;
  auto const at = [&](core::Date on) { return deal_of(data::pipeline_at(history, on), "A"); };
  CHECK(at(day(2, 9)).stage == prospecting);
  CHECK(at(day(2, 9)).stage_entered == day(1, 10));
  CHECK(at(day(2, 10)).stage == proposal);
  CHECK(at(day(4, 1)).stage_entered == day(2, 10));
  CHECK(at(day(3, 9)).amount == 10'000);
  CHECK(at(day(3, 10)).amount == 25'000);
  CHECK(at(day(3, 9)).close_date == day(3, 31));
  CHECK(at(day(3, 10)).close_date == day(6, 30));
  CHECK(at(day(3, 9)).n_pushes == 0);
  CHECK(at(day(5, 9)).n_pushes == 1);
  CHECK(at(day(5, 10)).n_pushes == 1);  // moved earlier
  CHECK(at(today).n_pushes == 2);
  CHECK(at(today).stage_entered == day(6, 10));
  CHECK(at(today).history_row == 0);
  CHECK(at(today).created == day(1, 10));
}

TEST_CASE("history: probability and activity are known at the day of the cut only", "[unit]") {
  Book book;
  auto& record = book.deal("A", day(1, 10));
  record.probability = 0.3;
  record.last_activity = day(12, 1);
  data::History const history = data::cut(book.records(), today).history;
  CHECK(deal_of(data::pipeline_at(history, today), "A").probability == 0.3);
  CHECK(deal_of(data::pipeline_at(history, today), "A").last_activity == day(12, 1));
  auto const before = deal_of(data::pipeline_at(history, day(12, 30)), "A");
  CHECK(before.probability != before.probability);
  CHECK(before.last_activity == no_date);
}

TEST_CASE("history: amounts are shown at the rate of the day asked for", "[unit]") {
  Book book;
  book.deal("A", day(1, 10));
  book.event(day(1, 10), {proposal, 10'000}).text("currency", "EUR");
  book.deal("B", day(1, 10));
  book.event(day(1, 10), {proposal, 10'000}).text("currency", "XXX");
  data::History const history = data::cut(book.records(), today).history;
  CHECK(deal_of(data::pipeline_at(history, day(6, 30)), "A").amount == 11'000);
  CHECK(deal_of(data::pipeline_at(history, day(7, 1)), "A").amount == 12'000);
  CHECK(deal_of(data::pipeline_at(history, today), "B").amount == no_amount);
}

TEST_CASE("history: the wins of a span come by closing day, then id", "[unit]") {
  Book book;
  auto const win = [&](std::string const& id, core::Date on) {
    book.deal(id, day(1, 1));
    book.event(day(1, 1), {proposal, 1'000}).event(on, {.stage = won_stage});
  };
  win("C", day(4, 1));
  win("B", day(4, 1));
  win("A", day(6, 30));
  win("D", day(3, 31));
  win("E", day(7, 1));
  data::History const history = data::cut(book.records(), today).history;
  auto const won = data::won_between(history, day(3, 31), day(6, 30));
  REQUIRE(won.size() == 3);
  CHECK(history.deals[won[0].history_row].id == "B");
  CHECK(history.deals[won[1].history_row].id == "C");
  CHECK(history.deals[won[2].history_row].id == "A");
  CHECK(won[2].closed == day(6, 30));
  CHECK(won[2].created == day(1, 1));
  CHECK(won[2].amount == 1'000);
  CHECK(data::won_between(history, no_date, today).size() == 5);
}

TEST_CASE("history: won to date plus the rest is the quarter's actual on every day", "[unit]") {
  data::Records const records = random_book(11, 400, Reopening::none);
  data::History const now = data::cut(records, today).history;
  core::Date const eve = day(6, 30);
  core::Date const end = day(9, 30);
  auto const actual = data::won_between(now, eve, end);
  REQUIRE(actual.size() > 10);
  for (core::Date on = day(7, 1); on <= end; on += core::Days(1)) {
    auto const to_date = data::won_between(data::cut(records, on).history, eve, on);
    auto const rest = data::won_between(now, on, end);
    CHECK(to_date.size() + rest.size() == actual.size());
    CHECK(total(to_date) + total(rest) == total(actual));
  }
}

TEST_CASE("history: on each day a deal is either open, closed, or not there yet", "[unit]") {
  data::Records const records = random_book(12, 300, Reopening::none);
  data::History const now = data::cut(records, today).history;
  for (core::Date on = day(1, 1); on <= today; on += core::Days(7)) {
    data::Pipeline const open = data::pipeline_at(now, on);
    CHECK(std::is_sorted(open.deals.begin(), open.deals.end(),
                         [](auto const& a, auto const& b) { return a.id < b.id; }));
    for (auto const& deal : open.deals) {
      auto const& past = now.deals[deal.history_row];
      bool const ok = past.id == deal.id && (past.closed == no_date || past.closed > on) &&
                      (past.created == no_date || past.created <= on);
      if (!ok) FAIL(deal.id << " on " << core::to_iso(on));
    }
  }
}

TEST_CASE("history: texts known at close are blank while a deal is open", "[unit]") {
  Book book;
  book.facts().columns_known_at_close = {"loss_reason"};
  auto& record = book.deal("A", day(1, 10));
  record.outcome = Outcome::lost;
  record.close_date = day(5, 5);
  book.text("loss_reason", "price").text("segment", "SMB").text("forecast_category", "Omitted");
  book.deal("B", day(1, 10));
  book.text("loss_reason", "early guess").text("forecast_category", "Commit");
  data::History const history = data::cut(book.records(), today).history;
  CHECK(data::text_at(history, 0, "loss_reason", day(5, 4)).empty());
  CHECK(data::text_at(history, 0, "loss_reason", day(5, 5)) == "price");
  CHECK(data::text_at(history, 0, "segment", day(2, 1)) == "SMB");
  CHECK(data::text_at(history, 0, "region", today).empty());
  CHECK(data::text_at(history, 0, "forecast_category", day(12, 30)).empty());
  CHECK(data::text_at(history, 0, "forecast_category", today) == "Omitted");
  CHECK(data::text_at(history, 1, "loss_reason", today).empty());
  CHECK(data::text_at(history, 1, "forecast_category", today) == "Commit");
}

#ifndef QUARTERDECK_CONTRACTS_OFF
TEST_CASE("history: no pipeline is shown for a day after the cut", "[unit]") {
  data::History const history = data::cut(Book().records(), day(5, 5)).history;
  CHECK_THROWS_AS(data::pipeline_at(history, day(5, 6)), core::ContractViolation);
}
#endif
