// tests/unit/data/leak_test.cpp – what happens after a day leaves no trace in the cut at that day.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"
#include "tests/unit/data/random_book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using data::Category;
using data::cut;
using data::pipeline_at;

TEST_CASE("leak: another future gives the same history to the last field", "[unit]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    data::Records const records = random_book(seed, 120);
    for (core::Date const on : {day(2, 1), day(5, 17), day(7, 1), day(10, 31), day(12, 30)}) {
      data::Records const other = with_other_future(records, on, seed + 100);
      data::History const seen = cut(records, on).history;
      data::History const replayed = cut(other, on).history;
      // A handful of deals would prove little.
      if (on > day(5, 1)) REQUIRE(seen.deals.size() > 20);
      INFO("seed " << seed << " on " << core::to_iso(on));
      CHECK(difference(describe(seen), describe(replayed)) == "");
      CHECK(difference(describe(pipeline_at(seen, on)), describe(pipeline_at(replayed, on))) == "");
    }
  }
}

TEST_CASE("leak: the other future is another one, and the past is not ignored", "[unit]") {
  data::Records const records = random_book(3, 120);
  core::Date const on = day(7, 1);
  data::Records const other = with_other_future(records, on, 4);
  CHECK(describe(cut(records, on + core::Days(40)).history) !=
        describe(cut(other, on + core::Days(40)).history));
  data::Records changed = records;
  for (data::Event& event : changed.events) {
    if (event.changed_at <= on && event.amount != core::no_amount) {
      ++event.amount;
      break;
    }
  }
  CHECK(describe(cut(records, on).history) != describe(cut(changed, on).history));
  changed = records;
  for (data::CategoryChange& change : changed.categories) {
    if (change.day <= on) change.category = Category::most_likely;  // which no random book has
  }
  data::tidy(changed.categories);
  CHECK(describe(cut(records, on).history) != describe(cut(changed, on).history));
}

TEST_CASE("leak: a past pipeline is the same from today and from that day", "[unit]") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    data::Records const records = random_book(seed, 120);
    data::History const today = cut(records, day(12, 31)).history;
    for (core::Date on = day(1, 15); on < day(12, 31); on += core::Days(23)) {
      data::History const then = cut(records, on).history;
      INFO("seed " << seed << " on " << core::to_iso(on));
      CHECK(difference(describe(pipeline_at(today, on)), describe(pipeline_at(then, on))) == "");
    }
  }
}

TEST_CASE("leak: every single planted future value stays out", "[unit]") {
  Book book;
  book.facts().columns_known_at_close = {"loss_reason"};
  data::DealRecord& deal = book.deal("A", day(2, 1));
  book.event(day(2, 1), {proposal, 10'000, day(6, 30)});
  book.text("currency", "EUR").text("loss_reason", "").text("forecast_category", "Pipeline");
  core::Date const on = day(5, 31);
  std::vector<data::CategoryChange> const early{{0, day(2, 1), Category::pipeline}};
  auto const described = [&](std::vector<data::CategoryChange> const& categories) {
    auto records = book.records();
    records.categories = categories;
    auto const history = cut(records, on).history;
    return describe(history) + describe(pipeline_at(history, on));
  };
  std::string const expected = described(early);
  std::vector<data::CategoryChange> planted = early;
  auto const same = [&] { return described(planted) == expected; };
  SECTION("a later stage") { book.event(day(6, 1), {.stage = negotiation}); }
  SECTION("a later win") { book.event(day(6, 1), {.stage = won_stage}); }
  SECTION("a later amount") { book.event(day(6, 1), {.amount = 99'999}); }
  SECTION("a later close date") { book.event(day(6, 1), {.close_date = day(9, 9)}); }
  SECTION("the final state of the record") {
    deal.stage = won_stage;
    deal.outcome = data::Outcome::won;
    deal.amount = 77'777;
    deal.close_date = day(6, 2);
    deal.probability = 1;
    deal.last_activity = day(6, 2);
  }
  SECTION("a close date that was moved back before its closing event") {
    deal.outcome = data::Outcome::won;
    deal.close_date = day(5, 1);
    book.event(day(6, 2), {.stage = won_stage});
  }
  SECTION("a later forecast category") { planted.push_back({0, day(6, 1), Category::commit}); }
  SECTION("texts that tell the end") {
    book.text("loss_reason", "price").text("forecast_category", "Omitted");
  }
  CHECK(same());
}

TEST_CASE("leak: later exchange rates and later deals stay out", "[unit]") {
  Book book;
  book.deal("A", day(2, 1));
  book.event(day(2, 1), {proposal, 10'000, day(6, 30)}).text("currency", "EUR");
  book.deal("B", day(8, 1));
  data::History const then = cut(book.records(), day(5, 31)).history;
  CHECK_FALSE(has(then, "B"));
  CHECK(then.rates.at("EUR", day(12, 31)) == 1.10);
  CHECK(deal_of(pipeline_at(then, day(5, 31)), "A").amount == 11'000);
  data::History const now = cut(book.records(), day(12, 31)).history;
  CHECK(deal_of(pipeline_at(now, day(5, 31)), "A").amount == 11'000);
  CHECK(deal_of(pipeline_at(now, day(12, 31)), "A").amount == 12'000);
}
