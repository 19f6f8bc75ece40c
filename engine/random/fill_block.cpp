// engine/random/fill_block.cpp – random words for the 64 trials of a block.
// SPDX-License-Identifier: Apache-2.0
#include "engine/random/threefry.hpp"

namespace quarterdeck::random {

namespace {

using Lanes = std::array<std::uint32_t, block_lanes>;

QUARTERDECK_ALWAYS_INLINE void fill(StreamKey const& key, std::uint32_t draw,
                                    Lanes& lanes) noexcept {
  std::uint64_t const cipher = std::uint64_t{draw} * ciphers_per_block;
  LaneCiphers const ciphers(counter_of(key, cipher), key_schedule(cipher_key_of(key, cipher)));
  ciphers.fill(key.entity, lanes.data());
}

void fill_portable(StreamKey const& key, std::uint32_t draw, Lanes& lanes) noexcept {
  fill(key, draw, lanes);
}

#ifdef QUARTERDECK_X86_VARIANTS
QUARTERDECK_TARGET_AVX2 void fill_avx2(StreamKey const& key, std::uint32_t draw,
                                       Lanes& lanes) noexcept {
  fill(key, draw, lanes);
}
QUARTERDECK_TARGET_AVX512 void fill_avx512(StreamKey const& key, std::uint32_t draw,
                                           Lanes& lanes) noexcept {
  fill(key, draw, lanes);
}
#endif

}  // namespace

void fill_block_with([[maybe_unused]] InstructionSet set, StreamKey const& key, std::uint32_t draw,
                     Lanes& lanes) noexcept {
#ifdef QUARTERDECK_X86_VARIANTS
  if (set == InstructionSet::avx512) return fill_avx512(key, draw, lanes);
  if (set == InstructionSet::avx2) return fill_avx2(key, draw, lanes);
#endif
  fill_portable(key, draw, lanes);
}

void fill_block(StreamKey const& key, std::uint32_t draw, Lanes& lanes) noexcept {
  fill_block_with(best_instruction_set(), key, draw, lanes);
}

}  // namespace quarterdeck::random
