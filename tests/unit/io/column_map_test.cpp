// tests/unit/io/column_map_test.cpp – whose columns are whose.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/column_map.hpp"

#include <array>

#include "engine/io/deals/preset.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;

namespace {

constexpr std::array<std::string_view, 5> wanted{"id", "stage", "amount", "close_date", "name"};

core::Checked<io::ColumnMap> map_of(std::string const& header, io::TableSource source = {}) {
  test::Folder const folder;
  source.from = io::FileSource{folder.write("t.csv", header + "\n")};
  io::TableRoom room(folder.path());
  auto const table = io::open_part(room, source, std::get<io::FileSource>(source.from).path);
  REQUIRE(table);
  return io::map_columns(*table, source, wanted);
}

}  // namespace

TEST_CASE("column map: our names in any spelling, others under their own", "[unit][io]") {
  auto const map = map_of("Opportunity ID,STAGE,amount,Close Date,Tier,,Name");
  REQUIRE(map);
  CHECK(map->find("id") == 0U);
  CHECK(map->find("stage") == 1U);
  CHECK(map->find("close_date") == 3U);
  CHECK(map->find("name") == 6U);
  CHECK_FALSE(map->find("region"));
  REQUIRE(map->further.size() == 1);
  CHECK(map->further[0].first == "Tier");
}

TEST_CASE("column map: what the workspace says comes before any guess", "[unit][io]") {
  io::TableSource source;
  source.columns = {{"amount", "value"}, {"tier", "Level"}};
  auto const map = map_of("id,stage,amount,value,Level", source);
  REQUIRE(map);
  CHECK(map->find("amount") == 3U);
  CHECK(map->find("tier") == 4U);
  REQUIRE(map->further.size() == 1);
  CHECK(map->further[0].first == "amount");
}

TEST_CASE("column map: a close value is never taken for an amount", "[unit][io]") {
  auto const map = map_of("id,stage,close_value");
  REQUIRE(map);
  CHECK_FALSE(map->find("amount"));
}
