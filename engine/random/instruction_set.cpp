// engine/random/instruction_set.cpp – see instruction_set.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/random/instruction_set.hpp"

namespace quarterdeck::random {

namespace {

InstructionSet detect() noexcept {
#ifdef QUARTERDECK_X86_VARIANTS
  __builtin_cpu_init();
  bool const bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                    __builtin_cpu_supports("popcnt");
  bool const wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  if (bits && wide) return InstructionSet::avx512;
  if (bits && __builtin_cpu_supports("avx2")) return InstructionSet::avx2;
#endif
  return InstructionSet::portable;
}

}  // namespace

InstructionSet best_instruction_set() noexcept {
  static InstructionSet const best = detect();
  return best;
}

std::vector<InstructionSet> available_instruction_sets() {
  std::vector<InstructionSet> sets{InstructionSet::portable};
  if (best_instruction_set() >= InstructionSet::avx2) sets.push_back(InstructionSet::avx2);
  if (best_instruction_set() >= InstructionSet::avx512) sets.push_back(InstructionSet::avx512);
  return sets;
}

}  // namespace quarterdeck::random
