// tests/unit/sample/company_test.cpp – the generated past, and what may be in it.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/company.hpp"

#include <algorithm>
#include <map>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tools/sample/parameters.hpp"
#include "tools/sample/table.hpp"

namespace quarterdeck {
namespace {

using sample::CompanySpec;

/// Everything of the records that a file would hold.
std::string text_of(data::Records const& records) {
  return to_csv(sample::opportunities_table(records)) +
         to_csv(sample::stage_history_table(records));
}

CompanySpec small(std::uint64_t seed) {
  CompanySpec spec;
  spec.seed = seed;
  spec.deals_per_week = 10;
  spec.n_quarters = 6;
  return spec;
}

/// Days after `as_of` that the records mention as having happened.
std::int64_t n_days_after(data::Records const& records, core::Date as_of) {
  std::int64_t n = 0;
  for (auto const& deal : records.deals) {
    n += deal.created > as_of ? 1 : 0;
    n += deal.last_activity > as_of ? 1 : 0;
    n += deal.outcome != data::Outcome::open && deal.close_date > as_of ? 1 : 0;
  }
  for (auto const& event : records.events) n += event.changed_at > as_of ? 1 : 0;
  return n;
}

}  // namespace

TEST_CASE("sample: the same spec gives the same bits, another seed another company", "[unit]") {
  auto const company = sample::generate(small(3));
  auto const again = sample::generate(small(3));
  CHECK(text_of(company.records) == text_of(again.records));
  CHECK(company.actual_total == again.actual_total);
  CHECK(text_of(company.records) != text_of(sample::generate(small(4)).records));
}

TEST_CASE("sample: records hold nothing later than the as-of day", "[unit]") {
  for (int const days : {0, 1, 45, 78, 92}) {
    auto spec = small(5);
    spec.days_into_quarter = days;
    auto const company = sample::generate(spec);
    CHECK(company.as_of == core::make_date(2026, 9, 30) + core::Days(days));
    CHECK(company.records.facts.newest == company.as_of);
    CHECK(n_days_after(company.records, company.as_of) == 0);
    if (days == 45) CHECK(n_days_after(sample::full_timeline(spec), company.as_of) > 100);
  }
}

TEST_CASE("sample: the past does not depend on where it is cut", "[unit]") {
  auto early = small(6);
  early.days_into_quarter = 10;
  auto late = early;
  late.days_into_quarter = 80;
  CHECK(text_of(sample::full_timeline(early)) == text_of(sample::full_timeline(late)));

  auto const company = sample::generate(early);
  auto const known = data::cut(company.records, company.as_of).history;
  auto const cut = data::cut(sample::full_timeline(early), company.as_of).history;
  REQUIRE(known.deals.size() == cut.deals.size());
  REQUIRE(known.events.size() == cut.events.size());
  std::size_t n_different = 0;
  for (std::size_t i = 0; i < known.deals.size(); ++i) {
    bool const same = known.deals[i].id == cut.deals[i].id &&
                      known.deals[i].closed == cut.deals[i].closed &&
                      known.deals[i].closed_amount == cut.deals[i].closed_amount;
    n_different += same ? 0 : 1;
  }
  CHECK(n_different == 0);
}

TEST_CASE("sample: a future seed changes the future and nothing else", "[unit]") {
  auto spec = small(7);
  auto const company = sample::generate(spec);
  spec.future_seed = 1234;
  auto const other = sample::generate(spec);
  CHECK(text_of(company.records) == text_of(other.records));
  CHECK(company.actual_total != other.actual_total);
}

TEST_CASE("sample: every deal begins with its creation and ends with its closing", "[unit]") {
  auto const records = sample::generate(small(8)).records;
  std::vector<data::Event const*> first(records.deals.size());
  std::vector<data::Event const*> last(records.deals.size());
  for (auto const& event : records.events) {
    if (first[event.deal] == nullptr) first[event.deal] = &event;
    if (last[event.deal] != nullptr) CHECK(last[event.deal]->changed_at <= event.changed_at);
    last[event.deal] = &event;
  }
  std::int64_t n_wrong = 0;
  for (std::size_t i = 0; i < records.deals.size(); ++i) {
    auto const& deal = records.deals[i];
    REQUIRE(first[i] != nullptr);
    bool const right = first[i]->changed_at == deal.created && last[i]->stage == deal.stage &&
                       last[i]->amount == deal.amount && last[i]->close_date == deal.close_date &&
                       deal.entity == core::entity_of(deal.id);
    n_wrong += right ? 0 : 1;
  }
  CHECK(n_wrong == 0);
  CHECK(std::is_sorted(records.events.begin(), records.events.end(),
                       [](auto const& a, auto const& b) { return a.deal < b.deal; }));
}

TEST_CASE("sample: the realised total is what was won in the quarter", "[unit]") {
  auto const spec = small(9);
  auto const company = sample::generate(spec);
  auto const quarter = company.open_quarter;
  auto const history = data::cut(sample::full_timeline(spec), quarter.end).history;
  core::Minor total = 0;
  for (auto const& won : data::won_between(history, quarter.start - core::Days(1), quarter.end)) {
    total += won.amount;
  }
  CHECK(total == company.actual_total);
}

TEST_CASE("sample: wins are discounted as often as published", "[unit]") {
  auto const records = sample::generate({.seed = 10}).records;
  std::int64_t n_won = 0;
  std::int64_t n_discounted = 0;
  for (std::size_t e = 1; e < records.events.size(); ++e) {
    auto const& closing = records.events[e];
    auto const& before = records.events[e - 1];
    bool const won =
        records.stages[static_cast<std::size_t>(closing.stage)].outcome == data::Outcome::won;
    // Amounts below a hundred steps of rounding may hide a small discount.
    auto const& currency = records.text.at("currency")[closing.deal];
    core::Minor const visible = core::to_minor(currency == "JPY" ? 1e6 : 5e3);
    if (!won || before.deal != closing.deal || before.amount < visible) continue;
    ++n_won;
    n_discounted += closing.amount < before.amount ? 1 : 0;
    CHECK(closing.amount <= before.amount);
  }
  double const p = sample::parameters().discount_p;
  CHECK(n_won > 1000);
  CHECK(test::count_agrees(n_discounted, n_won, p));
  CHECK_FALSE(test::count_agrees(n_discounted, n_won, p + 0.08));
}

TEST_CASE(
    "sample: renewals come from the wins of a year before and mostly close within a month of their "
    "due date",
    "[unit]") {
  auto const records = sample::generate({.seed = 11}).records;
  std::vector<int> days;
  int n_won = 0;
  for (std::size_t i = 0; i < records.deals.size(); ++i) {
    auto const& deal = records.deals[i];
    bool const closed = deal.outcome != data::Outcome::open;
    if (records.text.at("type")[i] != "renewal" || !closed) continue;
    core::Date const due = deal.created + core::Days(sample::parameters().renewal_lead_days);
    days.push_back(std::abs(core::days_between(due, deal.close_date)));
    n_won += deal.outcome == data::Outcome::won ? 1 : 0;
  }
  REQUIRE(days.size() > 400);
  std::nth_element(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2),
                   days.end());
  CHECK(days[days.size() / 2] <= 30);
  CHECK(n_won > 0.8 * static_cast<double>(days.size()));
}

TEST_CASE("sample: a spec out of range is refused", "[unit]") {
  auto spec = small(1);
  spec.last_history_day = core::make_date(2026, 9, 29);
  CHECK_THROWS_AS(sample::generate(spec), core::ContractViolation);
  spec = small(1);
  spec.days_into_quarter = 93;
  CHECK_THROWS_AS(sample::generate(spec), core::ContractViolation);
  spec = small(1);
  spec.period_effect_sd = -0.1;
  CHECK_THROWS_AS(sample::generate(spec), core::ContractViolation);
}

}  // namespace quarterdeck
