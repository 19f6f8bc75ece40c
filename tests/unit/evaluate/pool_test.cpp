// tests/unit/evaluate/pool_test.cpp – weights from the past, exact mixtures, and when to use them.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/pool.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/unit/evaluate/simulated.hpp"

using namespace quarterdeck::test;
using namespace quarterdeck::models::evaluate;

TEST_CASE("pool: weights by hand, sum 1", "[unit]") {
  // means (0.24 + 0.24)/4 = 0.12 and (0.72 + 0.24)/4 = 0.24, power 1 + 2/2: weights 4 to 1
  std::vector<MemberPast> const members{{"simulation", 0.24, 2}, {"run-rate", 0.72, 2}};
  auto const weights = pool_weights(members);
  CHECK(weights[0] == Approx(0.8));
  CHECK(weights[1] == Approx(0.2));
  // A claim of 0.12 for two periods: (0.72 + 0.24 + 0.24)/6 = 0.2; the power stays that of periods.
  std::vector<MemberPast> const claimed{{"simulation", 0.24, 2, 0.12, 2},
                                        {"run-rate", 0.72, 2, 0.12, 2}};
  CHECK(pool_weights(claimed)[0] == Approx(0.04 / (0.04 + 0.0144)));
  CHECK(pool_weights({}).empty());
}

TEST_CASE("pool: the best member so far, by its mean", "[unit]") {
  std::vector<MemberPast> members{{"a", 0, 0}, {"b", 0.5, 5}, {"c", 0.24, 3}, {"d", 0.18, 2}};
  CHECK(best_so_far(members) == 2);
  members[3].sum_relative_crps = 0.1;
  CHECK(best_so_far(members) == 3);
  CHECK_FALSE(best_so_far({}));
  CHECK_FALSE(best_so_far(std::vector<MemberPast>{{"a", 0, 0}}));
}

TEST_CASE("pool: equal without a past, and more decided with more periods", "[unit]") {
  std::vector<MemberPast> members{{"a", 0, 0}, {"b", 0, 0}, {"c", 0, 0}};
  for (double const weight : pool_weights(members)) CHECK(weight == Approx(1.0 / 3));
  double last = 0.5;
  for (std::size_t const n : {1U, 4U, 8U, 30U}) {
    auto const count = static_cast<double>(n);
    members = {{"good", 0.08 * count, n}, {"bad", 0.16 * count, n}};
    double const weight = pool_weights(members)[0];
    CHECK(weight > last);
    last = weight;
  }
  CHECK(last > 0.99);
  // The power ends at 8: ((4.8 + 0.24) / (2.4 + 0.24))^8 to 1.
  CHECK(last == Approx(1 / (1 + std::pow(2.64 / 5.04, 8))));
}

TEST_CASE("pool: quantiles of the mixture by hand", "[unit]") {
  std::vector<double> const low{0, 1}, high{10, 11};
  std::vector<PoolMember> const members{{low, 0.75}, {high, 0.25}};
  CHECK(linear_pool(members, 8) == std::vector<double>{0, 0, 0, 1, 1, 1, 10, 11});
  std::vector<PoolMember> const turned{{high, 0.25}, {low, 0.75}};
  CHECK(linear_pool(turned, 8) == linear_pool(members, 8));
}

TEST_CASE("pool: of one member, or of a member with itself, is that member", "[unit]") {
  auto const draws = sorted_normal({100, 20}, "pool", 0, 1'000);
  std::vector<PoolMember> const one{{draws, 1}}, twice{{draws, 0.3}, {draws, 0.7}};
  CHECK(linear_pool(one, 1'000) == draws);
  CHECK(linear_pool(twice, 1'000) == draws);
  std::vector<PoolMember> const other{{draws, 1}, {draws, 0}};
  CHECK(linear_pool(other, 1'000) == draws);
}

TEST_CASE("pool: mean is the weighted mean, absent without weight", "[unit]") {
  auto const a = sorted_normal({100, 20}, "pool", 1, 5'000);
  auto const b = sorted_normal({140, 5}, "pool", 2, 300);
  std::vector<PoolMember> const members{{a, 0.6}, {b, 0.4}};
  auto const draws = linear_pool(members, 20'000);
  auto const sum = [](std::vector<double> const& x) {
    return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  };
  CHECK(sum(draws) == Approx(0.6 * sum(a) + 0.4 * sum(b)).epsilon(1e-4));
  std::vector<PoolMember> const weightless{{a, 0}};
  CHECK(linear_pool(weightless, 10).empty());
  CHECK(linear_pool({}, 10).empty());
}

TEST_CASE("pool: used only when it has beaten the simulation over four periods", "[unit]") {
  std::vector<PairedLoss> past{
      {"2025-Q1", 0.08, 0.10}, {"2025-Q2", 0.06, 0.10}, {"2025-Q3", 0.09, 0.08}};
  auto decision = decide_pool(past);
  CHECK_FALSE(decision.use_pool);
  CHECK(decision.n_periods == 3);
  CHECK(decision.reason == "the pool was judged on 3 past periods and needs 4");
  past.push_back({"2025-Q4", 0.07, 0.09});
  decision = decide_pool(past);
  CHECK(decision.use_pool);
  CHECK(decision.pool == Approx(0.075));
  CHECK(decision.simulation == Approx(0.0925));
  CHECK(decision.gain->skill.value == Approx(1 - 0.30 / 0.37));
  past.back().loss = 0.2;
  CHECK_FALSE(decide_pool(past).use_pool);
  CHECK_FALSE(decide_pool({}).use_pool);
  CHECK_FALSE(decide_pool({}).gain);
}
