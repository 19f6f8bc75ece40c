// engine/random/threefry.hpp – the block cipher under every random number.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>

#include "engine/random/instruction_set.hpp"
#include "engine/random/stream.hpp"

namespace quarterdeck::random {

/// A 128-bit counter or result, as four words.
using Words = std::array<std::uint32_t, 4>;

/// The key's four words and their parity, ready for the rounds.
struct KeySchedule {
  std::array<std::uint32_t, 5> word;
};

[[nodiscard]] constexpr KeySchedule key_schedule(Words const& key) noexcept {
  std::uint32_t const parity = 0x1BD11BDAU ^ key[0] ^ key[1] ^ key[2] ^ key[3];
  return {{key[0], key[1], key[2], key[3], parity}};
}

namespace detail {

template <int Turn>
QUARTERDECK_ALWAYS_INLINE constexpr std::uint32_t rotate(std::uint32_t x) noexcept {
  return (x << Turn) | (x >> (32 - Turn));
}

/// One mixing round on the pairs (a, b) and (c, d).
template <int TurnB, int TurnD>
QUARTERDECK_ALWAYS_INLINE constexpr void mix(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c,
                                             std::uint32_t& d) noexcept {
  a += b;
  b = rotate<TurnB>(b) ^ a;
  c += d;
  d = rotate<TurnD>(d) ^ c;
}

/// Adds the key, rotated by Step words.
template <std::uint32_t Step>
QUARTERDECK_ALWAYS_INLINE constexpr void inject(Words& x, KeySchedule const& key) noexcept {
  x[0] += key.word[Step % 5];
  x[1] += key.word[(Step + 1) % 5];
  x[2] += key.word[(Step + 2) % 5];
  x[3] += key.word[(Step + 3) % 5] + Step;
}

}  // namespace detail

/// Everything after the first two of the 12 rounds.
QUARTERDECK_ALWAYS_INLINE constexpr void last_ten_rounds(Words& x,
                                                         KeySchedule const& key) noexcept {
  using detail::inject;
  using detail::mix;
  mix<13, 27>(x[0], x[1], x[2], x[3]);
  mix<23, 5>(x[0], x[3], x[2], x[1]);
  inject<1>(x, key);
  mix<6, 20>(x[0], x[1], x[2], x[3]);
  mix<17, 11>(x[0], x[3], x[2], x[1]);
  mix<25, 10>(x[0], x[1], x[2], x[3]);
  mix<18, 20>(x[0], x[3], x[2], x[1]);
  inject<2>(x, key);
  mix<10, 26>(x[0], x[1], x[2], x[3]);
  mix<11, 21>(x[0], x[3], x[2], x[1]);
  mix<13, 27>(x[0], x[1], x[2], x[3]);
  mix<23, 5>(x[0], x[3], x[2], x[1]);
  inject<3>(x, key);
}

/// Threefry4x32 with 12 rounds: a bijection of the counter for every key.
/// @source Salmon, Moraes, Dror, Shaw (2011), SC11, "Parallel random numbers: as easy as 1, 2, 3"
/// @verified tests/unit/random/stream_test.cpp (against Random123)
QUARTERDECK_ALWAYS_INLINE constexpr void threefry(Words& x, KeySchedule const& key) noexcept {
  detail::inject<0>(x, key);
  detail::mix<10, 26>(x[0], x[1], x[2], x[3]);
  detail::mix<11, 21>(x[0], x[3], x[2], x[1]);
  last_ten_rounds(x, key);
}

/// Where cipher `cipher` of a stream starts: its counter, and the key that goes with it. See the
/// layout in stream.hpp.
[[nodiscard]] constexpr Words counter_of(StreamKey const& key, std::uint64_t cipher) noexcept {
  auto const purpose = static_cast<std::uint32_t>(key.purpose);
  return {static_cast<std::uint32_t>(key.entity), static_cast<std::uint32_t>(key.entity >> 32U),
          static_cast<std::uint32_t>(key.index),
          (static_cast<std::uint32_t>(key.index >> 32U) << 24U) | ((purpose & 0xFFU) << 16U) |
              static_cast<std::uint32_t>(cipher & 0xFFFFU)};
}

[[nodiscard]] constexpr Words cipher_key_of(StreamKey const& key, std::uint64_t cipher) noexcept {
  return {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32U),
          static_cast<std::uint32_t>(cipher >> 16U), 0};
}

/// Ciphers behind one call of fill_block.
inline constexpr std::uint32_t ciphers_per_block = block_lanes / 4;

/// The 16 ciphers of a block as far as they can go without the counter's first two words, which
/// hold the entity: to be made once where many entities have the other words and the key in common.
class LaneCiphers {
 public:
  QUARTERDECK_ALWAYS_INLINE LaneCiphers(Words const& counter, KeySchedule const& key) noexcept
      : key_(key) {
    for (std::uint32_t i = 0; i < ciphers_per_block; ++i) {
      Words x{0, 0, counter[2], counter[3] + i};
      detail::inject<0>(x, key);
      x[2] += x[3];
      x3_[i] = detail::rotate<26>(x[3]) ^ x[2];
      x2_[i] = x[2];
      turned_x3_[i] = detail::rotate<11>(x3_[i]);
    }
  }
  /// The 64 lanes of an entity: lane l is word l / 16 of cipher l % 16. One loop without branches,
  /// so that compilers turn 4, 8 or 16 ciphers into one register.
  QUARTERDECK_ALWAYS_INLINE void fill(std::uint64_t entity,
                                      std::uint32_t* __restrict lanes) const noexcept {
    std::uint32_t x1 = static_cast<std::uint32_t>(entity >> 32U) + key_.word[1];
    std::uint32_t const x0 = static_cast<std::uint32_t>(entity) + key_.word[0] + x1;
    x1 = detail::rotate<10>(x1) ^ x0;
    std::uint32_t const turned_x1 = detail::rotate<21>(x1);
    for (std::uint32_t i = 0; i < ciphers_per_block; ++i) {
      Words x{x0 + x3_[i], 0, x2_[i] + x1, 0};
      x[3] = turned_x3_[i] ^ x[0];
      x[1] = turned_x1 ^ x[2];
      last_ten_rounds(x, key_);
      lanes[i] = x[0];
      lanes[i + ciphers_per_block] = x[1];
      lanes[i + 2 * ciphers_per_block] = x[2];
      lanes[i + 3 * ciphers_per_block] = x[3];
    }
  }

 private:
  KeySchedule key_;
  // Words 2 and 3 after round 1, and word 3 turned as in round 2.
  alignas(64) std::uint32_t x2_[ciphers_per_block];
  alignas(64) std::uint32_t x3_[ciphers_per_block];
  alignas(64) std::uint32_t turned_x3_[ciphers_per_block];
};

/// `fill_block` compiled for one instruction set, for tests and benchmarks.
/// @pre the set is available
void fill_block_with(InstructionSet set, StreamKey const& key, std::uint32_t draw,
                     std::array<std::uint32_t, block_lanes>& lanes) noexcept;

}  // namespace quarterdeck::random
