// tests/unit/models/plausible_range_test.cpp – ranges learned from periods, against known spreads.
// SPDX-License-Identifier: Apache-2.0
#include "models/fit/plausible_range.hpp"

#include <cmath>

#include "models/posterior/draws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models;
using namespace quarterdeck::test;

namespace {

/// Periods whose log factor has the spread tau, seen through sampling noise.
std::vector<Deviation> seen(std::uint64_t seed, double tau, double noise, int n) {
  std::vector<Deviation> deviations;
  for (int q = 0; q < n; ++q) {
    random::Stream stream({.seed = seed, .entity = static_cast<std::uint64_t>(q) + 1});
    double const truth = tau * normal_variate(stream);
    deviations.push_back(
        {std::to_string(q), truth + noise * normal_variate(stream), noise * noise});
  }
  return deviations;
}

/// Whether ranges hold a further period in four of five companies whose tau is drawn from its
/// prior.
bool covers(double noise_told) {
  int const n_companies = 1500;
  int inside = 0;
  for (int c = 0; c < n_companies; ++c) {
    auto const seed = static_cast<std::uint64_t>(c) + 1;
    random::Stream stream({.seed = seed, .entity = 1000});
    double const tau = std::abs(range_prior_sd * normal_variate(stream));
    auto deviations = seen(seed, tau, 0.3, 12);
    for (Deviation& d : deviations) d.variance = noise_told * noise_told;
    auto const range = range_of(deviations);
    // What is expected of a period to come is the mean of the past.
    double next = tau * normal_variate(stream);
    for (Deviation const& d : deviations) next -= d.log_factor / 12;
    inside += std::log(range->low) <= next && next <= std::log(range->high) ? 1 : 0;
  }
  return count_agrees(inside, n_companies, 0.8);
}

}  // namespace

TEST_CASE("plausible range: holds four of five periods to come, noise taken out", "[unit]") {
  CHECK(covers(0.3));
}

TEST_CASE("plausible range: noise that is not taken out shows", "[unit]") {
  CHECK_FALSE(covers(0.01));
}

TEST_CASE("plausible range: long pasts give the known spread", "[unit]") {
  for (double const tau : {0.05, 0.2, 0.5}) {
    auto const range = range_of(seen(7, tau, 0.1, 400));
    REQUIRE(range);
    // sd of an estimated spread: (tau² + s²) / (tau √(2 n)), six of them.
    double const error = (tau * tau + 0.01) / (tau * std::sqrt(800.0));
    CHECK(std::abs(range->tau - tau) < 6 * error);
    CHECK(std::log(range->high) == Approx(1.2816 * tau).margin(1.2816 * 6 * error));
    CHECK(range->low == Approx(1 / range->high));
  }
}

TEST_CASE("plausible range: fewer than four periods tell nothing", "[unit]") {
  CHECK_FALSE(range_of(seen(1, 0.2, 0.1, 3)));
  CHECK(range_of(seen(1, 0.2, 0.1, 4)));
}

TEST_CASE("plausible ranges: a steady company has narrow ones, a shaken one wide ones", "[unit]") {
  core::Date const as_of = day(2025, 11, 14);
  auto const steady = steady_past({.deals_per_quarter = 300});
  auto const inputs = inputs_of(steady.history(as_of), quarter_of(as_of));
  PlausibleRanges const ranges(inputs.history, inputs.models);
  Past shaken = steady;
  auto& records = shaken.records();
  auto const is_odd = [](std::string const& id) { return std::stol(id) / 1000 % 2 == 1; };
  for (auto& event : records.events) {
    if (event.amount != core::no_amount && is_odd(records.deals[event.deal].id)) event.amount *= 2;
  }
  for (auto& deal : records.deals) {
    if (is_odd(deal.id)) deal.amount *= 2;
  }
  auto const other = inputs_of(shaken.history(as_of), quarter_of(as_of));
  PlausibleRanges const wide(other.history, other.models);
  auto const calm = ranges(Force::amount, "", "");
  auto const rough = wide(Force::amount, "", "");
  REQUIRE(calm.range);
  REQUIRE(rough.range);
  CHECK(calm.range->high < 1.15);
  // Deals are won up to a quarter after they were created, so half of the doubling shows.
  CHECK(rough.range->high > 1.15);
  CHECK(std::log(rough.range->high) > 1.5 * std::log(calm.range->high));
  for (Force const force : {Force::win_rate, Force::cycle, Force::creation}) {
    auto const company = ranges(force, "", "");
    auto const segment = ranges(force, "segment", "East");
    REQUIRE(company.range);
    REQUIRE(segment.range);
    CHECK(company.range->periods.size() >= 4);
    // Independent deals: sampling noise is nearly all there is.
    CHECK(company.range->high < 1.5);
  }
  auto const nobody = ranges(Force::amount, "segment", "North");
  CHECK_FALSE(nobody.range);
  CHECK_FALSE(nobody.absent.empty());
}
