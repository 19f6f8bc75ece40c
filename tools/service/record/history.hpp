// tools/service/record/history.hpp – forecasts on record, how those of a period moved, how good
// they were. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/ledger/ledger.hpp"
#include "tools/service/forecast/summary.hpp"

namespace quarterdeck::service {

/// A recorded forecast held against what the period brought. Reporting currency units, or deals.
struct RecordScore {
  double actual = 0;  ///< by the present data, at the period's end
  double crps = 0;
  double pit = 0;  ///< middle of the stretch of (0, 1) that the outcome takes up
  bool inside_80 = false;
};

struct RecordedForecast {
  io::LedgerEntry entry;             ///< without deals
  std::optional<RecordScore> score;  ///< where the period has ended and the data can tell
};

/// Mean scores of the forecasts of ended periods.
struct RecordScores {
  std::size_t n = 0;
  double mean_crps = 0;
  std::size_t n_inside_80 = 0;
};

/// The same of the forecasts by one model.
struct ModelScores {
  std::string model;
  RecordScores scores;
};

struct HistoryReport {
  bool complete = true;  ///< false when the hook stopped the work; show nothing then
  std::string company;
  std::filesystem::path ledger;
  std::vector<RecordedForecast> forecasts;  ///< by period, as-of day, first run
  std::string shown_period;                 ///< whose movement is drawn; empty without forecasts
  std::optional<RecordScores> scores;
  std::vector<ModelScores> by_model;  ///< by name
  std::vector<std::string> notes;     ///< what could not be read or scored, and why
};

/// Score of a recorded distribution.
/// @param grid  LedgerEntry::grid
/// @verified tests/unit/service/history_test.cpp
[[nodiscard]] RecordScore score_record(std::vector<double> const& grid,
                                       std::vector<double> const& quantiles, double actual);

}  // namespace quarterdeck::service
