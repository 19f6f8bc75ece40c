// tools/service/past/backing.hpp – what past forecasts say of the one at hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "models/baseline/baselines.hpp"
#include "tools/service/past/track_record.hpp"

namespace quarterdeck::service {

struct Forecast;

/// The simulation and the baselines as one mixture, drawn trial by trial. A trial of the simulation
/// stays as it is; one of a baseline takes the baseline's quantile at the trial's rank among the
/// simulated totals, and its parts are fitted to it: new business first, open deals where new
/// business cannot bear it, so that in every trial booked + open + new = total. Groups, weeks and
/// single deals remain those of the simulation.
struct Combination {
  std::vector<MemberWeight> weights;
  Spread total;
  Spread open;
  Spread created_later;
  std::vector<double> grid;                  ///< of the total, see ledger_grid
  std::vector<std::optional<double>> p_hit;  ///< order of plan.targets; of company targets only
  evaluate::PoolDecision decision;           ///< its use_pool: whether it is the headline
};

/// What a track record says of a forecast. Only periods that had ended by its day count.
struct Backing {
  std::size_t n_periods = 0;
  std::size_t n_forecasts = 0;
  core::Date newest{};  ///< newest date in the data of the backtest
  int days_since = 0;   ///< from then to as_of; 0 where the backtest saw later data
  int weeks_left = 0;   ///< of the backtest, nearest to those of the forecast
  evaluate::Predictability predictability;
  std::optional<evaluate::ExpectedAccuracy> accuracy;
  std::vector<CoverageRow> coverage;
  std::optional<MethodScore> simulation_at_lead;
  std::optional<MethodScore> best_at_lead;  ///< the baseline that had been best before each
  double stretch = 1;                       ///< of the spread, learned from past places
  Spread corrected;                         ///< the simulated total, stretched
  Combination combination;
};

/// What a backtest must fit to say anything of a forecast.
struct RecordQuestion {
  std::string company;
  std::string currency;
  bool measures_counts = false;
  core::Date as_of{};
  core::Period period;
  std::vector<core::InputHash> inputs;  ///< tables, scenarios left out
};

/// @return why the backtest says nothing of the forecast; empty where it does
/// @verified tests/unit/service/backing_test.cpp
[[nodiscard]] std::string why_unbacked(Backtest const* past, RecordQuestion const& question);
[[nodiscard]] std::string why_unbacked(Backtest const* past, Forecast const& forecast);

/// Earned over claimed CRPS of past forecasts at the weeks left that come nearest.
struct PastHonesty {
  std::size_t n_periods = 0;
  int weeks_left = 0;
  std::optional<evaluate::Ranged> ratio;  ///< nothing where periods are too few
};

/// @pre why_unbacked is empty
/// @verified tests/cli/compare_test.cpp
[[nodiscard]] PastHonesty honesty_of(Backtest const& past, RecordQuestion const& question);

/// @param baselines  of the forecast's own day and period
/// @pre why_unbacked is empty, the forecast is complete and kept its draws
/// @verified tests/unit/service/backing_test.cpp
[[nodiscard]] Backing backing_of(Backtest const& past, Forecast const& forecast,
                                 std::vector<models::baseline::Baseline> const& baselines);

/// Mean, standard deviation and type-1 quantiles of ascending values.
/// @pre not empty
[[nodiscard]] Spread spread_of_sorted(std::vector<double> const& sorted);

}  // namespace quarterdeck::service
