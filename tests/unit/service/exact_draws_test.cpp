// tests/unit/service/exact_draws_test.cpp – the exact engine keeps within its memory.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/exact_draws.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck;

TEST_CASE("exact draws: all of the run's for common books, fewer for very large ones", "[unit]") {
  results::Results run;
  run.n_trials = 100'032;
  run.trials_per_outer_draw = 16;
  plan::Plan plan;
  auto const draws_of = [&](std::size_t n_cells) {
    plan.cells.resize(n_cells);
    return service::draws_to_check(plan, run);
  };
  CHECK(draws_of(0) == 6252);
  CHECK(draws_of(500) == 6252);
  auto const of_20_000 = draws_of(20'000);
  CHECK(of_20_000 * 16 * 20'000 <= std::uint64_t{256} << 20U);
  CHECK((of_20_000 + 1) * 16 * 20'000 > std::uint64_t{256} << 20U);
  CHECK(service::trials_to_check(plan, run) == static_cast<std::int64_t>(of_20_000) * 16);
  CHECK(draws_of(1'000'000) == 256);
  run.n_trials = 64;
  CHECK(draws_of(1'000'000) == 4);
}
