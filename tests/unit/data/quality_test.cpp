// tests/unit/data/quality_test.cpp – each fault planted is found, and a clean book is clean.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/quality.hpp"

#include "engine/data/bulk_edits.hpp"
#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"
#include "tests/unit/data/random_book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using data::Outcome;

namespace {

core::Date const today = day(12, 31);

data::Findings findings_at(Book const& book, core::Date on = today) {
  data::Records const records = book.records();
  return data::inspect(records, data::cut(records, on).history);
}

std::string name(std::string stem, int number) { return stem.append(std::to_string(number)); }

/// Thirty closed deals, every third of them lost, with an event every week for a month, and one
/// open deal in good order.
Book tidy_book() {
  Book book;
  for (int i = 0; i < 30; ++i) {
    core::Date const start = day(3, 1) + core::Days(i);
    auto& record = book.deal(name("closed ", i), start);
    bool const won = i % 3 != 2;
    record.outcome = won ? Outcome::won : Outcome::lost;
    record.close_date = start + core::Days(28);
    record.stage = won ? won_stage : lost_stage;
    record.amount = 1'000;
    for (int week = 0; week < 4; ++week) {
      book.event(start + core::Days(7 * week), {proposal, 1'000});
    }
    book.event(record.close_date, {record.stage, 1'000});
  }
  auto& open = book.deal("open", day(12, 20));
  open.stage = proposal;
  open.amount = 1'000;
  open.close_date = core::make_date(2027, 1, 31);
  book.event(day(12, 28), {proposal, 1'000, open.close_date});
  return book;
}

data::DealRecord& add_open(Book& book) {
  auto& record = book.deal("odd", day(12, 26));
  record.stage = proposal;
  record.amount = 1'000;
  record.close_date = core::make_date(2027, 1, 31);
  return record;
}

/// The one finding that the odd deal gives, with the row of the deal.
void check_only(Book const& book, std::string const& code) {
  data::Findings const findings = findings_at(book);
  INFO(code);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == code);
  CHECK(findings[0].count == 1);
  CHECK(findings[0].subjects == std::vector<std::string>{"odd"});
  CHECK(findings[0].places[0].line == 33);
}

}  // namespace

TEST_CASE("quality: a tidy book has no findings", "[unit]") {
  CHECK(findings_at(tidy_book()).empty());
}

TEST_CASE("quality: an entered close date that has passed is found", "[unit]") {
  Book book = tidy_book();
  add_open(book).close_date = today;
  check_only(book, "close_date.past");
}

TEST_CASE("quality: a missing or zero amount of an open deal is found", "[unit]") {
  for (core::Minor const amount : {core::no_amount, core::Minor{0}}) {
    Book book = tidy_book();
    add_open(book).amount = amount;
    check_only(book, "amount.missing");
  }
}

TEST_CASE("quality: a missing day of creation is found", "[unit]") {
  Book book = tidy_book();
  add_open(book).created = core::no_date;
  check_only(book, "created.missing");
}

TEST_CASE("quality: closing before creation is found", "[unit]") {
  Book book = tidy_book();
  auto& record = add_open(book);
  record.outcome = Outcome::lost;
  record.stage = lost_stage;
  record.close_date = day(12, 25);
  check_only(book, "close_date.before_creation");
}

TEST_CASE("quality: a won deal without amount is found", "[unit]") {
  for (core::Minor const amount : {core::no_amount, core::Minor{0}}) {
    Book book = tidy_book();
    auto& record = add_open(book);
    record.outcome = Outcome::won;
    record.close_date = day(12, 28);
    record.amount = amount;
    check_only(book, "won.without_amount");
  }
}

TEST_CASE("quality: an amount below zero is found", "[unit]") {
  for (Outcome const outcome : {Outcome::open, Outcome::won}) {
    Book book = tidy_book();
    auto& record = add_open(book);
    record.outcome = outcome;
    if (outcome == Outcome::won) record.close_date = day(12, 28);
    record.amount = -500;
    check_only(book, "amount.negative");
  }
}

TEST_CASE("quality: a deal closed in the future is found", "[unit]") {
  Book book = tidy_book();
  auto& record = add_open(book);
  record.outcome = Outcome::won;
  record.close_date = core::make_date(2027, 1, 15);
  book.event(day(12, 26), {proposal, 1'000});
  auto const records = book.records();
  auto const findings = data::closed_ahead(records, day(12, 31));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "close_date.future_on_closed");
  CHECK(findings[0].extent.deals == 1);
  CHECK(findings[0].top);
  // Seen from a past day it is still dated after all data; once its day has come it is not.
  CHECK(data::closed_ahead(records, day(6, 1)).size() == 1);
  CHECK(data::closed_ahead(records, core::make_date(2027, 1, 15)).empty());
}

TEST_CASE("quality: a stage that goes backwards is found once a deal", "[unit]") {
  Book book = tidy_book();
  add_open(book).stage = prospecting;
  for (auto const stage : {proposal, negotiation, prospecting, proposal, prospecting}) {
    book.event(day(12, 27), {.stage = stage});
  }
  check_only(book, "stage.backwards");
}

TEST_CASE("quality: a closing that no event tells is found", "[unit]") {
  Book book = tidy_book();
  auto& record = add_open(book);
  record.outcome = Outcome::lost;
  record.close_date = day(12, 29);
  book.event(day(12, 26), {proposal, 1'000});
  check_only(book, "closing.without_event");
}

TEST_CASE("quality: a row that contradicts its last event is found", "[unit]") {
  Book book = tidy_book();
  add_open(book);
  SECTION("in its stage") { book.event(day(12, 26), {negotiation, 1'000}); }
  SECTION("in its amount") { book.event(day(12, 26), {proposal, 2'000}); }
  check_only(book, "state.disagrees");
}

TEST_CASE("quality: a deal is stale after longer than nearly every gap", "[unit]") {
  Book book = tidy_book();
  auto& record = add_open(book);
  record.created = today - core::Days(8);  // gaps in the book are weeks
  check_only(book, "deal.stale");
  record.last_activity = today - core::Days(7);
  CHECK(findings_at(book).empty());
}

TEST_CASE("quality: without events a deal is stale after the longest cycle", "[unit]") {
  Book book;
  auto& closed = book.deal("closed", day(1, 1));
  closed.outcome = Outcome::won;
  closed.close_date = day(1, 31);
  closed.amount = 1'000;
  auto& open = add_open(book);
  open.created = today - core::Days(30);
  CHECK(findings_at(book).empty());
  open.created = today - core::Days(31);
  CHECK(count_of(findings_at(book), "deal.stale") == 1);
}

TEST_CASE("quality: a day on which the whole book moves is found, a weekly rhythm is not",
          "[unit]") {
  Book book;
  for (int i = 0; i < 40; ++i) {
    book.deal(name("D", i), day(1, 1));
    book.event(day(1, 1), {prospecting, 1'000});
    for (int week = 1; week < 20; ++week) {  // a tenth of the deals each week
      if (week % 10 == i % 10) book.event(day(2, 1) + core::Days(7 * week), {.amount = 1'000 + i});
    }
    if (i < 20) book.event(day(11, 11), {.close_date = core::make_date(2027, 3, 1)});
  }
  data::Records const records = book.records();
  auto const history = data::cut(records, today).history;
  CHECK(data::bulk_edit_days(history) == std::vector{day(11, 11)});
  CHECK(count_of(data::inspect(records, history), "events.bulk_edit") == 1);
  CHECK(data::bulk_edit_days(data::cut(records, day(11, 10)).history).empty());
}

TEST_CASE("quality: snapshots that show much change every week are no bulk edits", "[unit]") {
  Book book;
  for (int i = 0; i < 40; ++i) {
    book.deal(name("D", i), day(1, 1));
    for (int week = 0; week < 20; ++week) {
      if ((week + i) % 3 == 0)
        book.event(day(2, 1) + core::Days(7 * week), {.amount = 1'000 + week});
    }
  }
  CHECK(data::bulk_edit_days(data::cut(book.records(), today).history).empty());
}

TEST_CASE("quality: at a past date only what was known then is inspected", "[unit]") {
  data::Records const records = random_book(21, 200);
  for (core::Date const on : {day(4, 1), day(8, 1), day(11, 1)}) {
    auto const other = with_other_future(records, on, 22);
    auto const seen = data::inspect(records, data::cut(records, on).history);
    auto const replayed = data::inspect(other, data::cut(other, on).history);
    REQUIRE(seen.size() == replayed.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
      CHECK(seen[i].code == replayed[i].code);
      CHECK(seen[i].count == replayed[i].count);
      CHECK(seen[i].subjects == replayed[i].subjects);
    }
    CHECK(seen.size() > 3);
  }
}

TEST_CASE("quality: data of which nothing is known are inspected without harm", "[unit]") {
  data::Records blank;
  blank.deals.resize(5);
  for (std::size_t i = 0; i < 5; ++i) blank.deals[i].id = std::to_string(i);
  auto const findings = data::inspect(blank, data::cut(blank, today).history);
  CHECK(count_of(findings, "created.missing") == 5);
  CHECK(count_of(findings, "amount.missing") == 5);
  CHECK(findings.size() == 2);
}

TEST_CASE("quality: twenty closings of one kind and none of the other are a hole in the export",
          "[unit]") {
  auto const with = [](int n_won, int n_lost) {
    Book book;
    for (int i = 0; i < n_won + n_lost; ++i) {
      auto& record = book.deal(name("closed ", i), day(3, 1));
      record.outcome = i < n_won ? Outcome::won : Outcome::lost;
      record.stage = i < n_won ? won_stage : lost_stage;
      record.close_date = day(5, 1);
      record.amount = 1'000;
    }
    auto const findings = findings_at(book);
    return std::pair(count_of(findings, "lost.none"), count_of(findings, "won.none"));
  };
  using Counts = std::pair<std::int64_t, std::int64_t>;
  CHECK(with(20, 0) == Counts(20, 0));
  CHECK(with(0, 25) == Counts(0, 25));
  CHECK(with(19, 0) == Counts(0, 0));
  CHECK(with(40, 1) == Counts(0, 0));
  CHECK(with(1, 40) == Counts(0, 0));
}

TEST_CASE("quality: a won deal whose record names another amount than its event is found",
          "[unit]") {
  Book book = tidy_book();
  auto records = book.records();
  auto const won = std::ranges::find(records.deals, Outcome::won, &data::DealRecord::outcome);
  won->amount = 1'000'000;
  auto const findings = data::inspect(records, data::cut(records, today).history);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "won.amount_disagrees");
  CHECK(findings[0].doubtful);
  CHECK(findings[0].extent.won_money == 1'000'000);
}
