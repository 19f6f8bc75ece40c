// models/creation/late_wins.hpp – business that is not in the pipeline yet.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"
#include "models/creation/level.hpp"
#include "models/past/landmarks.hpp"
#include "models/season/season.hpp"

namespace quarterdeck::models::creation {

/// A past win that may come again.
struct LateEntry {
  std::uint32_t history_row = 0;
  core::Minor amount = 0;
  double weight = 0;
};

/// Late wins of one segment.
struct LateCell {
  std::string name;  ///< segment, or "other segments" where they are too few to tell apart
  double count = 0;  ///< weighted by recency
  std::int64_t n_wins = 0;
  double share = 0;  ///< posterior mean of its share of the company's late wins
  std::vector<LateEntry> entries;
  double amount_log_sd = 0;  ///< by which the amounts of its entries are smoothed
};

struct LateWins {
  std::optional<LevelPosterior> level;  ///< nothing: no past period to learn from
  SeasonFactor season_factor;           ///< of the forecast period
  double expected = 0;                  ///< posterior mean number of late wins
  double size = 0;                      ///< negative-binomial size of a segment given its mean
  std::vector<LateCell> cells;          ///< by name
  std::vector<double> week_share;       ///< [weeks before the window's end] sums to 1
  std::int64_t n_wins = 0;              ///< late wins in all landmarks
  [[nodiscard]] double season() const;  ///< posterior mean of the season's factor
};

struct LateSpec {
  core::CalendarSpec calendar;
  std::vector<std::string> segments;  ///< columns
  bool measure_counts = false;        ///< every win counts one unit, whatever its amount
};

/// Wins that were won in the window and were not in the landmark's pipeline, deals that skipped the
/// pipeline included. The company's number follows LevelPosterior, seasons SeasonPosterior;
/// segments share the number by a Dirichlet posterior; the size by moments, pooled over segments;
/// weeks by counts from the window's end with three pseudo-wins spread evenly.
/// @verified tests/unit/models/late_wins_test.cpp
[[nodiscard]] LateWins fit_late_wins(data::History const& history, Landmarks const& marks,
                                     LateSpec const& spec, data::Findings& findings);

/// Smoothing of the amounts of new business, so that the largest deal ever won is no bound.
inline constexpr double late_amount_log_sd = 0.15;

/// Entries of a cell as equally likely past wins, at most 2000: systematic resampling by weight,
/// newest wins first; amounts times exp(h z − h²/2), h the cell's amount_log_sd and z normal scores
/// in an order that does not follow the wins.
/// @verified tests/unit/models/late_wins_test.cpp
[[nodiscard]] std::vector<LateEntry> equal_entries(LateCell const& cell);

/// Posterior rows of the arrival process, [row][cell].
struct LateDraws {
  std::vector<double> log_total;               ///< [row] log mean of the company's number
  std::vector<double> dispersion;              ///< [row] phi of the company's number
  std::vector<std::vector<double>> log_share;  ///< [cell][row]
  std::vector<std::vector<double>> scale;      ///< [cell][row] mean amount over that of the entries
};
[[nodiscard]] LateDraws draw_late_wins(LateWins const& model, std::uint64_t seed,
                                       std::size_t n_rows);

/// Shares of late wins by the end of each week of a window of n_weeks, ending at 1.
[[nodiscard]] std::vector<double> cumulative_weeks(LateWins const& model, std::size_t n_weeks);

}  // namespace quarterdeck::models::creation
