// tests/unit/data/scale_test.cpp – what stands out of a book, and what does not.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/scale.hpp"

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using data::Oddity;
using data::Outcome;

namespace {

/// Twenty wins and eight open deals of 1,000 to 1,900.
Book plain_book() {
  Book book;
  for (int i = 0; i < 28; ++i) {
    auto& record = book.deal("D" + std::to_string(10 + i), day(7, 1));
    record.amount = 100'000 + 10'000 * (i % 10);
    record.stage = i < 20 ? won_stage : proposal;
    record.outcome = i < 20 ? Outcome::won : Outcome::open;
    record.close_date = i < 20 ? day(9, 1) : day(12, 31);
    book.text("owner", i % 2 == 0 ? "Ann" : "Bob");
  }
  return book;
}

std::vector<data::OutOfScale> parts_of(data::Records const& records) {
  auto const history = data::cut(records, day(12, 31)).history;
  return data::out_of_scale(history, data::pipeline_at(history, day(12, 31)));
}

std::vector<data::OutOfScale> parts_with(
    std::vector<std::pair<std::size_t, core::Minor>> const& amounts) {
  auto records = plain_book().records();
  for (auto const& [deal, amount] : amounts) records.deals[deal].amount = amount;
  return parts_of(records);
}

}  // namespace

TEST_CASE("scale: a plain book has nothing that stands out", "[unit]") {
  CHECK(parts_with({}).empty());
}

TEST_CASE("scale: a slip on an open deal stands out", "[unit]") {
  auto const parts = parts_with({{24, 100'000'000}});
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].oddity == Oddity::beyond_wins);
  CHECK(parts[0].value == "D34");
  CHECK(parts[0].extent == data::Extent{1, 0, 100'000'000, 100'000'000});
  auto const findings = data::scale_findings(parts);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "amount.out_of_scale");
  CHECK(findings[0].top);
  CHECK(findings[0].doubtful);
}

TEST_CASE("scale: slips on wins stand out, two of them as well", "[unit]") {
  CHECK(parts_with({{3, 100'000'000}}).size() == 1);
  CHECK(parts_with({{3, -100'000'000}}).size() == 1);
  auto const two = parts_with({{3, 100'000'000}, {4, 90'000'000}});
  REQUIRE(two.size() == 2);
  CHECK(two[1].value == "D14");
}

TEST_CASE("scale: the largest open deal may carry most, or rule the spread", "[unit]") {
  auto const most = parts_with({{24, 1'100'000}});
  REQUIRE(most.size() == 1);
  CHECK(most[0].oddity == Oddity::carries_most);
  CHECK_FALSE(data::scale_findings(most)[0].doubtful);
  auto const rules = parts_with({{24, 500'000}});
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].oddity == Oddity::rules_spread);
  CHECK(data::scale_findings(rules).empty());
}

TEST_CASE("scale: a currency whose rate is turned round stands out", "[unit]") {
  auto records = plain_book().records();
  data::TextColumn currency;
  for (std::size_t i = 0; i < records.deals.size(); ++i)
    currency.push_back(i % 2 == 0 ? "JPY" : "USD");
  records.text["currency"] = currency;
  records.rates = data::RateTable("USD", {{"JPY", day(1, 1), 150}});
  auto const parts = parts_of(records);
  auto const group = std::find_if(parts.begin(), parts.end(),
                                  [](auto const& part) { return part.column == "currency"; });
  REQUIRE(group != parts.end());
  CHECK(group->value == "JPY");
  CHECK(group->rows.size() == 14);
  CHECK(group->oddity == Oddity::group_of_giants);
}

TEST_CASE("scale: few deals tell nothing, and counted ones neither", "[unit]") {
  auto records = plain_book().records();
  records.deals[24].amount = 100'000'000;
  records.facts.counts_deals = true;
  CHECK(parts_of(records).empty());
  Book small;
  for (int i = 0; i < 3; ++i)
    small.deal("D" + std::to_string(i), day(7, 1)).amount = 100 + 100'000 * i;
  CHECK(parts_of(small.records()).empty());
}

TEST_CASE("scale: open deals in another unit than wins are told", "[unit]") {
  auto const found = [](core::Minor times, core::Minor share) {
    auto records = plain_book().records();
    for (auto& deal : records.deals) {
      if (deal.outcome == data::Outcome::open) deal.amount = deal.amount * times / share;
    }
    auto const cut = data::cut(records, day(12, 31));
    return data::unit_findings(cut.history, data::pipeline_at(cut.history, day(12, 31)));
  };
  CHECK(found(1, 1).empty());
  CHECK(found(30, 1).empty());
  for (auto const& [times, share] : {std::pair(1000, 1), std::pair(1, 1000)}) {
    auto const findings = found(times, share);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "amount.other_unit");
    CHECK(findings[0].top);
    CHECK(findings[0].extent.open_money > 0);
  }
}
