// engine/random/instruction_set.hpp – which vector registers this machine has.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

/// Set where a function can be compiled several times for several widths of the x86-64 registers.
/// Everywhere else only the portable path exists.
#if defined(__GNUC__) && defined(__x86_64__)
#define QUARTERDECK_X86_VARIANTS 1
#define QUARTERDECK_TARGET_AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#ifdef __clang__
#define QUARTERDECK_TARGET_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi,bmi2,lzcnt,popcnt")))
#else
#define QUARTERDECK_TARGET_AVX512 \
  __attribute__((                 \
      target("avx512f,avx512bw,avx512dq,avx512vl,bmi,bmi2,lzcnt,popcnt,prefer-vector-width=512")))
#endif
#endif

/// A body that is compiled into every variant that calls it.
#define QUARTERDECK_ALWAYS_INLINE __attribute__((always_inline)) inline

namespace quarterdeck::random {

/// Compilations of one and the same source; all give the same bits.
enum class InstructionSet { portable, avx2, avx512 };

/// The widest set that this build and this machine have.
[[nodiscard]] InstructionSet best_instruction_set() noexcept;

/// Every set that this build and this machine have, the portable one first.
[[nodiscard]] std::vector<InstructionSet> available_instruction_sets();

}  // namespace quarterdeck::random
