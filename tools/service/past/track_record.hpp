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
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::service {

namespace evaluate = models::evaluate;

/// Baseline that skill is measured against before any baseline has a past of its own.
inline constexpr char const* reference_baseline = "rest-of-four";

/// A member of the combination and what it weighs.
struct MemberWeight {
  std::string name;
  double weight = 0;
  double relative_crps = 0;   ///< mean CRPS/s over the past periods that it is judged by
  std::size_t n_periods = 0;  ///< those periods
};

/// What follows from a past forecast and from what came before its day, and from nothing later.
struct Judged {
  PastForecast const* at = nullptr;
  std::string best_baseline;  ///< of the past at the same weeks left; empty: none is present
  double best_baseline_crps = 0;
  std::vector<MemberWeight> weights;
  MethodForecast pool;       ///< weighted by the past
  MethodForecast corrected;  ///< the simulation, stretched by what past PITs teach
  double stretch = 1;
};

/// Judges every forecast by periods that had ended by its day.
/// @param past  by period, then day; must outlive the result
/// @verified tests/unit/service/track_record_test.cpp
[[nodiscard]] std::vector<Judged> judge(std::span<PastForecast const> past);

/// A member of the pool that is to be weighted, with the CRPS/s that its own spread claims.
struct MemberClaim {
  std::string name;
  double relative_claim = 0;
};

/// Weights for a forecast from periods that had ended by its day. A member's past is its mean
/// CRPS/s in each of them at the weeks left asked for and up to three weeks away, those nearer
/// counting more; beside it its own claim counts as much as two periods, so that a member that says
/// that it does not know weighs little from the first day on.
/// @verified tests/unit/service/track_record_test.cpp
[[nodiscard]] std::vector<MemberWeight> weights_for(std::span<PastForecast const> past,
                                                    core::Date as_of, int weeks_left,
                                                    std::vector<MemberClaim> const& members);

/// Of the baselines that speak of a period, those that join the simulation in the pool, in their
/// order. Where `seasonal` does it takes the place of those that take every month for the same,
/// `conversion` and `rest-of-four`.
[[nodiscard]] std::vector<std::string> pool_members(std::vector<std::string> speaking);

/// One method at one number of weeks left.
struct MethodScore {
  std::string name;
  std::size_t n = 0;           ///< forecasts that it made
  double normalised_crps = 0;  ///< Σ CRPS / Σ|actual| over them
};

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

/// Coverage with intervals that count a period as one observation.
struct CoverageRow {
  evaluate::Coverage all;      ///< counts over all forecasts
  evaluate::Ranged by_period;  ///< the same share, Wilson's interval for the number of periods
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
