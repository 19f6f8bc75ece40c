// tools/service/forecast/summary.hpp – a run's tallies as the numbers that reports show.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/exact/exact.hpp"
#include "engine/plan/plan.hpp"
#include "engine/results/results.hpp"

namespace quarterdeck::service {

/// Levels of every list of quantiles, and their names as in the forecast JSON.
inline constexpr std::array quantile_levels{0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
inline constexpr std::array quantile_names{"0.01", "0.05", "0.1",  "0.25", "0.5",
                                           "0.75", "0.9",  "0.95", "0.99"};
/// Positions of P10, P50 and P90 in that list.
inline constexpr std::size_t p10 = 2;
inline constexpr std::size_t p50 = 4;
inline constexpr std::size_t p90 = 6;

using Quantiles = std::array<double, quantile_levels.size()>;

/// Mean, standard deviation and quantiles; reporting currency units (or a count of deals).
struct Spread {
  double mean = 0;
  double sd = 0;
  Quantiles quantiles{};
};

/// The total with the sampling errors of what is quoted most (clustered by outer draw).
struct TotalSpread {
  Spread spread;
  double mean_error = 0;
  double p10_error = 0;
  double p50_error = 0;
  double p90_error = 0;
};

/// Equally wide bins; values outside the edges are counted in the end bins.
struct Histogram {
  std::vector<double> edges;  ///< one more than counts, reporting units, ascending
  std::vector<std::int64_t> counts;
};

struct TargetOutlook {
  std::string name;
  std::string by;     ///< column of the filter, where it accepts one value of one; else empty
  std::string value;  ///< that value
  double amount = 0;
  results::Estimate p_hit;
  double exact_p_hit = 0;         ///< of the exact engine, over the same outer draws
  double expected_shortfall = 0;  ///< mean of max(0, target - outcome)
  double median = 0;              ///< of what the target is about
  /// Extra amount of average open pipeline that would lift P(hit) to one half:
  /// (target - median) / (expected won amount per unit of open amount), 0 when the median is at or
  /// above the target, nothing where no open pipeline is expected to win anything.
  std::optional<double> needed_pipeline;
};

struct WeekOutlook {
  core::Date end{};
  Spread cumulative;  ///< booked by the end of that week
};

struct GroupOutlook {
  std::string by;
  std::string value;
  double booked = 0;
  Spread total;
  std::optional<double> p_hit;  ///< where a target is about just this value
};

/// What a single open deal means for the period.
struct DealEffect {
  double amount = 0;                    ///< current, reporting units
  double p_win_in_period = 0;           ///< share of trials
  double expected = 0;                  ///< mean contribution to the period
  std::optional<double> p_hit_if_won;   ///< of the first target; nothing without targets or trials
  std::optional<double> p_hit_if_lost;  ///< lost or still open at the period's end
  /// Cov(contribution, total) / Var(total), from the tallies of the run:
  ///   p (A (E[total | won] - E[total]) + Var(A | won)) / Var(total)
  /// with A the deal's mean amount when won. That treats the amount as independent of the rest of
  /// the total once the deal is won, and Var(A | won) comes from the plan's amount table. The
  /// shares of all deals and of new business add up to 1 but for sampling error.
  double variance_share = 0;
};

/// What the plan does not say of a target.
struct TargetNote {
  double exact_p_hit = 0;
  std::string by;  ///< see TargetOutlook
  std::string value;
};

/// Everything that reports show beside names.
struct Summary {
  double booked = 0;
  std::int64_t booked_count = 0;
  TotalSpread total;
  Spread open;
  Spread created_later;
  Spread won_count;
  Histogram histogram;
  std::vector<TargetOutlook> targets;  ///< order of plan.targets
  std::vector<WeekOutlook> weeks;
  std::vector<GroupOutlook> groups;  ///< groupings of targets with filters of their own left out
  std::vector<DealEffect> deals;     ///< order of plan.deals
};

/// Groupings that `compile` makes for targets with filters start with this and are not shown.
inline constexpr char const* target_grouping_prefix = "target:";

inline constexpr int n_histogram_bins = 40;

/// Sums up a complete run.
/// @param notes  one a target, order of plan.targets
/// @pre results belong to the plan and are complete
/// @verified tests/unit/service/summary_test.cpp
[[nodiscard]] Summary summarise(plan::Plan const& plan, results::Results const& results,
                                std::vector<TargetNote> const& notes);

/// Whether trials outside the outermost edges count in the end bins.
enum class Tails { in_end_bins, left_out };

/// Bins of equal width between the 0.1 % and the 99.9 % point of the total; a single bin where the
/// total is certain.
/// @pre n_bins > 0 and the run has trials
/// @verified tests/unit/service/summary_test.cpp
[[nodiscard]] Histogram histogram_of_total(results::Results const& results, int n_bins,
                                           Tails tails = Tails::in_end_bins);

/// Rows of Summary::deals by their share of the variance, largest first; equal ones in their order.
/// @verified tests/unit/service/summary_test.cpp
[[nodiscard]] std::vector<std::size_t> by_variance_share(Summary const& summary);

}  // namespace quarterdeck::service
