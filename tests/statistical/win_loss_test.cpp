// tests/statistical/win_loss_test.cpp – deal by deal on later data of a company whose truth is
// known. SPDX-License-Identifier: Apache-2.0
#include "tests/statistical/win_loss.hpp"

#include <cmath>

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tools/sample/company.hpp"

using namespace quarterdeck;
using models::win::WinModelKind;

TEST_CASE("win loss: differences are those worked out by hand", "[statistical]") {
  test::DealChances all;
  all.deals = {{0, 0.5, true}, {1, 0.5, false}};
  std::vector<double> const half{0.5, 0.5}, sharp{0.8, 0.6};
  CHECK(all.loss(half) == Approx(std::log(2.0)));
  CHECK(all.difference(sharp, half).mean ==
        Approx((-std::log(0.8) - std::log(0.4)) / 2 - std::log(2.0)));
}

TEST_CASE("win loss: the chosen model beats the CRM's stages and is no worse than the table",
          "[statistical][slow]") {
  sample::CompanySpec company;
  company.n_quarters = 18;
  company.days_into_quarter = 0;
  data::Records const records = sample::full_timeline(company);
  core::FiscalCalendar const calendar;
  test::DealChances all;
  core::Period period = calendar.containing(company.last_history_day, core::PeriodUnit::quarter);
  int n_hazards = 0;
  for (std::size_t q = 0; q < 8; ++q, period = calendar.previous(period)) {
    data::History const after = data::cut(records, period.end).history;
    models::ModelSpec spec;
    spec.period = period;
    spec.segments = {"segment"};
    data::History const before =
        data::cut(records, period.end - core::Days(q % 2 == 0 ? 47 : 75)).history;
    n_hazards += test::add_deals(all, before, after, spec, q) == WinModelKind::table ? 0 : 1;
  }
  WARN(test::summary(all) << "  hazards chosen " << n_hazards << " times of 8");
  REQUIRE(all.crm.size() == all.deals.size());
  auto const crm = all.difference(all.chosen, all.crm);
  CHECK(crm.mean + 3 * crm.error < 0);
  CHECK(test::is_no_worse_than_table(all, all.chosen));
  // Planted: a model that believes in odds twice, or half, as good is refused by the same bar.
  CHECK_FALSE(test::is_no_worse_than_table(all, test::with_odds_times(2, all.chosen)));
  CHECK_FALSE(test::is_no_worse_than_table(all, test::with_odds_times(0.5, all.chosen)));
}
