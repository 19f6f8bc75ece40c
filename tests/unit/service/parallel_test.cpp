// tests/unit/service/parallel_test.cpp – every piece once, and the first fault in order.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/parallel.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using quarterdeck::service::for_each_index;

TEST_CASE("for_each_index: every piece is done once", "[unit]") {
  for (int const n_threads : {1, 2, 5}) {
    std::vector<int> done(100, 0);
    for_each_index(done.size(), n_threads, [&](std::size_t i) { ++done[i]; });
    CHECK(done == std::vector<int>(100, 1));
  }
  for_each_index(0, 3, [](std::size_t) { throw std::logic_error("nothing to do"); });
}

TEST_CASE("for_each_index: one fault does not stop the rest; the first in order is thrown",
          "[unit]") {
  std::vector<int> done(20, 0);
  auto const work = [&](std::size_t i) {
    if (i == 7 || i == 3) throw std::runtime_error(std::to_string(i));
    done[i] = 1;
  };
  CHECK_THROWS_WITH(for_each_index(done.size(), 4, work), "3");
  CHECK(std::count(done.begin(), done.end(), 1) == 18);
}
