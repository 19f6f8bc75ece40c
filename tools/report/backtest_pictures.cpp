// tools/report/backtest_pictures.cpp – skill, places of outcomes and reliability drawn as bars.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "tools/report/backtest_tables.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/text.hpp"

namespace quarterdeck::report {
namespace {

/// A line that runs from zero to either side; `reach` is the share that fills half of the width.
std::string two_sided_bar(double share, double reach, int half, Style const& style) {
  auto const& sign = signs(style);
  int const n = std::clamp(static_cast<int>(std::lround(std::abs(share) / reach * half)), 0, half);
  std::string const blank(static_cast<std::size_t>(half), ' ');
  if (share < 0) {
    return std::string(static_cast<std::size_t>(half - n), ' ') +
           paint(repeat(sign.thick, n), Tone::bad, style) + std::string(sign.goal) + blank;
  }
  return blank + std::string(sign.goal) + paint(repeat(sign.thick, n), Tone::good, style) +
         std::string(static_cast<std::size_t>(half - n), ' ');
}

/// Marks of one bin on a line from 0 to 100 %: the interval, the share won, the chance said.
std::string bin_line(models::evaluate::ReliabilityBin const& bin, int width, Style const& style) {
  auto const& sign = signs(style);
  auto const at = [width](double share) {
    return std::clamp(static_cast<int>(std::lround(share * (width - 1))), 0, width - 1);
  };
  std::string line;
  for (int c = 0; c < width; ++c) {
    if (c == at(bin.p_mean)) {
      line += paint(sign.pointer, Tone::strong, style);
    } else if (c == at(bin.won.value)) {
      line += paint(sign.median, Tone::good, style);
    } else if (c >= at(bin.won.interval.low) && c <= at(bin.won.interval.high)) {
      line += sign.thin;
    } else {
      line += ' ';
    }
  }
  return line;
}

}  // namespace

std::string skill_section(service::TrackSummary const& summary, Style const& style) {
  constexpr int half = 14;
  std::string out = heading("SKILL OVER THE BEST BASELINE OF THE PAST", style);
  out += paint(fmt::format("  {:>10}  {:>4}  {:>8}  {:^{}}  {}\n", "weeks left", "week", "skill",
                           "", 2 * half + 1, "80 % interval"),
               Tone::quiet, style);
  for (auto const& lead : summary.leads) {
    if (!lead.skill) continue;
    auto const& skill = lead.skill->skill;
    out += fmt::format("  {:>10}  {:>4}  {:>8}  {}  {:+.0f} to {:+.0f} %\n", lead.weeks_left,
                       lead.week, signed_percent(skill.value),
                       two_sided_bar(skill.value, 0.6, half, style), skill.interval.low * 100,
                       skill.interval.high * 100);
  }
  return out + quiet_paragraph(
                   "1 - CRPS of the simulation / CRPS of the baseline that had been best before, "
                   "at the same weeks left. Intervals draw whole periods again and again.",
                   style);
}

std::string places_section(service::TrackSummary const& summary, Style const& style) {
  auto const& shares = summary.pit_histogram;
  if (shares.empty()) return {};
  constexpr int full = 40;
  double const most = std::max(0.2, *std::max_element(shares.begin(), shares.end()));
  std::string out = heading("WHERE OUTCOMES FELL IN THEIR FORECASTS", style);
  int const even = static_cast<int>(std::lround(0.1 / most * full));
  for (std::size_t i = 0; i < shares.size(); ++i) {
    int const n = static_cast<int>(std::lround(shares[i] / most * full));
    std::string line;
    for (int c = 0; c < full; ++c)
      line += c == even ? signs(style).goal : (c < n ? signs(style).thick : std::string_view(" "));
    out += fmt::format("  P{:<3}to P{:<3}  {:>5}  {}\n", i * 10, i * 10 + 10,
                       whole_percent(shares[i]), line);
  }
  std::string words =
      fmt::format("{} marks the tenth that each bin would hold.", signs(style).goal);
  if (summary.pits) {
    words +=
        fmt::format(" Mean place {:.2f} (above 0.50: forecasts were too low)", summary.pits->mean);
    if (summary.pits->spread) {
      words += fmt::format("; spread {:.2f} (1: bands are right, above 1 too narrow)",
                           *summary.pits->spread);
    }
    words += ".";
  }
  return out + quiet_paragraph(words, style);
}

std::string reliability_section(service::DealRecord const& record, Style const& style) {
  if (record.bins.empty()) return {};
  constexpr int width = 41;
  std::string out = heading("SINGLE DEALS: CHANCE SAID AND SHARE WON", style);
  out += paint(fmt::format("  {:>7}  {:>6}  {:>6}  0 %{:^{}}100 %\n", "deals", "said", "won",
                           "50 %", width - 8),
               Tone::quiet, style);
  for (auto const& bin : record.bins) {
    out += fmt::format("  {:>7}  {:>6}  {:>6}  {}\n", bin.n_deals, whole_percent(bin.p_mean),
                       whole_percent(bin.won.value), bin_line(bin, width, style));
  }
  auto const& sign = signs(style);
  std::string words = fmt::format("{} chance said, {} share won with its 95 % interval {}.",
                                  sign.pointer, sign.median, sign.thin);
  if (record.brier && record.murphy) {
    words += fmt::format(
        " Brier score {:.4f} = reliability {:.4f} - resolution {:.4f} + "
        "uncertainty {:.4f} + within bins {:.4f}.",
        *record.brier, record.murphy->reliability, record.murphy->resolution,
        record.murphy->uncertainty, record.murphy->within_bins);
  }
  if (record.error) words += fmt::format(" ECE {:.3f}.", record.error->ece);
  if (record.auc) words += fmt::format(" AUC {:.2f}.", *record.auc);
  words += " A deal counts once for every day on which it was asked about.";
  return out + quiet_paragraph(words, style);
}

std::string predictability_section(service::TrackSummary const& summary, Style const& style) {
  auto const& predictability = summary.predictability;
  std::string out = heading("PREDICTABILITY", style);
  if (!predictability.record)
    return out + paragraph("No score: " + predictability.reason, 2, style);
  auto const& record = *predictability.record;
  auto const line = fmt::format(
      "{} of 100{}, from {} periods; 80 % interval {} to {}.", whole_score(record.headline),
      record.headline_is_lower_point
          ? fmt::format(" (the lower 20 % point of {}, because periods are few)",
                        whole_score(record.score))
          : "",
      record.n_periods, whole_score(record.interval.low), whole_score(record.interval.high));
  for (auto const& text : wrap(line, style.width - 4, style))
    out += "  " + paint(text, Tone::strong, style) + '\n';
  auto words = fmt::format(
      "Honesty gap {:+.1f} {} {:.1f} points (above 0: forecasts claimed more than they earned).",
      record.honesty_gap.value, signs(style).plus_minus, record.honesty_gap.error);
  if (record.honesty_ratio) {
    words += fmt::format(" Errors were {:.2f} times what the forecasts claimed ({:.2f} to {:.2f}).",
                         record.honesty_ratio->value, record.honesty_ratio->interval.low,
                         record.honesty_ratio->interval.high);
  }
  return out + paragraph(words, 2, style) +
         quiet_paragraph(
             "Half of it is accuracy, half skill over the mean of the last four periods, which "
             "itself "
             "would have no skill.",
             style);
}

std::string pool_section(service::TrackSummary const& summary, Style const& style) {
  auto const& pool = summary.pool;
  std::string words = fmt::format(
      "Mean CRPS over scale, each weighted by its own past: combination {:.4f}, "
      "simulation {:.4f}, over {} periods. {}",
      pool.pool, pool.simulation, pool.n_periods, pool.reason);
  return heading("COMBINATION WITH THE BASELINES", style) + paragraph(words, 2, style);
}

std::string spread_section(service::TrackSummary const& summary, Style const& style) {
  if (!summary.spread) return {};
  auto const& spread = *summary.spread;
  auto const share = [](models::evaluate::SpreadState const& state) {
    return state.coverage.size() < 2 ? std::string() : whole_percent(state.coverage[1].share.value);
  };
  std::string const words = fmt::format(
      "Past places call for bands {:.2f} times as wide. Each period corrected by the others: the "
      "80 % bands covered {} before and {} after; CRPS over scale {:.4f} before and {:.4f} after, "
      "so the correction {}.",
      spread.correction.stretch, share(spread.before), share(spread.after),
      spread.before.relative_crps, spread.after.relative_crps,
      spread.helps ? "helps" : "does not help");
  return heading("SPREAD", style) + paragraph(words, 2, style);
}

}  // namespace quarterdeck::report
