// tests/unit/data/cut_test.cpp – the rules of the cut, one by one, by hand.
// SPDX-License-Identifier: Apache-2.0
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

data::HistoryDeal cut_deal(Book const& book, core::Date on) {
  return deal_of(data::cut(book.records(), on).history, "A");
}

/// A record that says it closed.
void close(data::DealRecord& record, Outcome outcome, core::Date on, core::Minor amount) {
  record.outcome = outcome;
  record.stage = outcome == Outcome::won ? won_stage : lost_stage;
  record.close_date = on;
  record.amount = amount;
}

}  // namespace

TEST_CASE("cut: a deal is open before its closing event and closed from that day", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 10)), Outcome::won, day(3, 20), 50'000);
  book.event(day(1, 10), {prospecting, 40'000, day(3, 1)}).event(day(3, 20), {won_stage, 50'000});
  CHECK_FALSE(has(data::cut(book.records(), day(1, 9)).history, "A"));
  data::HistoryDeal const before = cut_deal(book, day(3, 19));
  CHECK(before.outcome == Outcome::open);
  CHECK(before.closed == no_date);
  CHECK(before.closed_amount == no_amount);
  CHECK(before.amount == 40'000);
  CHECK(before.stage == prospecting);
  CHECK(before.close_date == day(3, 1));
  CHECK(before.n_events == 1);
  data::HistoryDeal const after = cut_deal(book, day(3, 20));
  CHECK(after.outcome == Outcome::won);
  CHECK(after.closed == day(3, 20));
  CHECK(after.closed_amount == 50'000);
  CHECK(after.stage == data::no_stage);
  CHECK(after.n_events == 2);
}

TEST_CASE("cut: the closing event decides the day, not the close date", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 10)), Outcome::won, day(3, 31), 50'000);
  book.event(day(4, 7), {.stage = won_stage}).event(day(5, 2), {won_stage, 60'000});
  CHECK(cut_deal(book, day(4, 6)).outcome == Outcome::open);
  CHECK(cut_deal(book, today).closed == day(4, 7));
  // Neither does a change after the closing move the day; but it tells an amount that was untold.
  CHECK(cut_deal(book, today).closed_amount == 60'000);
  CHECK(cut_deal(book, day(4, 30)).closed_amount == no_amount);
}

TEST_CASE("cut: an amount changed after the closing is not what was booked", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 10)), Outcome::won, day(3, 31), 99'000);
  book.event(day(2, 1), {proposal, 50'000}).event(day(3, 31), {.stage = won_stage});
  book.event(day(6, 1), {.amount = 99'000});
  CHECK(cut_deal(book, day(4, 1)).closed_amount == 50'000);
  CHECK(cut_deal(book, today).closed_amount == 50'000);
}

TEST_CASE("cut: a closing without event falls back on the close date", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 10)), Outcome::lost, day(3, 31), 50'000);
  book.event(day(1, 10), {prospecting, 40'000});
  CHECK(cut_deal(book, day(3, 30)).outcome == Outcome::open);
  CHECK(cut_deal(book, day(3, 31)).outcome == Outcome::lost);
  CHECK(cut_deal(book, day(3, 31)).closed == day(3, 31));
}

TEST_CASE("cut: a closing without event brings what its record says today", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 10)), Outcome::won, day(3, 31), 50'000);
  book.event(day(1, 10), {prospecting, 40'000});
  CHECK(cut_deal(book, today).closed_amount == 50'000);
  CHECK(cut_deal(book, day(3, 31)).closed_amount == 40'000);
}

TEST_CASE("cut: a closing without any date is dated by the last event or left out", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 10)), Outcome::won, no_date, 50'000);
  book.event(day(1, 10), {prospecting, 40'000}).event(day(2, 3), {.stage = proposal});
  close(book.deal("B", day(1, 10)), Outcome::won, no_date, 50'000);
  CHECK(cut_deal(book, today).closed == day(2, 3));
  data::HistoryCut const made = data::cut(book.records(), today);
  CHECK_FALSE(has(made.history, "B"));
  CHECK(count_of(made.findings, "closed.without_date") == 1);
}

TEST_CASE("cut: a deal that was lost and opened again follows its events", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 1)), Outcome::won, day(9, 1), 50'000);
  book.event(day(1, 1), {proposal, 50'000}).event(day(3, 1), {.stage = lost_stage});
  book.event(day(5, 1), {.stage = negotiation}).event(day(9, 1), {.stage = won_stage});
  CHECK(cut_deal(book, day(2, 1)).outcome == Outcome::open);
  CHECK(cut_deal(book, day(4, 1)).outcome == Outcome::lost);
  CHECK(cut_deal(book, day(4, 1)).closed == day(3, 1));
  CHECK(cut_deal(book, day(6, 1)).outcome == Outcome::open);
  CHECK(cut_deal(book, today).closed == day(9, 1));
  data::History const now = data::cut(book.records(), today).history;
  CHECK(has(data::pipeline_at(now, day(2, 28)), "A"));
  CHECK_FALSE(has(data::pipeline_at(now, day(3, 1)), "A"));
  CHECK(has(data::pipeline_at(now, day(5, 1)), "A"));
}

TEST_CASE("cut: booked money is converted at the rate of the closing day", "[unit]") {
  Book book;
  close(book.deal("A", day(1, 1)), Outcome::won, day(6, 30), 10'000);
  book.text("currency", "EUR");
  close(book.deal("B", day(1, 1)), Outcome::won, day(7, 1), 10'000);
  book.text("currency", "EUR");
  close(book.deal("C", day(1, 1)), Outcome::won, day(7, 1), 10'000);
  book.text("currency", "XXX");
  close(book.deal("D", day(1, 1)), Outcome::won, day(7, 1), 10'000);
  data::History const now = data::cut(book.records(), today).history;
  CHECK(deal_of(now, "A").closed_amount == 11'000);
  CHECK(deal_of(now, "B").closed_amount == 12'000);
  CHECK(deal_of(now, "C").closed_amount == no_amount);
  CHECK(deal_of(now, "D").closed_amount == 10'000);
  CHECK(deal_of(now, "A").amount == 10'000);
}

TEST_CASE("cut: deals of unknown creation count from their first sign", "[unit]") {
  Book book;
  book.deal("event", no_date);
  book.event(day(4, 1), {.stage = proposal});
  book.deal("seen", no_date).first_seen = day(5, 1);
  book.deal("nothing", no_date);
  close(book.deal("closed", no_date), Outcome::won, day(3, 1), 100);
  data::History const early = data::cut(book.records(), day(3, 31)).history;
  CHECK(early.deals.size() == 1);
  CHECK(deal_of(early, "closed").created == no_date);
  data::History const later = data::cut(book.records(), day(5, 1)).history;
  CHECK(deal_of(later, "event").created == day(4, 1));
  CHECK(deal_of(later, "seen").created == day(5, 1));
  CHECK_FALSE(has(later, "nothing"));
  data::History const now = data::cut(book.records(), today).history;
  CHECK(deal_of(now, "nothing").created == no_date);
  CHECK(has(data::pipeline_at(now, today), "nothing"));
  CHECK_FALSE(has(data::pipeline_at(now, day(12, 30)), "nothing"));
}

TEST_CASE("cut: a deal first seen later is absent, unless it had closed", "[unit]") {
  Book book;
  book.deal("open", day(1, 1)).first_seen = day(6, 1);
  auto& closed = book.deal("closed", day(1, 1));
  close(closed, Outcome::won, day(3, 1), 100);
  closed.first_seen = day(6, 1);
  data::History const then = data::cut(book.records(), day(5, 1)).history;
  CHECK_FALSE(has(then, "open"));
  CHECK(deal_of(then, "closed").closed == day(3, 1));
  CHECK(deal_of(then, "closed").first_seen == day(5, 2));
  data::History const now = data::cut(book.records(), today).history;
  CHECK(deal_of(now, "closed").first_seen == day(6, 1));
  CHECK_FALSE(has(data::pipeline_at(now, day(5, 31)), "open"));
  CHECK(has(data::pipeline_at(now, day(6, 1)), "open"));
}

TEST_CASE("cut: at present records fill what events leave open", "[unit]") {
  Book book;
  auto& record = book.deal("A", day(1, 1));
  record.stage = negotiation;
  record.amount = 70'000;
  record.close_date = day(12, 30);
  record.probability = 0.6;
  record.last_activity = day(11, 30);
  data::HistoryDeal const now = cut_deal(book, today);
  CHECK(now.stage == negotiation);
  CHECK(now.amount == 70'000);
  CHECK(now.close_date == day(12, 30));
  CHECK(now.probability == 0.6);
  CHECK(now.last_activity == day(11, 30));
  data::HistoryDeal const before = cut_deal(book, day(12, 30));
  CHECK(before.stage == data::no_stage);
  CHECK(before.amount == no_amount);
  CHECK(before.close_date == no_date);
  CHECK(before.probability != before.probability);
  CHECK(before.last_activity == no_date);
  book.event(day(2, 1), {proposal, 10'000, day(3, 3)});
  data::HistoryDeal const told = cut_deal(book, today);
  CHECK(told.stage == proposal);
  CHECK(told.amount == 10'000);
  CHECK(told.close_date == day(3, 3));
}

TEST_CASE("cut: without a newest day the newest event is the present", "[unit]") {
  Book book;
  book.facts().newest = no_date;
  book.deal("A", day(1, 1)).amount = 70'000;
  book.event(day(2, 1), {.stage = proposal});
  CHECK(cut_deal(book, day(1, 31)).amount == no_amount);
  CHECK(cut_deal(book, day(2, 1)).amount == 70'000);
}

TEST_CASE("cut: the order of the rows leaves no trace", "[unit]") {
  data::Records const records = random_book(5, 150);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    data::Records const other = reordered(records, random_order(records.deals.size(), seed));
    REQUIRE(other.deals.front().id != records.deals.front().id);
    for (core::Date const on : {day(4, 4), day(9, 9), today}) {
      data::History const a = data::cut(records, on).history;
      data::History const b = data::cut(other, on).history;
      CHECK(difference(describe(a), describe(b)) == "");
      CHECK(difference(describe(data::pipeline_at(a, on)), describe(data::pipeline_at(b, on))) ==
            "");
    }
  }
}

TEST_CASE("cut: empty and unknown data make an empty or blank history", "[unit]") {
  data::HistoryCut const nothing = data::cut({}, today);
  CHECK(nothing.history.deals.empty());
  CHECK(nothing.findings.empty());
  CHECK(data::pipeline_at(nothing.history, today).deals.empty());
  data::Records blank;
  blank.deals.resize(3);
  for (std::size_t i = 0; i < 3; ++i) blank.deals[i].id = std::to_string(i);
  data::History const history = data::cut(blank, today).history;
  CHECK(history.deals.size() == 3);
  CHECK(data::pipeline_at(history, today).deals.size() == 3);
  CHECK(data::pipeline_at(history, day(1, 1)).deals.empty());
  CHECK(data::won_between(history, no_date, today).empty());
}
