// tests/unit/report/page/sample_records.cpp – answers about batches and records, written by hand.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/page/sample_answers.hpp"

namespace quarterdeck::test {
namespace {

core::Period const quarter{"2026-Q4", core::make_date(2026, 10, 1), core::make_date(2026, 12, 31),
                           core::PeriodUnit::quarter};

io::LedgerEntry entry(std::string const& id, core::Date day, double shift) {
  io::LedgerEntry made;
  made.id = id;
  made.currency = "USD";
  made.model = "simulation";
  made.as_of = day;
  made.period = quarter;
  for (int i = 0; i < 9; ++i) made.quantiles.push_back(1e6 * (1 + i) + shift);
  made.mean = 5e6 + shift;
  made.booked = 100'000'000;
  made.n_runs = 2;
  made.last_run = "2026-11-01T00:00:00Z";
  return made;
}

}  // namespace

service::BatchPlan batch_plan() {
  service::BatchPlan plan;
  plan.board.name = "Monday board";
  plan.out = "/a/long/way/to/the/folder/of/results/that/does/not/fit/into/a/single/line/at/all";
  plan.threads = 2;
  service::PlannedRun run;
  run.job = "northwind";
  run.period = "2026-Q4";
  run.scenarios = {"scenarios/slow.yaml+scenarios/market.yaml"};
  run.state = service::RunState::done;
  run.cost = 4805;
  plan.runs.assign(4, run);
  plan.runs[1].state = service::RunState::to_do;
  plan.runs[1].why = "table opportunities.csv changed";
  plan.runs[2].state = service::RunState::hopeless;
  plan.runs[2].why = "there is no file opportunities.csv";
  plan.runs[3].kind = service::RunKind::compare;
  plan.runs[3].cost.reset();
  plan.left_over = {"southwind/2026-Q3/base.forecast"};
  return plan;
}

service::BatchResult batch_result() {
  service::BatchResult result;
  service::RunRecord record;
  record.run = "northwind/2026-Q4/slow+market.forecast";
  record.rows = {{"slow.yaml",
                  "Northwind",
                  "USD",
                  "2026-Q4",
                  "2026-11-13",
                  4e6,
                  3e6,
                  4e6,
                  5e6,
                  {{"Company", 4.2e6, 0.57}, {"EMEA", 1e6, 0.3}}}};
  result.records.assign(4, record);
  result.records[2].failure = service::Failure::missing_input;
  result.records[2].messages = {"there is no file opportunities.csv"};
  result.n_run = 2;
  result.n_failed = 1;
  return result;
}

service::HistoryReport history_report() {
  service::HistoryReport report;
  report.company = "Three \x1b[31mForecasts";
  report.shown_period = "2026-Q4";
  report.forecasts.push_back({entry("aaaaaaaaaaaa", core::make_date(2026, 10, 9), 0), {}});
  report.forecasts.push_back({entry("bbbbbbbbbbbb", core::make_date(2026, 10, 9), 5e5), {}});
  report.forecasts.push_back({entry("cccccccccccc", core::make_date(2026, 11, 9), 1e6), {}});
  report.forecasts[1].entry.scenarios = {"slow"};
  report.forecasts[1].entry.overrides = {"one"};
  report.forecasts[2].score = service::RecordScore{4.2e6, 1.5e5, 0.31, true};
  report.scores = service::RecordScores{1, 1.5e5, 1};
  report.by_model = {{"pool", {1, 1.5e5, 1}}, {"simulation", {1, 1.6e5, 1}}};
  report.notes = {"a forecast could not be read"};
  return report;
}

service::WhyReport why_report() {
  service::WhyReport report;
  report.from = entry("aaaaaaaaaaaa", core::make_date(2026, 10, 9), 0);
  report.to = entry("cccccccccccc", core::make_date(2026, 11, 9), 1);
  report.bridge.from = 500'000'000;
  report.bridge.to = 500'000'123;
  report.bridge.causes.assign(service::n_causes, 0);
  report.bridge.causes[static_cast<std::size_t>(service::Cause::won)] = 1'000'123;
  report.bridge.causes[static_cast<std::size_t>(service::Cause::lost)] = -1'000'000;
  report.bridge.cells = {
      {service::Cause::won, "w", "A very long name of a deal that was won", 1'000'123},
      {service::Cause::lost, "l", "", -1'000'000}};
  report.steps = {{"from", 5e6, 4e6}, {"to", 5e6 + 1.23, 4e6}};
  report.not_rerun = "the data were replaced";
  return report;
}

service::WaterfallReport waterfall_report() {
  service::WaterfallReport report;
  report.currency = "USD";
  auto& flow = report.waterfall;
  flow.from = core::make_date(2026, 10, 1);
  flow.to = core::make_date(2026, 11, 1);
  flow.opening = 100;
  flow.closing = 300;
  flow.n_opening_blank = 1;
  flow.gross[static_cast<std::size_t>(data::Flow::created)] = {250, 2};
  flow.gross[static_cast<std::size_t>(data::Flow::won)] = {-50, 1};
  flow.net[static_cast<std::size_t>(data::Flow::created)] = {200, 1};
  flow.round_trips = {{"x", "", 500, 0, 2}};
  return report;
}

}  // namespace quarterdeck::test
