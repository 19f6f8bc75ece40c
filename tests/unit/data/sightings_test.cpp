// tests/unit/data/sightings_test.cpp – snapshots never take from what a history tells.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/sightings.hpp"

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using test::Book;
using test::day;
using test::negotiation;
using test::proposal;
using test::prospecting;

namespace {

/// One deal with a history up to 1 March.
Book followed() {
  Book book;
  book.deal("A", day(1, 1));
  book.event(day(1, 1), {prospecting, 100}).event(day(3, 1), {.stage = proposal});
  return book;
}

std::vector<data::Event> merged(Book const& book, std::vector<data::Event> const& sightings) {
  auto records = book.records();
  data::add_sightings(records, sightings);
  return records.events;
}

data::Event seen(core::Date on, test::Said const& said, std::uint32_t deal = 0) {
  return {deal, said.stage, on, said.amount, said.close_date};
}

}  // namespace

TEST_CASE("sightings: a history leads up to its newest day", "[unit]") {
  auto const events = merged(followed(), {seen(day(2, 1), {negotiation, 999})});
  REQUIRE(events.size() == 2);
  CHECK(events[0].stage == prospecting);
  CHECK(events[1].stage == proposal);
}

TEST_CASE("sightings: what a history never tells comes from the snapshots", "[unit]") {
  auto const events =
      merged(followed(), {seen(day(2, 1), {prospecting, 100, day(5, 1)}),
                          seen(day(2, 8), {data::no_stage, core::no_amount, day(6, 1)})});
  REQUIRE(events.size() == 4);
  CHECK(events[1].changed_at == day(2, 1));
  CHECK(events[1].stage == data::no_stage);
  CHECK(events[1].amount == core::no_amount);
  CHECK(events[1].close_date == day(5, 1));
  CHECK(events[2].close_date == day(6, 1));
  CHECK(events[3].stage == proposal);
}

TEST_CASE("sightings: after a history ends, changes alone are added", "[unit]") {
  auto const events =
      merged(followed(), {seen(day(4, 1), {proposal, 100}), seen(day(4, 8), {negotiation, 100})});
  REQUIRE(events.size() == 3);
  CHECK(events[2].changed_at == day(4, 8));
  CHECK(events[2].stage == negotiation);
  CHECK(events[2].amount == core::no_amount);
}

TEST_CASE("sightings: a deal that the history does not know is told by the snapshots", "[unit]") {
  auto book = followed();
  book.deal("B", day(1, 1)).first_seen = day(2, 1);
  book.event(day(1, 1), {});
  auto records = book.records();
  std::erase_if(records.events, [](data::Event const& event) { return event.deal == 1; });
  records.facts.snapshots_from = day(2, 1);
  data::add_sightings(records,
                      {seen(day(2, 1), {proposal, 50}), seen(day(2, 1), {proposal, 50}, 1)});
  REQUIRE(records.events.size() == 3);
  CHECK(records.events[2].deal == 1);
  CHECK(records.events[2].amount == 50);
  CHECK(records.deals[1].first_seen == day(2, 1));
  // Half of the deals that snapshots show have a history: the past is no longer theirs alone.
  CHECK(records.facts.snapshots_from == core::no_date);
}

TEST_CASE("sightings: a history of few deals leaves the past to the snapshots", "[unit]") {
  auto book = followed();
  for (auto const* id : {"B", "C"}) book.deal(id, day(1, 1));
  auto records = book.records();
  records.facts.snapshots_from = day(2, 1);
  data::add_sightings(records, {seen(day(2, 1), {proposal}), seen(day(2, 1), {proposal}, 1),
                                seen(day(2, 1), {proposal}, 2)});
  CHECK(records.facts.snapshots_from == day(2, 1));
}
