// tests/cli/out_of_scale_test.cpp – one slip of the keyboard is told with and without.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <regex>

#include "tests/cli/foreign_book.hpp"

namespace quarterdeck {
namespace {

using test::finding_of;
using test::forecast_of;
using test::foreign_book;
using test::foreign_csv;
using test::foreign_workspace;

test::Arguments const mid_november{"--as-of", "2026-11-15"};

/// The book with another amount on the last deal of a stage.
std::vector<test::ForeignDeal> with_slip(std::string const& stage, int amount) {
  auto deals = foreign_book();
  for (auto deal = deals.rbegin(); deal != deals.rend(); ++deal) {
    if (deal->stage != stage) continue;
    deal->amount = amount;
    break;
  }
  return deals;
}

TEST_CASE("out of scale: a billion typed into one deal is told with and without", "[cli]") {
  auto const plain =
      forecast_of(foreign_workspace("scale-plain", foreign_csv(foreign_book())), mid_november);
  CHECK(finding_of(plain, "amount.out_of_scale").is_null());
  CHECK_FALSE(plain["data_quality"].contains("without"));
  for (auto const* stage : {"Proposal", "Closed Won"}) {
    INFO(stage);
    auto const folder = foreign_workspace(std::string("scale-") + stage,
                                          foreign_csv(with_slip(stage, 1'000'000'000)));
    auto const slip = forecast_of(folder, mid_november);
    auto const finding = finding_of(slip, "amount.out_of_scale");
    REQUIRE(finding.is_object());
    CHECK(finding["top"] == true);
    CHECK(finding["money"] == 1'000'000'000);
    CHECK(slip["data_quality"]["score"] <= 50);
    auto const& without = slip["data_quality"]["without"];
    REQUIRE(without.size() == 1);
    CHECK(without[0]["column"] == "id");
    CHECK(without[0]["amount"] == 1'000'000'000);
    // One deal of 120 is missing, so that the mean comes near that of the plain book.
    double const mean = without[0]["mean"];
    CHECK(std::abs(mean / plain["total"]["mean"].get<double>() - 1) < 0.25);
    auto const page =
        test::run({"forecast", folder, "--as-of", "2026-11-15", "--no-ledger", "--trials", "2000"});
    auto const text = std::regex_replace(page.out, std::regex("\\s+"), " ");
    CHECK(text.find("without it median") < text.find("lands between"));
  }
}

TEST_CASE("out of scale: `without` is the forecast of tables that never had the deal", "[cli]") {
  auto const deals = with_slip("Proposal", 1'000'000'000);
  auto const slip = forecast_of(foreign_workspace("scale-with", foreign_csv(deals)), mid_november);
  auto fewer = deals;
  std::erase_if(fewer, [](auto const& deal) { return deal.amount == 1'000'000'000; });
  auto const rest = forecast_of(foreign_workspace("scale-rest", foreign_csv(fewer)), mid_november);
  CHECK(slip["data_quality"]["without"][0]["quantiles"] == rest["total"]["quantiles"]);
  CHECK(slip["data_quality"]["without"][0]["mean"] == rest["total"]["mean"]);
}

}  // namespace
}  // namespace quarterdeck
