// tests/unit/service/book_test.cpp – the day and the period that a book is looked at.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/book.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

namespace fs = std::filesystem;

/// A folder with a workspace of four deals, removed at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("quarterdeck-book-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    std::ofstream(path_ / "quarterdeck.yaml")
        << "company: Four Deals\n"
           "calendar: {fiscal_year_starts: 02-01}\n"
           "sources:\n  opportunities: {file: opportunities.csv}\n";
    std::ofstream(path_ / "opportunities.csv") << "id,stage,status,amount,created_date,close_date\n"
                                                  "A,Won,won,100,2026-01-05,2026-02-10\n"
                                                  "B,Lost,lost,200,2026-01-20,2026-03-01\n"
                                                  "C,Proposal,open,300,2026-02-02,2026-05-01\n"
                                                  "D,Proposal,open,400,2026-03-15,2026-04-01\n";
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

core::Checked<service::Book> open_book(fs::path const& folder, std::string const& as_of,
                                       std::string const& today = "2026-10-01") {
  auto const workspace = io::read_workspace(folder);
  if (!workspace) return tl::unexpected(workspace.error());
  auto const reading = service::read_tables(*workspace);
  if (!reading) return tl::unexpected(reading.error());
  return service::book_at(*reading, {as_of, *core::parse_iso_date(today)});
}

TEST_CASE("book_at: the day defaults to the newest date in the data", "[unit]") {
  Folder const folder;
  auto const book = open_book(folder.path(), "");
  REQUIRE(book.has_value());
  CHECK(core::to_iso(book->as_of) == "2026-03-15");
  CHECK(book->pipeline.deals.size() == 2);
}

TEST_CASE("book_at: the default is no day after today, and a day that is given hears no clock",
          "[unit]") {
  Folder const folder;
  auto const is_told = [](service::Book const& book) {
    return std::ranges::any_of(book.findings, [](data::Finding const& finding) {
      return finding.code == "as_of.after_today" && finding.top;
    });
  };
  auto const today = open_book(folder.path(), "", "2026-03-01");
  REQUIRE(today.has_value());
  CHECK(core::to_iso(today->as_of) == "2026-03-01");
  CHECK(is_told(*today));
  auto const wrong_clock = open_book(folder.path(), "", "1970-01-01");
  REQUIRE(wrong_clock.has_value());
  CHECK(core::to_iso(wrong_clock->as_of) == "2026-03-15");
  CHECK(is_told(*wrong_clock));
  auto const given = open_book(folder.path(), "2026-03-10", "2026-03-01");
  REQUIRE(given.has_value());
  CHECK(core::to_iso(given->as_of) == "2026-03-10");
  CHECK_FALSE(is_told(*given));
}

TEST_CASE("book_at: an earlier day knows less", "[unit]") {
  Folder const folder;
  auto const book = open_book(folder.path(), "2026-02-15");
  REQUIRE(book.has_value());
  CHECK(book->history.deals.size() == 3);
  CHECK(book->pipeline.deals.size() == 2);  // B was lost later, D did not exist
}

TEST_CASE("book_at: an override in force of a deal that no table holds is a fault", "[unit]") {
  Folder const folder;
  std::ofstream(folder.path() / "quarterdeck.yaml", std::ios::app)
      << "overrides:\n"
         "  - {deal: c, outcome: won, author: Ann, reason: signed, expires: 2026-12-31}\n"
         "  - {deal: Z99, outcome: lost, author: Ann, reason: gone, expires: 2026-03-01}\n"
         "  - {deal: B, outcome: won, author: Ann, reason: hope, expires: 2026-12-31}\n";
  auto const unknown = open_book(folder.path(), "2026-03-10");
  REQUIRE_FALSE(unknown.has_value());
  REQUIRE(unknown.error().size() == 1);  // the one of Z99 has expired
  CHECK(unknown.error()[0].code == "QD-217");
  CHECK(unknown.error()[0].where.line == 6);
  CHECK(unknown.error()[0].suggestion == "Did you mean `C`?");
  auto const earlier = open_book(folder.path(), "2026-02-15");
  REQUIRE_FALSE(earlier.has_value());  // both are in force on that day
  CHECK(earlier.error().size() == 2);
}

TEST_CASE("book_at: overrides are judged as of the day", "[unit]") {
  Folder const folder;
  std::ofstream(folder.path() / "quarterdeck.yaml", std::ios::app)
      << "overrides:\n"
         "  - {deal: B, outcome: won, author: Ann, reason: hope, expires: 2026-12-31}\n"
         "  - {deal: C, amount: 500, author: Ann, reason: cut, expires: 2026-03-01}\n";
  auto const late = open_book(folder.path(), "");
  REQUIRE(late.has_value());
  REQUIRE(late->overrides.size() == 2);
  CHECK(late->overrides[0].status == models::OverrideStatus::not_open);
  CHECK(late->overrides[1].status == models::OverrideStatus::expired);
  auto const early = open_book(folder.path(), "2026-02-15");
  REQUIRE(early.has_value());
  CHECK(early->overrides[0].status == models::OverrideStatus::applied);
  CHECK(early->overrides[1].status == models::OverrideStatus::applied);
  CHECK(early->overrides[1].before.number == 300.0);
}

TEST_CASE("book_at: a day after the data is a finding, one before it a fault", "[unit]") {
  Folder const folder;
  auto const late = open_book(folder.path(), "2026-04-15");
  REQUIRE(late.has_value());
  bool found = false;
  for (auto const& finding : late->findings) found = found || finding.code == "as_of.after_data";
  CHECK(found);
  auto const early = open_book(folder.path(), "2025-12-31");
  REQUIRE_FALSE(early.has_value());
  CHECK(early.error().front().code == "QD-302");
  CHECK(early.error().front().fault == core::Fault::usage);
}

TEST_CASE("book_at: a text that is no day is a fault of usage", "[unit]") {
  Folder const folder;
  for (auto const* const text : {"yesterday", "2026-02-30", "15.02.2026", "2026-2-5"}) {
    auto const book = open_book(folder.path(), text);
    REQUIRE_FALSE(book.has_value());
    CHECK(book.error().front().code == "QD-301");
  }
}

TEST_CASE("choose_period: the one that holds the day after, in the workspace's unit", "[unit]") {
  Folder const folder;
  auto const book = open_book(folder.path(), "2026-04-30");
  REQUIRE(book.has_value());
  // Fiscal years start in February, so the first quarter ends on that very day.
  CHECK(service::choose_period(*book, "")->id == "FY2027-Q2");
  CHECK(service::choose_period(*book, "FY2027")->end == core::make_date(2027, 1, 31));
}

TEST_CASE("choose_period: names that are none and periods that are over are faults of usage",
          "[unit]") {
  Folder const folder;
  auto const book = open_book(folder.path(), "");
  REQUIRE(book.has_value());
  auto const no_name = service::choose_period(*book, "next quarter");
  REQUIRE_FALSE(no_name.has_value());
  CHECK(no_name.error().front().fault == core::Fault::usage);
  auto const over = service::choose_period(*book, "FY2026-Q4");
  REQUIRE_FALSE(over.has_value());
  CHECK(over.error().front().code == "QD-304");
}

}  // namespace
}  // namespace quarterdeck
