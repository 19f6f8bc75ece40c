// tests/unit/table/parse_date_test.cpp – dates are read or refused, never guessed.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parse_date.hpp"

#include <fmt/format.h>

#include <array>

#include "tests/support/catch.hpp"

using namespace quarterdeck;
using io::DateColumn;
using io::DayOrder;

namespace {

std::string iso_of(std::string_view text, DayOrder declared = DayOrder::unknown) {
  auto const reading = io::read_date(text, declared);
  return reading.certain() ? core::to_iso(*reading.if_dmy) : "";
}

DateColumn column_of(std::vector<std::string> const& texts, DayOrder declared = DayOrder::unknown) {
  DateColumn column(declared);
  for (auto const& text : texts) column.push_back(text);
  return column;
}

}  // namespace

TEST_CASE("parse date: forms that leave no choice", "[unit][table]") {
  CHECK(iso_of("2026-10-03") == "2026-10-03");
  CHECK(iso_of("2026-10-03T23:59:59.000Z") == "2026-10-03");
  CHECK(iso_of("2026-10-03 08:15") == "2026-10-03");
  CHECK(iso_of("2026/1/5") == "2026-01-05");
  CHECK(iso_of("20260105") == "2026-01-05");
  CHECK(iso_of("5-Jan-2026") == "2026-01-05");
  CHECK(iso_of("05-SEP-26") == "2026-09-05");
  CHECK(iso_of("Sept 5, 2026") == "2026-09-05");
  CHECK(iso_of("5 January 2026") == "2026-01-05");
  CHECK(iso_of("46000") == "2025-12-09");
  CHECK(iso_of("1642777476321") == "2022-01-21");
  CHECK(iso_of("07/07/2026") == "2026-07-07");
}

TEST_CASE("parse date: what is no day has no reading", "[unit][table]") {
  for (auto const* text :
       {"2026-02-30", "31/31/2026", "soon", "12", "19999", "60001", "2026-10", "1/2/3/4",
        "5-Foo-2026", "20261301", "2026--10-03", "Jan 2026", "2026-10-03 CST", "2026-10-03 25:00",
        "2026-10-03 13:30 PM", "2026-10-03 (estimate)", "3 jui 2026", "3 Oct Nov 2026", "-46012"}) {
    INFO(text);
    auto const reading = io::read_date(text);
    CHECK_FALSE(reading.if_dmy);
    CHECK_FALSE(reading.if_mdy);
  }
}

TEST_CASE("parse date: any part over 12 decides for the whole column", "[unit][table]") {
  auto day_first = column_of({"03/04/2026", "25/04/2026 10:30 PM", ""});
  REQUIRE_FALSE(day_first.finish());
  CHECK(core::to_iso(day_first[0]) == "2026-04-03");
  CHECK(core::to_iso(day_first[1]) == "2026-04-25");
  CHECK(day_first[2] == core::no_date);
  auto month_first = column_of({"03/04/26", "12/31/26"});
  REQUIRE_FALSE(month_first.finish());
  CHECK(core::to_iso(month_first[0]) == "2026-03-04");
  CHECK(core::to_iso(month_first[1]) == "2026-12-31");
}

TEST_CASE("parse date: an ambiguous column is refused with two example rows", "[unit][table]") {
  auto column = column_of({"05.06.2026", "05.06.2026", "07.08.2026"});
  auto const ambiguity = column.finish();
  REQUIRE(ambiguity);
  CHECK(ambiguity->text == "05.06.2026");
  CHECK(ambiguity->other_text == "07.08.2026");
  CHECK(ambiguity->other_row == 2);
  auto declared = column_of({"05.06.2026"}, DayOrder::dmy);
  REQUIRE_FALSE(declared.finish());
  CHECK(core::to_iso(declared[0]) == "2026-06-05");
}

TEST_CASE("parse date: columns of one table share the order that some of them show",
          "[unit][table]") {
  auto const after_sharing = [](std::vector<std::string> const& first,
                                std::vector<std::string> const& second) {
    auto open = column_of({"05/06/2026"});
    auto a = column_of(first);
    auto b = column_of(second);
    io::share_order(std::array{&open, &a, &b});
    return open.finish() ? std::string("ambiguous") : core::to_iso(open[0]);
  };
  CHECK(after_sharing({"12/31/2026"}, {"2026-01-01"}) == "2026-05-06");
  CHECK(after_sharing({"31/12/2026"}, {"13/01/2026"}) == "2026-06-05");
  // Neither columns nor rows that disagree decide for others.
  CHECK(after_sharing({"31/12/2026"}, {"12/31/2026"}) == "ambiguous");
  CHECK(after_sharing({"31/12/2026", "12/31/2026"}, {}) == "ambiguous");
  CHECK(after_sharing({"01/02/2026"}, {}) == "ambiguous");
}

TEST_CASE("parse date: a spreadsheet serial may carry its time of day", "[unit][table]") {
  CHECK(iso_of("46012") == "2025-12-21");
  CHECK(iso_of("46012.75") == "2025-12-21");
  CHECK(iso_of("46012,75") == "2025-12-21");
  CHECK(iso_of("4601.75").empty());
}

TEST_CASE("parse date: rows that contradict each other are refused, not repaired",
          "[unit][table]") {
  auto column = column_of({"25/04/2026", "04/25/2026"});
  auto const ambiguity = column.finish();
  REQUIRE(ambiguity);
  CHECK(ambiguity->contradiction);
  auto declared = column_of({"25/04/2026", "04/25/2026"}, DayOrder::dmy);
  REQUIRE_FALSE(declared.finish());
  REQUIRE(declared.unparsable().size() == 1);
  CHECK(declared.unparsable()[0].first == 1);
}

TEST_CASE("parse date: two-digit years lie between 1970 and 2069", "[unit][table]") {
  auto column = column_of({"31/12/69", "31/12/70"});
  REQUIRE_FALSE(column.finish());
  CHECK(core::to_iso(column[0]) == "2069-12-31");
  CHECK(core::to_iso(column[1]) == "1970-12-31");
  CHECK(iso_of("26-10-03", DayOrder::ymd) == "2026-10-03");
  CHECK(column.n_two_digit_years() == 2);
  CHECK(column.two_digit_year().second == "31/12/69");
  auto whole = column_of({"31/12/2069"});
  REQUIRE_FALSE(whole.finish());
  CHECK(whole.n_two_digit_years() == 0);
}

TEST_CASE("parse date: months and weekdays in eleven languages", "[unit][table]") {
  for (auto const* text :
       {"3. Oktober 2026",      "Sa., 3. Okt. 2026",    "Saturday, October 3rd, 2026",
        "3rd of October 2026",  "3 de octubre de 2026", "sábado, 3 de oct. de 2026",
        "3. lokakuuta 2026",    "la 3. loka 2026",      "3 octobre 2026",
        "sam. 3 oct. 2026",     "3 ottobre 2026",       "sab 3 ott 2026",
        "2026年10月3日",        "2026年10月3日(土)",    "3 oktober 2026",
        "za 3 okt. 2026",       "3 października 2026",  "sob., 3 paź 2026",
        "3 de outubro de 2026", "sáb, 3 out 2026",      "den 3 oktober 2026",
        "lördag 3 okt 2026",    "2026 October 3",       "3. OKTOBER 2026 um 10:30"}) {
    INFO(text);
    CHECK(iso_of(text) == "2026-10-03");
  }
  CHECK(iso_of("1er août 2026") == "2026-08-01");
  CHECK(iso_of("5. März 2026") == "2026-03-05");
  CHECK(iso_of("5 mrt 2026") == "2026-03-05");
  CHECK(iso_of("5. maaliskuuta 2026") == "2026-03-05");
  CHECK(iso_of("5. marraskuuta 2026") == "2026-11-05");
  CHECK(iso_of("5 de março de 2026") == "2026-03-05");
  // `mar` is March, and the Tuesday of three languages where another word is the month.
  CHECK(iso_of("5 mar 2026") == "2026-03-05");
  CHECK(iso_of("mar. 6 oct. 2026") == "2026-10-06");
  CHECK(iso_of("mar 3 mar 2026") == "2026-03-03");
}

namespace {

/// Days of a column of one text.
std::string day_of(std::string_view text, std::string const& zone) {
  DateColumn column(DayOrder::unknown, core::TimeZone::named(zone));
  column.push_back(text);
  return column.finish() ? "ambiguous" : core::to_iso(column[0]);
}

}  // namespace

TEST_CASE("parse date: instants become days of the zone", "[unit][table]") {
  for (auto const* text :
       {"2026-10-01T05:30:00Z", "2026-10-01T05:30:00.000+0000", "2026-10-01 05:30:00+00",
        "2026-10-01 05:30 UTC", "2026-10-01T07:30:00+02:00", "2026-09-30T22:30:00-07:00",
        "1790832600000", "10/01/2026 05:30 AM Z"}) {
    INFO(text);
    if (std::string_view(text).find('/') == std::string_view::npos) {
      CHECK(day_of(text, "America/Los_Angeles") == "2026-09-30");
      CHECK(day_of(text, "UTC") == "2026-10-01");
    }
    CHECK(day_of("2026-10-13T05:30:00Z", "Asia/Tokyo") == "2026-10-13");
  }
  // Without an offset the day is that of the place where it was written.
  CHECK(day_of("2026-10-01 05:30:00", "America/Los_Angeles") == "2026-10-01");
  CHECK(day_of("2026-10-01", "America/Los_Angeles") == "2026-10-01");
}

TEST_CASE("parse date: a column of nothing but midnights holds days, not instants",
          "[unit][table]") {
  auto const in_los_angeles = [](std::vector<std::string> const& texts) {
    DateColumn column(DayOrder::unknown, core::TimeZone::named("America/Los_Angeles"));
    for (auto const& text : texts) column.push_back(text);
    REQUIRE_FALSE(column.finish());
    CHECK(column.instant(0).has_value() == (core::to_iso(column[0]) != "2026-10-01"));
    return core::to_iso(column[0]);
  };
  CHECK(in_los_angeles({"2026-10-01T00:00:00Z", "2026-10-02T00:00:00.000Z"}) == "2026-10-01");
  CHECK(in_los_angeles({"2026-10-01T00:00:00+02:00"}) == "2026-10-01");
  CHECK(in_los_angeles({"2026-10-01T00:00:00Z", "2026-10-02T08:15:00Z"}) == "2026-09-30");
  CHECK(in_los_angeles({"2026-10-01", "2026-10-02T08:15:00Z"}) == "2026-10-01");
}

TEST_CASE("parse date: years in front are asked about where they stand together", "[unit][table]") {
  io::DateColumn year_first;
  io::DateColumn day_first;
  for (int i = 0; i < 12; ++i) {
    auto const day = core::make_date(2024, 1, 9) + core::Days(67 * i);
    std::chrono::year_month_day const parts(day);
    auto const year = static_cast<int>(parts.year()) % 100;
    auto const month = static_cast<unsigned>(parts.month());
    auto const number = static_cast<unsigned>(parts.day());
    year_first.push_back(fmt::format("{:02}-{:02}-{:02}", year, month, number));
    day_first.push_back(fmt::format("{:02}-{:02}-{:02}", number, month, year));
  }
  auto const ambiguity = year_first.finish();
  REQUIRE(ambiguity);
  CHECK(ambiguity->year_first);
  CHECK_FALSE(day_first.finish());
  CHECK(day_first[0] == core::make_date(2024, 1, 9));
}

TEST_CASE("parse date: days that stand for unknown are forgotten", "[unit][table]") {
  io::DateColumn column;
  for (auto const* text : {"1900-01-01", "2026-01-05", "01/01/1970", "", "31/12/2025"}) {
    column.push_back(text);
  }
  REQUIRE_FALSE(column.finish());
  CHECK(column.forget_before(core::make_date(1980, 1, 1)) == std::vector<std::size_t>{0, 2});
  CHECK(column[0] == core::no_date);
  CHECK(column[1] == core::make_date(2026, 1, 5));
  CHECK(column[4] == core::make_date(2025, 12, 31));
}
