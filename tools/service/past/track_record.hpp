// tools/service/past/track_record.hpp – a backtest summed up: how far forecasts deserve to be
// believed. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/evaluate/comparison.hpp"
#include "models/evaluate/coverage.hpp"
#include "models/evaluate/deal_scores.hpp"
#include "models/evaluate/pit.hpp"
#include "models/evaluate/point_scores.hpp"
#include "models/evaluate/pool.hpp"
#include "models/evaluate/predictability.hpp"
#include "models/evaluate/spread.hpp"
#include "models/evaluate/stability.hpp"
#include "tools/service/forecast/backing.hpp"
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::service {

/// Scores of all forecasts at one number of weeks left.
struct LeadScores {
  int weeks_left = 0;
  int week = 0;
  std::size_t n = 0;
  std::optional<double> wape;        ///< of the simulation's medians; nothing where nothing came
  std::optional<double> bias;        ///< of its means
  std::vector<MethodScore> methods;  ///< simulation, corrected, pool, best-baseline, baselines
  std::optional<evaluate::SkillComparison> skill;       ///< simulation over best baseline
  std::optional<evaluate::SkillComparison> pool_skill;  ///< pool over best baseline
  std::optional<evaluate::DieboldMariano> test;         ///< of the former
};

struct GroupScore {
  std::string by;
  std::string value;
  std::size_t n = 0;
  double normalised_crps = 0;
  double bias = 0;
  double covered80 = 0;  ///< share of outcomes from P10 to P90
};

struct DealRecord {
  std::vector<evaluate::DealForecast> deals;
  std::vector<evaluate::ReliabilityBin> bins;
  std::optional<double> brier;
  std::optional<evaluate::Murphy> murphy;
  std::optional<evaluate::LogLoss> log_loss;
  std::optional<double> auc;
  std::optional<evaluate::CalibrationError> error;
  std::optional<evaluate::CalibrationLine> line;
};

struct StabilityRecord {
  std::optional<double> flip_flop;  ///< mean over periods, of medians over the period's scale
  std::optional<evaluate::Revisions> revisions;
};

/// Everything that pages show of a backtest.
struct TrackSummary {
  std::size_t n_forecasts = 0;
  std::size_t n_periods = 0;
  std::vector<LeadScores> leads;  ///< by weeks left, most first
  std::vector<CoverageRow> coverage;
  std::vector<CoverageRow> coverage_corrected;
  std::vector<CoverageRow> coverage_pool;
  std::optional<evaluate::PitSummary> pits;
  std::vector<double> pit_histogram;  ///< shares of ten bins
  DealRecord deals;
  StabilityRecord stability;
  std::optional<double> wape;
  std::optional<double> bias;
  std::optional<evaluate::Mape> mape;
  evaluate::Predictability predictability;
  evaluate::PoolDecision pool;
  std::optional<evaluate::SpreadJudgement> spread;
  std::vector<GroupScore> groups;
};

/// @param past  by period, then day
/// @pre not empty
/// @verified tests/unit/service/track_record_test.cpp
[[nodiscard]] TrackSummary track_record(std::span<PastForecast const> past);

}  // namespace quarterdeck::service
