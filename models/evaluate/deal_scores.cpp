// models/evaluate/deal_scores.cpp – see deal_scores.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/deal_scores.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/error.hpp"
#include "models/evaluate/coverage.hpp"
#include "models/evaluate/deal_groups.hpp"

namespace quarterdeck::models::evaluate {
namespace {

double within_brier(ChanceGroup const& group, double p) {
  return group.won * (p - 1) * (p - 1) + (group.weight - group.won) * p * p;
}

/// Expected square of an unbiased bin's distance from its chance, of a right forecast.
std::optional<double> chance_part(ReliabilityBin const& bin) {
  // Rounding must not make one deal look like more.
  if (bin.n_deals < 2 || !(bin.n_effective > 1)) return std::nullopt;
  return bin.won.value * (1 - bin.won.value) / (bin.n_effective - 1);
}

/// Mean over the bins of what chance adds to the square of a bin's distance.
std::optional<double> mean_chance_part(std::span<ReliabilityBin const> bins, double weight) {
  double sum = 0;
  for (ReliabilityBin const& bin : bins) {
    auto const part = chance_part(bin);
    if (!part) return std::nullopt;
    sum += bin.weight / weight * *part;
  }
  return sum;
}

}  // namespace

std::optional<double> brier(std::span<DealForecast const> deals) {
  auto const groups = group_by_chance(deals);
  if (groups.empty()) return std::nullopt;
  double sum = 0;
  for (ChanceGroup const& group : groups) sum += within_brier(group, group.p_win);
  return sum / total_of(groups).weight;
}

std::optional<LogLoss> log_loss(std::span<DealForecast const> deals) {
  auto const groups = group_by_chance(deals);
  if (groups.empty()) return std::nullopt;
  double const weight = total_of(groups).weight;
  LogLoss loss;
  for (ChanceGroup const& group : groups) {
    double const p = std::clamp(group.p_win, log_loss_clip, 1 - log_loss_clip);
    loss.value -= group.won * std::log(p) + (group.weight - group.won) * std::log1p(-p);
    if (p != group.p_win) loss.clipped_share += group.weight;
  }
  loss.value /= weight;
  loss.clipped_share /= weight;
  return loss;
}

std::optional<double> auc(std::span<DealForecast const> deals) {
  auto const groups = group_by_chance(deals);
  double lost_below = 0, won = 0, ordered = 0;
  for (ChanceGroup const& group : groups) {
    double const lost = group.weight - group.won;
    ordered += group.won * (lost_below + lost / 2);
    lost_below += lost;
    won += group.won;
  }
  if (!(won > 0) || !(lost_below > 0)) return std::nullopt;
  return ordered / (won * lost_below);
}

std::vector<ReliabilityBin> reliability_bins(std::span<DealForecast const> deals,
                                             std::size_t n_bins) {
  QUARTERDECK_EXPECT(n_bins >= 1);
  auto const groups = group_by_chance(deals);
  std::vector<ReliabilityBin> bins;
  if (groups.empty()) return bins;
  double const weight = total_of(groups).weight;
  double before = 0;
  std::size_t last_bin = n_bins;
  std::vector<ChanceGroup> sums;
  for (ChanceGroup const& group : groups) {
    double const middle = (before + group.weight / 2) / weight;
    auto const bin =
        std::min(n_bins - 1, static_cast<std::size_t>(middle * static_cast<double>(n_bins)));
    before += group.weight;
    if (bin != last_bin) {
      bins.push_back({.p_low = group.p_win, .won = {}});
      sums.emplace_back();
      last_bin = bin;
    }
    sums.back().add(group);
    bins.back().p_high = group.p_win;
    bins.back().p_mean += group.weight * group.p_win;
  }
  for (std::size_t k = 0; k < bins.size(); ++k) {
    ReliabilityBin& bin = bins[k];
    bin.n_deals = sums[k].n_deals;
    bin.weight = sums[k].weight;
    bin.n_effective = sums[k].weight * sums[k].weight / sums[k].squares;
    bin.p_mean = std::clamp(bin.p_mean / bin.weight, bin.p_low, bin.p_high);
    double const share = std::min(1.0, sums[k].won / sums[k].weight);
    bin.won = *wilson(share * bin.n_effective, bin.n_effective);
    bin.won.value = share;
  }
  return bins;
}

std::optional<Murphy> murphy(std::span<DealForecast const> deals, std::size_t n_bins) {
  auto const bins = reliability_bins(deals, n_bins);
  if (bins.empty()) return std::nullopt;
  ChanceGroup const all = total_of(group_by_chance(deals));
  double const base = all.won / all.weight;
  Murphy parts;
  parts.uncertainty = base * (1 - base);
  for (ReliabilityBin const& bin : bins) {
    double const share = bin.weight / all.weight;
    parts.reliability += share * (bin.p_mean - bin.won.value) * (bin.p_mean - bin.won.value);
    parts.resolution += share * (bin.won.value - base) * (bin.won.value - base);
  }
  parts.within_bins = *brier(deals) - parts.reliability + parts.resolution - parts.uncertainty;
  double const n = all.weight * all.weight / all.squares;
  if (auto const chance = mean_chance_part(bins, all.weight); chance && n > 1) {
    double const of_base = parts.uncertainty / (n - 1);
    parts.corrected =
        Murphy::Corrected{parts.reliability - *chance, parts.resolution - *chance + of_base,
                          parts.uncertainty + of_base};
  }
  return parts;
}

std::optional<CalibrationError> calibration_error(std::span<ReliabilityBin const> bins) {
  double weight = 0;
  for (ReliabilityBin const& bin : bins) weight += bin.weight;
  if (!(weight > 0)) return std::nullopt;
  CalibrationError error;
  double squares = 0;
  for (ReliabilityBin const& bin : bins) {
    double const distance = bin.p_mean - bin.won.value;
    error.ece += bin.weight / weight * std::abs(distance);
    squares += bin.weight / weight * distance * distance;
  }
  if (auto const chance = mean_chance_part(bins, weight)) error.squared_l2 = squares - *chance;
  return error;
}

std::optional<Corp> corp(std::span<DealForecast const> deals) {
  auto const groups = group_by_chance(deals);
  if (groups.empty()) return std::nullopt;
  Corp result;
  std::vector<ChanceGroup> blocks;
  for (ChanceGroup const& group : groups) {
    blocks.push_back(group);
    result.steps.push_back({group.p_win, group.p_win, 0, 0});
    // Pool adjacent violators; equal shares join too, so that every step differs from the next.
    while (blocks.size() > 1 && blocks[blocks.size() - 2].won * blocks.back().weight >=
                                    blocks.back().won * blocks[blocks.size() - 2].weight) {
      blocks[blocks.size() - 2].add(blocks.back());
      blocks.pop_back();
      double const p_high = result.steps.back().p_high;
      result.steps.pop_back();
      result.steps.back().p_high = p_high;
    }
  }
  ChanceGroup const all = total_of(groups);
  double const base = all.won / all.weight;
  double recalibrated = 0;
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    result.steps[k].won = blocks[k].won / blocks[k].weight;
    result.steps[k].weight = blocks[k].weight;
    recalibrated += within_brier(blocks[k], result.steps[k].won) / all.weight;
  }
  result.uncertainty = within_brier(all, base) / all.weight;
  // Recalibrating can only gain; what rounding leaves below 0 is 0.
  result.miscalibration = std::max(0.0, *brier(deals) - recalibrated);
  result.discrimination = std::max(0.0, result.uncertainty - recalibrated);
  return result;
}

}  // namespace quarterdeck::models::evaluate
