// tests/unit/models/win_choice_test.cpp – which model of winning is chosen, and how it is used.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/choice/win_choice.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/core/ids.hpp"
#include "models/compile.hpp"
#include "models/posterior/draws.hpp"
#include "models/win/choice/win_candidates.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::models::win;
using test::day;

namespace {

core::Date const as_of = day(2025, 2, 14);
core::Period const quarter = test::quarter_of(as_of);

/// What tells a company's deals apart.
struct Kind {
  double good = 0.02, poor = 0.02;  ///< chance a day to be won, of the two owners' deals
  bool shuffled = false;            ///< the owner's name on a deal is not whose deal it is
  int n_deals = 1500;
  core::Date first = day(2023, 1, 1);
};

/// Deals without memory: every day each is won or lost with the same chances.
test::Past company(Kind const& kind) {
  test::Past past;
  auto& owners = past.records().text["owner"];
  int const n_days = core::days_between(kind.first, as_of);
  for (int i = 0; i < kind.n_deals; ++i) {
    std::string const id = std::to_string(10'000 + i);
    random::Stream stream({.seed = 3, .entity = core::entity_of(id)});
    bool const good = stream.uniform() < 0.5;
    test::PastDeal deal;
    deal.id = id;
    deal.segment = stream.uniform() < 0.5 ? "East" : "West";
    deal.created = kind.first + core::Days(static_cast<int>(stream.uniform() * n_days));
    deal.amount = 10'000 + static_cast<core::Minor>(stream.uniform() * 100'000);
    deal.entered_close = deal.created + core::Days(30 + static_cast<int>(stream.uniform() * 90));
    bool const named_good = kind.shuffled ? stream.uniform() < 0.5 : good;
    double const won = good ? kind.good : kind.poor;
    for (core::Date today = deal.created + core::Days(1); today <= as_of; today += core::Days(1)) {
      double const u = stream.uniform();
      if (u >= won + 0.01) continue;
      deal.outcome = u < won ? data::Outcome::won : data::Outcome::lost;
      deal.closed = today;
      break;
    }
    past.add(deal);
    owners.push_back(named_good ? "Ann" : "Bob");
  }
  past.records().facts.complete_from = kind.first;
  return past;
}

ForecastInputs inputs_of(data::History const& history, std::optional<WinModelKind> pinned = {}) {
  ModelSpec spec;
  spec.period = quarter;
  spec.segments = {"segment"};
  spec.win_model = pinned;
  ForecastInputs inputs;
  inputs.history = history;
  inputs.pipeline = data::pipeline_at(history, history.as_of);
  inputs.models = models::fit(history, spec);
  inputs.period = quarter;
  inputs.currency = "USD";
  return inputs;
}

Kind const two_owners{0.03, 0.003};

double logit(double p) { return std::log(p / (1 - p)); }

}  // namespace

TEST_CASE("win choice: a covariate that matters is found and used", "[unit]") {
  WinChoice const choice = inputs_of(company(two_owners).history(as_of)).models.win_choice;
  CHECK(choice.kind() == WinModelKind::hazard_with_covariates);
  REQUIRE(choice.candidates.size() == 7);
  CHECK(choice.periods.size() == max_judged_periods);
  CHECK(choice.candidates[2].log_loss < choice.candidates[0].log_loss);
  auto const effects = period_effects(choice);
  auto const ann = std::find_if(effects.begin(), effects.end(),
                                [](PeriodEffect const& one) { return one.level == "Ann"; });
  REQUIRE(ann != effects.end());
  CHECK(ann->low > 1.5);
  CHECK(ann->odds > ann->low);
  CHECK(ann->high > ann->odds);
}

TEST_CASE("win choice: where nothing matters the simplest model is used", "[unit]") {
  Kind shuffled = two_owners;
  shuffled.shuffled = true;
  // Planted: with the owners' names shuffled they tell nothing. What is left is that old deals are
  // those of the poor owner, which hazards may use as well as the table.
  CHECK(inputs_of(company(shuffled).history(as_of)).models.win_choice.kind() !=
        WinModelKind::hazard_with_covariates);
  CHECK(inputs_of(company({}).history(as_of)).models.win_choice.kind() == WinModelKind::table);
}

TEST_CASE("win choice: too little data leaves the table, and a finding", "[unit]") {
  Kind young;
  young.first = day(2024, 1, 1);
  auto const history = company(young).history(as_of);
  FittedModels const models = inputs_of(history).models;
  CHECK(models.win_choice.kind() == WinModelKind::table);
  CHECK(models.win_choice.candidates.empty());
  CHECK(test::has_finding(models.findings, "win.too_few_periods"));
  FittedModels const pinned = inputs_of(history, WinModelKind::hazard).models;
  CHECK(pinned.win_choice.kind() == WinModelKind::hazard);
  CHECK(std::holds_alternative<HazardModel>(pinned.win_choice.model));
  CHECK_FALSE(test::has_finding(pinned.findings, "win.too_few_periods"));
}

TEST_CASE("win choice: an unknown covariate is told", "[unit]") {
  auto const history = company({}).history(as_of);
  ModelSpec spec;
  spec.period = quarter;
  spec.win_covariates = std::vector<std::string>{"owner", "moon"};
  data::Findings const findings = models::fit(history, spec).findings;
  auto const told = std::find_if(
      findings.begin(), findings.end(),
      [](data::Finding const& finding) { return finding.code == "covariate.unknown_column"; });
  REQUIRE(told != findings.end());
  CHECK(told->count == 1);
}

TEST_CASE("win choice: a past period is predicted from what had happened by then", "[unit]") {
  test::Past past = company(two_owners);
  WinChoice const before =
      inputs_of(past.history(as_of), WinModelKind::hazard_with_covariates).models.win_choice;
  core::Date const change = day(2024, 7, 1);  // the two newest periods that are judged begin
  for (data::DealRecord& record : past.records().deals) {
    if (record.outcome == data::Outcome::open || record.close_date < change) continue;
    bool const won = record.outcome == data::Outcome::won;
    record.outcome = won ? data::Outcome::lost : data::Outcome::won;
    record.stage = won ? test::lost_stage : test::won_stage;
    for (data::Event& event : past.records().events) {
      if (&past.records().deals[event.deal] == &record && event.changed_at >= change &&
          event.stage != test::qualify) {
        event.stage = record.stage;
      }
    }
  }
  WinChoice const after =
      inputs_of(past.history(as_of), WinModelKind::hazard_with_covariates).models.win_choice;
  REQUIRE(before.past.size() == after.past.size());
  std::size_t n_same = 0, n_changed = 0;
  for (std::size_t i = 0; i < before.past.size(); ++i) {
    if (before.past[i].period >= 2) {
      CHECK(before.past[i].won == after.past[i].won);
    } else {
      n_changed += before.past[i].won != after.past[i].won ? 1 : 0;
    }
    // Half-lives may be chosen by the newest periods, so only chances at equal ones compare.
    if (before.half_life_periods != after.half_life_periods) continue;
    if (before.past[i].period >= 1) n_same += before.past[i].p == after.past[i].p ? 1 : 0;
  }
  CHECK(n_changed > 10);
  if (before.half_life_periods == after.half_life_periods) {
    auto const expected = std::count_if(before.past.begin(), before.past.end(),
                                        [](PastChance const& one) { return one.period >= 1; });
    CHECK(n_same == static_cast<std::size_t>(expected));
  }
}

TEST_CASE("win choice: chances of a deal and their gradient agree with small steps", "[unit]") {
  auto const inputs =
      inputs_of(company(two_owners).history(as_of), WinModelKind::hazard_with_covariates);
  FittedHazard const& hazard = std::get<HazardModel>(inputs.models.win_choice.model).hazard();
  LandmarkWeeks const& weeks = std::get<HazardModel>(inputs.models.win_choice.model).weeks();
  LandmarkCourse const deal = weeks.deals(0).front();
  for (std::size_t const n_before : {std::size_t{0}, std::size_t{2}}) {
    WeekSpan span = deal.weeks;
    span.n_before = n_before;
    WinChance const chance = chance_with_gradient(weeks.rows(), span, hazard.fit.mode);
    CHECK(chance.p == Approx(chance_of_win(weeks.rows(), span, hazard.fit.mode)));
    double const step = 1e-5;
    for (Eigen::Index j = 0; j < hazard.fit.mode.size(); j += 3) {
      Eigen::MatrixXd up = hazard.fit.mode, down = up;
      up.reshaped()[j] += step;
      down.reshaped()[j] -= step;
      double const slope = (logit(chance_of_win(weeks.rows(), span, up)) -
                            logit(chance_of_win(weeks.rows(), span, down))) /
                           (2 * step);
      CHECK(chance.gradient[j] == Approx(slope).margin(1e-6));
    }
  }
}

TEST_CASE("win choice: one step to other weights comes close to a fit with them", "[unit]") {
  auto const inputs =
      inputs_of(company(two_owners).history(as_of), WinModelKind::hazard_with_covariates);
  LandmarkWeeks const& weeks = std::get<HazardModel>(inputs.models.win_choice.model).weeks();
  FittedHazard const& all = std::get<HazardModel>(inputs.models.win_choice.model).hazard();
  LogitOptions fixed;
  fixed.max_updates = 0;
  std::vector<double> weights(weeks.n_landmarks(), 1.0);
  FittedHazard const start = weeks.fit(weights, as_of, fixed, &all.fit);
  ReweightedHazard const reweighted(weeks, start.fit, std::vector<bool>(weights.size(), true));
  CHECK((reweighted.mode(weights) - start.fit.mode).norm() < 1e-6);
  weights[1] = 0;
  FittedHazard const without = weeks.fit(weights, as_of, fixed, &start.fit);
  Eigen::MatrixXd const step = reweighted.mode(weights);
  CHECK((step - without.fit.mode).norm() < 0.1 * (start.fit.mode - without.fit.mode).norm());
}

TEST_CASE("compile: with hazards, means of the draws, curves and chances agree", "[unit]") {
  auto const inputs =
      inputs_of(company(two_owners).history(as_of), WinModelKind::hazard_with_covariates);
  FittedHazard const& hazard = std::get<HazardModel>(inputs.models.win_choice.model).hazard();
  Compiled const compiled = compile(inputs, {.seed = 1, .n_rows = 1024});
  auto const ends = window_steps(as_of, quarter, hazard.spec.weeks);
  HazardAhead const ahead(hazard, {inputs.history, inputs.pipeline.deals, as_of, ends});
  plan::Plan const& plan = compiled.plan;
  REQUIRE(plan.deals.size() == inputs.pipeline.deals.size());
  for (std::size_t i = 0; i < plan.deals.size(); ++i) {
    double mean = 0;
    for (double const x : plan.draws.level.col(plan.deals.cell[i])) mean += normal_cdf(x) / 1024;
    CHECK(mean == Approx(compiled.deals[i].p_win_in_period).margin(1e-6));
    CHECK(compiled.deals[i].p_win >= compiled.deals[i].p_win_in_period);
    CHECK(compiled.deals[i].p_win <= 1);
    auto const deal =
        std::find_if(inputs.pipeline.deals.begin(), inputs.pipeline.deals.end(),
                     [&](data::OpenDeal const& one) { return one.id == compiled.deals[i].id; });
    auto const row = static_cast<std::size_t>(deal - inputs.pipeline.deals.begin());
    Curves const curves = ahead.curves(row, hazard.fit.mode);
    double const p = inputs.models.win_choice.recalibration.used.chance(curves.won.back());
    CHECK(std::abs(mean - p) < 0.03);
    auto const& shape = plan.curves[plan.deals.curve[i]];
    for (std::size_t w = 0; w < shape.size(); ++w) {
      CHECK(std::abs(shape[w] - curves.won[w] / curves.won.back()) < 0.003);
    }
    REQUIRE_FALSE(compiled.deals[i].reasons.empty());
  }
  // The owner tells most of the chance of nearly every deal.
  auto const n = std::count_if(compiled.deals.begin(), compiled.deals.end(), [](auto const& deal) {
    return deal.reasons.front().what == "owner";
  });
  CHECK(2 * n > static_cast<std::ptrdiff_t>(compiled.deals.size()));
}

TEST_CASE("compile: with hazards, another deal changes no other deal's draws", "[unit]") {
  auto inputs = inputs_of(company(two_owners).history(as_of), WinModelKind::hazard_with_covariates);
  Compiled const all = compile(inputs, {.seed = 1, .n_rows = 64});
  inputs.pipeline.deals.erase(inputs.pipeline.deals.begin() + 3);
  Compiled const fewer = compile(inputs, {.seed = 1, .n_rows = 64});
  for (std::size_t i = 0; i < fewer.deals.size(); ++i) {
    auto const same = std::find_if(all.deals.begin(), all.deals.end(),
                                   [&](auto const& deal) { return deal.id == fewer.deals[i].id; });
    auto const j = static_cast<std::size_t>(same - all.deals.begin());
    CHECK((all.plan.draws.level.col(all.plan.deals.cell[j]) ==
           fewer.plan.draws.level.col(fewer.plan.deals.cell[i])));
  }
}

TEST_CASE("compile: with hazards, a period that has not begun counts its own wins only", "[unit]") {
  auto inputs = inputs_of(company({}).history(as_of));
  ModelSpec spec;
  spec.period = core::FiscalCalendar().next(quarter);
  spec.segments = {"segment"};
  spec.win_model = WinModelKind::hazard;
  inputs.models = models::fit(inputs.history, spec);
  inputs.period = spec.period;
  Compiled const next = compile(inputs, {.seed = 1, .n_rows = 256});
  // Won 0.02 and lost 0.01 a day: 2/3 (0.97^45 - 0.97^136) of the deals open on 14 February are
  // won in the second quarter.
  double const truth = 2.0 / 3 * (std::pow(0.97, 45) - std::pow(0.97, 136));
  double mean = 0;
  for (auto const& deal : next.deals) {
    mean += deal.p_win_in_period / static_cast<double>(next.deals.size());
    CHECK(deal.p_win > deal.p_win_in_period);
  }
  CHECK(std::abs(mean - truth) < 0.05);
}

TEST_CASE("compile: levels never seen are drawn from their family and widen the chance", "[unit]") {
  test::Past past = company(two_owners);
  std::string last;
  data::TextColumn owners;
  for (std::size_t i = 0; i < past.records().deals.size(); ++i) {
    bool const first = last.empty() && past.records().deals[i].outcome == data::Outcome::open;
    if (first) last = past.records().deals[i].id;
    owners.push_back(first ? "Newcomer" : past.records().text.at("owner")[i]);
  }
  past.records().text["owner"] = owners;
  auto const inputs = inputs_of(past.history(as_of), WinModelKind::hazard_with_covariates);
  Compiled const compiled = compile(inputs, {.seed = 1, .n_rows = 1024});
  auto const spread = [&](std::size_t deal) {
    auto const level = compiled.plan.draws.level.col(compiled.plan.deals.cell[deal]).array();
    return std::sqrt((level - level.mean()).square().mean());
  };
  double unseen = 0, seen = 0;
  for (std::size_t i = 0; i < compiled.deals.size(); ++i) {
    (compiled.deals[i].id == last ? unseen : seen) = spread(i);
  }
  CHECK(unseen > 2 * seen);
  CHECK(std::isfinite(unseen));
}

TEST_CASE("compile: hazards of degenerate pasts are finite", "[unit]") {
  enum class Fault { no_losses, no_wins, ten_deals, no_close_dates, new_stage, one_owner };
  for (Fault const fault : {Fault::no_losses, Fault::no_wins, Fault::ten_deals,
                            Fault::no_close_dates, Fault::new_stage, Fault::one_owner}) {
    Kind kind;
    kind.n_deals = fault == Fault::ten_deals ? 10 : 300;
    test::Past past = company(kind);
    data::Records& records = past.records();
    bool staged = false;
    if (fault == Fault::one_owner) {
      data::TextColumn owners;
      for (std::size_t i = 0; i < records.deals.size(); ++i) owners.push_back("Ann");
      records.text["owner"] = owners;
    }
    for (std::size_t i = 0; i < records.deals.size(); ++i) {
      data::DealRecord& record = records.deals[i];
      if (fault == Fault::no_close_dates) record.close_date = core::no_date;
      bool const turn = (fault == Fault::no_losses && record.outcome == data::Outcome::lost) ||
                        (fault == Fault::no_wins && record.outcome == data::Outcome::won);
      if (turn) {
        record.outcome = fault == Fault::no_losses ? data::Outcome::won : data::Outcome::lost;
        record.stage = fault == Fault::no_losses ? test::won_stage : test::lost_stage;
      }
      for (data::Event& event : records.events) {
        if (event.deal != i) continue;
        if (fault == Fault::no_close_dates) event.close_date = core::no_date;
        if (turn && event.stage != test::qualify) event.stage = record.stage;
        bool const open = record.outcome == data::Outcome::open;
        if (fault == Fault::new_stage && open && !staged) {
          staged = true;
          event.stage = record.stage = test::propose;
        }
      }
    }
    INFO("fault " << static_cast<int>(fault));
    for (WinModelKind const method : {WinModelKind::hazard, WinModelKind::hazard_with_covariates}) {
      Compiled const compiled =
          compile(inputs_of(past.history(as_of), method), {.seed = 1, .n_rows = 64});
      for (auto const& deal : compiled.deals) {
        CHECK(deal.p_win_in_period >= 0);
        CHECK(deal.p_win_in_period <= deal.p_win);
        CHECK(deal.p_win <= 1);
      }
      CHECK(compiled.plan.draws.level.allFinite());
    }
  }
}

TEST_CASE("compile: large books get fewer rows, small ones all", "[unit]") {
  auto inputs = inputs_of(company(two_owners).history(as_of), WinModelKind::hazard);
  CHECK(compile(inputs, {.seed = 1, .n_rows = 2048}).plan.draws.n_rows() == 2048);
  data::OpenDeal const model_deal = inputs.pipeline.deals.front();
  inputs.pipeline.deals.clear();
  for (std::uint64_t i = 0; i < 6000; ++i) {
    data::OpenDeal deal = model_deal;
    deal.entity = i + 1;
    inputs.pipeline.deals.push_back(deal);
  }
  CHECK(compile(inputs, {.seed = 1, .n_rows = 2048}).plan.draws.n_rows() == 1024);
}
