// tests/unit/random/fill_block_test.cpp – the vector path gives the bits of the scalar path.
// SPDX-License-Identifier: Apache-2.0
#include "engine/random/stream.hpp"
#include "engine/random/threefry.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;
using random::InstructionSet;
using random::StreamKey;

namespace {

using Lanes = std::array<std::uint32_t, random::block_lanes>;

/// What stream.hpp says, word by word from the scalar path.
Lanes scalar_block(StreamKey const& key, std::uint32_t draw) {
  random::Stream stream(key);
  for (std::uint32_t skipped = 0; skipped < 64 * draw; ++skipped) stream();
  Lanes lanes{};
  for (std::size_t cipher = 0; cipher < 16; ++cipher) {
    for (std::size_t word = 0; word < 4; ++word) lanes[16 * word + cipher] = stream();
  }
  return lanes;
}

}  // namespace

TEST_CASE("fill_block: every instruction set equals the scalar stream bit by bit", "[unit]") {
  for (auto const set : random::available_instruction_sets()) {
    for (std::uint32_t const draw : {0U, 1U, 2U, 17U, 4095U, 4096U, 4097U}) {
      StreamKey const key{.seed = 0xfeedULL << 40U | 77,
                          .purpose = random::Purpose::deal_outcome,
                          .entity = 0x0123456789abcdef,
                          .index = 0xab'00000005};
      Lanes lanes{};
      random::fill_block_with(set, key, draw, lanes);
      CHECK(lanes == scalar_block(key, draw));
    }
  }
}

TEST_CASE("fill_block: the machine's choice equals the portable path", "[unit]") {
  StreamKey const key{.seed = 9, .entity = 4, .index = 2};
  Lanes chosen{};
  Lanes portable{};
  random::fill_block(key, 3, chosen);
  random::fill_block_with(InstructionSet::portable, key, 3, portable);
  CHECK(chosen == portable);
  random::fill_block(key, 4, chosen);
  CHECK(chosen != portable);
}
