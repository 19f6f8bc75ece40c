// tests/unit/random/stream_test.cpp – the cipher's known answers and the layout of streams.
// SPDX-License-Identifier: Apache-2.0
#include "engine/random/stream.hpp"

#include <Random123/threefry.h>

#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <random>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/random/threefry.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using random::Purpose;
using random::Stream;
using random::StreamKey;

static_assert(std::uniform_random_bit_generator<Stream>);

namespace {

random::Words reference(random::Words const& counter, random::Words const& key) {
  threefry4x32_ctr_t const c{{counter[0], counter[1], counter[2], counter[3]}};
  threefry4x32_key_t const k{{key[0], key[1], key[2], key[3]}};
  auto const out = threefry4x32_R(12, c, k);
  return {out.v[0], out.v[1], out.v[2], out.v[3]};
}

}  // namespace

TEST_CASE("threefry: equals Random123 at 12 rounds on special and arbitrary inputs", "[unit]") {
  std::vector<random::Words> const words{{0, 0, 0, 0},
                                         {~0U, ~0U, ~0U, ~0U},
                                         {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                                         {0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89},
                                         {1, 2, 3, 4}};
  for (auto const& counter : words) {
    for (auto const& key : words) {
      auto x = counter;
      random::threefry(x, random::key_schedule(key));
      CHECK(x == reference(counter, key));
    }
  }
}

TEST_CASE("stream: words come from the documented counter and key", "[unit]") {
  StreamKey const key{.seed = 0x1122334455667788,
                      .purpose = Purpose::arrival_week,
                      .entity = 0x99aabbccddeeff00,
                      .index = 0x12'3456789a};
  Stream stream(key);
  for (std::uint32_t c = 0; c < 3; ++c) {
    auto const expected = reference({0xddeeff00, 0x99aabbcc, 0x3456789a, (0x1203U << 16U) | c},
                                    {0x55667788, 0x11223344, 0, 0});
    for (auto const word : expected) CHECK(stream() == word);
  }
}

TEST_CASE("stream: cipher 65536 moves into the key instead of repeating cipher 0", "[unit]") {
  StreamKey const key{.seed = 5, .purpose = Purpose::test, .entity = 7, .index = 9};
  Stream stream(key);
  for (int i = 0; i < 4 * 65536; ++i) stream();
  auto const expected = reference({7, 0, 9, 0x80000U}, {5, 0, 1, 0});
  for (auto const word : expected) CHECK(stream() == word);
}

TEST_CASE("stream: every part of the key changes the numbers", "[unit]") {
  auto const first = [](StreamKey const& key) { return Stream(key)(); };
  StreamKey const key{.seed = 1, .purpose = Purpose::test, .entity = 1, .index = 1};
  auto const base = first(key);
  CHECK(first({2, Purpose::test, 1, 1}) != base);
  CHECK(first({1, Purpose::bootstrap, 1, 1}) != base);
  CHECK(first({1, Purpose::test, 2, 1}) != base);
  CHECK(first({1, Purpose::test, 1, 2}) != base);
  CHECK(first({1ULL << 32U | 1, Purpose::test, 1, 1}) != base);
  CHECK(first({1, Purpose::test, 1ULL << 32U | 1, 1}) != base);
  CHECK(first({1, Purpose::test, 1, 1ULL << 32U | 1}) != base);
  CHECK(first(key) == base);
}

#ifndef QUARTERDECK_CONTRACTS_OFF
TEST_CASE("stream: an index past 40 bits breaks the contract", "[unit]") {
  CHECK_THROWS_AS(Stream({.index = random::max_stream_index}), core::ContractViolation);
}
#endif

TEST_CASE("stream: uniform is inside (0, 1) and made of the top 52 of two words", "[unit]") {
  StreamKey const key{.seed = 3, .entity = core::entity_of("u")};
  Stream words(key);
  Stream uniforms(key);
  for (int i = 0; i < 1000; ++i) {
    std::uint64_t const high = words();
    std::uint64_t const bits = (high << 20U) | (words() >> 12U);
    double const u = uniforms.uniform();
    CHECK(u == (2 * static_cast<double>(bits) + 1) * 0x1p-53);
    CHECK(u > 0);
    CHECK(u < 1);
  }
}

TEST_CASE("stream: Boost distributions on it have the right means", "[unit]") {
  Stream stream({.seed = 11, .entity = core::entity_of("boost")});
  boost::random::normal_distribution<double> normal(2, 3);
  boost::random::gamma_distribution<double> gamma(4, 0.5);
  std::vector<double> normals(20000);
  std::vector<double> gammas(20000);
  for (auto& x : normals) x = normal(stream);
  for (auto& x : gammas) x = gamma(stream);
  CHECK(test::mean_agrees(normals, 2));
  CHECK(test::mean_agrees(gammas, 2));
  CHECK_FALSE(test::mean_agrees(gammas, 2.1));
}
