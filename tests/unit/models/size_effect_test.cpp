// tests/unit/models/size_effect_test.cpp – the slope of win odds on deal size.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/size_effect.hpp"

#include <cmath>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::models::win;

namespace {

std::vector<SizedOutcome> outcomes_with(double slope, int n) {
  random::Stream stream({.seed = 31, .entity = 1});
  std::vector<SizedOutcome> outcomes;
  for (int i = 0; i < n; ++i) {
    SizedOutcome o;
    o.log_size = 0.8 * normal_variate(stream);
    o.logit = -1 + 0.5 * normal_variate(stream);
    double const p = 1 / (1 + std::exp(-(o.logit + slope * o.log_size)));
    o.won = stream.uniform() < p ? 1 : 0;
    outcomes.push_back(o);
  }
  return outcomes;
}

DealState state_of(core::Minor amount) {
  DealState state;
  state.amount = amount;
  state.segment = "all";
  return state;
}

}  // namespace

TEST_CASE("size effect: a known slope is found within its standard error", "[unit]") {
  for (double const slope : {-0.3, 0.0, 0.2}) {
    SizeEffect const effect = fit_slope(outcomes_with(slope, 6000));
    CHECK(std::abs(effect.slope - slope) < 4 * effect.sd_slope);
    CHECK(effect.sd_slope < 0.06);
    CHECK_FALSE(std::abs(effect.slope - slope - 0.3) < 4 * effect.sd_slope);
  }
}

TEST_CASE("size effect: without outcomes the prior stays", "[unit]") {
  SizeEffect const effect = fit_slope({});
  CHECK(effect.slope == 0);
  CHECK(effect.sd_slope == Approx(0.25));
  CHECK(effect.sd_intercept == Approx(0.2));
}

TEST_CASE("size effect: one certain outcome cannot drive it away", "[unit]") {
  SizeEffect const effect = fit_slope({{3, -20, 1e6, 1}});
  CHECK(std::isfinite(effect.slope));
  CHECK(std::isfinite(effect.intercept));
}

TEST_CASE("size effect: sizes are logarithms to the median, in steps, blank at the median",
          "[unit]") {
  SizeEffect effect = fit_slope(outcomes_with(-0.3, 6000));
  effect.median["all"] = 1000;
  CHECK(log_size(effect, state_of(2718)) == Approx(1).epsilon(1e-3));
  CHECK(log_size(effect, state_of(core::no_amount)) == 0);
  CHECK(log_size(effect, state_of(1'000'000'000)) == 3);
  CHECK(size_step(effect, state_of(1000)) == 0);
  CHECK(size_step(effect, state_of(100'000)) > 2);
  std::vector<double> const large = odds_draws(effect, size_step(effect, state_of(20'000)), 1, 512);
  std::vector<double> const small = odds_draws(effect, size_step(effect, state_of(50)), 1, 512);
  for (std::size_t row = 0; row < large.size(); ++row) CHECK(large[row] < small[row]);
  SizeEffect const unknown;
  CHECK(size_step(unknown, state_of(5)) == 0);
  CHECK(odds_draws(unknown, 0, 1, 3) == std::vector<double>(3, 1.0));
}
