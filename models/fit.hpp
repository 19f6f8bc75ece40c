// models/fit.hpp – the first door: from what has happened to what we believe.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"
#include "models/amount/amount_ratio.hpp"
#include "models/creation/late_wins.hpp"
#include "models/dependence/period_factor.hpp"
#include "models/timing/time_to_close.hpp"
#include "models/win/choice/win_choice.hpp"
#include "models/win/table/landmark.hpp"
#include "models/win/table/win_season.hpp"

namespace quarterdeck::models {

/// What to fit, for which question.
struct ModelSpec {
  core::CalendarSpec calendar;
  core::Period period;                ///< the period to forecast
  std::vector<std::string> segments;  ///< columns whose combinations get rates of their own
  std::vector<std::string> groups;    ///< columns of the report, carried by new business
  bool measure_counts = false;
  double half_life_periods = 6;  ///< half-life of the weight of a past period
  /// Columns that the hazards may use beside the segments; nothing: CovariateSpec's.
  std::optional<std::vector<std::string>> win_covariates;
  std::optional<win::WinModelKind> win_model;  ///< nothing: chosen by what past periods say
  std::size_t max_periods = 20;                ///< past periods looked at, newest first
};

/// Everything learned at `as_of` for one period. Made only by `fit`.
struct FittedModels {
  core::Date as_of{};
  ModelSpec spec;
  std::vector<core::Period> past_periods;  ///< completed, with a landmark at the same days left
  win::LandmarkModel win;                  ///< the table of win rates, whichever model is used
  win::WinChoice win_choice;               ///< the model used, and why
  timing::TimeToClose timing;
  amount::AmountModel amount;
  creation::LateWins creation;
  std::vector<win::PastOutcome> past_outcomes;  ///< of `win_choice`, each without its own period
  win::WinSeason win_season;                    ///< beside `win_choice`
  dependence::PeriodFactor factor;
  data::Findings findings;  ///< thin history, unseen stages, prior-only parts …
};

/// Learns from the history as known at `history.as_of`. Never fails for lack of data: parts without
/// data answer with their prior, widely, and a finding says so.
[[nodiscard]] FittedModels fit(data::History const& history, ModelSpec const& spec);

}  // namespace quarterdeck::models

namespace quarterdeck {
using models::fit;
}
