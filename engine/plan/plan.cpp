// engine/plan/plan.cpp – checks of a plan's shapes and ranges.
// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/core/error.hpp"

namespace quarterdeck::plan {
namespace {

void require(bool holds, std::string_view what) {
  if (!holds) throw core::ContractViolation("plan: " + std::string(what));
}

template <class Index>
bool all_below(std::vector<Index> const& indices, std::size_t limit) {
  return std::all_of(indices.begin(), indices.end(), [&](Index i) { return i < limit; });
}

/// A distribution function over the weeks.
bool is_curve(std::vector<double> const& curve, std::size_t n_weeks) {
  if (curve.size() != n_weeks) return false;
  if (n_weeks == 0) return true;
  return curve.front() >= 0 && curve.back() == 1 && std::is_sorted(curve.begin(), curve.end());
}

bool all_finite_and_at_least_zero(std::vector<double> const& values) {
  return std::all_of(values.begin(), values.end(),
                     [](double x) { return std::isfinite(x) && x >= 0; });
}

void validate_calendar(Plan const& plan) {
  require(plan.period_start <= plan.period_end, "the period ends before it starts");
  auto const not_later = [](core::Date a, core::Date b) { return a >= b; };
  require(std::adjacent_find(plan.week_end.begin(), plan.week_end.end(), not_later) ==
              plan.week_end.end(),
          "week ends must ascend");
}

void validate_labels(Plan const& plan) {
  for (auto const& grouping : plan.groupings) {
    require(grouping.booked.size() == grouping.values.size() &&
                grouping.booked_count.size() == grouping.values.size(),
            "a grouping needs one booked amount and one count a value");
  }
  for (auto const& target : plan.targets) {
    require(target.grouping >= -1 && target.grouping < static_cast<int>(plan.groupings.size()),
            "a target names a grouping that does not exist");
    if (target.grouping < 0) continue;
    auto const& grouping = plan.groupings[static_cast<std::size_t>(target.grouping)];
    require(target.value >= 0 && target.value < static_cast<int>(grouping.values.size()),
            "a target names a value that its grouping lacks");
  }
}

void validate_deals(Plan const& plan) {
  auto const& deals = plan.deals;
  auto const n = deals.size();
  require(deals.amount.size() == n && deals.cell.size() == n && deals.curve.size() == n &&
              deals.amount_table.size() == n,
          "columns of deals differ in length");
  require(all_below(deals.cell, plan.cells.size()), "a deal names a cell that does not exist");
  require(all_below(deals.curve, plan.curves.size()), "a deal names a curve that does not exist");
  require(all_below(deals.amount_table, plan.ratio.size()),
          "a deal names an amount table that does not exist");
  require(
      std::find(deals.amount.begin(), deals.amount.end(), core::no_amount) == deals.amount.end(),
      "a deal has no amount");
  require(deals.group.size() == plan.groupings.size(), "deals need one column a grouping");
  for (std::size_t g = 0; g < deals.group.size(); ++g) {
    require(deals.group[g].size() == n, "a group column differs in length from the deals");
    require(all_below(deals.group[g], plan.groupings[g].values.size()),
            "a deal has a value that its grouping lacks");
  }
  auto entities = deals.entity;
  std::sort(entities.begin(), entities.end());
  require(std::adjacent_find(entities.begin(), entities.end()) == entities.end(),
          "two deals share an entity");
}

void validate_tables(Plan const& plan) {
  require(plan.n_segment_factors >= 1 && plan.n_segment_factors <= max_segment_factors,
          "the number of segment factors is out of range");
  require(std::isfinite(plan.market_shift), "the market shift is not finite");
  for (auto const& cell : plan.cells) {
    require(cell.segment_factor < plan.n_segment_factors,
            "a cell names a segment factor that does not exist");
  }
  for (auto const& curve : plan.curves) {
    require(is_curve(curve, plan.week_end.size()), "a curve must rise to 1 over the weeks");
  }
  for (auto const& table : plan.ratio) {
    require(table.size() == n_amount_entries, "an amount table needs 256 entries");
    require(all_finite_and_at_least_zero(table) && std::is_sorted(table.begin(), table.end()),
            "entries of an amount table must be finite, at least zero and ascending");
  }
}

void validate_entry(Plan const& plan, ArrivalEntry const& entry) {
  require(entry.amount != core::no_amount, "an arrival entry has no amount");
  require(entry.group.size() == plan.groupings.size(),
          "an arrival entry needs one value a grouping");
  for (std::size_t g = 0; g < entry.group.size(); ++g) {
    require(entry.group[g] < plan.groupings[g].values.size(),
            "an arrival entry has a value that its grouping lacks");
  }
}

void validate_arrivals(Plan const& plan) {
  for (std::size_t a = 0; a < plan.arrivals.size(); ++a) {
    auto const& arrival = plan.arrivals[a];
    require(arrival.segment_factor < plan.n_segment_factors,
            "an arrival cell names a segment factor that does not exist");
    require(arrival.size > 0, "the size of an arrival cell must be above zero");
    require(is_curve(arrival.cumulative_week, plan.week_end.size()),
            "an arrival cell's weeks must rise to 1");
    auto const log_mean = plan.draws.arrival_log_mean.col(static_cast<Eigen::Index>(a));
    require(!arrival.entries.empty() || (log_mean.array() == -HUGE_VAL).all(),
            "an arrival cell with a mean above zero needs entries");
    for (auto const& entry : arrival.entries) validate_entry(plan, entry);
  }
}

bool has_shape(Draws::Table const& table, Eigen::Index rows, std::size_t columns) {
  return table.rows() == rows && table.cols() == static_cast<Eigen::Index>(columns);
}

/// Looks at every entry without stopping, which is faster for tables of millions.
bool has_nan(Draws::Table const& table) {
  double const* const values = table.data();
  bool found = false;
  for (Eigen::Index i = 0; i < table.size(); ++i) found |= values[i] != values[i];
  return found;
}

bool is_scale(Draws::Table const& table) {
  return (table.array() > 0).all() && table.array().isFinite().all();
}

void validate_draws(Plan const& plan) {
  auto const& draws = plan.draws;
  auto const n = draws.n_rows();
  require(n >= 1, "there is no row of parameters");
  require(draws.segment_correlation.size() == n && draws.arrival_log_sd.size() == n &&
              has_shape(draws.level, n, plan.cells.size()) &&
              has_shape(draws.amount_scale, n, plan.ratio.size()) &&
              has_shape(draws.arrival_log_mean, n, plan.arrivals.size()) &&
              has_shape(draws.arrival_scale, n, plan.arrivals.size()),
          "a table of draws has the wrong shape");
  require(!has_nan(draws.level), "a level is not a number");
  auto const rho = draws.company_correlation.array();
  auto const rho_segment = draws.segment_correlation.array();
  require((rho >= 0).all() && (rho_segment >= 0).all() && (rho + rho_segment < 1).all(),
          "correlations must be at least 0 and their sum below 1");
  require(is_scale(draws.amount_scale) && is_scale(draws.arrival_scale),
          "scales of amounts must be above zero and finite");
  require((draws.arrival_log_mean.array() < HUGE_VAL).all(),
          "the logarithm of an arrival mean must be a number below infinity");
  require(
      (draws.arrival_log_sd.array() >= 0).all() && draws.arrival_log_sd.array().isFinite().all(),
      "the spread of arrivals must be at least zero and finite");
}

}  // namespace

void validate(Plan const& plan) {
  validate_calendar(plan);
  validate_labels(plan);
  validate_deals(plan);
  validate_tables(plan);
  validate_draws(plan);
  validate_arrivals(plan);
}

}  // namespace quarterdeck::plan
