// tests/reference/rows.cpp – see rows.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/rows.hpp"

#include <fstream>
#include <sstream>

#include "tests/support/catch.hpp"

namespace quarterdeck::test {

std::vector<Row> read_rows(std::string const& name) {
  std::ifstream file(QUARTERDECK_SOURCE_DIR "/tests/reference/" + name);
  REQUIRE(file);
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    Row& row = rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
  }
  REQUIRE(rows.size() > 1);
  return rows;
}

std::map<std::string, double> read_values(std::string const& name) {
  std::map<std::string, double> values;
  for (Row const& row : read_rows(name)) values[row.at(0)] = std::stod(row.at(1));
  return values;
}

}  // namespace quarterdeck::test
