// models/fit/norms.hpp – what is usual among the deals of the past, for flags of open ones.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <optional>

#include "engine/data/history.hpp"

namespace quarterdeck::models {

/// Wins, stays or pauses below which nothing is called usual.
inline constexpr std::size_t enough_for_a_norm = 20;

/// Norms learned from closed deals; nothing where fewer than `enough_for_a_norm` cases tell.
struct Norms {
  std::optional<int> quiet_days;           ///< 19 of 20 pauses between events were at most so long
  std::map<data::StageId, int> stay_days;  ///< stage → 9 of 10 deals won stayed at most so long
  std::optional<int> usual_pushes;         ///< 9 of 10 deals won were pushed at most so often
  std::optional<int> longest_cycle;        ///< days from creation to the slowest win
  core::Minor largest_won = core::no_amount;
  core::Minor large =
      core::no_amount;  ///< 99 of 100 deals won brought at most so much; of 100 wins
};

/// Learns the norms from what had happened by the history's day. Quantiles are observed values: the
/// smallest with at least that share of the cases at or below it. A stay is from entering a stage
/// to leaving it, the last one to the win; stages that were never entered on record have none.
/// Pushes are counted in the events, so without entered close dates in the history there is no
/// norm.
/// @verified tests/unit/models/norms_test.cpp
[[nodiscard]] Norms learn_norms(data::History const& history);

}  // namespace quarterdeck::models
