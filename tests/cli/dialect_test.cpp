// tests/cli/dialect_test.cpp – one book in hundreds of dialects: one forecast, or a refusal.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/command.hpp"
#include "tests/cli/dialect_book.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck {
namespace {

using Json = nlohmann::json;
using test::BookDeal;
using test::Dialect;

/// What the executable forecasts from the bytes of a file; nothing more is said about it.
test::Outcome forecast(std::string const& bytes) {
  auto const folder = test::scratch() / "dialect";
  std::filesystem::create_directories(folder);
  test::write_text(folder / "deals.csv", bytes);
  test::write_text(folder / "quarterdeck.yaml", "sources: {opportunities: {file: deals.csv}}\n");
  return test::run({"forecast", folder.string(), "--as-of", "2026-11-15", "--trials", "1000",
                    "--format", "json", "--no-ledger", "--quiet", "--threads", "1"});
}

/// The numbers of a forecast in cents.
std::vector<std::int64_t> numbers(test::Outcome const& outcome) {
  auto const json = Json::parse(outcome.out);
  std::vector<std::int64_t> cents;
  auto const add = [&](double units) { cents.push_back(std::llround(units * 100)); };
  add(json["parts"]["booked"]);
  add(json["parts"]["open"]["mean"]);
  add(json["parts"]["new"]["mean"]);
  add(json["total"]["mean"]);
  add(json["total"]["sd"]);
  for (auto const& [level, value] : json["total"]["quantiles"].items()) add(value);
  cents.push_back(static_cast<std::int64_t>(json["deals"].size()));
  return cents;
}

enum class Verdict { same, refused, wrong };

Verdict verdict(test::Outcome const& outcome, std::vector<std::int64_t> const& right) {
  if (outcome.code == 65) return Verdict::refused;
  return outcome.code == 0 && numbers(outcome) == right ? Verdict::same : Verdict::wrong;
}

std::vector<std::int64_t> right_numbers() {
  auto const outcome = forecast(written(test::dialect_book(), Dialect{}));
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  return numbers(outcome);
}

void check(std::vector<Dialect> const& dialects) {
  auto const right = right_numbers();
  auto const book = test::dialect_book();
  std::size_t n_refused = 0;
  for (auto const& dialect : dialects) {
    auto const outcome = forecast(written(book, dialect));
    INFO(describe(dialect) << "\n" << outcome.err);
    auto const found = verdict(outcome, right);
    CHECK(found != Verdict::wrong);
    n_refused += found == Verdict::refused ? 1 : 0;
  }
  // A reader that refuses everything would pass as well.
  CHECK(n_refused * 20 <= dialects.size());
}

TEST_CASE("dialects: a handful of files give one forecast", "[cli]") {
  auto const all = test::pairwise_dialects(400);
  std::vector<Dialect> some;
  for (std::size_t i = 0; i < all.size() && some.size() < 16; i += 7) {
    some.push_back(all[i]);
  }
  check(some);
}

TEST_CASE("dialects: every pair of habits in 400 files gives one forecast or a refusal",
          "[cli][slow]") {
  auto const dialects = test::pairwise_dialects(400);
  CHECK(dialects.size() >= 400);
  check(dialects);
}

/// What a reader with a fault would have made of the book.
Verdict with_fault(void (*plant)(std::vector<BookDeal>&)) {
  auto const right = right_numbers();
  auto book = test::dialect_book();
  plant(book);
  return verdict(forecast(written(book, Dialect{})), right);
}

BookDeal& newest_won(std::vector<BookDeal>& book) {
  auto* newest = &book.front();
  for (auto& deal : book) {
    bool const later = newest->standing != test::Standing::won || deal.close > newest->close;
    if (deal.standing == test::Standing::won && later) newest = &deal;
  }
  return *newest;
}

TEST_CASE("dialects: a planted fault of the reader is seen", "[cli]") {
  // `1.234` of one deal is read as 1.23; a day and a month change places; a win is read as open; a
  // row is lost; a cent is cut off.
  CHECK(with_fault([](auto& book) { newest_won(book).cents /= 1000; }) == Verdict::wrong);
  CHECK(with_fault([](auto& book) {
          std::chrono::year_month_day const day(newest_won(book).close);
          newest_won(book).close = core::make_date(int(day.year()), 7, 10);
        }) == Verdict::wrong);
  CHECK(with_fault([](auto& book) { newest_won(book).standing = test::Standing::proposal; }) ==
        Verdict::wrong);
  CHECK(with_fault([](auto& book) { book.pop_back(); }) == Verdict::wrong);
  CHECK(with_fault([](auto& book) { newest_won(book).cents -= 1; }) == Verdict::wrong);
}

}  // namespace
}  // namespace quarterdeck
