// tests/unit/report/terminal/text_table_test.cpp – columns that fit the page.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/text_table.hpp"

#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using report::Align;

TEST_CASE("text table: columns are as wide as their widest cell", "[unit]") {
  report::TextTable table({{"", Align::left}, {"mean", Align::right}});
  table.add({"booked", "1.92M"});
  table.add({"new", "7"});
  CHECK(table.draw({}) == "           mean\n  booked  1.92M\n  new         7\n");
}

TEST_CASE("text table: the first column gives way where the page is too narrow", "[unit]") {
  report::TextTable table({{"", Align::left}, {"amount", Align::right}});
  table.add({std::string(100, 'x'), "1,234,567"});
  table.add_note(std::string(100, 'y'));
  table.add_rule();
  auto const drawn = table.draw({60, report::Signs::ascii, report::Colour::off});
  std::size_t start = 0;
  int n_lines = 0;
  for (std::size_t end; (end = drawn.find('\n', start)) != std::string::npos; start = end + 1) {
    CHECK(end - start <= 60);
    ++n_lines;
  }
  CHECK(n_lines == 4);
  CHECK(drawn.find("1,234,567") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
