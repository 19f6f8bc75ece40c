// tools/service/forecast/backing.hpp – what past forecasts say of the one at hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "models/evaluate/coverage.hpp"
#include "models/evaluate/pool.hpp"
#include "models/evaluate/predictability.hpp"
#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::service {

namespace evaluate = models::evaluate;

/// A member of the combination and what it weighs.
struct MemberWeight {
  std::string name;
  double weight = 0;
  double relative_crps = 0;   ///< mean CRPS/s over the past periods that it is judged by
  std::size_t n_periods = 0;  ///< those periods
};

/// One method at one number of weeks left.
struct MethodScore {
  std::string name;
  std::size_t n = 0;           ///< forecasts that it made
  double normalised_crps = 0;  ///< Σ CRPS / Σ|actual| over them
};

/// Coverage with intervals that count a period as one observation.
struct CoverageRow {
  evaluate::Coverage all;      ///< counts over all forecasts
  evaluate::Ranged by_period;  ///< the same share, Wilson's interval for the number of periods
};

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

/// Earned over claimed CRPS of past forecasts at the weeks left that come nearest.
struct PastHonesty {
  std::size_t n_periods = 0;
  int weeks_left = 0;
  std::optional<evaluate::Ranged> ratio;  ///< nothing where periods are too few
};

}  // namespace quarterdeck::service
