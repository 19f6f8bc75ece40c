// tests/unit/evaluate/point_scores_test.cpp – percentage errors, and what they do with zeros.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/point_scores.hpp"

#include <vector>

#include "tests/support/catch.hpp"

using namespace quarterdeck::models::evaluate;

TEST_CASE("point scores: by hand", "[unit]") {
  std::vector<double> const forecasts{90, 120, 60}, actuals{100, 100, 50}, crps{4, 6, 5};
  CHECK(*wape(forecasts, actuals) == Approx(40.0 / 250));
  CHECK(*bias(forecasts, actuals) == Approx(20.0 / 250));
  CHECK(mape(forecasts, actuals)->value == Approx((0.1 + 0.2 + 0.2) / 3));
  CHECK(mape(forecasts, actuals)->left_out == 0);
  CHECK(*normalised_crps(crps, actuals) == Approx(15.0 / 250));
}

TEST_CASE("point scores: zeros and nothing", "[unit]") {
  std::vector<double> const none, zeros{0, 0}, some{0, 10}, forecasts{3, 8};
  CHECK_FALSE(wape(none, none));
  CHECK_FALSE(bias(none, none));
  CHECK_FALSE(mape(none, none));
  CHECK_FALSE(normalised_crps(none, none));
  CHECK_FALSE(wape(forecasts, zeros));
  CHECK_FALSE(mape(forecasts, zeros));
  CHECK(*wape(forecasts, some) == Approx(0.5));
  CHECK(mape(forecasts, some)->value == Approx(0.2));
  CHECK(mape(forecasts, some)->left_out == 1);
}

TEST_CASE("point scores: MAPE prefers a forecast that is too low, WAPE does not", "[unit]") {
  std::vector<double> const actuals{50, 200}, low{50, 50}, middle{125, 125};
  CHECK(mape(low, actuals)->value < mape(middle, actuals)->value);
  CHECK(*wape(low, actuals) == *wape(middle, actuals));
}
