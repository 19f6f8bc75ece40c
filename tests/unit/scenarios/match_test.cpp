// tests/unit/scenarios/match_test.cpp – which deals a filter finds.
// SPDX-License-Identifier: Apache-2.0
#include "scenarios/apply/match.hpp"

#include <map>

#include "tests/unit/scenarios/fixture.hpp"

using namespace quarterdeck;
using namespace quarterdeck::scenarios;
using test::day;

namespace {

/// Whether a deal of these values passes the filter.
bool passes_filter(std::string const& filter) {
  auto const scenario = test::read_changes("  - win_rate: {odds: 2}\n    where: " + filter + "\n");
  INFO(test::faults_of(scenario));
  REQUIRE(scenario);
  static std::map<std::string, Value> const deal{{"region", {"EMEA", {}, {}}},
                                                 {"owner", {"", {}, {}}},
                                                 {"name", {"Acme Labs, renewal", {}, {}}},
                                                 {"amount", {"", 50'000, {}}},
                                                 {"close_date", {"", {}, day(2026, 12, 10)}},
                                                 {"seats", {"25", 25, {}}},
                                                 {"due", {"2026-12-24", {}, day(2026, 12, 24)}}};
  auto const value = [&](std::string const& column) { return deal.at(column); };
  return passes(*scenario->changes[0].where, value, day(2026, 12, 1));
}

}  // namespace

TEST_CASE("filter: values, lists, ranges, days, patterns and blanks", "[unit][scenarios]") {
  for (char const* const filter : {"{region: EMEA}",
                                   "{region: [APAC, EMEA]}",
                                   "{region: {not: APAC}}",
                                   "{region: {not: [APAC, Americas]}}",
                                   "{amount: 50_000}",
                                   "{amount: {over: 49_999}}",
                                   "{amount: {between: [50_000, 60_000]}}",
                                   "{amount: {over: 1, under: 50_001}}",
                                   "{close_date: 2026-12-10}",
                                   "{close_date: {after: 2026-12-09}}",
                                   "{close_date: {before: +10d, after: +8d}}",
                                   "{close_date: {between: [2026-12-10, 2026-12-10]}}",
                                   "{name: {like: acme*}}",
                                   "{name: {like: ['x*', '*RENEWAL']}}",
                                   "{name: {like: 'Acme ?abs*'}}",
                                   "{owner: {blank: true}}",
                                   "{region: {blank: false}}",
                                   "{owner: {not: Ann}}",
                                   "{seats: {over: 20}}",
                                   "{due: {before: 2026-12-25}}",
                                   "{any: [{region: APAC}, {seats: 25}]}",
                                   "{all: [{region: EMEA}, {seats: 25}]}",
                                   "{not: {region: APAC}}",
                                   "{not: [{region: APAC}, {seats: 24}]}",
                                   "{region: {not: {like: A*}}}"}) {
    INFO(filter);
    CHECK(passes_filter(filter));
  }
}

TEST_CASE("filter: what does not hold does not pass", "[unit][scenarios]") {
  for (char const* const filter :
       {"{region: emea}", "{region: {not: EMEA}}", "{amount: {over: 50_000}}",
        "{amount: {under: 50_000}}", "{close_date: {after: 2026-12-10}}",
        "{close_date: {before: +9d}}", "{name: {like: Acme}}", "{owner: Ann}",
        "{owner: {like: '*'}}", "{owner: {over: 1}}", "{owner: {before: 2030-01-01}}",
        "{region: EMEA, seats: 24}", "{any: [{region: APAC}, {seats: 24}]}",
        "{all: [{region: EMEA}, {seats: 24}]}", "{not: {region: EMEA}}",
        "{region: {blank: true}}"}) {
    INFO(filter);
    CHECK_FALSE(passes_filter(filter));
  }
}

TEST_CASE("filter: patterns take any letters for * and one for ?", "[unit][scenarios]") {
  CHECK(fits("", ""));
  CHECK(fits("", "**"));
  CHECK_FALSE(fits("", "?"));
  CHECK(fits("abcabc", "a*c"));
  CHECK(fits("abcabc", "*b?a*"));
  CHECK_FALSE(fits("abcabc", "b*"));
  std::string const many(2000, 'a');
  CHECK_FALSE(fits(many, std::string(200, '*') + "b"));
}

TEST_CASE("filter: the largest are those of the deals that pass the rest", "[unit][scenarios]") {
  auto const inputs = test::steady_inputs();
  Filter filter;
  filter.columns.push_back({"segment", {}, {}});
  filter.columns.back().test.one_of = {"East"};
  auto const all = open_deals_in(inputs, filter);
  filter.largest = 2;
  auto const two = open_deals_in(inputs, filter);
  REQUIRE(two.size() == 2);
  REQUIRE(all.size() > 4);
  core::Minor const least =
      std::min(inputs.pipeline.deals[two[0]].amount, inputs.pipeline.deals[two[1]].amount);
  int larger = 0;
  for (std::size_t const row : all) larger += inputs.pipeline.deals[row].amount > least ? 1 : 0;
  CHECK(larger <= 1);
  filter.largest = 1'000'000;
  CHECK(open_deals_in(inputs, filter) == all);
}
