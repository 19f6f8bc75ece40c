// models/fit/plausible_range.cpp – see plausible_range.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/fit/plausible_range.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "engine/core/error.hpp"
#include "models/posterior/draws.hpp"
#include "models/win/table/odds.hpp"

namespace quarterdeck::models {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double tau_step = 0.005;
constexpr int n_tau = 600;
constexpr std::size_t least_wins = 3;
constexpr double least_information = 1;
constexpr double least_created = 2;

/// A tau of the grid, with the sd of the deviation of a period to come.
struct TauCell {
  double tau = 0;
  double mass = 0;
  double predictive_sd = 0;
};

// The spread of what was seen would hold the sampling noise of each period, too, which is no
// lever's doing: with a dozen wins a quarter the odds seem to move by a third when nothing has
// changed.
std::vector<TauCell> tau_grid(std::span<Deviation const> deviations) {
  std::vector<TauCell> grid;
  double most = -std::numeric_limits<double>::infinity();
  for (int i = 0; i < n_tau; ++i) {
    double const tau = (i + 0.5) * tau_step;
    double weight = 0, sum = 0, log_det = 0, square = 0;
    for (Deviation const& d : deviations) {
      double const v = tau * tau + d.variance;
      weight += 1 / v;
      sum += d.log_factor / v;
      log_det += std::log(v);
    }
    double const mean = sum / weight;
    for (Deviation const& d : deviations) {
      double const miss = d.log_factor - mean;
      square += miss * miss / (tau * tau + d.variance);
    }
    double const scaled = tau / range_prior_sd;
    double const log_mass = -(log_det + std::log(weight) + square + scaled * scaled) / 2;
    grid.push_back({tau, log_mass, std::sqrt(tau * tau + 1 / weight)});
    most = std::max(most, log_mass);
  }
  double total = 0;
  for (TauCell& cell : grid) total += cell.mass = std::exp(cell.mass - most);
  for (TauCell& cell : grid) cell.mass /= total;
  return grid;
}

/// The 90 % quantile of the mixture of normal variables around zero.
double upper_decile(std::vector<TauCell> const& grid) {
  double low = 0, high = 10 * grid.back().predictive_sd;
  for (int i = 0; i < 60; ++i) {
    double const x = (low + high) / 2;
    double below = 0;
    for (TauCell const& cell : grid) below += cell.mass * normal_cdf(x / cell.predictive_sd);
    (below < 0.9 ? low : high) = x;
  }
  return (low + high) / 2;
}

double median_of(std::vector<double>& values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// Half the distance of the order statistics √n / 2 below and above the median.
double median_error(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  auto const n = static_cast<double>(values.size());
  auto const last = static_cast<double>(values.size() - 1);
  double const reach = std::sqrt(n) / 2;
  auto const at = [&](double rank) {
    double const place = std::clamp(rank, 0.0, last);
    auto const i = static_cast<std::size_t>(place);
    double const next = values[std::min(i + 1, values.size() - 1)];
    return values[i] + (place - static_cast<double>(i)) * (next - values[i]);
  };
  return (at(last / 2 + reach) - at(last / 2 - reach)) / 2;
}

/// The log odds that make chances come true, with its sampling variance.
std::optional<std::pair<double, double>> log_odds_of(std::vector<win::PastOutcome> const& deals) {
  double n = 0, wins = 0, information = 0;
  for (win::PastOutcome const& deal : deals) {
    n += deal.n;
    wins += deal.wins;
    information += deal.n * deal.p * (1 - deal.p);
  }
  if (information < least_information) return std::nullopt;
  double const theta = win::log_odds_shift(deals, std::clamp(wins, 0.5, n - 0.5));
  return std::pair(theta, 1 / information);
}

LearnedRange learned(std::vector<Deviation> deviations, std::string_view too_few) {
  if (deviations.size() < least_range_periods) {
    std::string const n = std::to_string(deviations.size());
    return {std::nullopt, n + " past periods tell enough, " + std::to_string(least_range_periods) +
                              " are needed: " + std::string(too_few)};
  }
  return {range_of(std::move(deviations)), ""};
}

}  // namespace

std::optional<PlausibleRange> range_of(std::vector<Deviation> deviations) {
  if (deviations.size() < least_range_periods) return std::nullopt;
  QUARTERDECK_EXPECT(std::ranges::all_of(deviations, [](Deviation const& one) {
    return std::isfinite(one.log_factor) && one.variance > 0;
  }));
  auto const grid = tau_grid(deviations);
  PlausibleRange range;
  for (TauCell const& cell : grid) range.tau += cell.mass * cell.tau;
  double const reach = upper_decile(grid);
  range.low = std::exp(-reach);
  range.high = std::exp(reach);
  range.periods = std::move(deviations);
  return range;
}

PlausibleRanges::PlausibleRanges(data::History const& history, FittedModels const& models)
    : columns_(models.spec.segments) {
  data::Findings ignored;
  Landmarks const marks = gather_landmarks(history,
                                           {.calendar = models.spec.calendar,
                                            .period = models.spec.period,
                                            .segments = models.spec.segments,
                                            .half_life_periods = models.spec.half_life_periods,
                                            .max_periods = models.spec.max_periods},
                                           ignored);
  std::vector<std::ptrdiff_t> index(marks.past.size(), -1);
  for (std::size_t q = 0; q < marks.past.size(); ++q) {
    Landmark const& landmark = marks.past[q];
    if (!landmark.is_period) continue;
    index[q] = static_cast<std::ptrdiff_t>(periods_.size());
    periods_.push_back(landmark.period);
    auto& late = late_.emplace_back();
    for (LateWin const& win : landmark.late_wins) late.push_back(win.segment);
  }
  outcomes_.resize(periods_.size());
  for (win::PastOutcome const& outcome : models.past_outcomes) {
    if (outcome.period >= index.size() || index[outcome.period] < 0) continue;
    outcomes_[static_cast<std::size_t>(index[outcome.period])].push_back(outcome);
  }
  gather_wins(history);
  centre(&Win::log_days, true);
  centre(&Win::log_amount, false);
}

void PlausibleRanges::gather_wins(data::History const& history) {
  StateReader const read(history, columns_);
  for (std::uint32_t row = 0; row < history.deals.size(); ++row) {
    data::HistoryDeal const& deal = history.deals[row];
    if (deal.outcome != data::Outcome::won) continue;
    auto const period = std::find_if(periods_.begin(), periods_.end(), [&](auto const& one) {
      return one.start <= deal.closed && deal.closed <= one.end;
    });
    if (period == periods_.end()) continue;
    Win win;
    win.period = static_cast<std::size_t>(period - periods_.begin());
    win.segment = read.segment(row, deal.closed);
    bool const dated = deal.created != core::no_date && deal.created <= deal.closed;
    // A win on the day of its creation counts half a day.
    win.log_days = dated
                       ? std::log(std::max(core::days_between(deal.created, deal.closed), 0) + 0.5)
                       : nothing;
    core::Minor const amount = deal.closed_amount;
    bool const known = amount != core::no_amount && amount > 0;
    win.log_amount = known ? std::log(static_cast<double>(amount)) : nothing;
    wins_.push_back(std::move(win));
  }
}

void PlausibleRanges::centre(double Win::*what, bool by_median) {
  std::map<std::string, std::vector<double>> values;
  for (Win const& win : wins_) {
    if (!std::isnan(win.*what)) values[win.segment].push_back(win.*what);
  }
  std::map<std::string, double> middle;
  for (auto& [segment, list] : values) {
    middle[segment] = by_median ? median_of(list)
                                : std::accumulate(list.begin(), list.end(), 0.0) /
                                      static_cast<double>(list.size());
  }
  for (Win& win : wins_) {
    if (!std::isnan(win.*what)) win.*what -= middle[win.segment];
  }
}

bool PlausibleRanges::in_scope(std::string const& segment, std::string const& column,
                               std::string const& value) const {
  if (column.empty()) return true;
  std::size_t from = 0;
  for (std::string const& name : columns_) {
    std::size_t const to = segment.find(" | ", from);
    if (name == column) return segment.substr(from, to - from) == value;
    if (to == std::string::npos) return false;
    from = to + 3;
  }
  return false;
}

std::vector<Deviation> PlausibleRanges::odds_deviations(Within const& within) const {
  std::vector<Deviation> deviations;
  for (std::size_t q = 0; q < periods_.size(); ++q) {
    std::vector<win::PastOutcome> deals;
    std::copy_if(outcomes_[q].begin(), outcomes_[q].end(), std::back_inserter(deals),
                 [&](auto const& outcome) { return within(outcome.segment); });
    auto const odds = log_odds_of(deals);
    if (odds) deviations.push_back({periods_[q].id, odds->first, odds->second});
  }
  return deviations;
}

std::vector<std::vector<double>> PlausibleRanges::by_period(double Win::*what,
                                                            Within const& within) const {
  std::vector<std::vector<double>> values(periods_.size());
  for (Win const& win : wins_) {
    if (!std::isnan(win.*what) && within(win.segment)) values[win.period].push_back(win.*what);
  }
  return values;
}

std::vector<Deviation> PlausibleRanges::cycle_deviations(Within const& within) const {
  std::vector<Deviation> deviations;
  auto values = by_period(&Win::log_days, within);
  for (std::size_t q = 0; q < values.size(); ++q) {
    if (values[q].size() < least_wins) continue;
    double const median = median_of(values[q]);
    double const sd = median_error(values[q]);
    deviations.push_back({periods_[q].id, median, std::max(sd * sd, 1e-8)});
  }
  return deviations;
}

std::vector<Deviation> PlausibleRanges::amount_deviations(Within const& within) const {
  auto const values = by_period(&Win::log_amount, within);
  double squares = 0, n = 0;
  for (auto const& list : values) {
    for (double const value : list) squares += value * value;
    n += static_cast<double>(list.size());
  }
  std::vector<Deviation> deviations;
  for (std::size_t q = 0; q < values.size(); ++q) {
    if (values[q].size() < least_wins) continue;
    auto const size = static_cast<double>(values[q].size());
    double const mean = std::accumulate(values[q].begin(), values[q].end(), 0.0) / size;
    deviations.push_back({periods_[q].id, mean, std::max(squares / n / size, 1e-8)});
  }
  return deviations;
}

std::vector<Deviation> PlausibleRanges::creation_deviations(Within const& within) const {
  std::vector<double> counts;
  for (auto const& segments : late_) {
    counts.push_back(static_cast<double>(std::count_if(segments.begin(), segments.end(), within)));
  }
  double const total = std::accumulate(counts.begin(), counts.end(), 0.0);
  std::vector<Deviation> deviations;
  if (counts.size() < least_range_periods) return deviations;
  for (std::size_t q = 0; q < counts.size(); ++q) {
    double const others = (total - counts[q]) / static_cast<double>(counts.size() - 1);
    if (others < least_created) continue;
    deviations.push_back(
        {periods_[q].id, std::log((counts[q] + 0.5) / (others + 0.5)), 1 / (others + 0.5)});
  }
  return deviations;
}

LearnedRange PlausibleRanges::operator()(Force force, std::string const& column,
                                         std::string const& value) const {
  Within const within = [&](std::string const& segment) {
    return in_scope(segment, column, value);
  };
  switch (force) {
    case Force::win_rate:
      return learned(odds_deviations(within), "too few deals were open as long before their end");
    case Force::cycle:
      return learned(cycle_deviations(within), "too few wins of known age");
    case Force::amount:
      return learned(amount_deviations(within), "too few wins of known amount");
    case Force::creation:
      return learned(creation_deviations(within), "too few deals were created and won so late");
  }
  return {};
}

}  // namespace quarterdeck::models
