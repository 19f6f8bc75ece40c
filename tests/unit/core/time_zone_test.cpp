// tests/unit/core/time_zone_test.cpp – days of zones, whatever the machine's own zone is.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/time_zone.hpp"

#include <stdlib.h>
#include <time.h>

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;
using namespace std::chrono_literals;

namespace {

std::string day_in(std::string const& zone, Instant instant) {
  DayOfInstant day_of(TimeZone::named(zone));
  return to_iso(day_of(instant));
}

Instant const late_september = Date(make_date(2026, 10, 1)) + 5h + 30min;  // in UTC

}  // namespace

TEST_CASE("time zone: one instant falls on different days", "[unit][core]") {
  CHECK(day_in("America/Los_Angeles", late_september) == "2026-09-30");
  CHECK(day_in("Europe/Berlin", late_september) == "2026-10-01");
  CHECK(day_in("Pacific/Kiritimati", make_date(2026, 9, 30) + 10h) == "2026-10-01");
  CHECK(day_in("Asia/Kathmandu", make_date(2026, 9, 30) + 18h + 14min) == "2026-09-30");
  CHECK(day_in("Asia/Kathmandu", make_date(2026, 9, 30) + 18h + 15min) == "2026-10-01");
  DayOfInstant in_utc(std::nullopt);
  CHECK(to_iso(in_utc(late_september)) == "2026-10-01");
}

TEST_CASE("time zone: summer time counts, also from one instant to the next", "[unit][core]") {
  DayOfInstant day_of(TimeZone::named("Europe/Berlin"));
  CHECK(to_iso(day_of(make_date(2026, 7, 1) + 22h)) == "2026-07-02");
  CHECK(to_iso(day_of(make_date(2026, 12, 1) + 22h)) == "2026-12-01");
  CHECK(to_iso(day_of(make_date(2026, 12, 1) + 23h)) == "2026-12-02");
  CHECK(to_iso(day_of(make_date(2026, 7, 1) + 21h)) == "2026-07-01");
}

TEST_CASE("time zone: the machine's own zone changes nothing", "[unit][core]") {
  char const* const before = getenv("TZ");
  std::string const kept = before == nullptr ? "" : before;
  for (auto const* zone : {"Asia/Tokyo", "Asia/Kathmandu", "UTC", "America/Los_Angeles"}) {
    setenv("TZ", zone, 1);
    tzset();
    CHECK(day_in("America/Los_Angeles", late_september) == "2026-09-30");
  }
  if (before == nullptr) unsetenv("TZ");
  if (before != nullptr) setenv("TZ", kept.c_str(), 1);
  tzset();
}

TEST_CASE("time zone: names that the database has not", "[unit][core]") {
  CHECK_FALSE(TimeZone::named("Mars/Olympus"));
  CHECK_FALSE(TimeZone::named(""));
  auto const names = TimeZone::names();
  CHECK(std::ranges::find(names, "Europe/Berlin") != names.end());
}
