// engine/simulate/overlap.hpp – what two plans of a comparison have in common.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/simulate/plan_layout.hpp"

namespace quarterdeck::simulate {

/// What a plan has in common with the first one of a comparison. On common random numbers the
/// common part brings the same money in the same trials, so it is played once.
struct Overlap {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::uint32_t> cell;  ///< [cell] the first's with the same chance in every outer draw
  std::vector<std::uint32_t> deal;  ///< [deal] the first's that is the same in everything
  std::vector<std::size_t> come;    ///< deals that the first does not have, ascending
  PlanLayout only_first;            ///< with just the deals that the plan does not have
  PlanLayout only_this;             ///< with just the deals of `come`
  bool few_differ = false;          ///< whether playing what differs is less work than all deals
  bool same_arrivals = false;
};

/// Compares draws, deals and arrivals bit by bit. Plans whose groups differ have nothing in common.
/// @param other  same number of posterior rows or not
/// @verified tests/unit/simulate/together_test.cpp
[[nodiscard]] Overlap find_overlap(PlanLayout const& first, PlanLayout const& other);

}  // namespace quarterdeck::simulate
