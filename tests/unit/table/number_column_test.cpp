// tests/unit/table/number_column_test.cpp – plain numbers are read by their column, never guessed.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/number_column.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck;
using io::NumberColumn;

namespace {

NumberColumn column_of(std::vector<std::string> const& texts, std::string_view declared = {}) {
  NumberColumn column(declared);
  for (auto const& text : texts) column.push_back(text);
  column.finish();
  return column;
}

using Values = NumberColumn::Values;
using Cells = NumberColumn::Cells;

}  // namespace

TEST_CASE("number column: clear numbers need no other row", "[unit][table]") {
  CHECK(column_of({"1.5", "", "0.0067", "1e-3", "12"}).values() ==
        Values{1.5, std::nullopt, 0.0067, 0.001, 12.0});
}

TEST_CASE("number column: other rows tell thousands from decimals, or nobody does",
          "[unit][table]") {
  CHECK(column_of({"0,0067", "1,085"}).values() == Values{0.0067, 1.085});
  CHECK(column_of({"0.67", "1,085"}).values() == Values{0.67, 1085.0});
  auto const open = column_of({"1.085", "3"});
  CHECK(open.undecided() == Cells{{0, "1.085"}});
  CHECK_FALSE(open.values()[0]);
  CHECK(column_of({"0,67", "0.67", "1.085"}).undecided().size() == 1);
}

TEST_CASE("number column: a declared sign decides, and contradicts other numbers",
          "[unit][table]") {
  CHECK(column_of({"1.085"}, ".").values() == Values{1.085});
  CHECK(column_of({"1.085"}, ",").values() == Values{1085.0});
  CHECK(column_of({"0,67"}, ".").unparsable() == Cells{{0, "0,67"}});
  NumberColumn numeric;
  numeric.set_numeric(true);
  numeric.push_back("1.085");
  numeric.set_numeric(false);
  numeric.push_back("2.5");
  numeric.finish();
  CHECK(numeric.values() == Values{1.085, 2.5});
}

TEST_CASE("number column: amounts of a currency and shares are no plain numbers", "[unit][table]") {
  CHECK(column_of({"$5", "80%", "x", "5"}).unparsable() == Cells{{0, "$5"}, {1, "80%"}, {2, "x"}});
}
