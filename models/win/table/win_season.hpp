// models/win/table/win_season.hpp – what a month owes to its place in the quarter, for open deals.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/calendar.hpp"
#include "models/past/landmarks.hpp"
#include "models/season/season.hpp"
#include "models/win/table/landmark.hpp"

namespace quarterdeck::models::win {

/// Factors on the odds that an open deal is won in a period, beside what is known of the deal.
struct WinSeason {
  int month_of_quarter = 0;        ///< 1 to 3; 0: the period is no month, or too little is known
  SeasonFactor now;                ///< of the forecast period
  std::vector<SeasonFactor> past;  ///< [landmark] each learned from the other periods
  /// `first`, `second` or `last`; empty without one.
  [[nodiscard]] std::string_view month() const;
};

/// Months of a quarter differ where quotas end with it: deals are hurried into the last one and
/// missing in the first. The departure of a past month is the shift d of the log odds of all its
/// deals for which as many are expected as were won,
///
///   Σ n_b p_b(d) = (wins + ½) N / (N + 1),   logit p_b(d) = logit p_b + d,   N = Σ n_b,
///
/// with the sampling variance 1 / Σ n_b p_b(d) (1 - p_b(d)); SeasonPosterior shrinks the months of
/// a place by how well they agree.
/// @param outcomes  of all past periods, each predicted from the others
/// @return no factors where the forecast period is no month
/// @verified tests/unit/models/season_test.cpp
[[nodiscard]] WinSeason fit_win_season(std::span<PastOutcome const> outcomes,
                                       Landmarks const& marks, core::CalendarSpec const& calendar);

/// Outcomes with every chance moved by its period's factor.
[[nodiscard]] std::vector<PastOutcome> in_season(std::vector<PastOutcome> outcomes,
                                                 WinSeason const& season);

}  // namespace quarterdeck::models::win
