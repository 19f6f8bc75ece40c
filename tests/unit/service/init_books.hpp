// tests/unit/service/init_books.hpp – exports that tests draw workspaces up from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/date.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"
#include "tools/service/init/compose.hpp"
#include "tools/service/init/init.hpp"

namespace quarterdeck::test {

namespace fs = std::filesystem;

inline std::string text_of(fs::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline service::Draft draft_of(std::vector<fs::path> const& files) {
  auto draft = service::compose(files, files.front().parent_path());
  INFO(faults_of(draft));
  REQUIRE(draft);
  return std::move(*draft);
}

/// Where ours is theirs among the guesses; empty where it is none.
inline std::string guessed(service::Draft const& draft, std::string const& ours) {
  for (auto const& one : draft.tables.front().what.guessed) {
    if (one.ours == ours) return one.theirs;
  }
  return {};
}

inline service::InitReport report_of(std::vector<fs::path> const& files) {
  auto report = service::init({files, {}});
  INFO(faults_of(report));
  REQUIRE(report);
  return std::move(*report);
}

inline constexpr auto acme =
    "Deal,Step,Value,Opened,Expected close,Team\n"
    "A-1,Proposal,12000,2026-09-14,2026-11-20,North\n"
    "A-2,Negotiation,55000,2026-08-03,2026-12-10,South\n"
    "A-3,Proposal,8000,2026-10-05,2026-12-22,North\n"
    "A-4,Won,21000,2026-06-15,2026-08-28,North\n"
    "A-5,Lost,30000,2026-05-04,2026-07-31,South\n"
    "A-6,Won,17500,2026-07-06,2026-10-02,South\n";

/// 24 deals, two a month; every third is won, lost or open.
inline std::string plain_book(std::string const& header,
                              std::string (*row)(int, core::Date, core::Date, std::string const&)) {
  std::string csv = header + '\n';
  for (int i = 0; i < 24; ++i) {
    auto const created = *core::parse_iso_date("2025-01-10") + core::Days(i * 15);
    std::string const stage = i % 3 == 0 ? "Closed Won" : i % 3 == 1 ? "Closed Lost" : "Proposal";
    csv += row(i, created, created + core::Days(40), stage) + '\n';
  }
  return csv;
}

inline std::string iso_row(int i, core::Date created, core::Date close, std::string const& stage) {
  return fmt::format("D{},{},{},{},{}", i, stage, 1000 + i, core::to_iso(created),
                     core::to_iso(close));
}

inline std::string plain_csv() {
  return plain_book("id,stage,amount,created_date,close_date", iso_row);
}

}  // namespace quarterdeck::test
