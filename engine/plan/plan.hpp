// engine/plan/plan.hpp – everything the simulator and the exact engine need, and nothing else.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/money.hpp"

namespace quarterdeck::plan {

/// Entries of an amount table: a power of two, so that eight random bits pick one.
inline constexpr int n_amount_entries = 256;

/// Segment factors that a plan may have: the dimensions of the Sobol sequence less those of the
/// company and the row.
inline constexpr int max_segment_factors = 3665;

/// A column by which results are broken down, with its values. Every deal and every arrival entry
/// has exactly one value of every grouping.
struct Grouping {
  std::string by;  ///< `segment`, `region` …
  std::vector<std::string> values;
  std::vector<core::Minor> booked;  ///< a value
  std::vector<std::int64_t> booked_count;
};

/// A number to reach: of the company, or of one value of one grouping.
struct Target {
  std::string name;
  core::Minor amount = 0;  ///< minor units, or a count of deals when the plan measures counts
  int grouping = -1;       ///< -1: the company's total
  int value = 0;           ///< into Grouping::values
};

/// Open deals as columns of equal length, ordered by group values then entity (compile sorts).
struct Deals {
  std::vector<std::uint64_t> entity;  ///< key of the deal's random stream, distinct
  std::vector<core::Minor> amount;    ///< minor units that the amount table multiplies
  std::vector<std::uint32_t> cell;    ///< into Draws::level columns and Plan::cells
  std::vector<std::uint16_t> curve;   ///< into Plan::curves
  std::vector<std::uint16_t> amount_table;
  std::vector<std::vector<std::uint16_t>> group;  ///< [grouping][deal]
  [[nodiscard]] std::size_t size() const { return entity.size(); }
};

/// Deals that share their level of win probability, and thus their loadings.
struct Cell {
  std::uint16_t segment_factor = 0;  ///< into the segment factors, 0 .. n_segment_factors-1
};

/// One historic win that stands for a kind of new business: what it brings and where it counts.
struct ArrivalEntry {
  core::Minor amount = 0;
  std::vector<std::uint16_t> group;  ///< [grouping]
};

/// Business that is not in the pipeline yet and is won by the period's end, of one segment.
/// Given the outer draw: count ~ NegBin(mean m, size), Poisson if size is infinite; each win falls
/// into week w with the share of that week and brings one entry drawn with equal chances, times the
/// draw's amount scale.
struct ArrivalCell {
  std::string name;
  std::uint64_t entity = 0;  ///< key of its random stream
  std::uint16_t segment_factor = 0;
  double size = 0;                      ///< negative-binomial size, > 0, may be infinity
  std::vector<double> cumulative_week;  ///< n_weeks, ends at 1
  std::vector<ArrivalEntry> entries;    ///< at least one where the mean is above zero
};

/// Posterior draws of everything uncertain, one row a draw. Rows are exchangeable and equally
/// likely; outer draw k of a run uses row k mod n_rows.
///
/// Win probability of a deal of cell c, given row r, company factor z and segment factor v
/// (standard normal):  p = Phi((level(r,c) + sqrt(rho_r) z + sqrt(rho_s,r) v) / sqrt(1 - rho_r -
/// rho_s,r)), so that the mean of p over the factors is Phi(level(r,c)) exactly. Mean of an arrival
/// cell a: m = exp(arrival_log_mean(r,a) + s_r z - s_r^2 / 2). Final amount of a deal won:
/// llround(amount * ratio[table][entry] * amount_scale(r,table)).
struct Draws {
  using Table = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

  Table level;                          ///< n_rows × n_cells; ±infinity for a certain outcome
  Eigen::VectorXd company_correlation;  ///< n_rows, rho >= 0
  Eigen::VectorXd segment_correlation;  ///< n_rows, rho_s >= 0; rho + rho_s < 1
  Table amount_scale;                   ///< n_rows × n_amount_tables, > 0
  Table arrival_log_mean;               ///< n_rows × n_arrival_cells, -infinity for none
  Eigen::VectorXd arrival_log_sd;       ///< n_rows, s >= 0
  Table arrival_scale;                  ///< n_rows × n_arrival_cells, > 0, multiplies amounts
  [[nodiscard]] Eigen::Index n_rows() const { return company_correlation.size(); }
};

enum class Measure { amount, count };

/// The compiled question. Immutable once validated; holds no name of a stage, a file or a person
/// beyond the labels of its results.
struct Plan {
  core::Date as_of{};
  core::Date period_start{};
  core::Date period_end{};
  std::vector<core::Date> week_end;  ///< n_weeks >= 0, see core::week_ends
  std::string currency;
  Measure measure = Measure::amount;  ///< count: every amount is one unit (100 minor)
  core::Minor booked = 0;
  std::int64_t booked_count = 0;
  std::vector<Grouping> groupings;
  std::vector<Target> targets;
  Deals deals;
  std::vector<Cell> cells;
  /// [curve][week]: of the wins in the period, the share won by the end of that week; ends at 1.
  std::vector<std::vector<double>> curves;
  /// [table][entry]: final over current amount, ascending, equally likely.
  std::vector<std::vector<double>> ratio;
  std::vector<ArrivalCell> arrivals;
  int n_segment_factors = 1;  ///< 1 .. max_segment_factors
  /// Added to the company factor z of every draw, in its standard deviations (a what-if on the
  /// market).
  double market_shift = 0;
  Draws draws;
};

/// Checks every shape and range that this header states.
/// @throws core::ContractViolation naming the first one that does not hold
/// @verified tests/unit/plan/plan_test.cpp
void validate(Plan const& plan);

}  // namespace quarterdeck::plan
