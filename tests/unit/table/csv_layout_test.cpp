// tests/unit/table/csv_layout_test.cpp – delimiters, headers and lines of delimited texts.
// SPDX-License-Identifier: Apache-2.0
#include "engine/table/csv_layout.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck::io;

TEST_CASE("csv layout: the delimiter that splits most, outside quotes", "[unit][table]") {
  CHECK(find_layout("a,b,c\n1,2,3\n").delimiter == ',');
  CHECK(find_layout("a;b;c\n1,5;2,5;3\n").delimiter == ';');
  CHECK(find_layout("a\tb\tc\n1\t2,3\t4\n").delimiter == '\t');
  CHECK(find_layout("a|b|c\n1|2|3\n").delimiter == '|');
  CHECK(find_layout("a;b;c\n\"x,y,z,w\";2;3\n").delimiter == ';');
}

TEST_CASE("csv layout: title rows above the header are skipped", "[unit][table]") {
  auto const layout =
      find_layout("Pipeline report\nAs of,2026-10-01,\n\n,Id,\"Na\nme\",Amount\n,1,a,5\n");
  CHECK(layout.header == std::vector<std::string>{"", "Id", "Na\nme", "Amount"});
  CHECK(layout.header_line == 4);
  CHECK(layout.lines_before_rows == 5);
}

TEST_CASE("csv layout: two columns are enough for a header of two", "[unit][table]") {
  auto const layout = find_layout("id,stage\n1,Open\n");
  CHECK(layout.header == std::vector<std::string>{"id", "stage"});
  CHECK(find_layout("").header.empty());
}

TEST_CASE("csv layout: records know their lines across breaks and blanks", "[unit][table]") {
  std::string const text = "id,name\n1,\"a\nb\"\n\n2,c\r\n3,\"d \"\"\n\n e\"\n4,f";
  RecordLines const lines(text, find_layout(text));
  REQUIRE(lines.n_records() == 4);
  CHECK(lines.line(0) == 2);
  CHECK(lines.line(1) == 5);
  CHECK(lines.line(2) == 6);
  CHECK(lines.line(3) == 9);
  CHECK(lines.without_blanks(2) == 1);
}

TEST_CASE("csv layout: rows inside a quote that is never closed are seen", "[unit][table]") {
  std::string const head = "id,name,amount\n";
  auto const swallowed = [](std::string const& text) {
    return RecordLines(text, find_layout(text)).swallowed();
  };
  std::string const good = head + "1,\"a, b\nand, c\n\nmore\",5\n2,b,6\n";
  CHECK(swallowed(good).empty());
  std::string const bad = head + "1,a,5\n2,\"b,6\n3,c,7\r\n\"4\",d,8\n5,e,9";
  CHECK(swallowed(bad) == std::vector<std::int64_t>{4, 5});
  std::string const closed_later = head + "1,\"a,5\n2,b,6\n3,c\",7\n4,d,8\n";
  CHECK(swallowed(closed_later) == std::vector<std::int64_t>{3, 4});
}

TEST_CASE("csv layout: fields lose their quotes and nothing else", "[unit][table]") {
  CsvWalker walker("\"a \"\"b\"\"\",5\" pipe,,\" x \"\n", ',');
  REQUIRE(walker.next());
  CHECK(walker.fields() == std::vector<std::string>{"a \"b\"", "5\" pipe", "", " x "});
  CHECK_FALSE(walker.next());
}
