// tools/service/forecast/summary.cpp – see summary.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/forecast/summary.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/core/money.hpp"
#include "tools/service/forecast/deal_effects.hpp"

namespace quarterdeck::service {
namespace {

using core::to_units;
using core::units_per_minor;

Spread spread_of(results::Series const& series, double scale) {
  Spread spread;
  if (series.moments.count() == 0) return spread;
  spread.mean = series.moments.mean() * scale;
  spread.sd = std::sqrt(series.moments.variance()) * scale;
  for (std::size_t i = 0; i < quantile_levels.size(); ++i) {
    spread.quantiles[i] = series.histogram.quantile(quantile_levels[i]) * scale;
  }
  return spread;
}

TotalSpread total_of(results::Results const& run) {
  TotalSpread total;
  results::Moments moments;
  for (auto const value : run.total) moments.add(value);
  auto const mean = results::mean_of_total(run);
  total.spread.mean = mean.value * units_per_minor;
  total.mean_error = mean.error * units_per_minor;
  total.spread.sd = std::sqrt(moments.variance()) * units_per_minor;
  Quantiles errors{};
  // All levels at once, because each call sorts the totals anew.
  auto const quantiles = results::quantiles_of_total(
      run, std::vector<double>(quantile_levels.begin(), quantile_levels.end()));
  for (std::size_t i = 0; i < quantile_levels.size(); ++i) {
    total.spread.quantiles[i] = quantiles[i].value * units_per_minor;
    errors[i] = quantiles[i].error * units_per_minor;
  }
  total.p10_error = errors[p10];
  total.p50_error = errors[p50];
  total.p90_error = errors[p90];
  return total;
}

bool belongs_to_target_only(plan::Grouping const& grouping) {
  return grouping.by.starts_with(target_grouping_prefix);
}

/// Open amount of the deals that a target counts, and what they are expected to bring.
struct OpenPipeline {
  double amount = 0;    ///< minor units
  double expected = 0;  ///< minor units
};

OpenPipeline open_pipeline(plan::Plan const& plan, results::Results const& run,
                           plan::Target const& target) {
  OpenPipeline open;
  for (std::size_t i = 0; i < plan.deals.size(); ++i) {
    bool const counts =
        target.grouping < 0 ||
        plan.deals.group[static_cast<std::size_t>(target.grouping)][i] == target.value;
    if (!counts) continue;
    open.amount += static_cast<double>(plan.deals.amount[i]);
    open.expected += run.deals[i].amount_when_won / static_cast<double>(run.n_trials);
  }
  return open;
}

std::optional<double> needed_pipeline(double gap, OpenPipeline const& open) {
  if (gap <= 0) return 0.0;
  if (open.amount <= 0 || open.expected <= 0) return std::nullopt;
  return gap * open.amount / open.expected;
}

double median_of(plan::Target const& target, results::Results const& run,
                 TotalSpread const& total) {
  if (target.grouping < 0) return total.spread.quantiles[p50];
  auto const& series =
      run.group[static_cast<std::size_t>(target.grouping)][static_cast<std::size_t>(target.value)];
  return series.histogram.quantile(0.5) * units_per_minor;
}

/// A run and its plan.
struct Run {
  plan::Plan const& plan;
  results::Results const& results;
};

TargetOutlook target_outlook(Run const& both, TotalSpread const& total, TargetNote const& note,
                             std::size_t i) {
  auto const& [plan, run] = both;
  auto const& target = plan.targets[i];
  TargetOutlook outlook;
  outlook.name = target.name;
  outlook.by = note.by;
  outlook.value = note.value;
  outlook.exact_p_hit = note.exact_p_hit;
  outlook.amount = to_units(target.amount);
  outlook.p_hit = results::p_hit(run, i);
  outlook.expected_shortfall =
      run.target_shortfall[i] / static_cast<double>(run.n_trials) * units_per_minor;
  outlook.median = median_of(target, run, total);
  outlook.needed_pipeline =
      needed_pipeline(outlook.amount - outlook.median, open_pipeline(plan, run, target));
  return outlook;
}

std::optional<double> p_hit_of_group(Summary const& summary, GroupOutlook const& group) {
  for (auto const& target : summary.targets) {
    if (!target.by.empty() && target.by == group.by && target.value == group.value)
      return target.p_hit.value;
  }
  return std::nullopt;
}

void add_groups(Summary& summary, plan::Plan const& plan, results::Results const& run) {
  for (std::size_t g = 0; g < plan.groupings.size(); ++g) {
    auto const& grouping = plan.groupings[g];
    if (belongs_to_target_only(grouping)) continue;
    for (std::size_t v = 0; v < grouping.values.size(); ++v) {
      GroupOutlook group;
      group.by = grouping.by;
      group.value = grouping.values[v];
      group.booked = to_units(grouping.booked[v]);
      group.total = spread_of(run.group[g][v], units_per_minor);
      group.p_hit = p_hit_of_group(summary, group);
      summary.groups.push_back(std::move(group));
    }
  }
}

}  // namespace

Histogram histogram_of_total(results::Results const& run, int n_bins, Tails tails) {
  QUARTERDECK_EXPECT(n_bins > 0 && !run.total.empty());
  auto const ends = results::quantiles_of_total(run, {0.001, 0.999});
  double const low = ends[0].value * units_per_minor;
  double const high = ends[1].value * units_per_minor;
  Histogram histogram;
  if (!(high > low)) {
    auto const [least, most] = std::minmax_element(run.total.begin(), run.total.end());
    histogram.edges = {to_units(*least), to_units(*most)};
    histogram.counts = {static_cast<std::int64_t>(run.total.size())};
    return histogram;
  }
  double const width = (high - low) / n_bins;
  for (int edge = 0; edge <= n_bins; ++edge) histogram.edges.push_back(low + edge * width);
  histogram.counts.assign(static_cast<std::size_t>(n_bins), 0);
  for (auto const value : run.total) {
    double const bin = std::floor((to_units(value) - low) / width);
    bool const outside = to_units(value) < low || to_units(value) > high;
    if (outside && tails == Tails::left_out) continue;
    auto const inside = std::clamp(bin, 0.0, static_cast<double>(n_bins - 1));
    ++histogram.counts[static_cast<std::size_t>(inside)];
  }
  return histogram;
}

Summary summarise(plan::Plan const& plan, results::Results const& run,
                  std::vector<TargetNote> const& notes) {
  QUARTERDECK_EXPECT(run.complete && run.n_trials > 0);
  QUARTERDECK_EXPECT(notes.size() == plan.targets.size());
  Summary summary;
  summary.booked = to_units(plan.booked);
  summary.booked_count = plan.booked_count;
  summary.total = total_of(run);
  summary.open = spread_of(run.open, units_per_minor);
  summary.created_later = spread_of(run.created_later, units_per_minor);
  summary.won_count = spread_of(run.won_count, 1);
  summary.histogram = histogram_of_total(run, n_histogram_bins);
  for (std::size_t i = 0; i < plan.targets.size(); ++i) {
    summary.targets.push_back(target_outlook({plan, run}, summary.total, notes[i], i));
  }
  for (std::size_t w = 0; w < plan.week_end.size(); ++w) {
    summary.weeks.push_back({plan.week_end[w], spread_of(run.cumulative_week[w], units_per_minor)});
  }
  add_groups(summary, plan, run);
  summary.deals = deal_effects(plan, run);
  return summary;
}

std::vector<std::size_t> by_variance_share(Summary const& summary) {
  std::vector<std::size_t> order(summary.deals.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return summary.deals[a].variance_share > summary.deals[b].variance_share;
  });
  return order;
}

}  // namespace quarterdeck::service
