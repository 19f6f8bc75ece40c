// tests/unit/service/parallel_test.cpp – every piece once, and the first fault in order.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/parallel.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
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

TEST_CASE("for_each_index: a team tells how far it is, and stops when told or on a fault",
          "[unit]") {
  std::vector<double> shares;
  quarterdeck::service::Hooks hooks{[&](std::string_view, double share) {
    shares.push_back(share);
    return quarterdeck::simulate::Continue::yes;
  }};
  std::vector<int> done(12, 0);
  CHECK(for_each_index(done.size(), {3, hooks, "working"}, [&](std::size_t i) { ++done[i]; }));
  CHECK(done == std::vector<int>(12, 1));
  CHECK(shares.size() == 12);
  CHECK(*std::ranges::max_element(shares) == 1);

  hooks.progress = [](std::string_view, double share) {
    return share < 0.5 ? quarterdeck::simulate::Continue::yes
                       : quarterdeck::simulate::Continue::stop;
  };
  int n = 0;
  CHECK_FALSE(for_each_index(10, {1, hooks, "working"}, [&](std::size_t) { ++n; }));
  CHECK(n == 5);

  n = 0;
  hooks.progress = {};
  auto const failing = [&](std::size_t i) {
    ++n;
    if (i == 2) throw std::runtime_error("2");
  };
  CHECK_THROWS_WITH(for_each_index(10, {1, hooks, "working"}, failing), "2");
  CHECK(n == 3);
}
