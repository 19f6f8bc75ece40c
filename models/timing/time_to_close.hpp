// models/timing/time_to_close.hpp – when deals close: weekly rates by stage and age.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"

namespace quarterdeck::models::timing {

/// Weeks in a stage: 0–1, 2–4, 5–8, 9–16, 17 and more.
inline constexpr int n_age_bins = 5;
/// Weeks before the end of a period: last, 2nd last, 3rd, 4th to 6th, 7th to 9th, earlier.
inline constexpr int n_week_bins = 6;

[[nodiscard]] int age_bin(int weeks_in_stage);
[[nodiscard]] int week_bin(int weeks_before_end);

/// Events and days at risk of one stage.
struct StageCounts {
  std::array<std::array<std::int64_t, n_week_bins>, n_age_bins> days{};  ///< [age][week]
  std::array<std::array<std::int64_t, n_week_bins>, n_age_bins> wins{};
  std::array<std::array<std::int64_t, n_week_bins>, n_age_bins> losses{};
  /// [age][to]: moves into another open stage.
  std::array<std::vector<std::int64_t>, n_age_bins> moves;
};

enum class Basis {
  stages,  ///< age in stage, moves between stages
  deals,   ///< no stage history: one state, age since creation
  assumed  ///< no history of closings: an exponential time to close
};

/// Rates per week of competing risks.
///
///   rate_k(stage, age, week) = base_k(stage, age) × surge_k(week),   k: won, lost, move to s'
///   base = (2 + events) / (2 / m + weeks at risk),  m the stage's rate over all ages
///   surge = (2 + events) / (2 + events expected from the bases)
///   P(anything in a week) = 1 - exp(-Σ rates), split by the shares of the rates
///
/// A surge towards the period's end acts on wins and losses, never on moves.
/// @source discrete-time competing risks: Allison (1982), Sociological Methodology 13
struct TimeToClose {
  Basis basis = Basis::assumed;
  std::vector<StageCounts> counts;                                ///< [stage]
  std::vector<std::array<double, n_age_bins>> win;                ///< [stage][age] per week
  std::vector<std::array<double, n_age_bins>> loss;               ///< [stage][age]
  std::vector<std::array<std::vector<double>, n_age_bins>> move;  ///< [stage][age][to]
  std::array<double, n_week_bins> win_surge{};
  std::array<double, n_week_bins> loss_surge{};
  std::vector<int> usual_age_bin;   ///< [stage] where a deal of unknown age most likely is
  std::vector<double> median_days;  ///< [stage] assumed: median days to close
  bool median_known = false;        ///< assumed: from the table of win rates, not a guess
};

/// Median days to close where nothing says so, and the standard deviation of its logarithm.
inline constexpr double assumed_median_days = 60;
inline constexpr double assumed_median_log_sd = 0.6;
/// The same where the table of win rates gives the median: it describes past deals, and today's
/// pace is taken to be within a third of theirs (exp 0.3 = 1.35) two times out of three.
inline constexpr double known_median_log_sd = 0.3;

/// Counts days at risk and events of every spell in a stage, entered late when the deal was seen
/// late and censored at as_of, and smooths them.
[[nodiscard]] TimeToClose fit_time_to_close(data::History const& history, Landmarks const& marks,
                                            core::CalendarSpec const& calendar,
                                            data::Findings& findings);

/// Where a deal stands on its way.
struct Position {
  std::size_t stage = 0;
  int age_bin = 0;
  friend auto operator<=>(Position const&, Position const&) = default;
};
[[nodiscard]] Position position_of(TimeToClose const& timing, DealState const& state);

/// What lies ahead of a deal at a position.
struct Course {
  std::vector<double>
      won_by_week;               ///< [week of the window] of wins in it, share won so far; ends 1
  double won_in_window = 0;      ///< P(won inside the window)
  double won_before_window = 0;  ///< P(won between as_of and the window)
  double won_ever = 0;           ///< P(won within ten years)
  double open_at_end = 0;        ///< P(still open at the window's end)
};

/// Courses of every position, by forward recursion over (stage, weeks in stage): the mass of a cell
/// stays with probability exp(-Σ rates), wins and losses leave, moves enter their stage at week 0.
/// @param as_of  day from which the recursion starts; steps are core::week_ends(as_of, period)
/// @verified tests/unit/models/time_to_close_test.cpp
class CourseTable {
 public:
  CourseTable(TimeToClose const& timing, core::Date as_of, core::Period const& period);
  [[nodiscard]] Course const& at(Position const& position);

 private:
  [[nodiscard]] Course assumed(Position const& position) const;
  [[nodiscard]] Course recursed(Position const& position) const;
  TimeToClose const* timing_;
  core::Date as_of_;
  core::Period period_;
  std::vector<core::Date> week_end_;
  std::vector<double> won_ever_;  ///< [stage × weeks in stage] P(won within ten years)
  std::map<Position, Course> courses_;
};

}  // namespace quarterdeck::models::timing
