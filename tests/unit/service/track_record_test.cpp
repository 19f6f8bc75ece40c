// tests/unit/service/track_record_test.cpp – past forecasts judged without hindsight.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/track_record.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/unit/service/past_forecasts.hpp"
#include "tools/service/past/judge.hpp"

using namespace quarterdeck;
using service::Judged;
using test::past_forecasts;

namespace {

double weight_of(Judged const& judged, std::string const& name) {
  for (auto const& member : judged.weights) {
    if (member.name == name) return member.weight;
  }
  return 0;
}

}  // namespace

TEST_CASE("track record: what comes later changes no earlier judgement", "[unit]") {
  auto const real = past_forecasts({});
  auto changed = real;
  for (std::size_t i = real.size() / 2; i < changed.size(); ++i) {
    auto& row = changed[i];
    row.simulation.crps *= 9;
    row.simulation.pit = 0.999;
    for (auto& method : row.baselines) method.crps *= 0.1;
  }
  auto const a = service::judge(real);
  auto const b = service::judge(changed);
  // Rows of the period that is running when its predecessor's scores change are still untouched.
  for (std::size_t i = 0; i < real.size() / 2; ++i) {
    CHECK(weight_of(a[i], "simulation") == weight_of(b[i], "simulation"));
    CHECK(a[i].stretch == b[i].stretch);
    CHECK(a[i].best_baseline == b[i].best_baseline);
    CHECK(a[i].pool.grid == b[i].pool.grid);
  }
  CHECK(weight_of(a.back(), "simulation") != weight_of(b.back(), "simulation"));
}

TEST_CASE("track record: weights sum to one, and the nearer member gains with its past", "[unit]") {
  auto const past = past_forecasts({});
  auto const judged = service::judge(past);
  for (auto const& one : judged) {
    double sum = 0;
    for (auto const& member : one.weights) sum += member.weight;
    CHECK(sum == Approx(1));
    CHECK(weight_of(one, "last-year") == 0);
    CHECK(one.weights.size() == 4);
    CHECK(one.pool.grid.size() == models::baseline::n_grid);
  }
  CHECK(weight_of(judged.front(), "simulation") > 0.25);  // its claim alone
  CHECK(weight_of(judged.back(), "simulation") > weight_of(judged.back(), "conversion"));
  auto const bad = past_forecasts({.shift = 400});
  auto const of_bad = service::judge(bad);
  CHECK(weight_of(of_bad.back(), "simulation") < 0.25);
  CHECK(weight_of(of_bad.back(), "simulation") < weight_of(of_bad.front(), "simulation"));
}

TEST_CASE("track record: skill has the sign of the truth at every lead", "[unit]") {
  auto const good = past_forecasts({});
  for (auto const& lead : service::track_record(good).leads) {
    REQUIRE(lead.skill);
    CHECK(lead.skill->skill.value > 0);
  }
  auto const bad = past_forecasts({.shift = 400, .reference_sd = 100});
  for (auto const& lead : service::track_record(bad).leads) CHECK(lead.skill->skill.value < 0);
}

TEST_CASE("track record: overconfidence, bias and width show where they should", "[unit]") {
  auto const right = service::track_record(past_forecasts({.n_periods = 24}));
  auto const narrow = service::track_record(past_forecasts({.width = 0.4, .n_periods = 24}));
  auto const wide = service::track_record(past_forecasts({.width = 3, .n_periods = 24}));
  auto const biased = service::track_record(past_forecasts({.shift = 150, .n_periods = 24}));
  REQUIRE(right.predictability.record);
  REQUIRE(narrow.predictability.record);
  double const truth = right.predictability.record->score;
  CHECK(narrow.predictability.record->score < truth);
  CHECK(wide.predictability.record->score < truth);
  CHECK(biased.predictability.record->score < truth);
  CHECK(narrow.predictability.record->honesty_gap.value >
        right.predictability.record->honesty_gap.value);
  CHECK(wide.predictability.record->honesty_gap.value <
        right.predictability.record->honesty_gap.value);
  CHECK(narrow.coverage[1].all.share.value < right.coverage[1].all.share.value);
  CHECK(wide.coverage[1].all.share.value > right.coverage[1].all.share.value);
  CHECK(narrow.spread->correction.stretch > 1.2);
  CHECK(wide.spread->correction.stretch < 0.8);
  CHECK(narrow.spread->helps);
  CHECK(biased.bias.value() == Approx(0.15).margin(0.05));
  CHECK(biased.pits->mean < 0.35);
  CHECK(std::abs(right.pits->mean - 0.5) < 0.15);
}

TEST_CASE("track record: the pool is used once it has beaten the simulation out of time",
          "[unit]") {
  CHECK_FALSE(service::track_record(past_forecasts({})).pool.use_pool);
  CHECK(service::track_record(past_forecasts({.shift = 400, .reference_sd = 100})).pool.use_pool);
  auto const few = past_forecasts({.shift = 400, .reference_sd = 100, .n_periods = 3});
  CHECK_FALSE(service::track_record(few).pool.use_pool);
}

TEST_CASE("track record: coverage counts a period once, however often it was forecast", "[unit]") {
  auto const twice = service::track_record(past_forecasts({}));
  auto const once = service::track_record(past_forecasts({.leads = {9}}));
  auto const length = [](models::evaluate::Interval const& interval) {
    return interval.high - interval.low;
  };
  CHECK(length(twice.coverage[1].all.share.interval) < length(once.coverage[1].all.share.interval));
  CHECK(length(twice.coverage[1].by_period.interval) ==
        Approx(length(once.coverage[1].by_period.interval)));
}
