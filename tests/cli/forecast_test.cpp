// tests/cli/forecast_test.cpp – `quarterdeck forecast`, from flags to files.
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/table/duck.hpp"
#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using Json = nlohmann::ordered_json;
using test::run;

test::Outcome forecast(test::Arguments const& more) {
  test::Arguments arguments{"forecast", test::small_company(), "--trials", "8192"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

double sum_of(Json const& list) {
  double sum = 0;
  for (auto const& number : list) sum += number.get<double>();
  return sum;
}

TEST_CASE("forecast: standard output is the JSON and nothing else", "[cli]") {
  auto const said = forecast({"--format", "json", "--quiet"});
  REQUIRE(said.code == 0);
  CHECK(Json::accept(said.out));
  CHECK(said.err.empty());
}

TEST_CASE("forecast: warnings go to standard error, and no bar without a terminal", "[cli]") {
  auto const loud = forecast({"--format", "json"});
  auto const quiet = forecast({"--format", "json", "--quiet"});
  CHECK(loud.err.find("simulating") == std::string::npos);
  CHECK(loud.err.find('\r') == std::string::npos);
  CHECK(Json::parse(loud.out)["total"] == Json::parse(quiet.out)["total"]);
}

TEST_CASE("forecast: numbers of the JSON fit together", "[cli]") {
  auto const json = Json::parse(forecast({"--format", "json"}).out);
  double const mean = json["total"]["mean"];
  std::map<std::string, double> by;
  std::map<std::string, double> booked;
  for (auto const& group : json["groups"]) {
    by[group["by"]] += group["mean"].get<double>();
    booked[group["by"]] += group["booked"].get<double>();
  }
  REQUIRE_FALSE(by.empty());
  for (auto const& [column, sum] : by) CHECK(sum == Approx(mean).epsilon(1e-9));
  for (auto const& [column, sum] : booked) {
    CHECK(sum == Approx(json["parts"]["booked"].get<double>()).epsilon(1e-9));
  }
  double const parts = json["parts"]["booked"].get<double>() +
                       json["parts"]["open"]["mean"].get<double>() +
                       json["parts"]["new"]["mean"].get<double>();
  CHECK(parts == Approx(mean).epsilon(1e-9));
  CHECK(sum_of(json["total"]["histogram"]["counts"]) == json["provenance"]["trials"].get<double>());
  auto const& shares = json["uncertainty"];
  CHECK(shares["outcomes"].get<double>() + shares["shared"].get<double>() +
            shares["parameters"].get<double>() ==
        Approx(1).epsilon(1e-9));
  CHECK(json["exact_check"]["agrees"] == true);
  CHECK(json["weeks"].back()["end"] == json["period"]["end"]);
  CHECK(json["weeks"].back()["booked_quantiles"]["0.5"].get<double>() ==
        Approx(json["total"]["quantiles"]["0.5"].get<double>()).epsilon(0.002));
}

TEST_CASE("forecast: deals are all there, by their share of the variance", "[cli]") {
  auto const json = Json::parse(forecast({"--format", "json"}).out);
  auto const& deals = json["deals"];
  REQUIRE(deals.size() > 10);
  double expected = 0;
  double before = 1e9;
  for (auto const& deal : deals) {
    expected += deal["expected"].get<double>();
    CHECK(deal["variance_share"].get<double>() <= before);
    before = deal["variance_share"];
  }
  CHECK(expected == Approx(json["parts"]["open"]["mean"].get<double>()).epsilon(1e-9));
}

/// The JSON less what tells one run from another.
Json without_run(std::string const& text) {
  auto json = Json::parse(text);
  json["provenance"].erase("started_at");
  json["provenance"].erase("threads");
  return json;
}

TEST_CASE("forecast: the same seed gives the same bytes at any number of threads", "[cli]") {
  auto const one = without_run(forecast({"--format", "json", "--threads", "1"}).out).dump();
  CHECK(without_run(forecast({"--format", "json", "--threads", "2"}).out).dump() == one);
  CHECK(without_run(forecast({"--format", "json", "--threads", "3"}).out).dump() == one);
  auto const other = forecast({"--format", "json", "--seed", "2"}).out;
  CHECK(without_run(other)["total"].dump() != without_run(one)["total"].dump());
}

TEST_CASE("forecast: files hold what standard output shows", "[cli]") {
  auto const folder = test::scratch() / "out" / "deep";
  auto const said = forecast({"--format", "json", "--out", folder.string()});
  REQUIRE(said.code == 0);
  CHECK(test::read_text(folder / "forecast.json") == said.out);
}

TEST_CASE("forecast: draws have one row a trial whose parts add up", "[cli]") {
  auto const csv = test::scratch() / "draws.csv";
  auto const said = forecast({"--format", "json", "--draws", csv.string()});
  REQUIRE(said.code == 0);
  std::istringstream lines(test::read_text(csv));
  std::string line;
  std::getline(lines, line);
  CHECK(line == "trial,booked,open,new,total");
  double sum = 0;
  std::int64_t n = 0;
  for (; std::getline(lines, line); ++n) {
    double v[5] = {};
    char comma = 0;
    std::istringstream cells(line);
    cells >> v[0] >> comma >> v[1] >> comma >> v[2] >> comma >> v[3] >> comma >> v[4];
    if (v[1] + v[2] + v[3] != Approx(v[4]).margin(0.001)) FAIL("row " << line);
    sum += v[4];
  }
  auto const json = Json::parse(said.out);
  CHECK(n == json["provenance"]["trials"]);
  CHECK(sum / static_cast<double>(n) == Approx(json["total"]["mean"].get<double>()).epsilon(1e-9));
}

TEST_CASE("forecast: draws as Parquet hold the same rows and leave nothing beside", "[cli]") {
  auto const folder = test::scratch() / "parquet";
  std::filesystem::create_directories(folder);
  auto const said = forecast({"--format", "json", "--draws", (folder / "draws.parquet").string()});
  REQUIRE(said.code == 0);
  io::Duck duck(folder);
  auto const rows = duck.rows(
      "SELECT count(*)::VARCHAR, avg(total)::VARCHAR, any_value(typeof(trial)) "
      "FROM read_parquet('draws.parquet')");
  auto const json = Json::parse(said.out);
  CHECK(std::stoll(rows[0][0]) == json["provenance"]["trials"].get<std::int64_t>());
  CHECK(std::stod(rows[0][1]) == Approx(json["total"]["mean"].get<double>()).epsilon(1e-9));
  CHECK(rows[0][2] == "BIGINT");
  CHECK(std::distance(std::filesystem::directory_iterator(folder), {}) == 1);
}

TEST_CASE("forecast: an earlier day and another period change the question", "[cli]") {
  auto const json = Json::parse(forecast({"--format", "json"}).out);
  std::string const as_of = json["as_of"];
  auto const later = forecast({"--format", "json", "--period", as_of.substr(0, 4)});
  REQUIRE(later.code == 0);
  CHECK(Json::parse(later.out)["period"]["id"] == as_of.substr(0, 4));
}

TEST_CASE("forecast: the page is plain text where standard output is no terminal", "[cli]") {
  auto const said = forecast({});
  REQUIRE(said.code == 0);
  CHECK(said.out.find('\x1b') == std::string::npos);
  CHECK(said.out.find("lands between") != std::string::npos);
  CHECK(said.out.find("Both engines agree.") != std::string::npos);
}

}  // namespace
}  // namespace quarterdeck
