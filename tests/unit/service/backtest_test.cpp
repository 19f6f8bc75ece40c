// tests/unit/service/backtest_test.cpp – past days: which, from what, and how they are settled.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/data/cut.hpp"
#include "engine/random/stream.hpp"
#include "models/evaluate/crps.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/service/past_companies.hpp"
#include "tools/service/past/answer.hpp"
#include "tools/service/past/ask_day.hpp"

using namespace quarterdeck;
using service::PastDay;
using service::PastForecast;

namespace {

core::Date day(int year, unsigned month, unsigned day_of_month) {
  return core::make_date(year, month, day_of_month);
}

service::Reading reading_of(data::Records records) {
  service::Reading reading;
  reading.workspace = test::sample_workspace();
  reading.tables.records = std::move(records);
  return reading;
}

PastDay day_of(std::string const& quarter, int weeks_left) {
  auto const period = *core::FiscalCalendar().parse(quarter);
  return {period.end - core::Days{7 * weeks_left}, period, weeks_left};
}

/// Everything after a day replaced by noise: outcomes turned round, amounts, dates and forecast
/// categories redrawn, later deals gone and others in their place.
data::Records with_noise_after(data::Records records, core::Date on, std::uint64_t seed) {
  random::Stream noise({seed, random::Purpose::test, 1, 0});
  auto const won = static_cast<data::StageId>(records.stages.size() - 2);
  auto const lost = static_cast<data::StageId>(records.stages.size() - 1);
  std::vector<bool> closes_later(records.deals.size(), false);
  for (auto& event : records.events) {
    if (event.changed_at <= on) continue;
    bool const closes = event.stage == won || event.stage == lost;
    if (closes) {
      event.stage = noise.uniform() < 0.5 ? won : lost;
      closes_later[event.deal] = true;
    }
    event.amount = static_cast<core::Minor>(1e7 * noise.uniform());
    event.close_date = on + core::Days{static_cast<int>(200 * noise.uniform())};
  }
  for (std::size_t i = 0; i < records.deals.size(); ++i) {
    auto& deal = records.deals[i];
    bool const later = closes_later[i] || (deal.created != core::no_date && deal.created > on);
    if (!later) continue;
    deal.amount = static_cast<core::Minor>(1e7 * noise.uniform());
    deal.outcome = noise.uniform() < 0.5 ? data::Outcome::won : data::Outcome::lost;
    deal.stage = deal.outcome == data::Outcome::won ? won : lost;
    deal.last_activity = records.facts.newest;
  }
  for (auto& change : records.categories) {
    if (change.day <= on) continue;
    bool const commits = noise.uniform() < 0.5;
    change.category = commits ? data::Category::commit : data::Category::pipeline;
  }
  data::tidy(records.categories);
  return records;
}

void check_same(PastForecast const& a, PastForecast const& b) {
  CHECK(a.booked == b.booked);
  CHECK(a.scale == b.scale);
  CHECK(a.quantiles == b.quantiles);
  CHECK(a.simulation.grid == b.simulation.grid);
  REQUIRE(a.baselines.size() == b.baselines.size());
  for (std::size_t i = 0; i < a.baselines.size(); ++i) {
    INFO(a.baselines[i].name);
    CHECK(a.baselines[i].absent == b.baselines[i].absent);
    CHECK(a.baselines[i].grid == b.baselines[i].grid);
  }
  REQUIRE(a.deals.size() == b.deals.size());
  for (std::size_t i = 0; i < a.deals.size(); ++i) {
    CHECK(a.deals[i].id == b.deals[i].id);
    CHECK(a.deals[i].p_win_in_period == b.deals[i].p_win_in_period);
  }
}

auto const& baseline_of(PastForecast const& forecast, std::string_view name) {
  auto const found = std::ranges::find(forecast.baselines, name,
                                       [](auto const& baseline) { return baseline.name; });
  REQUIRE(found != forecast.baselines.end());
  return *found;
}

}  // namespace

TEST_CASE("backtest: noise in place of the future leaves the forecast of a day as it was",
          "[unit]") {
  auto const records = sample::full_timeline(test::small_spec(11, 7));
  for (auto const& asked : {day_of("2026-Q1", 9), day_of("2026-Q2", 3)}) {
    INFO(core::to_iso(asked.as_of));
    service::PastQuestion const question{asked, 1, 2048};
    auto const real = service::ask_day(reading_of(records), question);
    for (std::uint64_t const seed : {1U, 2U}) {
      auto const noisy = with_noise_after(records, asked.as_of, seed);
      check_same(real.forecast, service::ask_day(reading_of(noisy), question).forecast);
    }
    // The twin: noise that begins four weeks before the day must show.
    auto const early = with_noise_after(records, asked.as_of - core::Days{28}, 1);
    auto const other = service::ask_day(reading_of(early), question);
    CHECK(other.forecast.simulation.grid != real.forecast.simulation.grid);
    auto const& category = baseline_of(real.forecast, "category");
    CHECK(category.absent == "");
    CHECK(baseline_of(other.forecast, "category").grid != category.grid);
  }
}

TEST_CASE("backtest: another future of the sample company leaves the past forecast as it was",
          "[unit]") {
  auto spec = test::small_spec(12, 6);
  spec.days_into_quarter = 29;
  auto const company = sample::generate(spec);
  auto const period = company.open_quarter;
  service::PastQuestion const question{{company.as_of, period, 9}, 1, 1024};
  auto const real = service::ask_day(reading_of(sample::full_timeline(spec)), question);
  spec.future_seed = 77;
  auto const other = service::ask_day(reading_of(sample::full_timeline(spec)), question);
  check_same(real.forecast, other.forecast);
}

TEST_CASE("backtest: days lie whole weeks before the ends of periods with enough before them",
          "[unit]") {
  auto const records = sample::full_timeline(test::small_spec(11, 6));
  auto const days = service::choose_days(reading_of(records), {});
  REQUIRE(days);
  for (auto const& asked : *days) {
    CHECK(core::days_between(asked.as_of, asked.period.end) == 7 * asked.weeks_left);
    CHECK(asked.period.end <= records.facts.newest);
  }
  CHECK(std::is_sorted(days->begin(), days->end(),
                       [](auto const& a, auto const& b) { return a.as_of < b.as_of; }));
  CHECK(days->back().weeks_left == 1);
  CHECK(days->back().period.end == day(2026, 12, 31));  // the open quarter, run to its end

  service::BacktestQuestion chosen;
  chosen.from = "2026-Q1";
  chosen.to = "2026-Q2";
  chosen.weeks_left = {1, 12, 6, 6};
  auto const few = service::choose_days(reading_of(records), chosen);
  REQUIRE(few);
  REQUIRE(few->size() == 6);
  CHECK(few->front().weeks_left == 12);
  CHECK(service::week_of(few->front()) == 2);
  CHECK(service::week_of(few->back()) == 13);

  chosen.from = "2026-02";
  chosen.to = "2026-04";
  chosen.weeks_left = {};
  auto const months = service::choose_days(reading_of(records), chosen);
  REQUIRE(months);
  CHECK(months->size() == 12);
}

TEST_CASE("backtest: periods that cannot be asked are named", "[unit]") {
  auto const records = sample::full_timeline(test::small_spec(11, 6));
  auto const code_of = [&](std::string const& from, std::string const& to) {
    service::BacktestQuestion question;
    question.from = from;
    question.to = to;
    auto const days = service::choose_days(reading_of(records), question);
    return days ? std::string("none") : days.error().front().code;
  };
  CHECK(code_of("2026-01-01..2026-02-01", "") == "QD-321");
  CHECK(code_of("", "2029-Q1") == "QD-322");
  CHECK(code_of("2026-Q1", "2026-04") == "QD-323");
  CHECK(code_of("2026-Q2", "2026-Q1") == "QD-323");
  CHECK(code_of("2020-Q1", "2020-Q4") == "QD-324");
}

TEST_CASE("backtest: the same bits on any number of threads, and from days kept before", "[unit]") {
  auto const records = sample::full_timeline(test::small_spec(13, 6));
  service::BacktestQuestion question;
  question.from = "2026-Q1";
  question.to = "2026-Q1";
  question.weeks_left = {9, 6, 1};
  question.trials = 1024;
  auto const on_threads = [&](int threads) {
    service::Session const session({.threads = threads}, reading_of(records));
    return service::answer(session, question, service::PastForecastStore{});
  };
  auto const one = on_threads(1);
  auto const three = on_threads(3);
  REQUIRE(one);
  REQUIRE(three);
  REQUIRE(one->forecasts.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    check_same(one->forecasts[i], three->forecasts[i]);
    CHECK(one->forecasts[i].simulation.crps == three->forecasts[i].simulation.crps);
    CHECK(one->forecasts[i].simulation.pit == three->forecasts[i].simulation.pit);
  }
}

TEST_CASE("backtest: outcomes are those of the records, and scores those of the draws", "[unit]") {
  auto const records = sample::full_timeline(test::small_spec(14, 6));
  auto const now = data::cut(records, records.facts.newest).history;
  auto const asked = day_of("2026-Q2", 6);
  auto forecast = service::ask_day(reading_of(records), {asked, 1, 4096});
  auto const totals = forecast.sorted_totals;
  auto const settled = service::settle(std::move(forecast), now, 1);

  double actual = 0;
  for (auto const& deal : now.deals) {
    bool const inside = deal.outcome == data::Outcome::won && asked.period.contains(deal.closed);
    if (inside) actual += core::to_units(deal.closed_amount);
  }
  CHECK(settled.actual == Approx(actual));
  CHECK(settled.booked < settled.actual);
  double of_regions = 0;
  for (auto const& group : settled.groups) of_regions += group.actual;
  CHECK(of_regions == Approx(actual));

  CHECK(settled.simulation.crps ==
        Approx(*models::evaluate::crps_fair(totals, settled.actual)).epsilon(1e-12));
  // The kept grid stands for the draws: its plain score is that of all draws but for the grid.
  CHECK(*models::evaluate::crps_plain(settled.simulation.grid, settled.actual) ==
        Approx(settled.simulation.crps).epsilon(0.02));
  std::size_t n_won = 0;
  for (auto const& deal : settled.deals) n_won += deal.won ? 1 : 0;
  CHECK(n_won > 0);
  CHECK(n_won < settled.deals.size());
}
