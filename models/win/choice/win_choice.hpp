// models/win/choice/win_choice.hpp – which model of winning is used, and what past periods say of
// it. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"
#include "models/win/choice/recalibration.hpp"
#include "models/win/choice/win_model.hpp"
#include "models/win/table/landmark.hpp"

namespace quarterdeck::models::win {

using data::WinModelKind;

struct WinSpec {
  core::CalendarSpec calendar;
  core::PeriodUnit unit = core::PeriodUnit::quarter;  ///< whose ends matter; range reads as quarter
  std::vector<std::string> segments;                  ///< columns
  std::vector<std::string> covariates = CovariateSpec{}.columns;
  std::optional<WinModelKind> pinned;  ///< used whatever the losses say
  double half_life_periods = 6;        ///< unless the past favours another
};

/// A model with what it would have said of past periods.
struct Candidate {
  WinModelKind kind = WinModelKind::table;
  std::optional<double> half_life_periods;  ///< nothing: no fading
  double log_loss = 0;                      ///< mean a deal of -ln P(what happened)
  double error = 0;                         ///< its standard error, clustered by period
  double difference = 0;                    ///< mean of its loss less that of the best one
  double difference_error = 0;              ///< of the paired difference, clustered by period
};

struct WinChoice {
  WinModel model;  ///< learned from all landmarks
  std::optional<double> half_life_periods = 6;
  std::string reason;                 ///< in plain words
  std::vector<Candidate> candidates;  ///< empty: too little data to compare
  std::vector<std::string> periods;   ///< that were predicted, newest first
  std::vector<PastChance> past;       ///< of the chosen model, not recalibrated
  Recalibration recalibration;
  [[nodiscard]] WinModelKind kind() const { return kind_of(model); }
};

/// The past that models of winning are learned from and judged on.
struct WinEvidence {
  data::History const& history;
  Landmarks const& marks;
};

/// Periods that are predicted, and how many completed ones each needs to learn from.
inline constexpr std::size_t max_judged_periods = 5, min_judged_periods = 3,
                             min_learned_periods = 3;
inline constexpr std::int64_t min_judged_wins = 30;

/// Predicts each of the last completed periods at its landmark, from landmarks whose windows had
/// ended by that day, with every candidate:
/// 1. table, hazards, hazards with covariates, at the default half-life. The one with the lowest
///    log loss sets the mark; the simplest whose loss is not higher by more than one standard error
///    of the paired difference is taken.
/// 2. half-lives 2, 4, 8 and none of that model; another one than the default is taken only when it
///    is better by more than one standard error.
/// With fewer than six completed periods or too few wins in them the table is taken, and the
/// finding `win.too_few_periods` says so. A pinned model is always taken.
/// @param table  refitted when another half-life is chosen
/// @verified tests/unit/models/win_choice_test.cpp
[[nodiscard]] WinChoice choose_win_model(WinEvidence const& past, WinSpec const& spec,
                                         LandmarkModel& table, data::Findings& findings);

/// What a level does to the odds of winning in the period, over the past deals that had it at their
/// landmark, against the average week of all: the mean of the contributions that reasons tell of.
struct PeriodEffect {
  std::string covariate;
  std::string level;
  std::int64_t n_deals = 0;  ///< that had it; of a number all
  double log_odds = 0;
  double sd = 0;    ///< of log_odds, posterior
  double odds = 1;  ///< factor on the odds
  double low = 1;   ///< 5 % and 95 %
  double high = 1;
};

/// Effects of every level that past deals had, by covariate; empty for the table.
/// cost: one gradient for each past deal
/// @verified tests/unit/models/win_choice_test.cpp
[[nodiscard]] std::vector<PeriodEffect> period_effects(WinChoice const& choice);

/// Outcomes of past periods beside probabilities of the chosen model learned from all other
/// periods, recalibrated; fills the table's calibration as well.
[[nodiscard]] std::vector<PastOutcome> past_outcomes(WinChoice const& choice, LandmarkModel& table,
                                                     data::History const& history,
                                                     Landmarks const& marks);

}  // namespace quarterdeck::models::win
