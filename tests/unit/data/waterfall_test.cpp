// tests/unit/data/waterfall_test.cpp – pipelines of two days reconciled to the cent.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/waterfall.hpp"

#include <numeric>

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"
#include "tests/unit/data/random_book.hpp"

namespace quarterdeck::data {
namespace {

using test::Book;
using test::day;
using test::lost_stage;
using test::proposal;
using test::prospecting;
using test::won_stage;

core::Minor sum_of(FlowSums const& flows) {
  core::Minor sum = 0;
  for (auto const& flow : flows) sum += flow.amount;
  return sum;
}

core::Minor amount(FlowSums const& flows, Flow flow) {
  return flows[static_cast<std::size_t>(flow)].amount;
}

core::Minor open_amount(Pipeline const& pipeline, std::optional<core::Period> const& period) {
  core::Minor sum = 0;
  for (auto const& deal : pipeline.deals) {
    bool const inside =
        !period || (deal.close_date != core::no_date && period->contains(deal.close_date));
    if (inside && deal.amount != core::no_amount) sum += deal.amount;
  }
  return sum;
}

core::Period third_quarter() {
  return {"2026-Q3", day(7, 1), day(9, 30), core::PeriodUnit::quarter};
}

}  // namespace

TEST_CASE("A deal that moves out of the period and back shows both ways, and nothing net") {
  Book book;
  book.deal("wanderer", day(6, 1));
  book.event(day(6, 1), {prospecting, 10'000, day(9, 15)});
  book.event(day(7, 10), {data::no_stage, core::no_amount, day(10, 15)});
  book.event(day(7, 20), {data::no_stage, 12'000, day(9, 20)});
  auto const history = cut(book.records(), day(8, 1)).history;
  auto const flow = waterfall(history, {day(7, 1), day(8, 1), third_quarter()});
  CHECK(flow.opening == 10'000);
  CHECK(flow.closing == 12'000);
  CHECK(amount(flow.gross, Flow::pushed_out) == -10'000);
  CHECK(amount(flow.gross, Flow::pulled_in) == 12'000);
  CHECK(amount(flow.gross, Flow::amount_up) == 0);
  CHECK(amount(flow.net, Flow::pushed_out) == 0);
  CHECK(amount(flow.net, Flow::amount_up) == 2'000);
  REQUIRE(flow.round_trips.size() == 1);
  CHECK(flow.round_trips[0].id == "wanderer");
  CHECK(flow.round_trips[0].gross == 22'000);
  CHECK(flow.round_trips[0].net == 2'000);
}

TEST_CASE("Every way in and out has its line") {
  Book book;
  book.deal("new", day(7, 5));
  book.event(day(7, 5), {prospecting, 100, day(9, 1)});
  book.deal("won", day(6, 1));
  book.event(day(6, 1), {proposal, 2'000, day(8, 1)});
  book.event(day(7, 9), {won_stage, 2'500, core::no_date});
  book.deal("lost", day(6, 1));
  book.event(day(6, 1), {proposal, 40'000, day(8, 1)});
  book.event(day(7, 9), {lost_stage, core::no_amount, core::no_date});
  book.deal("reopened", day(5, 1));
  book.event(day(5, 1), {proposal, 300'000, day(8, 1)});
  book.event(day(6, 1), {lost_stage, core::no_amount, core::no_date});
  book.event(day(7, 15), {proposal, core::no_amount, core::no_date});
  book.deal("less", day(6, 1));
  book.event(day(6, 1), {proposal, 5'000'000, day(8, 1)});
  book.event(day(7, 16), {data::no_stage, 4'000'000, core::no_date});
  book.deal("quick", day(7, 3));
  book.event(day(7, 3), {prospecting, 70, day(9, 1)});
  book.event(day(7, 3), {won_stage, 70, core::no_date});
  auto const history = cut(book.records(), day(8, 1)).history;
  auto const flow = waterfall(history, {day(7, 1), day(8, 1), std::nullopt});
  CHECK(flow.opening == 5'042'000);
  CHECK(amount(flow.gross, Flow::created) == 170);
  CHECK(amount(flow.gross, Flow::amount_up) == 500);
  CHECK(amount(flow.gross, Flow::won) == -2'570);
  CHECK(amount(flow.gross, Flow::lost) == -40'000);
  CHECK(amount(flow.gross, Flow::reopened) == 300'000);
  CHECK(amount(flow.gross, Flow::amount_down) == -1'000'000);
  CHECK(flow.closing == 4'300'100);
  CHECK(flow.closing == flow.opening + sum_of(flow.gross));
  CHECK(flow.round_trips.empty());
}

TEST_CASE("What other exchange rates do stands on a line of its own") {
  Book book;
  book.deal("euro", day(6, 1));
  book.text("currency", "EUR");
  book.event(day(6, 1), {prospecting, 10'000, day(9, 15)});
  book.event(day(7, 20), {data::no_stage, 20'000, core::no_date});
  auto const history = cut(book.records(), day(8, 1)).history;
  auto const flow = waterfall(history, {day(6, 15), day(8, 1), std::nullopt});
  CHECK(flow.opening == 11'000);
  CHECK(amount(flow.gross, Flow::amount_up) == 11'000);
  CHECK(amount(flow.gross, Flow::currency) == 2'000);
  CHECK(flow.closing == 24'000);
}

TEST_CASE("Any book reconciles to the cent, by gross and by net, with and without a period") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    auto const records = test::random_book(seed, 60);
    for (auto const to : {day(8, 15), day(12, 31)}) {
      auto const history = cut(records, to).history;
      for (auto const from : {day(2, 1), day(7, 1), to}) {
        for (auto const& period : {std::optional<core::Period>(), std::optional(third_quarter())}) {
          auto const flow = waterfall(history, {from, to, period});
          REQUIRE(flow.opening == open_amount(pipeline_at(history, from), period));
          REQUIRE(flow.closing == open_amount(pipeline_at(history, to), period));
          REQUIRE(flow.opening + sum_of(flow.gross) == flow.closing);
          REQUIRE(flow.opening + sum_of(flow.net) == flow.closing);
          if (from == to) REQUIRE(sum_of(flow.gross) == 0);
        }
      }
    }
  }
}

}  // namespace quarterdeck::data
