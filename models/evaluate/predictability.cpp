// models/evaluate/predictability.cpp – see predictability.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/evaluate/predictability.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/core/error.hpp"
#include "models/evaluate/quantile_score.hpp"

namespace quarterdeck::models::evaluate {
namespace {

/// Below this nothing can be resampled.
constexpr std::size_t fewest_periods = 2;

/// One forecast in units of its scale, missing ones filled in.
struct Cell {
  double own = 0;
  double backed = 0;   ///< own, where the forecast was there and made a claim; else 0
  double claimed = 0;  ///< likewise
  double reference = 0;
  double size = 0;
  bool is_missing = false;
  void add(Cell const& other, double times) {
    own += times * other.own;
    backed += times * other.backed;
    claimed += times * other.claimed;
    reference += times * other.reference;
    size += times * other.size;
  }
};

struct Lead {
  int weeks_left = 0;
  double weight = 0;
  std::vector<Cell> cells;  ///< [period]
};

struct Grid {
  std::vector<std::string> periods;  ///< ascending
  std::vector<Lead> leads;           ///< descending weeks left
  std::string reason;                ///< why it can't be scored
};

using PeriodRows = std::map<std::string, std::map<int, ScoredForecast const*>>;

/// Rows of the newest periods that can be scored.
PeriodRows rows_of(std::span<ScoredForecast const> forecasts, std::size_t max_periods) {
  PeriodRows rows;
  std::set<std::string> no_scale;
  for (ScoredForecast const& row : forecasts) {
    QUARTERDECK_EXPECT(std::isfinite(row.actual) && std::isfinite(row.reference_crps));
    if (!(row.scale > 0)) no_scale.insert(row.period);
    [[maybe_unused]] bool const is_new = rows[row.period].emplace(row.weeks_left, &row).second;
    QUARTERDECK_EXPECT(is_new);
  }
  for (std::string const& period : no_scale) rows.erase(period);
  while (rows.size() > max_periods) rows.erase(rows.begin());
  return rows;
}

std::vector<Lead> leads_of(PeriodRows const& rows, std::map<int, double> const& weights) {
  std::map<int, double> chosen = weights;
  if (chosen.empty()) {
    for (auto const& [period, row_at] : rows) {
      for (auto const& [weeks_left, row] : row_at) chosen[weeks_left] = 1;
    }
  }
  double sum = 0;
  for (auto const& [weeks_left, weight] : chosen) {
    QUARTERDECK_EXPECT(weight >= 0);
    sum += weight;
  }
  QUARTERDECK_EXPECT(sum > 0 || rows.empty());
  std::vector<Lead> leads;
  for (auto lead = chosen.rbegin(); lead != chosen.rend(); ++lead) {
    if (lead->second > 0) leads.push_back({lead->first, lead->second / sum, {}});
  }
  return leads;
}

/// Worst known CRPS/s at one number of weeks left.
double worst_own(PeriodRows const& rows, int weeks_left) {
  double worst = 0;
  for (auto const& [period, row_at] : rows) {
    ScoredForecast const& row = *row_at.at(weeks_left);
    if (row.crps) worst = std::max(worst, *row.crps / row.scale);
  }
  return worst;
}

Cell cell_of(ScoredForecast const& row, double worst) {
  Cell cell;
  cell.reference = row.reference_crps / row.scale;
  cell.size = std::abs(row.actual) / row.scale;
  cell.own = row.crps ? *row.crps / row.scale : worst;
  cell.is_missing = row.missing || !row.crps;
  if (cell.is_missing) {
    cell.own = std::max(cell.own, cell.reference);
  } else if (row.claimed) {
    cell.backed = cell.own;
    cell.claimed = *row.claimed / row.scale;
  }
  return cell;
}

Cell sum_of(Lead const& lead, std::vector<int> const& times) {
  Cell sum;
  for (std::size_t q = 0; q < lead.cells.size(); ++q) sum.add(lead.cells[q], times[q]);
  return sum;
}

/// Why a complete grid has no score; empty when it has.
std::string why_not(Grid const& grid) {
  std::vector<int> const once(grid.periods.size(), 1);
  bool any = false;
  for (Lead const& lead : grid.leads) {
    Cell const sum = sum_of(lead, once);
    if (!(sum.size > 0)) return "nothing was won in any of the periods";
    if (!(sum.reference > 0)) return "the reference made no error that one could compare with";
    for (Cell const& cell : lead.cells) any = any || !cell.is_missing;
  }
  return any ? "" : "every forecast of the past is missing";
}

Grid grid_of(std::span<ScoredForecast const> forecasts, PredictabilityOptions const& options) {
  PeriodRows const rows = rows_of(forecasts, options.max_periods);
  Grid grid;
  for (auto const& [period, row_at] : rows) grid.periods.push_back(period);
  if (rows.size() < std::max(fewest_periods, options.min_periods)) {
    grid.reason = std::to_string(rows.size()) + " past periods were scored and a track record " +
                  "needs " + std::to_string(std::max(fewest_periods, options.min_periods));
    return grid;
  }
  grid.leads = leads_of(rows, options.weights);
  for (Lead const& lead : grid.leads) {
    for (auto const& [period, row_at] : rows) {
      if (row_at.contains(lead.weeks_left)) continue;
      grid.reason = period + " has no row at " + std::to_string(lead.weeks_left) + " weeks left";
      return grid;
    }
  }
  for (Lead& lead : grid.leads) {
    double const worst = worst_own(rows, lead.weeks_left);
    for (auto const& [period, row_at] : rows) {
      lead.cells.push_back(cell_of(*row_at.at(lead.weeks_left), worst));
    }
  }
  grid.reason = why_not(grid);
  return grid;
}

/// Scores of the grid with every period counted `times`.
struct Scores {
  bool defined = true;
  double score = 0;
  double gap = 0;
  std::optional<double> honesty;
  std::vector<std::optional<double>> lead_honesty;
};

std::optional<double> ratio_of(double earned, double claimed) {
  if (!(claimed > 0)) return std::nullopt;
  return earned / claimed;
}

Scores scores_of(Grid const& grid, std::vector<int> const& times) {
  Scores scores;
  double earned = 0, claimed = 0;
  for (Lead const& lead : grid.leads) {
    Cell const sum = sum_of(lead, times);
    if (!(sum.size > 0) || !(sum.reference > 0)) scores.defined = false;
    double const per_crps = 50 * lead.weight * (1 / sum.size + 1 / sum.reference);
    scores.score += 100 * lead.weight - per_crps * sum.own;
    scores.gap += per_crps * (sum.backed - sum.claimed);
    earned += lead.weight * sum.backed;
    claimed += lead.weight * sum.claimed;
    scores.lead_honesty.push_back(ratio_of(sum.backed, sum.claimed));
  }
  scores.honesty = ratio_of(earned, claimed);
  return scores;
}

/// The scores of every replicate.
struct Replicates {
  std::vector<double> score;
  std::vector<double> gap;
  std::vector<double> honesty;
  std::vector<std::vector<double>> lead_honesty;  ///< [lead]
};

Replicates replicate(Grid const& grid, BootstrapOptions const& options) {
  QUARTERDECK_EXPECT(options.n_replicates >= 2);
  Replicates all;
  all.lead_honesty.resize(grid.leads.size());
  for (int b = 0; b < options.n_replicates; ++b) {
    Scores const drawn =
        scores_of(grid, resample(grid.periods.size(), "predictability", options.seed, b));
    if (drawn.defined) {
      all.score.push_back(drawn.score);
      all.gap.push_back(drawn.gap);
    }
    if (drawn.honesty) all.honesty.push_back(*drawn.honesty);
    for (std::size_t k = 0; k < grid.leads.size(); ++k) {
      if (drawn.lead_honesty[k]) all.lead_honesty[k].push_back(*drawn.lead_honesty[k]);
    }
  }
  QUARTERDECK_ENSURE(all.score.size() >= 2);
  return all;
}

std::optional<Ranged> range_of(std::optional<double> value, std::vector<double> replicates,
                               double level) {
  auto const interval = percentile_interval(std::move(replicates), level);
  if (!value || !interval) return std::nullopt;
  return Ranged{*value, *interval};
}

double clip(double score) { return std::clamp(score, 0.0, 100.0); }

LeadRecord record_of(Lead const& lead) {
  Cell const sum = sum_of(lead, std::vector<int>(lead.cells.size(), 1));
  return {.weeks_left = lead.weeks_left,
          .weight = lead.weight,
          .accuracy = 1 - sum.own / sum.size,
          .skill = 1 - sum.own / sum.reference,
          .honesty_ratio = std::nullopt};
}

TrackRecord track_record(Grid const& grid, PredictabilityOptions const& options) {
  Scores const scores = scores_of(grid, std::vector<int>(grid.periods.size(), 1));
  Replicates drawn = replicate(grid, options.bootstrap);
  double const level = expanded_level(options.bootstrap.level, grid.periods.size());
  // The lower end of a 60 % interval is the lower 20 % point.
  double const lower_point = (1 - expanded_level(0.6, grid.periods.size())) / 2;
  TrackRecord record;
  record.n_periods = grid.periods.size();
  record.unclipped = scores.score;
  record.score = clip(scores.score);
  record.honesty_gap = {scores.gap, *standard_deviation(drawn.gap)};
  record.honesty_ratio = range_of(scores.honesty, drawn.honesty, level);
  std::sort(drawn.score.begin(), drawn.score.end());
  Interval const interval = central_interval(drawn.score, level);
  record.interval = {clip(interval.low), clip(interval.high)};
  record.headline_is_lower_point = record.n_periods < options.full_periods;
  record.headline = record.headline_is_lower_point
                        ? clip(quantile_of_sorted(drawn.score, lower_point))
                        : record.score;
  for (std::size_t k = 0; k < grid.leads.size(); ++k) {
    record.leads.push_back(record_of(grid.leads[k]));
    record.leads[k].honesty_ratio =
        range_of(scores.lead_honesty[k], std::move(drawn.lead_honesty[k]), level);
    for (Cell const& cell : grid.leads[k].cells) record.n_missing += cell.is_missing ? 1 : 0;
  }
  return record;
}

}  // namespace

Predictability predictability(std::span<ScoredForecast const> forecasts,
                              PredictabilityOptions const& options) {
  Grid const grid = grid_of(forecasts, options);
  Predictability result;
  result.n_periods = grid.periods.size();
  result.reason = grid.reason;
  if (result.reason.empty()) result.record = track_record(grid, options);
  return result;
}

std::optional<ExpectedAccuracy> expected_accuracy(Claim const& claim,
                                                  std::optional<Ranged> const& ratio) {
  if (claim.median == 0) return std::nullopt;
  double const share = claim.half_mean_difference / std::abs(claim.median);
  ExpectedAccuracy accuracy;
  accuracy.claimed = 1 - share;
  if (ratio) {
    accuracy.expected = Ranged{1 - ratio->value * share,
                               {1 - ratio->interval.high * share, 1 - ratio->interval.low * share}};
  }
  return accuracy;
}

LeadRecord const* nearest_lead(TrackRecord const& record, int weeks_left) {
  LeadRecord const* nearest = nullptr;
  for (LeadRecord const& lead : record.leads) {
    if (nearest == nullptr ||
        std::abs(lead.weeks_left - weeks_left) < std::abs(nearest->weeks_left - weeks_left)) {
      nearest = &lead;
    }
  }
  return nearest;
}

}  // namespace quarterdeck::models::evaluate
