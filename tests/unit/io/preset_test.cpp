// tests/unit/io/preset_test.cpp – names of known exports.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/preset.hpp"

#include <set>

#include "tests/support/catch.hpp"

using namespace quarterdeck::io;

TEST_CASE("preset: names fold to letters and digits", "[unit][io]") {
  CHECK(folded("Close Date") == folded("close_date"));
  CHECK(folded("Est. Revenue") == folded("Est. revenue"));
  CHECK(folded("(Do Not Modify) Opportunity") == "donotmodifyopportunity");
}

TEST_CASE("preset: every preset has id, stage, amount and both dates, each once", "[unit][io]") {
  for (auto const* preset : {"salesforce", "hubspot", "dynamics"}) {
    std::set<std::string_view> columns;
    for (auto const& entry : preset_names(preset)) CHECK(columns.insert(entry.column).second);
    for (auto const* column : {"id", "stage", "amount", "created_date", "close_date",
                               "last_activity_date", "changed_at"}) {
      INFO(preset << " " << column);
      CHECK(columns.contains(column));
    }
  }
  CHECK(preset_names("").empty());
}

TEST_CASE("preset: ids of eighteen letters join with those of fifteen", "[unit][io]") {
  CHECK(join_key("006A0000001abcdXYZ", "salesforce") == "006A0000001abcd");
  CHECK(join_key("006A0000001abcd", "salesforce") == "006A0000001abcd");
  CHECK(join_key("006A0000001abcdXYZ", "") == "006A0000001abcd");
  CHECK(join_key("006000000000000123", "") == "006000000000000123");
}

TEST_CASE("preset: currencies that are written out have their codes", "[unit][io]") {
  CHECK(currency_of_name("US Dollar") == "USD");
  CHECK(currency_of_name("euro") == "EUR");
  CHECK(currency_of_name("Pound Sterling") == "GBP");
  CHECK_FALSE(currency_of_name("EUR"));
  CHECK_FALSE(currency_of_name("Doubloon"));
  CHECK_FALSE(currency_of_name(""));
}
