// tests/unit/report/check_report_test.cpp – findings with their rows.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/check_report.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

service::CheckReport report_with_rows(int n_rows) {
  service::CheckReport report;
  report.company = "Northwind";
  report.as_of = core::make_date(2026, 11, 15);
  report.n_rows = 1000;
  report.n_deals = 400;
  report.n_open = 90;
  report.inputs = {{"opportunities.csv", std::string(64, 'b'), 1000}};
  data::Finding finding;
  finding.code = "id.duplicate";
  finding.severity = data::Severity::warning;
  finding.treatment = data::Treatment::dropped;
  finding.message = "The same deal more than once.";
  finding.count = n_rows;
  for (int row = 0; row < n_rows; ++row) {
    finding.places.push_back({"/data/opportunities.csv", row + 2, 0});
    finding.subjects.push_back("deal-" + std::to_string(row));
  }
  report.quality = {91.4, {finding}};
  return report;
}

bool has(std::string const& page, std::string const& words) {
  return page.find(words) != std::string::npos;
}

TEST_CASE("check_text: lists the rows of a finding up to a limit", "[unit]") {
  auto const page = report::check_text(report_with_rows(25), {});
  CHECK(has(page, "opportunities.csv line 2: deal-0"));
  CHECK(has(page, "deal-19"));
  CHECK_FALSE(has(page, "deal-20"));
  CHECK(has(page, "and 5 more"));
  CHECK(has(page, "Data quality 91 of 100"));
}

TEST_CASE("check_text: says nothing of more rows where all are listed", "[unit]") {
  auto const page = report::check_text(report_with_rows(20), {});
  CHECK(has(page, "deal-19"));
  CHECK_FALSE(has(page, " more\n"));
}

TEST_CASE("check_json: lists every row", "[unit]") {
  auto const json = nlohmann::json::parse(report::check_json(report_with_rows(25)));
  CHECK(json["schema"] == "quarterdeck.check.v1");
  auto const& finding = json["data_quality"]["findings"][0];
  CHECK(finding["treatment"] == "dropped");
  REQUIRE(finding["rows"].size() == 25);
  CHECK(finding["rows"][24]["line"] == 26);
  CHECK(finding["rows"][24]["subject"] == "deal-24");
}

}  // namespace
}  // namespace quarterdeck
