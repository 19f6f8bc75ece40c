// tests/unit/service/bridge_test.cpp – the way between two forecasts, by hand and on random books.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/bridge.hpp"

#include <cmath>
#include <string>

#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::service {
namespace {

core::Period quarter() {
  return {"2026-Q4", core::make_date(2026, 10, 1), core::make_date(2026, 12, 31),
          core::PeriodUnit::quarter};
}

void set_mean(io::LedgerEntry& entry) {
  entry.booked = 0;
  for (auto const& deal : entry.closed) {
    bool const counts = deal.outcome == data::Outcome::won && entry.period.contains(deal.closed);
    if (counts) entry.booked += deal.worth;
  }
  entry.open_mean = 0;
  for (auto const& deal : entry.deals) entry.open_mean += deal.expected;
  entry.mean = core::to_units(entry.booked) + entry.open_mean + entry.new_mean;
}

io::LedgerEntry entry_of(std::vector<io::LedgerDeal> deals, std::vector<io::LedgerClosed> closed,
                         double new_mean) {
  io::LedgerEntry entry;
  entry.period = quarter();
  entry.deals = std::move(deals);
  entry.closed = std::move(closed);
  entry.new_mean = new_mean;
  set_mean(entry);
  return entry;
}

io::LedgerDeal open(std::string const& id, double amount, double expected) {
  io::LedgerDeal deal;
  deal.id = id;
  deal.amount = amount;
  deal.p_win_in_period = expected / amount;
  deal.expected = expected;
  return deal;
}

io::LedgerClosed closed(std::string const& id, data::Outcome outcome, core::Minor worth,
                        core::Date day = core::make_date(2026, 11, 1)) {
  return {id, "", outcome, core::no_date, day, worth};
}

core::Minor line(Bridge const& bridge, Cause cause) {
  return bridge.causes[static_cast<std::size_t>(cause)];
}

core::Minor sum_of(Bridge const& bridge) {
  core::Minor sum = 0;
  for (auto const cause : bridge.causes) sum += cause;
  return sum;
}

constexpr auto won = data::Outcome::won;
constexpr auto lost = data::Outcome::lost;

}  // namespace

TEST_CASE("Every cause has its line, and they add up") {
  auto const from =
      entry_of({open("dearer", 100, 20), open("likelier", 100, 30), open("wins", 1000, 400),
                open("loses", 500, 50), open("vanishes", 80, 8), open("early", 60, 6)},
               {closed("kept", won, 70'000), closed("corrected", won, 10'000),
                closed("undone", won, 5'000), closed("revived", lost, 0)},
               90);
  auto const to = entry_of(
      {open("dearer", 150, 30), open("likelier", 100, 45), open("fresh", 200, 10),
       open("revived", 100, 11), open("undone", 50, 4)},
      {closed("kept", won, 70'000), closed("corrected", won, 12'000), closed("wins", won, 110'000),
       closed("loses", lost, 0), closed("early", won, 6'000, core::make_date(2026, 9, 30))},
      60);
  auto const way = bridge(from, to, std::nullopt);
  // dearer: 20 (150/100 - 1) = 10; wins: 400 (1100/1000 - 1) = 40; corrected: 20
  CHECK(line(way, Cause::amounts) == 7'000);
  CHECK(line(way, Cause::moved) == 1'500);
  CHECK(line(way, Cause::won) == 66'000);  // 1100 - 440
  CHECK(line(way, Cause::won_outside) == -600);
  CHECK(line(way, Cause::lost) == -5'000);
  CHECK(line(way, Cause::gone) == -800);
  CHECK(line(way, Cause::created) == 1'000);
  CHECK(line(way, Cause::reopened) == 1'100 + 400 - 5'000);
  CHECK(line(way, Cause::new_business) == -3'000);
  CHECK(line(way, Cause::refit) == 0);
  CHECK(sum_of(way) == way.to - way.from);
  CHECK(way.from == core::to_minor(from.mean));
  CHECK(way.to == core::to_minor(to.mean));
}

TEST_CASE("An override in either forecast takes the whole change of its deal") {
  auto from = entry_of({open("a", 100, 20)}, {}, 0);
  auto const to = entry_of({open("a", 200, 90)}, {}, 0);
  from.deals[0].overridden = true;
  auto const way = bridge(from, to, std::nullopt);
  CHECK(line(way, Cause::overrides) == 7'000);
  CHECK(line(way, Cause::amounts) == 0);
}

TEST_CASE("Forecasts made again stand between: each step has what it changed") {
  auto const from = entry_of({open("a", 100, 20), open("b", 100, 50)}, {}, 40);
  auto const to = entry_of({open("a", 200, 60)}, {closed("b", lost, 0)}, 10);
  Reruns again;
  again.restated = {{{"a", 21}, {"b", 50}}, {{"a", 100}, {"b", 100}}, 40, 111, 111};
  again.days_passed = {{{"a", 18}, {"b", 40}}, {{"a", 100}, {"b", 100}}, 12, 70, 70};
  again.refit = {{{"a", 24}, {"b", 44}}, {{"a", 100}, {"b", 100}}, 10, 78, 78};
  auto const way = bridge(from, to, again);
  CHECK(line(way, Cause::restated) == 100);
  CHECK(line(way, Cause::days_passed) == -300 - 1'000 - 2'800);
  CHECK(line(way, Cause::refit) == 600 + 400 - 200);
  CHECK(line(way, Cause::amounts) == 2'400);
  CHECK(line(way, Cause::moved) == 1'200);
  CHECK(line(way, Cause::lost) == -4'400);
  CHECK(line(way, Cause::new_business) == 0);
  CHECK(sum_of(way) == way.to - way.from);
}

TEST_CASE("On random books all effects add up to the cent, and each line is right to a cent") {
  random::Stream stream({.seed = 7, .purpose = random::Purpose::test, .entity = 1});
  for (int round = 0; round < 200; ++round) {
    std::vector<io::LedgerDeal> before;
    std::vector<io::LedgerDeal> after;
    std::vector<io::LedgerClosed> done;
    double moved = 0;
    for (int i = 0; i < 40; ++i) {
      auto const id = std::to_string(i);
      double const amount = std::exp(12 * stream.uniform());
      double const expected = amount * stream.uniform();
      double const kind = stream.uniform();
      if (kind < 0.8) before.push_back(open(id, amount, expected));
      if (kind < 0.2) {
        done.push_back(closed(id, kind < 0.1 ? won : lost, core::to_minor(amount)));
      } else {
        after.push_back(open(id, amount, amount * stream.uniform()));
        if (kind < 0.8) moved += after.back().expected - expected;
      }
    }
    auto const from = entry_of(before, {}, 1000 * stream.uniform());
    auto const to = entry_of(after, done, 1000 * stream.uniform());
    auto const way = bridge(from, to, std::nullopt);
    REQUIRE(sum_of(way) == way.to - way.from);
    REQUIRE(std::abs(core::to_units(line(way, Cause::moved)) - moved) < 0.0101);
    std::vector<core::Minor> by_cause(n_causes, 0);
    for (auto const& cell : way.cells)
      by_cause[static_cast<std::size_t>(cell.cause)] += cell.effect;
    REQUIRE(by_cause == way.causes);
  }
}

}  // namespace quarterdeck::service
