// tests/unit/sample/hazard_test.cpp – odds by hand, and sojourns that follow them.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/hazard.hpp"

#include <chrono>
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace quarterdeck {
namespace {

using core::Days;
using sample::Deal;

bool is_working_day(core::Date day) {
  std::chrono::weekday const weekday(day);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

/// Exits from a stage against their expectation, over all days at risk: a martingale, so the
/// difference over its standard deviation is nearly standard normal.
struct Tally {
  double observed = 0;
  double expected = 0;
  double variance = 0;
  void add(double p, bool happened) {
    expected += p;
    variance += p * (1 - p);
    observed += happened ? 1 : 0;
  }
  [[nodiscard]] double z(double factor = 1) const {
    return (observed - factor * expected) / std::sqrt(variance);
  }
};

struct Exits {
  Tally advance;
  Tally lost;
};

/// Follows new deals through Prospecting, where no win is possible and the quarter's luck is out of
/// play, day by day.
Exits exits_from_prospecting(std::uint64_t seed) {
  auto const setting = sample::make_setting({.seed = seed});
  auto const records = sample::generate(setting.spec).records;
  Exits exits;
  for (std::size_t e = 0; e < records.events.size(); ++e) {
    auto const& entry = records.events[e];
    auto const& record = records.deals[entry.deal];
    bool const created = e == 0 || records.events[e - 1].deal != entry.deal;
    if (!created || entry.stage != 0 || record.created < setting.history_start) continue;
    std::size_t next = e + 1;
    while (next < records.events.size() && records.events[next].deal == entry.deal &&
           records.events[next].stage == 0) {
      ++next;
    }
    bool const left = next < records.events.size() && records.events[next].deal == entry.deal;
    core::Date const until = left ? records.events[next].changed_at : setting.as_of;
    data::StageId const to = left ? records.events[next].stage : data::StageId{0};
    if (until == record.created) continue;
    Deal deal;
    deal.stage_entered = deal.close_date = record.created;
    for (std::size_t s = 0; s < setting.parameters->segments.size(); ++s) {
      if (setting.parameters->segments[s].name == records.text.at("segment")[entry.deal]) {
        deal.segment = static_cast<std::uint8_t>(s);
      }
    }
    for (core::Date day = record.created + Days(1); day <= until; day += Days(1)) {
      if (!is_working_day(day)) continue;
      auto const odds = daily_odds(setting, deal, day, 1);
      double const all = 1 + odds.advance + odds.lost + odds.win;
      exits.advance.add(odds.advance / all, left && day == until && to == 1);
      exits.lost.add(odds.lost / all, left && day == until && to == 5);
    }
  }
  return exits;
}

}  // namespace

TEST_CASE("sample: daily odds are the published ones", "[unit]") {
  auto const setting = sample::make_setting({});
  auto const& p = *setting.parameters;
  core::Date const day = core::make_date(2026, 10, 20);
  Deal deal;
  deal.segment = 1;
  deal.stage = 3;
  deal.stage_entered = day - Days(8);
  deal.close_date = day + Days(20);
  deal.win_factor = 2;
  auto const odds = daily_odds(setting, deal, day, 1.5);
  CHECK(odds.advance == 0);
  CHECK(odds.lost == Approx(0.12 * 0.9 * 0.9 / 5));
  CHECK(odds.win == Approx(0.17 * 0.9 * 1.2 * 2 * 1.5 * 0.85 / 5));

  deal.type = sample::DealType::renewal;
  deal.due = day + Days(10);
  auto const renewal = daily_odds(setting, deal, day, 1);
  CHECK(renewal.win == Approx(p.renewal[1].win * 2 * 0.85 / 5));
  CHECK(renewal.lost == Approx(p.renewal[1].lost / 5));
}

TEST_CASE("sample: the win hazard surges by the stated factor in the last week", "[unit]") {
  auto const setting = sample::make_setting({.quarter_end_surge = 3});
  auto const& quarter = setting.open_quarter();
  CHECK(surge_of(setting, quarter, quarter.end) == Approx(3));
  CHECK(surge_of(setting, quarter, quarter.end - Days(6)) == Approx(3));
  CHECK(surge_of(setting, quarter, quarter.end - Days(7)) == Approx(std::pow(3, 0.6)));
  CHECK(surge_of(setting, quarter, quarter.start + Days(40)) == Approx(1));
  CHECK(surge_of(setting, quarter, quarter.start) < 1);
}

TEST_CASE("sample: sojourns in a stage follow its hazards", "[unit]") {
  auto const exits = exits_from_prospecting(21);
  double const limit = test::z_limit();
  CHECK(exits.advance.expected > 1500);
  CHECK(std::abs(exits.advance.z()) < limit);
  CHECK(std::abs(exits.lost.z()) < limit);
  CHECK(std::abs(exits.advance.z(1.15)) > limit);
  CHECK(std::abs(exits.lost.z(1.2)) > limit);
}

}  // namespace quarterdeck
