// tests/unit/report/page/sample_answers.cpp – see sample_answers.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/page/sample_answers.hpp"

#include "tests/unit/report/small_forecast.hpp"

namespace quarterdeck::test {
namespace {

core::Date const as_of = core::make_date(2026, 11, 13);
core::Period const quarter{"2026-Q4", core::make_date(2026, 10, 1), core::make_date(2026, 12, 31),
                           core::PeriodUnit::quarter};

service::Spread spread(double mean) {
  service::Spread made{mean, mean / 10, {}};
  for (std::size_t i = 0; i < made.quantiles.size(); ++i) {
    made.quantiles[i] = mean * (0.8 + 0.05 * static_cast<double>(i));
  }
  return made;
}

service::TargetOutlook target() {
  service::TargetOutlook made;
  made.name = "Company";
  made.amount = 4.2e6;
  made.p_hit = {0.57, 0.002};
  return made;
}

service::CellAnswer cell(double mean) { return {mean, 0.8 * mean, mean, 1.2 * mean, {mean / 5e6}}; }

service::Estimated estimated(double mean) {
  return {cell(mean), cell(mean / 1000), cell(mean / 2000)};
}

service::StartingPoint starting_point() {
  service::StartingPoint made;
  made.company = "Northwind";
  made.as_of = as_of;
  made.period = quarter;
  made.currency = "USD";
  made.provenance.build.version = "0.1.0";
  made.provenance.inputs = {{"opportunities.csv", std::string(64, 'a'), 4}};
  made.inputs.targets.emplace_back();
  made.inputs.targets.back().name = "Company";
  made.inputs.targets.back().amount = 4.2e6;
  return made;
}

models::evaluate::ExpectedAccuracy accuracy() {
  return {0.9, models::evaluate::Ranged{0.85, {0.8, 0.9}}};
}

service::Backing backing() {
  service::Backing made;
  made.n_periods = 8;
  made.n_forecasts = 104;
  made.newest = core::make_date(2026, 11, 6);
  made.days_since = 7;
  made.weeks_left = 7;
  models::evaluate::TrackRecord record;
  record.n_periods = 6;
  record.score = record.headline = 61.7;
  record.headline_is_lower_point = true;
  record.interval = {55, 70};
  record.honesty_gap = {1.25, 0.5};
  made.predictability.record = record;
  made.accuracy = accuracy();
  made.coverage = {{{0.8, 104, 80, 12, 12, {0.77, {0.68, 0.84}}}, {0.77, {0.4, 0.95}}}};
  made.simulation_at_lead = service::MethodScore{"simulation", 8, 0.074};
  made.best_at_lead = service::MethodScore{"run-rate", 8, 0.101};
  made.stretch = 1.12;
  made.corrected = spread(220);
  auto& combination = made.combination;
  combination.weights = {{"simulation", 0.7, 0.05, 8}, {"rest-of-four", 0.3, 0.07, 8}};
  combination.total = combination.open = combination.created_later = spread(210);
  combination.p_hit = {0.4, std::nullopt};
  combination.decision.use_pool = true;
  combination.decision.reason = "it was nearer in 8 of 8 periods";
  return made;
}

}  // namespace

service::Forecast backed_forecast() {
  auto forecast = small_forecast();
  forecast.backing = backing();
  forecast.compiled.deals[0].reasons = {{"activity", "none for 30 days", 0.62}};
  forecast.scenarios = {dry_run().scenarios.front()};
  models::OverrideEffect override_effect;
  override_effect.deal = "A";
  override_effect.field = models::OverrideField::amount;
  override_effect.before.number = 100;
  override_effect.after.number = 120;
  override_effect.author = "Ann";
  override_effect.reason = "signed";
  override_effect.expires = quarter.end;
  override_effect.status = models::OverrideStatus::applied;
  forecast.overrides = {override_effect, override_effect};
  forecast.overrides[1].field = models::OverrideField::outcome;
  forecast.overrides[1].before.number.reset();
  forecast.overrides[1].after.number.reset();
  forecast.overrides[1].after.outcome = data::Outcome::lost;
  forecast.overrides[1].status = models::OverrideStatus::expired;
  return forecast;
}

service::SimpleForecast simple_forecast() {
  service::SimpleForecast made;
  made.model = "run-rate";
  made.meaning = "what is booked, over the share that past periods had booked by this week";
  made.company = "Northwind";
  made.as_of = as_of;
  made.period = quarter;
  made.currency = "USD";
  made.booked = 1.2e6;
  made.total = spread(4e6);
  made.targets = {{"Company", 4.2e6, 0.31}};
  made.n_group_targets = 2;
  for (int i = 0; i < 15; ++i) {
    made.calls.emplace_back();
    made.calls.back().period = "2025-Q" + std::to_string(1 + i % 4);
    made.calls.back().forecast = 3e6 + i;
    made.calls.back().actual = 3.1e6;
  }
  made.weights = {{"simulation", 0.6, 0.05, 8}, {"seasonal", 0.4, 0, 0}};
  return made;
}

service::Comparison comparison() {
  service::Comparison made;
  made.company = "Northwind";
  made.as_of = as_of;
  made.period = quarter;
  made.currency = "USD";
  made.provenance.trials = 100'000;
  made.unbacked = "there is no backtest of this workspace";
  for (std::string const name : {"base", "slow", "base + slow"}) {
    service::ComparedScenario scenario;
    scenario.name = name;
    scenario.total.spread = spread(4e6);
    scenario.targets = {target()};
    scenario.accuracy = accuracy();
    if (name != "base") {
      results::Estimate const change{-12'345.6, 321};
      scenario.difference = service::Difference{change, change, change, change, {{-0.031, 0.002}}};
      scenario.deals = {{"deal", "D1", "Alpha", -10'000}};
      scenario.groups = {{"region", "EMEA", "", -9'000}, {"owner", "", "", 0}};
      scenario.interaction = service::Interaction{{"base", "slow"}, {150, 20}};
    }
    made.scenarios.push_back(std::move(scenario));
  }
  made.scenarios[1].accuracy->expected.reset();
  service::Combined combined;
  combined.weights = {0.5, 0.3, 0.2};
  combined.total.spread = spread(3.9e6);
  combined.p_hit = {{0.51, 0.002}};
  combined.between = 0.12;
  made.combined = combined;
  return made;
}

service::DryRun dry_run() {
  service::DryRun made;
  made.company = "Northwind";
  made.as_of = as_of;
  made.period = quarter;
  made.currency = "USD";
  scenarios::Effect rate;
  rate.change = "win_rate: odds x 0.8";
  rate.deals = {"D1", "D2"};
  rate.numbers = {{"expected wins", 12.3456, 11}, {"open amount", 1.2e6, 1.1e6}};
  scenarios::Effect created;
  created.change = "new_deals: x 1.2";
  made.scenarios = {{"Slow", "Procurement freeze", "a call", "slow.yaml", {rate, created}}};
  for (int i = 0; i < 30; ++i) {
    made.deals.push_back({"D" + std::to_string(i), "Deal", 0.5, 0.4, 10'000.0, std::nullopt});
  }
  made.rates = {{"expected wins of open deals", 12.3456, 11.1}};
  return made;
}

service::CheckReport check_report(int n_rows) {
  service::CheckReport report;
  report.company = "Northwind";
  report.as_of = core::make_date(2026, 11, 15);
  report.n_rows = 1000;
  report.n_deals = 400;
  report.n_open = 90;
  report.inputs = {{"opportunities.csv", std::string(64, 'b'), 1000}};
  data::Finding finding;
  finding.code = "id.duplicate";
  finding.severity = data::Severity::warning;
  finding.treatment = data::Treatment::dropped;
  finding.message = "The same deal more than once.";
  finding.count = n_rows;
  for (int row = 0; row < n_rows; ++row) {
    finding.places.push_back({"/data/opportunities.csv", row + 2, 0});
    finding.subjects.push_back("deal-" + std::to_string(row));
  }
  report.quality = {91.4, {finding}};
  return report;
}

service::FitReport learn_report() {
  service::FitReport made;
  made.company = "Northwind";
  made.as_of = as_of;
  made.period = quarter;
  made.currency = "USD";
  auto& models = made.models;
  models.past_periods = {quarter, quarter};
  auto& choice = models.win_choice;
  choice.reason = "its log loss is the lowest";
  choice.candidates = {
      {models::win::WinModelKind::table, 6.0, 0.5123, 0.01, 0, 0},
      {models::win::WinModelKind::hazard, std::nullopt, 0.5234, 0.01, 0.0111, 0.002}};
  choice.periods = {"2026-Q3", "2026-Q2"};
  for (std::size_t i = 0; i < 60; ++i) {
    choice.past.push_back({i % 2, 0.01 + 0.016 * static_cast<double>(i), i % 3 == 0});
  }
  choice.recalibration.tried.curve = models::win::Curve::platt;
  choice.recalibration.reason = "the gain is within its error";
  models.win.source = models::win::Source::landmarks;
  models.win.groups.resize(1);
  models.win.groups[0].name = "Enterprise";
  models.win.cells.resize(40);
  for (auto& one : models.win.cells) {
    one.name = "Enterprise / Proposal";
    one.n_deals = 12;
    one.n_won = 5;
    one.rate.mean = 0.41;
    one.rate.q10 = 0.3;
    one.rate.q90 = 0.52;
  }
  models.win.calibration = {100.4, 98, 4.1e6, 4.0e6};
  models.timing.basis = models::timing::Basis::stages;
  models.timing.counts.resize(1);
  models.timing.counts[0].days[0][0] = 7000;
  models.timing.counts[0].wins[0][0] = 40;
  models.timing.win_surge = {2.1, 1.4};
  made.stages.resize(1);
  made.stages[0].name = "Proposal";
  models.amount.tables.resize(1);
  models.amount.tables[0] = {"final over current amount: all", {0.9, 1.0, 1.1}, 1.01, 30, 0.01, 30};
  models.amount.share_unchanged = 0.83;
  models.creation.expected = 4.3;
  models.creation.n_wins = 31;
  models.creation.cells.resize(1);
  models.creation.cells[0].name = "all";
  models.creation.cells[0].n_wins = 31;
  models.creation.cells[0].share = 1;
  models.win_season.month_of_quarter = 3;
  models.win_season.now = {0.2, 0.1};
  models.factor.company = {0.1, {0.5, 0.3, 0.2}};
  models.factor.n_periods = 8;
  return made;
}

service::Tornado tornado() {
  service::Tornado made;
  made.start = starting_point();
  made.target = 0;
  made.targets = {"Company"};
  made.base = estimated(4e6);
  service::TornadoBar bar;
  bar.lever.kind = service::LeverKind::win_rate;
  bar.label = "win rate";
  bar.range.low = 0.8;
  bar.range.high = 1.25;
  bar.low = estimated(3.9e6);
  bar.high = estimated(4.1e6);
  auto market = bar;
  market.lever.kind = service::LeverKind::market;
  market.label = "market";
  market.range.low = -1.28;
  market.range.high = 1.28;
  market.range.note = "one side only";
  market.low = estimated(3.5e6);
  made.bars = {bar, market};
  auto absent = bar;
  absent.absent = "too few periods";
  made.absent = {absent, absent};
  return made;
}

service::Goal goal() {
  service::Goal made;
  made.start = starting_point();
  made.target = "Company";
  made.amount = 4.2e6;
  made.wanted = 0.8;
  made.p_now = 0.57;
  made.p_now_error = 0.001;
  service::GoalRow lever;
  lever.lever = service::Lever{};
  lever.label = "win rate";
  lever.reached = true;
  lever.value = 1.31;
  lever.low = 1.29;
  lever.high = 1.33;
  lever.range = service::LeverRange{0.8, 1.25, std::nullopt, ""};
  auto out_of_reach = lever;
  out_of_reach.reached = false;
  out_of_reach.p_hit = 0.71;
  auto absent = lever;
  absent.absent = "nothing is known of it";
  service::GoalRow pipeline;
  pipeline.label = "pipeline";
  pipeline.reached = true;
  pipeline.pipeline = service::PipelineNeed{as_of + core::Days(21), 84.3, 80, 89, 2e6, 12.3, 20.1};
  auto too_late = pipeline;
  too_late.reached = false;
  made.rows = {lever, out_of_reach, absent, pipeline, too_late};
  return made;
}

service::Sweep sweep(std::size_t n_axes) {
  service::Sweep made;
  made.start = starting_point();
  made.name = "Odds and creation";
  made.target = "Company";
  made.amount = 4.2e6;
  made.base = estimated(4e6);
  made.error = cell(2'000);
  std::size_t const n_columns = n_axes == 1 ? 1 : 30;
  made.axes.push_back({"win_rate.odds", "odds of winning", {}});
  if (n_axes > 1) made.axes.push_back({"new_deals.multiply", "deals created", {}});
  for (std::size_t i = 0; i < 50; ++i) {
    made.axes[0].values.push_back(0.5 + 0.02 * static_cast<double>(i));
    made.rows.emplace_back(n_columns, cell(4e6 + 1e4 * static_cast<double>(i)));
  }
  for (std::size_t i = 0; n_axes > 1 && i < n_columns; ++i) {
    made.axes[1].values.push_back(0.8 + 0.01 * static_cast<double>(i));
  }
  return made;
}

}  // namespace quarterdeck::test
