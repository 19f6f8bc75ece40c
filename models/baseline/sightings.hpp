// models/baseline/sightings.hpp – what simple forecasts look at: sums of a day, then and now.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/history.hpp"

namespace quarterdeck::models::baseline {

/// For which question; the same one as `fit`'s.
struct BaselineSpec {
  core::CalendarSpec calendar;
  core::Period period;
  bool measure_counts = false;
  std::size_t max_periods = 20;  ///< completed periods looked at, newest first
};

/// A period seen from one day: reporting currency units, or deals where deals are counted.
struct Sighting {
  core::Period period;
  core::Date date{};
  double age = 0;       ///< periods before the one that is forecast; 0 is that one
  int place = 0;        ///< in the fiscal year
  bool whole = true;    ///< closings are on record from the period's first day on
  double booked = 0;    ///< won from the period's start to the date
  double rest = 0;      ///< won after the date by the period's end; known of completed periods only
  double open = 0;      ///< open pipeline, see Sightings::counts_pipeline
  double open_due = 0;  ///< of it, with an entered close date by the period's end
  /// Open pipeline due by the period's end, each deal times the CRM's own probability of its stage;
  /// all open pipeline where no close dates are entered. Nothing without probabilities.
  std::optional<double> stage_weighted;
  /// Open pipeline due by the period's end, of the deals whose category that day was commit or
  /// stronger; of all open pipeline where no close dates are entered. Nothing where fewer than half
  /// of the deals looked at have a category on record.
  std::optional<double> committed;
  [[nodiscard]] double total() const { return booked + rest; }
};

/// The period to forecast, and completed ones at the same number of days before their end.
struct Sightings {
  Sighting now;                  ///< its rest is not known
  std::vector<Sighting> past;    ///< newest first, consecutive
  bool counts_pipeline = false;  ///< the pipeline is counted in deals: amounts are not on record
  bool knows_close_dates = false;
  bool has_category = false;  ///< the data have forecast categories, of the present at least
  bool counts_deals = false;  ///< booked and rest are deals
  /// First day of which a forecast category is on record; no_date where the past tells none.
  core::Date categories_from = core::no_date;
  int periods_in_year = 0;  ///< 0: the period is a free range
  int cycle = 0;            ///< periods after which a rhythm is looked for: 3 months; 0: none is
};

/// Looks at the history as known at its as-of day. An open deal without an amount counts as the
/// mean of those that have one; where on any of the days none has, deals are counted.
/// cost: O(periods · (deals + events))
/// @pre the period has not ended by the as-of day
/// @verified tests/unit/models/baselines_test.cpp
[[nodiscard]] Sightings sightings(data::History const& history, BaselineSpec const& spec);

}  // namespace quarterdeck::models::baseline
