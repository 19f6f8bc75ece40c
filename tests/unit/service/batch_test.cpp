// tests/unit/service/batch_test.cpp – how a batch shares out its threads.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/batch/batch.hpp"

#include <numeric>

#include "tests/support/catch.hpp"

using namespace quarterdeck;

TEST_CASE("batch: workers never have more threads together than the batch", "[unit][service]") {
  for (int n_threads = 1; n_threads <= 20; ++n_threads) {
    for (std::size_t n_runs = 1; n_runs <= 25; ++n_runs) {
      auto const shares = service::split_threads(n_threads, n_runs);
      INFO(n_threads << " threads, " << n_runs << " runs");
      CHECK(std::accumulate(shares.begin(), shares.end(), 0) == n_threads);
      CHECK(shares.size() == std::min(n_runs, static_cast<std::size_t>(n_threads)));
      CHECK(shares.back() >= 1);
      CHECK(shares.front() - shares.back() <= 1);
    }
  }
}

TEST_CASE("batch: the key of a run tells apart what its parts do not run together",
          "[unit][service]") {
  using service::key_of;
  CHECK(key_of({{"a", "b"}}) == key_of({{"a", "b"}}));
  CHECK(key_of({{"a", "b"}}) != key_of({{"a", "c"}}));
  CHECK(key_of({{"ab", "c"}}) != key_of({{"a", "bc"}}));
  CHECK(key_of({{"a", "b"}, {"c", "d"}}) != key_of({{"c", "d"}, {"a", "b"}}));
}
