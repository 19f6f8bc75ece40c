// tests/unit/io/category_test.cpp – forecast categories of CRMs, by day.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/category_names.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/io/io_fixture.hpp"

using namespace quarterdeck;
using data::Category;
using data::CategoryChange;

namespace {

core::Date day(std::string_view iso) { return *core::parse_iso_date(iso); }

constexpr auto weekly = "sources: {snapshots: {files: \"weekly/*.csv\"}}\n";
constexpr auto head = "id,stage,amount,created_date,close_date,forecast_category\n";

/// Three weeks: `a` goes from Pipeline to Commit and is left blank in the last, nothing else of it
/// changing; `b` comes in week two and wins in week three.
void write_weeks(test::Folder const& folder) {
  folder.write("weekly/2026-01-05.csv",
               std::string(head) + "a,Lead,5,2025-11-01,2026-03-01,Pipeline\n");
  folder.write("weekly/2026-01-12.csv", std::string(head) +
                                            "a,Lead,5,2025-11-01,2026-03-01,Commit\n"
                                            "b,Lead,8,2026-01-09,2026-02-01,Best Case\n");
  folder.write("weekly/2026-01-19.csv", std::string(head) +
                                            "a,Lead,5,2025-11-01,2026-03-01,\n"
                                            "b,Won,9,2026-01-09,2026-01-16,Closed\n");
}

}  // namespace

TEST_CASE("category: the names that CRMs use", "[unit][io]") {
  for (auto const* name : {"Commit", "COMMIT", "Forecast", "Committed", "100000003"}) {
    CHECK(io::category_of_name(name) == Category::commit);
  }
  for (auto const* name : {"Omitted", "OMIT", "Not forecasted", "Lost", "100000004"}) {
    CHECK(io::category_of_name(name) == Category::omitted);
  }
  for (auto const* name : {"Closed", "Closed won", "Won", "100000005"}) {
    CHECK(io::category_of_name(name) == Category::closed);
  }
  CHECK(io::category_of_name("PIPELINE") == Category::pipeline);
  CHECK(io::category_of_name("BestCase") == Category::best_case);
  CHECK(io::category_of_name("BEST_CASE") == Category::best_case);
  CHECK(io::category_of_name("Most Likely") == Category::most_likely);
  CHECK_FALSE(io::category_of_name("Upside"));
  CHECK_FALSE(io::category_of_name(""));
}

TEST_CASE("category: snapshots tell it by their days, and a change of nothing else is no event",
          "[unit][io]") {
  test::Folder const folder;
  write_weeks(folder);
  auto const read = test::read(folder, weekly);
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.categories ==
        std::vector<CategoryChange>{{0, day("2026-01-05"), Category::pipeline},
                                    {0, day("2026-01-12"), Category::commit},
                                    {1, day("2026-01-12"), Category::best_case},
                                    {1, day("2026-01-19"), Category::closed}});
  CHECK(read->records.events.size() == 3);
  CHECK(test::count_of(read->findings, "category.unknown") == 0);
}

TEST_CASE("category: an unknown name in a snapshot ends what was known, a blank does not",
          "[unit][io]") {
  test::Folder const folder;
  write_weeks(folder);
  folder.write("weekly/2026-01-26.csv",
               std::string(head) + "a,Lead,5,2025-11-01,2026-03-01,Maybe so\n");
  auto const read = test::read(folder, weekly);
  REQUIRE(test::faults_of(read) == "");
  REQUIRE(read->records.categories.size() == 5);
  CHECK(read->records.categories[2] == CategoryChange{0, day("2026-01-26"), Category::untold});
  CHECK(test::count_of(read->findings, "category.unknown") == 1);
}

TEST_CASE("category: a stage history may tell it, under the names of the source", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               "id,stage,amount,created_date,close_date,forecast_category\n"
               "a,Lead,5,2026-01-01,2026-09-01,Commit\nb,Won,7,2026-01-01,2026-02-03,Closed\n");
  folder.write("history.csv",
               "OpportunityId,CreatedDate,StageName,Amount,CloseDate,ForecastCategory\n"
               "b,2026-02-03,Won,7,2026-02-03,Closed\n"
               "a,2026-01-20,Lead,5,2026-09-01,Forecast\n"
               "b,2026-01-01,Lead,6,2026-03-01,Pipeline\n"
               "a,2026-01-01,Lead,5,2026-08-01,BestCase\n"
               "a,2026-01-09,Lead,5,2026-08-01,\n"
               "a,,Lead,5,2026-08-01,Omitted\n");
  auto const read = test::read(folder,
                               "sources: {opportunities: {file: deals.csv}, stage_history: {file: "
                               "history.csv, preset: salesforce}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.categories ==
        std::vector<CategoryChange>{{0, day("2026-01-01"), Category::best_case},
                                    {0, day("2026-01-20"), Category::commit},
                                    {1, day("2026-01-01"), Category::pipeline},
                                    {1, day("2026-02-03"), Category::closed}});
  CHECK(read->records.events.size() == 5);
}

TEST_CASE("category: only some of several history files need the column", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", "id,stage,amount,created_date\na,Lead,5,2026-01-01\n");
  folder.write("h1.csv", "id,changed_at,stage\na,2026-01-01,Lead\n");
  folder.write("h2.csv", "id,changed_at,stage,forecast_category\na,2026-01-08,Lead,commit\n");
  folder.write("h3.csv", "id,changed_at,stage\na,2026-01-15,Lead\n");
  auto const read = test::read(
      folder, "sources: {opportunities: {file: deals.csv}, stage_history: {files: \"h*.csv\"}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.categories ==
        std::vector<CategoryChange>{{0, day("2026-01-08"), Category::commit}});
}

TEST_CASE("category: without the column there is none", "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv", "id,stage,amount,created_date\na,Lead,5,2026-01-01\n");
  folder.write("history.csv", "id,changed_at,stage\na,2026-01-01,Lead\n");
  auto const read = test::read(
      folder, "sources: {opportunities: {file: deals.csv}, stage_history: {file: history.csv}}\n");
  REQUIRE(test::faults_of(read) == "");
  CHECK(read->records.categories.empty());
}

TEST_CASE("category: a name of the company's own is told, and settled by the workspace",
          "[unit][io]") {
  test::Folder const folder;
  folder.write("deals.csv",
               "id,stage,amount,created_date,forecast_category\na,Lead,5,2026-01-01,Sicher\n");
  folder.write("history.csv",
               "id,changed_at,stage,forecast_category\na,2026-01-01,Lead,Commit\n"
               "a,2026-01-08,Lead,Sicher\n");
  auto const read = [&](std::string const& values) {
    return test::read(
        folder, "sources: {opportunities: {file: deals.csv}, stage_history: {file: history.csv" +
                    values + "}}\n");
  };
  auto const unknown = read("");
  REQUIRE(test::faults_of(unknown) == "");
  // Not what it was before: from then on nobody knows.
  CHECK(unknown->records.categories ==
        std::vector<CategoryChange>{{0, day("2026-01-01"), Category::commit},
                                    {0, day("2026-01-08"), Category::untold}});
  CHECK(test::count_of(unknown->findings, "category.unknown") == 1);
  CHECK(unknown->records.text.at("forecast_category")[0] == "Sicher");
  auto const named = read(", values: {forecast_category: {Sicher: Closed}}");
  REQUIRE(test::faults_of(named) == "");
  CHECK(test::count_of(named->findings, "category.unknown") == 0);
  CHECK(named->records.categories ==
        std::vector<CategoryChange>{{0, day("2026-01-01"), Category::commit},
                                    {0, day("2026-01-08"), Category::closed}});
}
