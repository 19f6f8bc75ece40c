// tests/cli/waterfall_test.cpp – `quarterdeck waterfall`.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/core/date.hpp"
#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using Json = nlohmann::ordered_json;
using test::run;

std::int64_t cents(Json const& number) { return std::llround(number.get<double>() * 100); }

TEST_CASE("waterfall: both columns lead from the first day to the second, to the cent", "[cli]") {
  auto const newest = Json::parse(run({"waterfall", test::small_company(), "--from", "2020-01-01",
                                       "--format", "json"})
                                      .out)["to"]["day"]
                          .get<std::string>();
  auto const from = core::to_iso(core::parse_iso_date(newest).value() - core::Days(40));
  for (bool const with_period : {false, true}) {
    test::Arguments arguments{"waterfall", test::small_company(), "--from", from, "--format",
                              "json"};
    if (with_period) {
      arguments.insert(arguments.end(), {"--period", newest.substr(0, 4)});
    }
    auto const said = run(arguments);
    REQUIRE(said.code == 0);
    auto const page = Json::parse(said.out);
    CHECK(page.contains("period") == with_period);
    for (auto const* const column : {"day_by_day", "end_to_end"}) {
      std::int64_t sum = cents(page["from"]["amount"]);
      for (auto const& flow : page[column]) sum += cents(flow["amount"]);
      CHECK(sum == cents(page["to"]["amount"]));
    }
    CHECK(page["day_by_day"]["created"]["steps"].get<int>() > 0);
    CHECK(page["day_by_day"]["won"]["amount"].get<double>() < 0);
  }
}

TEST_CASE("waterfall: days that are none or the wrong way round are faults of usage", "[cli]") {
  auto const with = [](test::Arguments const& more) {
    test::Arguments arguments{"waterfall", test::small_company()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  };
  CHECK(with({}).code == 64);
  CHECK(with({"--from", "yesterday"}).code == 64);
  CHECK(with({"--from", "2100-01-01"}).err.find("QD-343") != std::string::npos);
  CHECK(with({"--from", "2026-01-01", "--period", "soon"}).code == 64);
}

}  // namespace
}  // namespace quarterdeck
