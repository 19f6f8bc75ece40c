// tests/unit/report/json/record_json_test.cpp – recorded forecasts and waterfalls, for programs.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/record_json.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/report/page/sample_answers.hpp"

namespace quarterdeck::report {
namespace {

TEST_CASE("history: the JSON holds every forecast, and scores where there are some", "[unit]") {
  auto const page = nlohmann::json::parse(history_json(test::history_report()));
  CHECK(page["schema"] == "quarterdeck.history.v1");
  REQUIRE(page["forecasts"].size() == 3);
  CHECK(page["forecasts"][0]["quantiles"]["0.5"] == 5e6);
  CHECK(!page["forecasts"][0].contains("score"));
  CHECK(page["forecasts"][2]["score"]["pit"] == 0.31);
  CHECK(page["scores"]["mean_crps"] == 1.5e5);
}

TEST_CASE("why: the JSON holds causes and deals", "[unit]") {
  auto const json = nlohmann::json::parse(why_json(test::why_report()));
  CHECK(json["change"] == 1.23);
  CHECK(json["causes"]["won"] == 10001.23);
  CHECK(json["deals"].size() == 2);
  CHECK(json["not_rerun"] == "the data were replaced");
}

TEST_CASE("waterfall: the JSON holds both columns and the deals that came back", "[unit]") {
  auto const json = nlohmann::json::parse(waterfall_json(test::waterfall_report()));
  CHECK(json["day_by_day"]["won"]["amount"] == -0.5);
  CHECK(json["end_to_end"]["created"]["steps"] == 1);
  CHECK(json["came_back"][0]["gross"] == 5.0);
}

}  // namespace
}  // namespace quarterdeck::report
