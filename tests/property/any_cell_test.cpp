// tests/property/any_cell_test.cpp – whatever stands in one cell, no number goes wrong unsaid.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "tests/property/cell_book.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck {
namespace {

using test::CellBook;
using test::Slip;

/// What a report says first: booked, mean and median, and whether anything stands above them.
struct Headline {
  double booked = 0, mean = 0, median = 0;
  bool is_told = false;
};

/// Nothing where the tables are refused.
std::optional<Headline> headline_of(CellBook const& book) {
  test::Folder const folder;
  folder.write("deals.csv", test::as_csv(book.deals));
  // One win model, since the choice among several may turn over with any single deal.
  std::string workspace =
      "models: {win: {choose: table}}\nsources:\n  opportunities: {file: deals.csv}\n";
  if (!book.history.empty()) {
    folder.write("history.csv", test::as_csv(book.history));
    workspace += "  stage_history: {file: history.csv}\n";
  }
  service::SessionRequest request;
  request.workspace = folder.write("quarterdeck.yaml", workspace);
  request.as_of = "2026-11-15";
  request.threads = 1;
  auto const forecast =
      service::answer(service::Session(request), service::ForecastQuestion{.trials = 1000});
  if (!forecast) return std::nullopt;
  auto const& total = forecast->summary.total.spread;
  bool const is_told =
      !forecast->without.empty() ||
      std::ranges::any_of(forecast->quality.findings, [](auto const& one) { return one.top; });
  return Headline{forecast->summary.booked, total.mean, total.quantiles[service::p50], is_told};
}

/// A fault of a reader: what it makes of the tables; false where the slip does not meet it.
using Fault = std::function<bool(CellBook&, Slip const&)>;

/// One good book, and what may become of its headline.
class Laboratory {
 public:
  explicit Laboratory(bool with_history)
      : book_(test::good_book(with_history)), good_(*headline_of(book_)) {}

  [[nodiscard]] CellBook const& book() const { return book_; }
  [[nodiscard]] Headline const& good() const { return good_; }

  /// What is wrong with the headline after the slip; empty where nothing is, where the tables are
  /// refused and where something is said above it.
  [[nodiscard]] std::string wrong_with(Slip const& slip, Fault const& fault = {}) const {
    auto slipped = test::with_slip(book_, slip);
    if (fault && !fault(slipped, slip)) return "";
    auto const found = headline_of(slipped);
    if (!found || found->is_told) return "";
    double const stake = test::money_at_stake(book_, slip);
    if (beyond(*found, good_, good_, stake) <= 0) return "";
    // The deal also teaches: without it the models may be others.
    auto const rest = headline_of(test::without_deals(book_, test::deals_of(book_, slip)));
    double const most = rest ? beyond(*found, good_, *rest, stake) : 1e300;
    if (most <= 0) return "";
    return fmt::format("{}: booked {:.0f}, mean {:.0f}, median {:.0f}", describe(book_, slip),
                       found->booked, found->mean, found->median);
  }

 private:
  /// How far the headline lies beyond what stands between two others, the money at stake added.
  [[nodiscard]] double beyond(Headline const& found, Headline const& a, Headline const& b,
                              double stake) const {
    auto const out = [](double x, double one, double other) {
      return std::max(std::min(one, other) - x, x - std::max(one, other));
    };
    // A win that moves into the quarter also raises the new business that is expected; in a small
    // history half-life and calibration may turn over with one event.
    double const learned = (book_.history.empty() ? 0.03 : 0.25) * good_.mean;
    double const most = 2 * stake + learned;
    return std::max({out(found.booked, a.booked, b.booked) - stake - 1,
                     out(found.mean, a.mean, b.mean) - most,
                     out(found.median, a.median, b.median) - most});
  }

  CellBook book_;
  Headline good_;
};

/// Every slip that gives a wrong number without a word.
std::vector<std::string> silent_ones(bool with_history, std::uint64_t seed, std::size_t n,
                                     Fault const& fault = {}) {
  Laboratory const laboratory(with_history);
  std::vector<std::string> silent;
  for (auto const& slip : test::slips(laboratory.book(), seed, n)) {
    auto wrong = laboratory.wrong_with(slip, fault);
    if (!wrong.empty()) silent.push_back(std::move(wrong));
  }
  return silent;
}

}  // namespace

TEST_CASE("any cell: the good book says nothing above its headline", "[property]") {
  for (bool const with_history : {false, true}) {
    Laboratory const laboratory(with_history);
    CHECK_FALSE(laboratory.good().is_told);
    CHECK(laboratory.good().booked > 0);
    CHECK(laboratory.good().mean > laboratory.good().booked);
  }
}

TEST_CASE("any cell: no slip moves the headline in silence", "[property]") {
  CHECK(silent_ones(false, 1, 60).empty());
  CHECK(silent_ones(true, 2, 30).empty());
}

TEST_CASE("any cell: a reader that reads words as amounts is found out", "[property]") {
  Fault const reads_words = [](CellBook& book, Slip const& slip) {
    auto& cell = book.deals[slip.row][slip.column];
    bool const is_word = cell.find_first_of("0123456789") == std::string::npos;
    if (slip.column != 2 || !is_word) return false;
    cell = "400000";
    return true;
  };
  CHECK_FALSE(silent_ones(false, 3, 200, reads_words).empty());
}

TEST_CASE("any cell: a reader that loses the rows below a quote is found out", "[property]") {
  Fault const loses_rows = [](CellBook& book, Slip const& slip) {
    auto& cell = book.deals[slip.row][slip.column];
    if (cell.find('"') == std::string::npos) return false;
    cell = "";
    book.deals.resize(slip.row + 1);
    return true;
  };
  CHECK_FALSE(silent_ones(false, 4, 200, loses_rows).empty());
}

TEST_CASE("any cell: no slip of hundreds moves the headline in silence", "[.][property][slow]") {
  for (std::uint64_t seed = 10; seed < 14; ++seed) {
    for (bool const with_history : {false, true}) {
      auto const silent = silent_ones(with_history, seed, 150);
      INFO(fmt::format("{}", fmt::join(silent, "\n")));
      CHECK(silent.empty());
    }
  }
}

}  // namespace quarterdeck
