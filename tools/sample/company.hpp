// tools/sample/company.hpp – synthetic companies whose truth is known.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/money.hpp"
#include "engine/data/records.hpp"

namespace quarterdeck::sample {

enum class Dirt { none, realistic };

/// Parameters of the generator: segments, owners, regions, currencies, semi-Markov stages,
/// quarter-end surge, period effects, seasonal arrivals, amount drift, renewals. All are written
/// into truth.json; those that no field here changes stand in parameters.hpp.
struct CompanySpec {
  std::uint64_t seed = 1;
  int n_quarters = 12;         ///< completed quarters of history before the open one, >= 1
  double deals_per_week = 28;  ///< arrivals of new and expansion deals, mean over the year, > 0;
                               ///< renewals of earlier wins come on top
  double period_effect_sd = 0.25;  ///< tau >= 0: company effect on the logit of the win hazard
  double arrival_drift_sd = 0.05;  ///< log random walk a quarter, >= 0
  double quarter_end_surge = 2.5;  ///< multiplies the win hazard in the last week of a quarter, > 0
  int days_into_quarter = 44;      ///< as-of day inside the open quarter, >= 0; 0 = its eve
  core::Date last_history_day =
      core::make_date(2026, 9, 30);  ///< end of the last completed calendar quarter
  Dirt dirt = Dirt::none;
  /// Seed of everything after as_of; empty: `seed`. Companies that differ in nothing else share
  /// their past, bit by bit, and have independent futures. The luck of an open quarter that has
  /// begun (days_into_quarter > 0) is a part of the past.
  std::optional<std::uint64_t> future_seed = std::nullopt;
};

/// A generated company, as of a day inside its open quarter, and what really happened afterwards.
struct Company {
  CompanySpec spec;
  core::Date as_of{};
  core::Period open_quarter;
  data::Records records;         ///< as known at as_of, clean, in memory; nothing later is in it
  core::Minor actual_total = 0;  ///< won in the open quarter, this one realised future; reporting
                                 ///< currency (USD) at the rate of each closing day
};

/// Simulates the company day by day through its past and on to the end of the open quarter. Every
/// draw is keyed by what it is for (seed, deal, day), so the same spec gives the same bits and the
/// past does not depend on as_of. cost: about 50 ms for the default spec.
/// @pre the ranges stated in CompanySpec hold; last_history_day ends a calendar quarter
/// @verified tests/unit/sample/company_test.cpp
[[nodiscard]] Company generate(CompanySpec const& spec);

/// Records of the whole realised timeline, to the end of the open quarter: the same deals and
/// events that `generate` cuts at as_of. Backtests may cut them at any day.
/// @verified tests/unit/sample/company_test.cpp
[[nodiscard]] data::Records full_timeline(CompanySpec const& spec);

/// True distribution of the open quarter's won total given everything at as_of: the same generator
/// run on from the company's own state, again and again (period effect and future included).
///
/// Known to the re-simulation: all parameters, skills of owners, rates of exchange, every open deal
/// with its stage and age, and the arrival level of the last completed quarter. Not known: the open
/// quarter's period effect u and the innovation d of the arrival level. They are drawn from their
/// law given the quarter so far, on a grid:
///   log p(u, d) = -u^2 / 2 tau^2 - d^2 / 2 sigma^2 + sum_i [won_i u - log(1 + r_i e^u)]
///                 + n (d + u/2) - m e^(d + u/2),
/// the sum over deals and days at risk of a win since the quarter began, r_i the odds of a win
/// against everything else at u = 0, n the arrivals seen and m those expected at u = d = 0.
/// @return n totals in minor units, booked included, in the order of re-simulations; the same at
/// any number of threads
/// @param n_threads 0: all cores
/// @verified tests/unit/sample/true_totals_test.cpp
[[nodiscard]] std::vector<core::Minor> true_totals(Company const& company, int n,
                                                   int n_threads = 0);

/// Writes opportunities.csv, stage_history.csv, win_rates.csv, snapshots, quarterdeck.yaml and
/// truth.json into a folder, each to a temporary name that is then renamed. With Dirt::realistic
/// the two first tables carry planted faults, whose numbers stand in truth.json under `dirt`.
/// @param n_true_totals re-simulations behind the true quantiles in truth.json, >= 1
/// @throws core::IoError
/// @verified tests/unit/sample/write_test.cpp
void write(Company const& company, std::filesystem::path const& folder, int n_true_totals);

}  // namespace quarterdeck::sample
