// models/past/landmarks.hpp – past days that stood as far from their period's end as today does.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"

namespace quarterdeck::models {

/// Days whose wins count: after the end of `after`, up to the end of `until`.
struct Window {
  core::Date after{};
  core::Date until{};
  [[nodiscard]] constexpr bool contains(core::Date day) const {
    return after < day && day <= until;
  }
  [[nodiscard]] constexpr int n_days() const { return core::days_between(after, until); }
};

/// Where the close date that a rep entered lies, seen from the day of the forecast.
enum class CloseFlag : std::uint8_t {
  in_period,  ///< inside the window that is forecast
  overdue,    ///< on or before the day itself
  earlier,    ///< ahead, but before a period that has not begun
  later,      ///< after the period's end
  none        ///< blank
};

[[nodiscard]] std::string_view to_text(CloseFlag flag);

/// What was known of an open deal at the end of a day; the only thing models may condition on.
struct DealState {
  data::StageId stage = data::no_stage;
  CloseFlag flag = CloseFlag::none;
  int age_days = -1;                     ///< since creation; -1 unknown
  int stage_days = -1;                   ///< since the stage was entered; -1 unknown
  int n_pushes = 0;                      ///< times that the close date was moved later
  core::Minor amount = core::no_amount;  ///< reporting currency; blank and zero are no_amount
  std::string segment;                   ///< values of the segment columns joined by " | "
  std::string type;                      ///< new, expansion, renewal …; empty unknown
  friend bool operator==(DealState const&, DealState const&) = default;
};

/// Reads states of open deals out of a history that must outlive it.
class StateReader {
 public:
  StateReader(data::History const& history, std::vector<std::string> segments);
  [[nodiscard]] DealState operator()(data::OpenDeal const& deal, core::Date on,
                                     Window const& window) const;
  /// Segment of a deal as known at the end of `on`; "all" when there are no segment columns.
  [[nodiscard]] std::string segment(std::uint32_t history_row, core::Date on) const;

 private:
  data::History const* history_;
  std::vector<std::string> segments_;
};

/// A deal that was open at a landmark, and what became of it by the window's end.
struct LandmarkDeal {
  std::uint32_t history_row = 0;
  DealState state;
  bool won = false;                            ///< inside the window
  core::Minor final_amount = core::no_amount;  ///< of a win; no_amount when never entered
};

/// A win of the window that was not in the landmark's pipeline: created later, or never seen open.
struct LateWin {
  std::uint32_t history_row = 0;
  core::Date closed{};
  core::Minor amount = core::no_amount;
  int weeks_before_end = 0;  ///< 0: in the last seven days of the window
  std::string segment;
};

/// One completed past period, seen from the day with the same days left.
struct Landmark {
  core::Period period;
  core::Date date{};
  Window window;
  double age_periods = 0;  ///< how many periods before the one that is forecast; 1 is the last one
  double recency = 1;      ///< 2^(-age/half-life), 1 for the newest
  double overlap = 1;      ///< one over the number of windows that share its days
  bool is_period = true;   ///< false: a window shifted by whole months, see LandmarkSpec
  std::vector<LandmarkDeal> deals;  ///< in the order of their ids
  std::vector<LateWin> late_wins;   ///< by closing day then id
  [[nodiscard]] double weight() const { return recency * overlap; }
};

struct LandmarkSpec {
  core::CalendarSpec calendar;
  core::Period period;                ///< to forecast
  std::vector<std::string> segments;  ///< columns
  double half_life_periods = 6;       ///< > 0
  std::size_t max_periods = 20;
};

/// Past landmarks, newest first.
struct Landmarks {
  core::Date as_of{};
  core::Period period;
  Window window;              ///< what is left of the period, or all of it when it has not begun
  int days_left = 0;          ///< from as_of to the period's end; 0 or less when it has ended
  std::size_t n_periods = 0;  ///< completed periods among `past`
  std::vector<Landmark> past;
};

/// Below this number of completed periods, shifted windows are added.
inline constexpr std::size_t enough_periods = 4;

/// First day from which a past day may be learned from: closings before it are not on record. The
/// day after as_of when none is.
[[nodiscard]] core::Date first_usable_day(data::History const& history);

/// Part of a period that is still to come at the end of `as_of`.
[[nodiscard]] Window window_of(core::Period const& period, core::Date as_of);

/// Days with the same days left in completed earlier periods, from the first day on which closings
/// are recorded. Every outcome is known, so nothing is censored and nothing leaks. With fewer than
/// four completed periods, windows of the same length shifted by whole months are added, each
/// weighted by one over the number of windows that it overlaps, and the finding `history.short`
/// says so.
/// @source landmarking: van Houwelingen (2007), Scandinavian Journal of Statistics 34
/// @verified tests/unit/models/landmarks_test.cpp
[[nodiscard]] Landmarks gather_landmarks(data::History const& history, LandmarkSpec const& spec,
                                         data::Findings& findings);

}  // namespace quarterdeck::models
