// tests/unit/report/json/forecast_json_test.cpp – the JSON of a forecast, field by field.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/json/forecast_json.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/report/small_forecast.hpp"

namespace quarterdeck {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys_of(Json const& object) {
  std::vector<std::string> keys;
  for (auto const& item : object.items()) keys.push_back(item.key());
  return keys;
}

using Keys = std::vector<std::string>;

TEST_CASE("forecast_json: holds the fields of the schema and no others", "[unit]") {
  auto const json = Json::parse(report::forecast_json(test::small_forecast()));
  CHECK(keys_of(json) == Keys{"schema", "provenance", "as_of", "currency", "period", "total",
                              "count", "parts", "uncertainty", "targets", "weeks", "groups",
                              "deals", "overrides", "exact_check", "data_quality"});
  CHECK(json["schema"] == "quarterdeck.forecast.v1");
  CHECK(keys_of(json["provenance"]) == Keys{"version", "git", "seed", "trials", "stream_version",
                                            "started_at", "inputs", "threads"});
  CHECK(keys_of(json["provenance"]["inputs"][0]) == Keys{"name", "sha256", "rows"});
  CHECK(keys_of(json["period"]) == Keys{"id", "start", "end"});
  CHECK(keys_of(json["total"]) == Keys{"mean", "sd", "quantiles", "error", "histogram"});
  CHECK(keys_of(json["total"]["quantiles"]) ==
        Keys{"0.01", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "0.99"});
  CHECK(keys_of(json["total"]["error"]) == Keys{"mean", "0.1", "0.5", "0.9"});
  CHECK(keys_of(json["count"]) == Keys{"mean", "sd", "quantiles", "booked"});
  CHECK(keys_of(json["parts"]) == Keys{"booked", "open", "new"});
  CHECK(keys_of(json["parts"]["open"]) == Keys{"mean", "sd", "quantiles"});
  CHECK(keys_of(json["uncertainty"]) == Keys{"outcomes", "shared", "parameters"});
  CHECK(keys_of(json["targets"][0]) ==
        Keys{"name", "amount", "p_hit", "error", "expected_shortfall", "needed_pipeline"});
  CHECK(keys_of(json["weeks"][0]) == Keys{"end", "booked_quantiles"});
  CHECK(keys_of(json["groups"][0]) == Keys{"by", "value", "mean", "sd", "quantiles", "booked"});
  CHECK(keys_of(json["groups"][1]).back() == "p_hit");
  CHECK(keys_of(json["exact_check"]) ==
        Keys{"method", "trials", "max_cdf_difference", "tolerance", "agrees"});
  CHECK(keys_of(json["data_quality"]) == Keys{"score", "findings"});
  CHECK(keys_of(json["data_quality"]["findings"][0]) ==
        Keys{"code", "severity", "count", "message"});
}

TEST_CASE("forecast_json: deals come by their share of the variance", "[unit]") {
  auto const json = Json::parse(report::forecast_json(test::small_forecast()));
  auto const& deals = json["deals"];
  REQUIRE(deals.size() == 3);
  CHECK(deals[0]["id"] == "C");
  CHECK(deals[2]["id"] == "A");
  CHECK(keys_of(deals[0]) == Keys{"id", "name", "amount", "stage", "p_win_in_period", "p_win",
                                  "expected", "p_hit_if_won", "p_hit_if_lost", "variance_share",
                                  "flags", "reasons"});
  CHECK(deals[0]["reasons"].is_array());
  CHECK(deals[1]["flags"] == Json({"overdue", "pushed 3 times"}));
  CHECK(deals[0]["amount"] == 400);
}

TEST_CASE("forecast_json: a deal without an amount has none, and not the plan's stand-in",
          "[unit]") {
  auto forecast = test::small_forecast();
  forecast.compiled.deals[2].flags = {"no amount"};
  auto const deals = Json::parse(report::forecast_json(forecast))["deals"];
  CHECK(deals[0]["id"] == "C");
  CHECK_FALSE(deals[0].contains("amount"));
  CHECK(deals[1].contains("amount"));
  forecast.compiled.plan.measure = plan::Measure::count;
  CHECK(Json::parse(report::forecast_json(forecast))["deals"][0].contains("amount"));
}

TEST_CASE("forecast_json: broken UTF-8 is replaced, not passed on", "[unit]") {
  auto const json = Json::parse(report::forecast_json(test::small_forecast()));
  CHECK(json["deals"][0]["name"] == "Gam\x1b[31mma\n\xEF\xBF\xBD");
}

TEST_CASE("forecast_json: a number that is not finite is an error, never null", "[unit]") {
  auto forecast = test::small_forecast();
  CHECK(report::forecast_json(forecast).find("null") == std::string::npos);
  forecast.summary.total.mean_error = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(report::forecast_json(forecast), core::NumericError);
}

TEST_CASE("forecast_json: a forecast of counts says so", "[unit]") {
  auto forecast = test::small_forecast();
  forecast.compiled.plan.measure = plan::Measure::count;
  CHECK(Json::parse(report::forecast_json(forecast))["measure"] == "count");
}

}  // namespace
}  // namespace quarterdeck
