// tools/sample/company.hpp – synthetic companies whose truth is known.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/money.hpp"
#include "engine/data/records.hpp"

namespace quarterdeck::sample {

enum class Dirt { none, realistic };

/// Parameters of the generator: segments, owners, regions, currencies, semi-Markov stages,
/// quarter-end surge, period effects, seasonal arrivals, amount drift, renewals. All are written
/// into truth.json.
struct CompanySpec {
  std::uint64_t seed = 1;
  int n_quarters = 12;             ///< completed quarters of history before the open one
  double deals_per_week = 40;      ///< arrivals of the whole company, mean over the year
  double period_effect_sd = 0.25;  ///< tau: company effect on the logit of the weekly win hazard
  double arrival_drift_sd = 0.05;  ///< log random walk a quarter
  double quarter_end_surge = 2.5;  ///< multiplies the win hazard in the last week of a quarter
  int days_into_quarter = 45;      ///< as-of day inside the open quarter; 0 = its eve
  core::Date last_history_day =
      core::make_date(2026, 9, 30);  ///< end of the last completed quarter
  Dirt dirt = Dirt::none;
};

/// A generated company, as of a day inside its open quarter, and what really happened afterwards.
struct Company {
  CompanySpec spec;
  core::Date as_of{};
  core::Period open_quarter;
  data::Records records;         ///< as known at as_of, clean, in memory
  core::Minor actual_total = 0;  ///< won in the open quarter, this one realised future
};

[[nodiscard]] Company generate(CompanySpec const& spec);

/// True distribution of the open quarter's won total given everything at as_of: the same generator
/// run on from the company's own state, again and again (period effect and future included).
/// @return n totals in minor units, in the order of re-simulations
[[nodiscard]] std::vector<core::Minor> true_totals(Company const& company, int n,
                                                   int n_threads = 0);

/// Writes opportunities.csv, stage_history.csv, win_rates.csv, snapshots, quarterdeck.yaml and
/// truth.json into a folder, each to a temporary name that is then renamed.
/// @param n_true_totals re-simulations behind the true quantiles in truth.json
/// @throws core::IoError
void write(Company const& company, std::filesystem::path const& folder, int n_true_totals);

}  // namespace quarterdeck::sample
