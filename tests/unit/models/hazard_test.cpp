// tests/unit/models/hazard_test.cpp – weekly hazards of companies whose hazards are known.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/hazard.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::models::win;
using test::day;

namespace {

/// Chances a day of an open deal.
struct Daily {
  double won = 0, lost = 0;
  [[nodiscard]] double open() const { return 1 - won - lost; }
  /// P(won within n days)
  [[nodiscard]] double won_within(int n) const {
    return won / (won + lost) * (1 - std::pow(open(), n));
  }
  /// log of P(won) over P(open) of a week, as the model's linear predictor
  [[nodiscard]] double week_logit() const { return std::log(won_within(7) / std::pow(open(), 7)); }
};
constexpr Daily east{0.010, 0.008}, west{0.005, 0.008}, after_change{0.002, 0.012};

core::Date const as_of = day(2025, 6, 18);

/// Deals of two segments with constant hazards; from `change` on both have those of after_change.
test::Past company(std::uint64_t seed, int n_deals, core::Date change = day(2100, 1, 1)) {
  test::Past past;
  for (int i = 0; i < n_deals; ++i) {
    std::string const id = std::to_string(10'000 + i);
    random::Stream stream({.seed = seed, .entity = core::entity_of(id)});
    test::PastDeal deal;
    deal.id = id;
    deal.segment = stream.uniform() < 0.5 ? "East" : "West";
    deal.created = day(2023, 1, 1) + core::Days(static_cast<int>(stream.uniform() * 900));
    deal.amount = 10'000 + static_cast<core::Minor>(stream.uniform() * 100'000);
    deal.entered_close = deal.created + core::Days(30 + static_cast<int>(stream.uniform() * 90));
    for (core::Date today = deal.created + core::Days(1); today <= as_of; today += core::Days(1)) {
      Daily const& chance = today > change ? after_change : deal.segment == "East" ? east : west;
      double const u = stream.uniform();
      if (u >= chance.won + chance.lost) continue;
      deal.outcome = u < chance.won ? data::Outcome::won : data::Outcome::lost;
      deal.closed = today;
      break;
    }
    past.add(deal);
  }
  past.records().facts.complete_from = day(2023, 1, 1);
  return past;
}

HazardSpec by_segment() {
  HazardSpec spec;
  spec.weeks.segments = {"segment"};
  spec.half_life_periods = std::nullopt;
  return spec;
}

std::vector<core::Date> quarter_ahead() {
  return week_grid(as_of, as_of + core::Days(91), PersonPeriodSpec{});
}

/// Open deals of one segment.
std::vector<data::OpenDeal> open_in(data::History const& history, std::string const& segment) {
  std::vector<data::OpenDeal> deals = data::pipeline_at(history, as_of).deals;
  std::erase_if(deals, [&](data::OpenDeal const& deal) {
    return data::text_at(history, deal.history_row, "segment", as_of) != segment;
  });
  return deals;
}

Eigen::VectorXd normals(Eigen::Index n, std::uint64_t seed) {
  random::Stream stream({.seed = seed, .entity = 3});
  Eigen::VectorXd z(n);
  for (double& value : z) value = normal_variate(stream);
  return z;
}

Effect find(std::vector<Effect> const& effects, std::string const& level, data::Outcome cause) {
  for (Effect const& effect : effects) {
    if (effect.level == level && effect.cause == cause) return effect;
  }
  FAIL("no effect of " << level);
  return {};
}

}  // namespace

TEST_CASE("hazard: the effect of a segment is found within its interval", "[unit]") {
  data::History const history = company(1, 3000).history(as_of);
  FittedHazard const hazard = fit_hazard(history, by_segment());
  REQUIRE(hazard.fit.converged);
  CHECK(hazard.n_won > 1000);
  std::vector<Effect> const effects = effects_of(hazard);
  Effect const in_east = find(effects, "East", data::Outcome::won);
  Effect const in_west = find(effects, "West", data::Outcome::won);
  double const truth = east.week_logit() - west.week_logit();
  double const found = in_east.log_odds - in_west.log_odds;
  double const sd = in_east.sd + in_west.sd;  // both move together against the average
  double const limit = test::z_limit(1e-4) * sd;
  CHECK(std::abs(found - truth) < limit);
  CHECK_FALSE(std::abs(found - 1.5 * truth) < limit);  // planted: half as large again
  CHECK(in_east.low < in_east.odds_ratio);
  CHECK(in_east.odds_ratio < in_east.high);
  CHECK(in_east.low > 1);
  CHECK(in_west.high < 1);
  // What does nothing shrinks: hazards do not depend on age, pushes, amount or the calendar.
  for (Effect const& effect : effects) {
    if (effect.covariate == "segment") continue;
    INFO(effect.covariate << ", " << effect.level);
    CHECK(std::abs(effect.log_odds) < 0.25);
  }
}

TEST_CASE("hazard: chances of open deals are the true ones", "[unit]") {
  // Over many small companies, so that the tolerance is the standard error of the mean.
  std::vector<double> eastern, western;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    data::History const history = company(100 + seed, 600).history(as_of);
    FittedHazard const hazard = fit_hazard(history, by_segment());
    std::vector<core::Date> const ends = quarter_ahead();
    for (auto const& [segment, sample] :
         {std::pair("East", &eastern), std::pair("West", &western)}) {
      std::vector<data::OpenDeal> const deals = open_in(history, segment);
      HazardAhead const ahead(hazard, {history, deals, as_of, ends});
      double sum = 0;
      for (std::size_t i = 0; i < ahead.n_deals(); ++i) {
        sum += ahead.curves(i, hazard.fit.mode).won.back();
      }
      sample->push_back(sum / static_cast<double>(ahead.n_deals()));
    }
  }
  int const n_days = core::days_between(as_of, quarter_ahead().back());
  // The effect of a segment is shrunk a little towards none; that much is allowed for.
  CHECK(test::mean_agrees(eastern, east.won_within(n_days), 1e-4));
  CHECK(test::mean_agrees(western, west.won_within(n_days), 1e-4));
  CHECK_FALSE(test::mean_agrees(eastern, 1.2 * east.won_within(n_days), 1e-4));  // planted
}

TEST_CASE("hazard: curves rise, share one, and follow draws of the coefficients", "[unit]") {
  data::History const history = company(2, 800).history(as_of);
  FittedHazard const hazard = fit_hazard(history, by_segment());
  auto const deals = data::pipeline_at(history, as_of).deals;
  std::vector<core::Date> const ends = quarter_ahead();
  HazardAhead const ahead(hazard, {history, deals, as_of, ends});
  REQUIRE(ahead.n_deals() == deals.size());
  REQUIRE(ahead.n_steps() == ends.size());
  for (std::uint64_t const seed : {1U, 2U}) {
    Eigen::MatrixXd const drawn = hazard.fit.draw(normals(hazard.fit.mode.size(), seed));
    for (std::size_t i = 0; i < ahead.n_deals(); ++i) {
      Curves const curves = ahead.curves(i, drawn);
      CHECK(std::is_sorted(curves.won.begin(), curves.won.end()));
      CHECK(std::is_sorted(curves.lost.begin(), curves.lost.end()));
      CHECK(curves.won.back() + curves.lost.back() < 1);
      CHECK(curves.won.front() > 0);
    }
  }
}

TEST_CASE("hazard: the level's gradient is that of the curve", "[unit]") {
  data::History const history = company(3, 800).history(as_of);
  FittedHazard const hazard = fit_hazard(history, by_segment());
  auto const deals = data::pipeline_at(history, as_of).deals;
  HazardAhead const ahead(hazard, {history, deals, as_of, quarter_ahead()});
  Eigen::MatrixXd const& mode = hazard.fit.mode;
  std::size_t const step = 9;
  auto const logit_at = [&](Eigen::MatrixXd const& b) {
    double const p = ahead.curves(0, b).won[step];
    return std::log(p / (1 - p));
  };
  DealLevel const level = ahead.level(0, step);
  CHECK(level.logit == Approx(logit_at(mode)).epsilon(1e-12));
  double const h = 1e-5;
  for (Eigen::Index j = 0; j < mode.size(); ++j) {
    Eigen::MatrixXd up = mode, down = mode;
    up.reshaped()[j] += h;
    down.reshaped()[j] -= h;
    CHECK(level.gradient[j] == Approx((logit_at(up) - logit_at(down)) / (2 * h)).margin(1e-7));
  }
  // Draws to first order are the draws themselves, but for what bends.
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Eigen::MatrixXd const drawn = hazard.fit.draw(normals(mode.size(), seed));
    CHECK(level.at(drawn, mode) == Approx(logit_at(drawn)).margin(0.03));
  }
}

TEST_CASE("hazard: contributions name what sets a deal apart", "[unit]") {
  data::History const history = company(4, 1200).history(as_of);
  FittedHazard const hazard = fit_hazard(history, by_segment());
  for (auto const& [segment, sign] : {std::pair("East", 1), std::pair("West", -1)}) {
    std::vector<data::OpenDeal> const deals = open_in(history, segment);
    HazardAhead const ahead(hazard, {history, deals, as_of, quarter_ahead()});
    DealLevel const level = ahead.level(0, 12);
    REQUIRE_FALSE(level.contributions.empty());
    CHECK(level.contributions.front().covariate == "segment");
    CHECK(level.contributions.front().level == segment);
    CHECK(level.contributions.front().logit * sign > 0.1);
  }
}

TEST_CASE("hazard: later weeks count more with a half-life, and its score finds a change",
          "[unit]") {
  HazardSpec spec = by_segment();
  data::History const steady = company(5, 700).history(as_of);
  // The hazards of both causes changed a year before the first period that is predicted.
  data::History const changed = company(5, 700, day(2024, 1, 1)).history(as_of);
  auto const scores = score_half_lives(changed, spec, {1.0, std::nullopt}, 2);
  REQUIRE(scores.size() == 2);
  CHECK(scores[0].n_weeks > 200);
  CHECK(scores[0].n_weeks == scores[1].n_weeks);
  CHECK(scores[0].log_loss < scores[1].log_loss);
  auto const same = score_half_lives(steady, spec, {0.2, std::nullopt}, 2);
  CHECK(same[1].log_loss < same[0].log_loss);
  // Nothing to learn from: no score.
  CHECK(score_half_lives(test::Past().history(as_of), spec)[0].n_weeks == 0);
}

TEST_CASE("hazard: little or nothing to learn from gives finite chances", "[unit]") {
  test::Past one_open;
  one_open.add({.id = "x", .created = day(2025, 5, 1), .segment = "North"});
  test::Past only_lost;
  for (int i = 0; i < 30; ++i) {
    only_lost.add({.id = std::to_string(i),
                   .created = day(2024, 1, 1),
                   .closed = day(2024, 2, 1) + core::Days(7 * i),
                   .outcome = data::Outcome::lost,
                   .segment = "East"});
  }
  only_lost.add({.id = "x", .created = day(2025, 5, 1), .amount = 0, .segment = "North"});
  for (test::Past const& past : {one_open, only_lost}) {
    data::History const history = past.history(as_of);
    FittedHazard const hazard = fit_hazard(history, by_segment());
    CHECK(hazard.fit.mode.allFinite());
    auto const deals = data::pipeline_at(history, as_of).deals;
    REQUIRE(deals.size() == 1);
    HazardAhead const ahead(hazard, {history, deals, as_of, quarter_ahead()});
    Curves const curves = ahead.curves(0, hazard.fit.mode);
    CHECK(std::isfinite(curves.won.back()));
    CHECK(curves.won.back() + curves.lost.back() <= 1);
    DealLevel const level = ahead.level(0, 12);
    CHECK(std::isfinite(level.logit));
    CHECK(level.gradient.allFinite());
  }
}
