// models/win/hazard/person_period.hpp – one row per open deal and week at risk, as known at the
// time. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"

namespace quarterdeck::models::win {

/// What was known of an open deal at the end of a day, and of nothing later.
struct KnownState {
  static constexpr int unknown = std::numeric_limits<int>::min();

  core::Date on{};
  data::StageId stage = data::no_stage;
  int age_days = unknown;                ///< since creation
  int stage_days = unknown;              ///< since the stage was entered
  int days_to_close = unknown;           ///< to the entered close date; 0 or less: overdue
  int idle_days = unknown;               ///< since anything of the deal changed, on record
  int n_pushes = 0;                      ///< times that the close date was moved later
  core::Minor amount = core::no_amount;  ///< reporting currency; blank and zero are no_amount
  std::string segment;                   ///< values of the segment columns joined by " | "
};

/// A deal at risk on the days after `after` up to `until`, in the state of an earlier day.
struct PersonWeek {
  std::uint32_t history_row = 0;
  std::uint32_t state = 0;  ///< into PersonPeriods::states
  core::Date after{};
  core::Date until{};
  int weeks_before_end = 0;                     ///< 0: in the last seven days of its period
  data::Outcome outcome = data::Outcome::open;  ///< open: nothing happened
  double weight = 1;  ///< one over the number of landmarks that see the same week of the deal

  [[nodiscard]] int n_days() const { return core::days_between(after, until); }
};

struct PersonPeriodSpec {
  core::CalendarSpec calendar;
  core::PeriodUnit unit = core::PeriodUnit::quarter;  ///< whose ends matter; not range
  std::vector<std::string> segments;                  ///< columns
  /// States are read at the end of every so many weeks, counted back from as_of, and each is
  /// followed for horizon_weeks. 0: at the end of every week, and followed for one week; chances of
  /// several weeks then miss that a deal moves on.
  int landmark_every_weeks = 4;
  int horizon_weeks = 13;             ///< >= 1
  std::vector<core::Date> landmarks;  ///< read at these days instead; empty: as above
};

/// Rows by landmark, then deal, then week.
struct PersonPeriods {
  std::vector<KnownState> states;
  std::vector<PersonWeek> rows;
};

/// The weeks after each landmark of every deal that was open at it, up to history.as_of, where
/// weeks under way are cut off. Weeks end 0, 7, 14 … days before the end of a period, so that a
/// week never belongs to two periods and the first one of a period may be shorter. A row's state is
/// that of its landmark (data::pipeline_at); its outcome is what became of the deal by the end of
/// the week. A deal that closed and was opened again leaves at the first closing. cost: O(landmarks
/// × (deals
/// + events) + rows)
/// @source person-period data: Allison (1982), Sociological Methodology 13; landmarking: van
/// Houwelingen (2007), Scandinavian Journal of Statistics 34
/// @verified tests/unit/models/person_period_test.cpp
[[nodiscard]] PersonPeriods past_weeks(data::History const& history, PersonPeriodSpec const& spec);

/// Ends of the steps from `on` to the end of a period: those of core::week_ends, before them, where
/// the period has not begun, those of week_grid up to its eve.
[[nodiscard]] std::vector<core::Date> window_steps(core::Date on, core::Period const& period,
                                                   PersonPeriodSpec const& spec);

/// The weeks from each landmark to its window's end of every deal that it saw, landmarks and deals
/// in their order, each week weighted by the landmark's overlap. All weeks are there, also those
/// after the deal had closed, so that a landmark can be predicted as a pipeline is; `outcome` is
/// what became of the deal in that week, open in all others.
/// @param n_steps  filled with the number of weeks of each landmark
/// @verified tests/unit/models/win_choice_test.cpp
[[nodiscard]] PersonPeriods landmark_weeks(data::History const& history, Landmarks const& marks,
                                           PersonPeriodSpec const& spec,
                                           std::vector<std::size_t>& n_steps);

/// Open deals on a day, and the steps that lie ahead of them.
struct StepsAhead {
  data::History const& history;
  std::span<data::OpenDeal const> deals;
  core::Date on{};
  std::span<core::Date const> ends;  ///< of the steps: ascending, after `on`
};

/// The weeks ahead of open deals: for each deal one row for each step, from `on` or the end of the
/// step before to that step's end. States are those of `on`.
[[nodiscard]] PersonPeriods weeks_ahead(StepsAhead const& ahead, PersonPeriodSpec const& spec);

/// Ends of weeks from after `after` up to the first at or after `until`, as past_weeks counts them.
[[nodiscard]] std::vector<core::Date> week_grid(core::Date after, core::Date until,
                                                PersonPeriodSpec const& spec);

}  // namespace quarterdeck::models::win
