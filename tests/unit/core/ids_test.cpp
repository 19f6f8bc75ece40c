// tests/unit/core/ids_test.cpp – identities never move, for random numbers hang on them.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/ids.hpp"

#include <string>
#include <unordered_set>

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

// Values of a separate implementation in another language. They change only together with
// stream_version.
TEST_CASE("ids: entities are the ones of stream version 1", "[unit]") {
  CHECK(stream_version == 1);
  CHECK(entity_of("") == 0xc3817c016ba4ff30U);
  CHECK(entity_of("006A") == 0x699ee6dd1a9b5d74U);
  CHECK(entity_of("deal-1") == 0x3bb9df1292c7157cU);
  CHECK(entity_of("Zürich") == 0x99fce95413b7844dU);
}

TEST_CASE("ids: names in sequence share neither identity nor its halves", "[unit]") {
  std::unordered_set<std::uint64_t> whole;
  std::unordered_set<std::uint32_t> low;
  constexpr int n = 100'000;
  for (int i = 0; i < n; ++i) {
    std::uint64_t const entity = entity_of("deal-" + std::to_string(i));
    whole.insert(entity);
    low.insert(static_cast<std::uint32_t>(entity));
  }
  CHECK(whole.size() == n);
  // Random 32-bit values would collide n²/2³³ = 1.2 times on average; 12 has odds below 1e-8.
  CHECK(low.size() >= n - 12);
}
