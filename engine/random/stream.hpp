// engine/random/stream.hpp – counter-based random numbers keyed by what they are for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <limits>

namespace quarterdeck::random {

/// What a random number is for. Part of the key: numbers of two purposes are independent. The
/// values are part of the stream layout; append, never renumber.
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
};

/// Meaning of a stream. No thread, rank, row or tuning size is part of it.
struct StreamKey {
  std::uint64_t seed = 1;
  Purpose purpose = Purpose::test;
  std::uint64_t entity = 0;  ///< core::entity_of a name
  std::uint64_t index = 0;   ///< trial block, parameter row, company number …; below 2^40
};

/// Uniform random bits of one key: a Threefry4x32-12 block cipher over (entity, index, purpose,
/// word) keyed by the seed. Meets std::uniform_random_bit_generator, so every Boost.Random
/// distribution works on it; the same numbers on every platform.
/// @source Salmon, Moraes, Dror, Shaw (2011), SC11, "Parallel random numbers: as easy as 1, 2, 3"
/// @verified tests/unit/engine/random/stream_test.cpp (known answers of Random123)
class Stream {
 public:
  using result_type = std::uint32_t;
  explicit Stream(StreamKey const& key) noexcept;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() noexcept;
  /// Uniform in (0, 1), 53 bits, never 0 or 1.
  double uniform() noexcept;

 private:
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> key_;
  std::array<std::uint32_t, 4> buffer_{};
  unsigned used_ = 4;
};

/// Trials that one call of `fill_block` serves; a part of the stream layout.
inline constexpr int block_lanes = 64;

/// One 32-bit word for each of the 64 trials of block `key.index`: word `draw` of the key. Equal,
/// lane by lane, to what the scalar path gives; vectorised for the widest registers of the machine.
void fill_block(StreamKey const& key, std::uint32_t draw,
                std::array<std::uint32_t, block_lanes>& lanes) noexcept;

}  // namespace quarterdeck::random
