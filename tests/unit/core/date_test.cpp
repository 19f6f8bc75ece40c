// tests/unit/core/date_test.cpp – days are read and written in one form only.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/date.hpp"

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

TEST_CASE("date: every day of four centuries survives writing and reading", "[unit]") {
  for (Date day = make_date(1900, 1, 1); day <= make_date(2300, 12, 31); day += Days(1)) {
    if (parse_iso_date(to_iso(day)) != day) FAIL("lost " << to_iso(day));
  }
  CHECK(to_iso(make_date(2026, 3, 9)) == "2026-03-09");
  CHECK(to_iso(make_date(987, 1, 2)) == "0987-01-02");
}

TEST_CASE("date: nothing but a real day in ISO form is read", "[unit]") {
  for (char const* text :
       {"", "2026-11", "2026-11-5", "2026-1-05", "26-11-05", "2026/11/05", "2026-11-05 ",
        " 2026-11-05", "2026-11-05T00:00", "2026-13-01", "2026-00-10", "2026-04-31", "2026-02-29",
        "2026-11-00", "+026-11-05", "-026-11-05", "2026-1a-05", "20261105", "yyyy-mm-dd"}) {
    INFO(text);
    CHECK_FALSE(parse_iso_date(text).has_value());
  }
  CHECK(parse_iso_date("2028-02-29") == make_date(2028, 2, 29));
}

TEST_CASE("date: an unknown day is written as nothing and precedes every other", "[unit]") {
  CHECK(to_iso(no_date).empty());
  CHECK(no_date < make_date(1, 1, 1));
}

TEST_CASE("date: days between are signed", "[unit]") {
  CHECK(days_between(make_date(2026, 10, 1), make_date(2026, 12, 31)) == 91);
  CHECK(days_between(make_date(2028, 3, 1), make_date(2028, 2, 28)) == -2);
}
