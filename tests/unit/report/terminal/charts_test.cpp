// tests/unit/report/terminal/charts_test.cpp – charts drawn in signs.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/terminal/charts.hpp"

#include <algorithm>
#include <sstream>

#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Canvas canvas(int width) { return canvas_of({width, Signs::ascii, Colour::off}, english(), 100); }

/// Counts that rise by one from bin to bin, of equal width from 0 on.
Distribution rising(int n_bins) {
  Distribution chart;
  for (int i = 0; i <= n_bins; ++i) chart.edges.push_back(i);
  for (int i = 0; i < n_bins; ++i) chart.counts.push_back(i + 1);
  return chart;
}

TEST_CASE("distribution: a column a bin where there is room, else several bins a column",
          "[unit]") {
  auto const axis = [](int n_bins, int width) {
    auto const lines = lines_of(draw(rising(n_bins), canvas(width)));
    return std::count(lines.at(8).begin(), lines.at(8).end(), '-');
  };
  CHECK(axis(76, 80) == 76);
  CHECK(axis(76, 100) == 76);
  CHECK(axis(76, 60) == 38);
  CHECK(axis(113, 60) == 38);  // three bins a column, two in the last
}

TEST_CASE("distribution: the target stands under the column that it lies in", "[unit]") {
  auto chart = rising(40);
  chart.target =
      Mark{20.5, say("chart.target", {{"name", Name{"Company"}}, {"amount", Count{20}}})};
  auto lines = lines_of(draw(chart, canvas(80)));
  CHECK(lines.back() == std::string(22, ' ') + "^ target Company 20");
  chart.target->at = 99;
  lines = lines_of(draw(chart, canvas(80)));
  CHECK(lines.back() == "  target Company 20 lies to the right of the picture");
}

TEST_CASE("intervals: the band lies between its ends, the median on it", "[unit]") {
  auto const amount = [](double units) { return Amount{.units = units, .currency = "USD"}; };
  Intervals chart{Along::time, say("column.by"), {}, std::nullopt};
  chart.rows = {{Name{"a"}, {amount(0), amount(10)}, Range{amount(4), amount(6)}, amount(5)},
                {Name{"b"}, {amount(5), amount(39)}, std::nullopt, amount(39)}};
  auto const lines = lines_of(draw(chart, canvas(80)));
  REQUIRE(lines.size() == 3);
  // Amounts from 0 to 39 on 40 columns: one column a unit.
  CHECK(lines[1].substr(38) == "----=o=----");
  CHECK(lines[2].substr(38) == "     " + std::string(34, '=') + "o");
}

TEST_CASE("evenly spread: both ends, steps that differ by one at most", "[unit]") {
  CHECK(evenly_spread(5, 9) == std::vector<std::size_t>{0, 1, 2, 3, 4});
  CHECK(evenly_spread(25, 4) == std::vector<std::size_t>{0, 8, 16, 24});
  CHECK(evenly_spread(3, 1) == std::vector<std::size_t>{0});
  CHECK(evenly_spread(0, 4).empty());
  auto const kept = evenly_spread(1000, 42);
  CHECK(kept.size() == 42);
  CHECK(kept.back() == 999);
  for (std::size_t i = 1; i < kept.size(); ++i) {
    auto const step = kept[i] - kept[i - 1];
    CHECK((step == 24 || step == 25));
  }
}

TEST_CASE("page table: minor columns and what explains them go where room is short", "[unit]") {
  Table table{{label_column(), numbers_column("column.mean"), numbers_column("column.mean_gap")}};
  table.columns[2].is_minor = true;
  table.columns[1].short_title = say("column.p50");
  table.rows.push_back({{Name{"a"}, Count{1}, Count{2}}});
  table.footnotes = {{say("targets.gap_note"), 2}, {say("skill.note")}};
  auto const wide = draw(table, canvas(80));
  CHECK(wide.find("mean gap:") != std::string::npos);
  CHECK(wide.find("P50") == std::string::npos);
  auto const narrow = draw(table, canvas(60));
  CHECK(narrow.find("mean gap") == std::string::npos);
  CHECK(narrow.find("P50") != std::string::npos);
  CHECK(narrow.find("1 - CRPS") != std::string::npos);
}

TEST_CASE("page table: a brief table says what it leaves out", "[unit]") {
  Table table{{label_column()}};
  for (int i = 0; i < 5; ++i) table.rows.push_back({{Name{"row" + std::to_string(i)}}});
  table.brief = {3, say("list.more", {{"n", Count{2}}})};
  auto const text = draw(table, canvas(80));
  CHECK(text.find("row2") != std::string::npos);
  CHECK(text.find("row3") == std::string::npos);
  CHECK(text.find("... and 2 more") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck::report
