// tests/real_data/win_loss_test.cpp – deal by deal on later months of a public book.
// SPDX-License-Identifier: Apache-2.0
#include "tests/statistical/win_loss.hpp"

#include <filesystem>

#include "tests/support/catch.hpp"
#include "tests/support/skip.hpp"
#include "tools/service/session/session.hpp"

namespace {

using namespace quarterdeck;
using models::win::WinModelKind;

std::filesystem::path const source = QUARTERDECK_SOURCE_DIR;

data::History history_at(core::Date day) {
  service::Session const session(
      {.workspace = source / "docs/start/maven-crm", .as_of = core::to_iso(day)});
  auto const book = session.book();
  if (!book) FAIL(core::to_string(book.error().front()));
  return (*book)->history;
}

TEST_CASE("real data: chances of the public book's deals, held against later months",
          "[real_data][slow]") {
  auto const table = source / "../shared/data/maven-crm/sales_pipeline.csv";
  if (!std::filesystem::exists(table)) {
    test::skip("there is no " + table.lexically_normal().string());
    return;
  }
  data::History const after = history_at(core::make_date(2017, 12, 31));
  core::FiscalCalendar const calendar;
  test::DealChances all;
  int n_hazards = 0;
  for (unsigned month = 9; month <= 12; ++month) {
    models::ModelSpec spec;
    spec.period = calendar.containing(core::make_date(2017, month, 1), core::PeriodUnit::month);
    spec.segments = {"product"};
    spec.win_covariates = std::vector<std::string>{"sales_agent", "regional_office"};
    for (int const days_left : {15, spec.period.n_days()}) {
      data::History const before = history_at(spec.period.end - core::Days(days_left));
      n_hazards += test::add_deals(all, before, after, spec, month) == WinModelKind::table ? 0 : 1;
    }
  }
  WARN(test::summary(all) << "  hazards chosen " << n_hazards
                          << " times of 8; the book has no probabilities of its own");
  CHECK(test::is_no_worse_than_table(all, all.chosen));
  // Planted: a model that believes in odds twice, or half, as good is refused by the same bar.
  CHECK_FALSE(test::is_no_worse_than_table(all, test::with_odds_times(2, all.chosen)));
  CHECK_FALSE(test::is_no_worse_than_table(all, test::with_odds_times(0.5, all.chosen)));
}

}  // namespace
