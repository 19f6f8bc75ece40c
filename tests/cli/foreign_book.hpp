// tests/cli/foreign_book.hpp – a small book of deals, written as tests want other programs to do.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/core/date.hpp"
#include "tests/cli/command.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::test {

struct ForeignDeal {
  std::string id, stage, created, close;
  int amount = 0;
};

/// 120 deals from January 2025 to November 2026, 30 to 90 days each, open from 15 November 2026 on;
/// a third of the closed ones is won.
inline std::vector<ForeignDeal> foreign_book() {
  std::vector<ForeignDeal> deals;
  auto const first = *core::parse_iso_date("2025-01-06");
  auto const today = *core::parse_iso_date("2026-11-15");
  for (int i = 0; i < 120; ++i) {
    auto const created = first + core::Days(i * 665 / 120);
    auto const close = created + core::Days(30 + i * 37 % 61);
    bool const open = close > today;
    deals.push_back({fmt::format("D{:03}", i),
                     open         ? "Proposal"
                     : i % 3 == 0 ? "Closed Won"
                                  : "Closed Lost",
                     core::to_iso(created), core::to_iso(close), 10'000 + 500 * (i * 53 % 41)});
  }
  return deals;
}

inline std::string foreign_csv(std::vector<ForeignDeal> const& deals) {
  std::string csv = "id,stage,amount,created_date,close_date\n";
  for (auto const& deal : deals) {
    csv +=
        fmt::format("{},{},{},{},{}\n", deal.id, deal.stage, deal.amount, deal.created, deal.close);
  }
  return csv;
}

inline int booked(std::vector<ForeignDeal> const& deals, std::string const& from,
                  std::string const& until) {
  int sum = 0;
  for (auto const& deal : deals) {
    bool const inside = deal.close >= from && deal.close <= until;
    if (deal.stage == "Closed Won" && inside) sum += deal.amount;
  }
  return sum;
}

/// A workspace in a folder of that name.
inline std::string foreign_workspace(
    std::string const& name, std::string const& csv,
    std::string const& workspace = "sources:\n  opportunities: {file: deals.csv}\n") {
  auto const folder = scratch() / name;
  std::filesystem::create_directories(folder);
  write_text(folder / "deals.csv", csv);
  write_text(folder / "quarterdeck.yaml", workspace);
  return folder.string();
}

inline nlohmann::json forecast_of(std::string const& workspace, Arguments const& more = {}) {
  Arguments arguments{"forecast", workspace,  "--no-ledger", "--trials",
                      "4000",     "--format", "json",        "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  auto const said = run(arguments);
  INFO(said.err);
  REQUIRE(said.code == 0);
  return nlohmann::json::parse(said.out);
}

/// The finding of a code; null where there is none.
inline nlohmann::json finding_of(nlohmann::json const& forecast, std::string const& code) {
  for (auto const& finding : forecast["data_quality"]["findings"]) {
    if (finding["code"] == code) return finding;
  }
  return nullptr;
}

}  // namespace quarterdeck::test
