// models/creation/late_draws.cpp – posterior rows of late wins.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/core/ids.hpp"
#include "models/creation/late_wins.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::creation {
namespace {

constexpr std::size_t most_entries = 2000;

/// Standard error of a cell's mean amount over that mean.
double relative_error(LateCell const& cell) {
  double weight = 0, squares = 0, sum = 0;
  for (LateEntry const& e : cell.entries) {
    weight += e.weight;
    squares += e.weight * e.weight;
    sum += e.weight * static_cast<double>(e.amount);
  }
  if (!(weight > 0) || !(sum > 0)) return 0;
  double const mean = sum / weight;
  double variance = 0;
  for (LateEntry const& e : cell.entries) {
    double const miss = static_cast<double>(e.amount) - mean;
    variance += e.weight * miss * miss / weight;
  }
  double const n_effective = weight * weight / squares;
  // One pseudo-win at the spread of an exponential keeps two equal wins from looking certain.
  double const spread = (variance * n_effective + mean * mean) / (n_effective + 1);
  return std::sqrt(spread / n_effective) / mean;
}

double mean_amount(std::vector<LateEntry> const& entries, bool weighted) {
  double weight = 0, sum = 0;
  for (LateEntry const& e : entries) {
    double const w = weighted ? e.weight : 1;
    weight += w;
    sum += w * static_cast<double>(e.amount);
  }
  return weight > 0 ? sum / weight : 0;
}

std::vector<double> scale_rows(LateCell const& cell, std::uint64_t seed, std::size_t n_rows) {
  // Resampling into equal entries and smoothing them moves the mean a little; the draws take it
  // back.
  double const resampled = mean_amount(equal_entries(cell), false);
  double const correction = resampled > 0 ? mean_amount(cell.entries, true) / resampled : 1;
  std::vector<double> rows(n_rows, correction);
  double const error = relative_error(cell);
  if (error < 1e-6) return rows;
  double const shape = 1 / (error * error);
  std::uint64_t const entity = core::entity_of("arrival/scale/" + cell.name);
  for (std::size_t row = 0; row < n_rows; ++row) {
    random::Stream stream = row_stream(seed, entity, row);
    rows[row] *= std::max(std::exp(log_gamma_variate(stream, shape)) / shape, 1e-6);
  }
  return rows;
}

/// Dirichlet rows by gamma variates, half a pseudo-win a cell.
std::vector<std::vector<double>> share_rows(LateWins const& model, std::uint64_t seed,
                                            std::size_t n_rows) {
  std::vector<std::vector<double>> log_share;
  std::vector<double> total(n_rows, 0.0);
  for (LateCell const& cell : model.cells) {
    std::uint64_t const entity = core::entity_of("arrival/share/" + cell.name);
    auto& rows = log_share.emplace_back(n_rows);
    for (std::size_t row = 0; row < n_rows; ++row) {
      random::Stream stream = row_stream(seed, entity, row);
      rows[row] = log_gamma_variate(stream, cell.count + 0.5);
      total[row] += std::exp(rows[row]);
    }
  }
  for (auto& rows : log_share) {
    for (std::size_t row = 0; row < n_rows; ++row) rows[row] -= std::log(total[row]);
  }
  return log_share;
}

}  // namespace

std::vector<LateEntry> equal_entries(LateCell const& cell) {
  std::vector<LateEntry> resampled;
  if (cell.entries.empty()) return resampled;
  double total = 0;
  for (LateEntry const& e : cell.entries) total += e.weight;
  std::size_t const n = std::min(most_entries, std::max<std::size_t>(4 * cell.entries.size(), 64));
  double const step = total / static_cast<double>(n);
  double reached = cell.entries[0].weight;
  std::size_t i = 0;
  for (std::size_t k = 0; k < n; ++k) {
    double const point = (static_cast<double>(k) + 0.5) * step;
    while (reached < point && i + 1 < cell.entries.size()) reached += cell.entries[++i].weight;
    resampled.push_back(cell.entries[i]);
    if (cell.amount_log_sd <= 0) continue;
    // Multiples of the golden ratio fill (0, 1) evenly, whatever stretch of k a past win takes.
    double const u = std::fmod((static_cast<double>(k) + 0.5) * 0.6180339887498949, 1.0);
    double const move =
        cell.amount_log_sd * normal_quantile(u) - cell.amount_log_sd * cell.amount_log_sd / 2;
    core::Minor& amount = resampled.back().amount;
    amount = std::max<core::Minor>(std::llround(static_cast<double>(amount) * std::exp(move)), 1);
  }
  return resampled;
}

double LateWins::season() const {
  return std::exp(season_factor.log_mean + season_factor.log_sd * season_factor.log_sd / 2);
}

LateDraws draw_late_wins(LateWins const& model, std::uint64_t seed, std::size_t n_rows) {
  LateDraws draws;
  if (!model.level) return draws;
  std::vector<double> const z = stratified_normals(seed, "arrival/season", n_rows);
  SeasonFactor const& season = model.season_factor;
  for (LevelDraw const& level : model.level->draws(seed, "arrival/level", n_rows)) {
    draws.log_total.push_back(level.log_mean + season.log_mean +
                              season.log_sd * z[draws.log_total.size()]);
    draws.dispersion.push_back(level.dispersion);
  }
  draws.log_share = share_rows(model, seed, n_rows);
  for (LateCell const& cell : model.cells) draws.scale.push_back(scale_rows(cell, seed, n_rows));
  return draws;
}

std::vector<double> cumulative_weeks(LateWins const& model, std::size_t n_weeks) {
  std::vector<double> cumulative(n_weeks, 0.0);
  double total = 0;
  for (std::size_t w = 0; w < n_weeks; ++w) {
    std::size_t const before_end = n_weeks - 1 - w;
    double const share = before_end < model.week_share.size() ? model.week_share[before_end] : 0;
    cumulative[w] = total += share;
  }
  for (double& c : cumulative) c = total > 0 ? c / total : 1;
  if (!cumulative.empty()) cumulative.back() = 1;
  return cumulative;
}

}  // namespace quarterdeck::models::creation
