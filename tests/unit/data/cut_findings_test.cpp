// tests/unit/data/cut_findings_test.cpp – books without a past say so, and give nothing away.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/cut_findings.hpp"

#include <algorithm>

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using core::no_amount;
using data::Outcome;

namespace {

core::Date const today = day(12, 31);

/// Opportunities without any history: `n` lost deals of which `n_blank` have amount zero, one won,
/// one open, all created in January and closed in June.
Book plain_book(int n, int n_blank) {
  Book book;
  book.facts().has_stage_history = false;
  book.facts().has_amount_history = false;
  book.facts().has_close_date_history = false;
  auto const add = [&](std::string const& id, Outcome outcome, core::Minor amount) {
    auto& record = book.deal(id, day(1, 10));
    record.outcome = outcome;
    record.amount = amount;
    record.stage = outcome == Outcome::open  ? proposal
                   : outcome == Outcome::won ? won_stage
                                             : lost_stage;
    record.close_date = outcome == Outcome::open ? day(12, 31) : day(6, 10);
  };
  for (int i = 0; i < n; ++i) {
    add(std::string("lost ").append(std::to_string(i)), Outcome::lost, i < n_blank ? 0 : 20'000);
  }
  add("open", Outcome::open, 30'000);
  add("won", Outcome::won, 40'000);
  return book;
}

data::Severity severity_of(data::Findings const& findings, std::string const& code) {
  for (auto const& finding : findings) {
    if (finding.code == code) return finding.severity;
  }
  FAIL("no finding " << code);
  return data::Severity::info;
}

}  // namespace

TEST_CASE("cut findings: final amounts stand in at past dates and are confessed", "[unit]") {
  Book const book = plain_book(4, 2);
  data::HistoryCut const then = data::cut(book.records(), day(3, 31));
  auto const pipeline = data::pipeline_at(then.history, day(3, 31));
  CHECK(pipeline.deals.size() == 6);
  CHECK(deal_of(pipeline, "won").amount == 40'000);
  CHECK(deal_of(pipeline, "open").amount == 30'000);
  CHECK(deal_of(pipeline, "lost 3").amount == 20'000);
  CHECK(deal_of(pipeline, "lost 0").amount == no_amount);  // a final zero is unknown
  CHECK(count_of(then.findings, "leak.final_amount") == 4);
  CHECK(severity_of(then.findings, "leak.final_amount") == data::Severity::warning);
}

TEST_CASE("cut findings: where deals are counted their amounts give no findings", "[unit]") {
  for (int const n_blank : {0, 10}) {
    for (core::Date const on : {day(3, 1), today}) {
      auto book = plain_book(10, n_blank);
      auto const about_amounts = [&] {
        auto const cut = data::cut(book.records(), on);
        return std::ranges::count_if(cut.findings, [](data::Finding const& finding) {
          return finding.code == "leak.final_amount" || finding.code == "leak.amount_blank_on_lost";
        });
      };
      CHECK(about_amounts() > 0);
      book.facts().counts_deals = true;
      CHECK(about_amounts() == 0);
    }
  }
}

TEST_CASE("cut findings: final stages and close dates never stand in", "[unit]") {
  Book const book = plain_book(4, 2);
  data::HistoryCut const then = data::cut(book.records(), day(3, 31));
  for (auto const& deal : data::pipeline_at(then.history, day(3, 31)).deals) {
    CHECK(deal.stage == data::no_stage);
    CHECK(deal.close_date == core::no_date);
  }
  CHECK(count_of(then.findings, "leak.final_stage") == 6);
  CHECK(count_of(then.findings, "leak.final_close_date") == 6);
  data::History const now = data::cut(book.records(), today).history;
  CHECK(deal_of(data::pipeline_at(now, today), "open").stage == proposal);
  CHECK(deal_of(data::pipeline_at(now, today), "open").close_date == day(12, 31));
  CHECK(deal_of(data::pipeline_at(now, day(12, 30)), "open").stage == data::no_stage);
  CHECK(deal_of(data::pipeline_at(now, day(12, 30)), "open").close_date == core::no_date);
}

TEST_CASE("cut findings: blank amounts on lost deals hide every past amount", "[unit]") {
  Book const book = plain_book(4, 3);
  data::HistoryCut const then = data::cut(book.records(), day(3, 31));
  for (auto const& deal : data::pipeline_at(then.history, day(3, 31)).deals) {
    CHECK(deal.amount == no_amount);
  }
  CHECK(count_of(then.findings, "leak.amount_blank_on_lost") == 6);
  CHECK(count_of(then.findings, "leak.final_amount") == 0);
  data::HistoryCut const now = data::cut(book.records(), today);
  CHECK(deal_of(data::pipeline_at(now.history, today), "open").amount == 30'000);
  CHECK(deal_of(data::pipeline_at(now.history, day(12, 30)), "open").amount == no_amount);
  CHECK(deal_of(now.history, "won").closed_amount == 40'000);
  CHECK(deal_of(now.history, "lost 0").closed_amount == no_amount);
  CHECK(count_of(now.findings, "leak.amount_blank_on_lost") == 5);
  CHECK(severity_of(now.findings, "leak.amount_blank_on_lost") == data::Severity::info);
}

TEST_CASE("cut findings: a history with amounts hides none, blank or not", "[unit]") {
  Book book = plain_book(4, 4);
  book.facts().has_amount_history = true;
  data::HistoryCut const now = data::cut(book.records(), today);
  CHECK_FALSE(now.history.past_amounts_hidden);
  CHECK(count_of(now.findings, "leak.final_amount") == 0);
  CHECK(count_of(now.findings, "leak.amount_blank_on_lost") == 0);
  CHECK(deal_of(now.history, "lost 0").closed_amount == 0);
}

TEST_CASE("cut findings: at present a missing past is an info about what was closed", "[unit]") {
  data::HistoryCut const now = data::cut(plain_book(4, 2).records(), today);
  CHECK(count_of(now.findings, "leak.final_amount") == 5);
  for (data::Finding const& finding : now.findings) {
    CHECK(finding.severity == data::Severity::info);
  }
  CHECK(data::grade(now.findings, 6).score == 100);
}

TEST_CASE("cut findings: a full history at present has nothing to confess", "[unit]") {
  Book book;
  book.deal("A", day(1, 10)).outcome = Outcome::won;
  book.event(day(1, 10), {proposal, 10'000, day(2, 2)}).event(day(2, 2), {.stage = won_stage});
  CHECK(data::cut(book.records(), today).findings.empty());
  CHECK(data::cut(book.records(), day(1, 20)).findings.empty());
}

TEST_CASE("cut findings: undated win rates and rates of later days are confessed", "[unit]") {
  Book book;
  data::Records records = book.records();
  records.win_rates.resize(2);
  core::Date const before_rates = core::make_date(2025, 11, 1);
  auto const then = data::cut(records, before_rates);
  CHECK(count_of(then.findings, "leak.win_rates") == 2);
  CHECK(count_of(then.findings, "leak.first_rate") == 1);
  CHECK(then.history.rates.at("EUR", before_rates) == 1.10);
  CHECK(data::cut(records, today).findings.empty());
}
