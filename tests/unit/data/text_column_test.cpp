// tests/unit/data/text_column_test.cpp – texts stored once come back row by row.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/text_column.hpp"

#include "tests/support/catch.hpp"

using quarterdeck::data::TextColumn;

namespace {

TextColumn column_of(std::vector<std::string> const& values) {
  TextColumn column;
  for (auto const& value : values) column.push_back(value);
  return column;
}

}  // namespace

TEST_CASE("text column: values come back, and equal ones share a code", "[unit]") {
  TextColumn const column = column_of({"EMEA", "", "APAC", "EMEA"});
  REQUIRE(column.size() == 4);
  CHECK(column[0] == "EMEA");
  CHECK(column[2] == "APAC");
  CHECK(column.code(0) == column.code(3));
  CHECK(column.code(1) == 0);
  CHECK(column[1].empty());
  CHECK(column.dictionary() == std::vector<std::string>{"", "EMEA", "APAC"});
}

TEST_CASE("text column: a selection forgets the values that it leaves out", "[unit]") {
  TextColumn const column = column_of({"a", "b", "", "c", "b"});
  std::vector<std::uint32_t> const rows{3, 4, TextColumn::blank_row, 1, 2};
  TextColumn selected = column.select(rows);
  REQUIRE(selected.size() == 5);
  CHECK(selected[0] == "c");
  CHECK(selected[1] == "b");
  CHECK(selected[2].empty());
  CHECK(selected[3] == "b");
  CHECK(selected.code(4) == 0);
  CHECK(selected.dictionary() == std::vector<std::string>{"", "c", "b"});
  selected.push_back("b");
  selected.push_back("a");
  CHECK(selected.code(5) == selected.code(1));
  CHECK(selected[6] == "a");
}

TEST_CASE("text column: a copy outlives its original", "[unit]") {
  TextColumn copy;
  {
    TextColumn const column = column_of({"x", "y"});
    copy = column;
  }
  copy.push_back("y");
  CHECK(copy.code(2) == copy.code(1));
  CHECK(copy[0] == "x");
}
