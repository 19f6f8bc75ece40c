// tests/unit/io/foreign_rows.hpp – tables of deals as other programs write them, for the tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/unit/io/io_fixture.hpp"

namespace quarterdeck::test {

inline constexpr auto one_table = "sources: {opportunities: {file: deals.csv}}\n";

inline core::Checked<io::ReadResult> read_deals(std::string const& csv,
                                                std::string_view workspace = one_table) {
  Folder const folder;
  folder.write("deals.csv", csv);
  return read(folder, workspace);
}

/// Sixty deals from January 2025 on, three weeks each and one every nine days: every third is won,
/// every third lost, the last three are open. Amounts grow from 1,000 by hundreds.
struct FarDeal {
  int number = 0;
  data::Outcome outcome = data::Outcome::open;
  std::string created;
  std::string close;
  int amount = 0;
};

inline std::vector<FarDeal> far_deals() {
  std::vector<FarDeal> deals;
  for (int i = 0; i < 60; ++i) {
    auto const created = *core::parse_iso_date("2025-01-06") + core::Days(9 * i);
    bool const open = i >= 57;
    auto const outcome = open         ? data::Outcome::open
                         : i % 3 == 0 ? data::Outcome::won
                                      : data::Outcome::lost;
    deals.push_back({i, outcome, core::to_iso(created), core::to_iso(created + core::Days(21)),
                     1000 + 100 * i});
  }
  return deals;
}

/// Their table with other names for won and lost, by the parity of the deal.
struct EndNames {
  std::string won, lost;
  std::string other_lost{};  ///< of even deals; empty: as the others
};

inline std::string far_table(EndNames const& names, std::string const& tail = "") {
  std::string csv = "id,stage,amount,created_date,close_date\n";
  for (auto const& deal : far_deals()) {
    auto const& lost =
        names.other_lost.empty() || deal.number % 2 == 1 ? names.lost : names.other_lost;
    auto const& stage = deal.outcome == data::Outcome::open  ? std::string("Proposal")
                        : deal.outcome == data::Outcome::won ? names.won
                                                             : lost;
    csv += fmt::format("D{:03},{},{},{},{}\n", deal.number, stage, deal.amount, deal.created,
                       deal.close);
  }
  return csv + tail;
}

struct Sums {
  int n_open = 0, n_won = 0, n_lost = 0;
  core::Minor won = 0;
  friend bool operator==(Sums const&, Sums const&) = default;
};

inline Sums sums_of(data::Records const& records) {
  Sums sums;
  for (auto const& deal : records.deals) {
    bool const is_won = deal.outcome == data::Outcome::won;
    ++(is_won ? sums.n_won : deal.outcome == data::Outcome::lost ? sums.n_lost : sums.n_open);
    if (is_won) sums.won += deal.amount;
  }
  return sums;
}

/// What `far_deals` come to.
inline Sums far_sums() {
  Sums sums;
  for (auto const& deal : far_deals()) {
    bool const is_won = deal.outcome == data::Outcome::won;
    ++(is_won ? sums.n_won : deal.outcome == data::Outcome::lost ? sums.n_lost : sums.n_open);
    if (is_won) sums.won += 100 * deal.amount;
  }
  return sums;
}

}  // namespace quarterdeck::test
