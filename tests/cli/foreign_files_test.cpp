// tests/cli/foreign_files_test.cpp – files from elsewhere: right, refused, or told at the top.
// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/foreign_book.hpp"

namespace quarterdeck {
namespace {

using test::finding_of;
using test::forecast_of;
using test::foreign_book;
using test::foreign_csv;
using test::foreign_workspace;

test::Arguments const mid_november{"--as-of", "2026-11-15"};
std::string const quarter = "2026-10-01";

TEST_CASE("foreign files: wins dated ahead do not move the day, and are told first", "[cli]") {
  auto deals = foreign_book();
  for (int i = 0; i < 6; ++i) {
    deals.push_back({fmt::format("F{}", i), "Closed Won", "2026-09-01",
                     fmt::format("2026-12-{:02}", 1 + 5 * i), 30'000});
  }
  auto const folder = foreign_workspace("ahead", foreign_csv(deals));
  for (auto const& arguments : {test::Arguments{}, mid_november}) {
    auto const forecast = forecast_of(folder, arguments);
    CHECK(forecast["as_of"] <= "2026-11-15");
    auto const finding = finding_of(forecast, "close_date.future_on_closed");
    REQUIRE(finding.is_object());
    CHECK(finding["top"] == true);
    CHECK(finding["deals"] >= 6);
    CHECK(finding["money"] >= 180'000);
    CHECK(forecast["data_quality"]["score"] <= 50);
  }
  auto const page =
      test::run({"forecast", folder, "--as-of", "2026-11-15", "--no-ledger", "--trials", "2000"});
  auto const top = page.out.find("BEFORE THE NUMBERS");
  REQUIRE(top != std::string::npos);
  CHECK(top < page.out.find("lands between"));
  CHECK(page.out.find("6 deals, USD 180,000") != std::string::npos);
}

TEST_CASE("foreign files: closings set back count in the period of their close date", "[cli]") {
  auto deals = foreign_book();
  for (int i = 0; i < 10; ++i) {
    deals.push_back({fmt::format("L{}", i), "Closed Won", "2026-07-01", "2026-09-30", 50'000});
  }
  std::string history = "id,changed_at,stage,amount,close_date\n";
  for (auto const& deal : deals) {
    history +=
        fmt::format("{},{},Discovery,{},{}\n", deal.id, deal.created, deal.amount, deal.close);
    if (deal.stage == "Proposal") continue;
    auto const day = deal.id[0] == 'L' ? std::string("2026-10-02") : deal.close;
    history += fmt::format("{},{},{},{},{}\n", deal.id, day, deal.stage, deal.amount, deal.close);
  }
  auto const folder = foreign_workspace("set-back", foreign_csv(deals),
                                        "sources:\n  opportunities: {file: deals.csv}\n"
                                        "  stage_history: {file: history.csv}\n");
  test::write_text(std::filesystem::path(folder) / "history.csv", history);
  auto const forecast = forecast_of(folder, mid_november);
  CHECK(forecast["parts"]["booked"] == test::booked(deals, quarter, "2026-11-15"));
  auto const finding = finding_of(forecast, "closing.other_period");
  REQUIRE(finding.is_object());
  CHECK(finding["count"] == 10);
  CHECK(finding["money"] == 500'000);
  CHECK(finding["top"] == true);
  // On 1 October nobody knew of them.
  auto const eve = forecast_of(folder, {"--as-of", "2026-10-01", "--period", "2026-Q4"});
  CHECK(finding_of(eve, "closing.other_period").is_null());
}

TEST_CASE("foreign files: an expected close date stands beside that of the closing", "[cli]") {
  auto const deals = foreign_book();
  std::string csv = "id,stage,status,amount,created_date,close_date,won_time\n";
  for (auto const& deal : deals) {
    bool const open = deal.stage == "Proposal";
    auto const expected = *core::parse_iso_date(deal.close) + core::Days(open ? 0 : 45);
    csv += fmt::format("{},Proposal,{},{},{},{},{}\n", deal.id,
                       open                         ? "Open"
                       : deal.stage == "Closed Won" ? "Won"
                                                    : "Lost",
                       deal.amount, deal.created, core::to_iso(expected),
                       open ? "" : deal.close + " 16:20:00");
  }
  auto const folder = foreign_workspace(
      "won-time", csv,
      "sources:\n  opportunities: {file: deals.csv, columns: {actual_close_date: won_time}}\n");
  auto const forecast = forecast_of(folder, mid_november);
  CHECK(forecast["parts"]["booked"] == test::booked(deals, quarter, "2026-11-15"));
}

TEST_CASE("foreign files: a question ends with exit code 65 and the stages to paste", "[cli]") {
  auto deals = foreign_book();
  for (auto& deal : deals) {
    if (deal.stage == "Closed Won") deal.stage = "Signed";
  }
  auto const folder = foreign_workspace("question", foreign_csv(deals));
  auto const said = test::run({"forecast", folder, "--as-of", "2026-11-15", "--no-ledger"});
  CHECK(said.code == 65);
  CHECK(said.out.empty());
  auto const block = said.err.find("    stages:\n");
  REQUIRE(block != std::string::npos);
  CHECK(said.err.find("- {name: \"Signed\", outcome: won}", block) != std::string::npos);
  std::string answer;
  for (std::size_t at = block; at < said.err.size() && said.err.compare(at, 4, "    ") == 0;) {
    auto const end = said.err.find('\n', at);
    answer += said.err.substr(at + 4, end - at - 3);
    at = end + 1;
  }
  auto const answered = foreign_workspace(
      "question", foreign_csv(deals), answer + "sources:\n  opportunities: {file: deals.csv}\n");
  auto const forecast = forecast_of(answered, mid_november);
  CHECK(forecast["parts"]["booked"] == test::booked(foreign_book(), quarter, "2026-11-15"));
}

TEST_CASE("foreign files: torn rows that carry a tenth of the deals leave half of the score",
          "[cli]") {
  auto csv = foreign_csv(foreign_book());
  auto const whole = forecast_of(foreign_workspace("whole", csv), mid_november);
  CHECK(whole["data_quality"]["score"] > 50);
  for (int i = 0; i < 15; ++i) csv += fmt::format("T{},Closed Won,1000\n", i);
  auto const torn = forecast_of(foreign_workspace("torn", csv), mid_november);
  CHECK(torn["data_quality"]["score"] <= 50);
  CHECK(finding_of(torn, "row.malformed")["top"] == true);
  CHECK(torn["parts"]["booked"] == whole["parts"]["booked"]);
}

TEST_CASE("foreign files: rows that stand a cell to the left are refused", "[cli]") {
  std::string csv = "id,stage,amount,amountCurrency,created_date,close_date\n";
  for (auto const& deal : foreign_book()) {
    csv +=
        fmt::format("{},{},{},{},{}\n", deal.id, deal.stage, deal.amount, deal.created, deal.close);
  }
  auto const folder = foreign_workspace("shifted", csv);
  CHECK(test::run({"forecast", folder, "--as-of", "2026-11-15", "--no-ledger"}).code == 65);
}

}  // namespace
}  // namespace quarterdeck
