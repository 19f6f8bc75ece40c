// tests/unit/table/parse_date_test.cpp – dates are read or refused, never guessed.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/parse_date.hpp"

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
  for (auto const* text : {"2026-02-30", "31/31/2026", "soon", "12", "19999", "60001", "2026-10",
                           "1/2/3/4", "5-Foo-2026", "20261301", "2026--10-03", "Jan 2026"}) {
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
  CHECK(iso_of("46012,75") == iso_of("4601.75"));
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
}
