// engine/random/stream.hpp – counter-based random numbers keyed by what they are for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <limits>

namespace quarterdeck::random {

/// What a random number is for. Part of the key: numbers of two purposes are independent. The
/// values are part of the stream layout; append, never renumber; below 256.
enum class Purpose : std::uint32_t {
  deal_outcome = 1,
  arrival_count = 2,
  arrival_week = 3,
  arrival_entry = 4,
  outer_factor = 5,
  parameter = 6,
  sample_company = 7,
  test = 8,
  bootstrap = 9,
  pit = 10,
};

/// StreamKey::index stays below this.
inline constexpr std::uint64_t max_stream_index = std::uint64_t{1} << 40U;

/// Meaning of a stream. No thread, rank, row or tuning size is part of it.
struct StreamKey {
  std::uint64_t seed = 1;
  Purpose purpose = Purpose::test;
  std::uint64_t entity = 0;  ///< core::entity_of a name
  std::uint64_t index = 0;   ///< trial block, parameter row, company number …; < max_stream_index
};

/// Uniform random bits of one key, cut from Threefry4x32-12 ciphers of four words each. Meets
/// std::uniform_random_bit_generator, so every Boost.Random distribution works on it; the same
/// numbers on every platform.
///
/// Layout (a change raises core::stream_version), cipher c of a key being words 4c .. 4c+3:
///
///   counter  entity (64 bits) | index, low (32) | index, high (8) | purpose (8) | c, low (16)
///   key      seed (64 bits)   | c, high (32)    | 0 (32)
///
/// so a key has 2^50 words, and no two keys ever share a cipher.
/// @pre key.index < max_stream_index
/// @source Salmon, Moraes, Dror, Shaw (2011), SC11, "Parallel random numbers: as easy as 1, 2, 3"
/// @verified tests/unit/random/stream_test.cpp (known answers of Random123)
class Stream {
 public:
  using result_type = std::uint32_t;
  explicit Stream(StreamKey const& key);
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() noexcept;
  /// Uniform in (0, 1), never 0 or 1: an odd multiple of 2^-53, from two words.
  double uniform() noexcept;

 private:
  StreamKey key_;
  std::uint64_t next_cipher_ = 0;
  std::array<std::uint32_t, 4> buffer_{};
  std::size_t used_ = 4;
};

/// Trials that one call of `fill_block` serves; a part of the stream layout.
inline constexpr int block_lanes = 64;

/// One 32-bit word for each of the 64 trials of block `key.index`. Lane l gets word l / 16 of
/// cipher 16 draw + l % 16 of the key, which is what a Stream of that key gives as its number 4 (16
/// draw + l % 16) + l / 16. Vectorised for the widest registers of the machine.
/// @verified tests/unit/random/stream_test.cpp
void fill_block(StreamKey const& key, std::uint32_t draw,
                std::array<std::uint32_t, block_lanes>& lanes) noexcept;

}  // namespace quarterdeck::random
