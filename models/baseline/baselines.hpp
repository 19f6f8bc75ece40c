// models/baseline/baselines.hpp – simple forecasts, each a full distribution from its own errors.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/baseline/sightings.hpp"

namespace quarterdeck::models::baseline {

/// All know what is booked by the as-of day. With b booked, d days left:
enum class Kind {
  last_year,       ///< b + what the same period a year before still won in its last d days
  last_period,     ///< b + what the last completed period still won in its last d days
  run_rate,        ///< b / share of past totals that was booked with d days left (pacing)
  stage_weighted,  ///< b + open pipeline due in the period × the CRM's probability of its stage
  conversion,  ///< b + open pipeline × (won in the last d days / open pipeline then), past sums
  conversion_due,  ///< the same with the pipeline whose close date lies in the period or behind
  category,        ///< b + open pipeline due in the period in the category commit or a stronger one
  rest_of_four,    ///< b + mean of what the last four periods still won in their last d days
  seasonal         ///< the same, each brought to the month's place in the quarter; months only
};

inline constexpr std::array all_kinds{
    Kind::last_year,      Kind::last_period,  Kind::run_rate,
    Kind::stage_weighted, Kind::conversion,   Kind::conversion_due,
    Kind::category,       Kind::rest_of_four, Kind::seasonal};

/// `last-year`, `run-rate` …: the name in commands, tables and columns.
[[nodiscard]] std::string_view name_of(Kind kind);
/// What it does, in one sentence for a reader.
[[nodiscard]] std::string_view meaning_of(Kind kind);

/// What a baseline would have said of a completed period, and what came.
struct PastCall {
  std::string period;
  double forecast = 0;  ///< total, of the other periods' experience
  double actual = 0;
};

/// Fewer past calls than this, and a baseline has no distribution.
inline constexpr std::size_t least_calls = 1;

/// Points of the quantile grid that stands for a distribution: the levels (i + ½) / n_grid.
inline constexpr std::size_t n_grid = 199;

/// A baseline's forecast of the period's total; reporting currency units, or deals.
struct Baseline {
  Kind kind = Kind::rest_of_four;
  std::string absent;           ///< why there is none; empty where there is one
  double booked = 0;            ///< by the as-of day
  double point = 0;             ///< before its past errors are looked at
  std::vector<PastCall> calls;  ///< newest first
  std::vector<double> grid;     ///< quantiles, ascending, n_grid of them; empty where absent
};

/// Every baseline, in the order of `all_kinds`.
///
/// *Distribution.* For each completed period q the baseline is asked for q with q itself left out
/// of what it learns from, which gives relative errors e_q = y_q / f_q; the forecast f turns them
/// into f e_q. Periods whose first days are not on record have no part in that. Each is spread by a
/// normal kernel of the width 0.9 s n^(-1/5), with s the smaller of the standard deviation of the
/// f e_q and their interquartile range / 1.349 (with fewer than four: the former; with a single
/// one: its distance from f), so that few periods do not pretend to list all that can happen. What
/// falls below the booked amount is set to it.
/// @source Silverman (1986), Density Estimation, eq. 3.31, for the width
/// @verified tests/unit/models/baselines_test.cpp
[[nodiscard]] std::vector<Baseline> baselines(Sightings const& sightings);

/// `sightings` and `baselines` in one.
[[nodiscard]] std::vector<Baseline> baselines(data::History const& history,
                                              BaselineSpec const& spec);

}  // namespace quarterdeck::models::baseline
