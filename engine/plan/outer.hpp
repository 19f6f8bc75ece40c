// engine/plan/outer.hpp – one outer draw: the shared luck and the parameters that a block of trials
// has. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "engine/plan/plan.hpp"

namespace quarterdeck::plan {

/// Factors and parameter row of outer draw k.
struct OuterPoint {
  Eigen::Index row = 0;
  double company = 0;           ///< z, market shift included
  std::vector<double> segment;  ///< v, one a segment factor
};

/// Outer draw k of a run: row k mod n_rows; factors from the k-th point of a Sobol sequence whose
/// digits are shifted by a hash of (seed, dimension), through the normal quantile:
///   u = (x xor shift + 1/2) / 2^32,   z = Phi^-1(u).
/// Dimension 0 is the company factor, the segment factors follow. Points are counted from the
/// origin, in the order of Boost's engine (which leaves the origin out). The same for the simulator
/// and the exact engine, for any thread, rank or split; safe to share among threads.
/// @source Sobol (1967) via Boost.Random; digital shift: Owen (1995), L'Ecuyer & Lemieux (2002)
/// @verified tests/unit/plan/outer_test.cpp
class OuterSequence {
 public:
  OuterSequence(Plan const& plan, std::uint64_t seed);
  /// Points that spread over the rows as evenly as over the factors: dimension 0 chooses the row,
  /// order[floor(u n_rows)], the company and the segment factors follow. An order in which
  /// neighbours are alike makes averages over few points precise.
  /// @pre `order` holds every row once
  OuterSequence(Plan const& plan, std::uint64_t seed, std::vector<Eigen::Index> order);
  /// @pre outer < 2^32, the length of the sequence
  [[nodiscard]] OuterPoint operator()(std::uint64_t outer) const;
  /// The same into a point that is reused, without allocation.
  void fill(OuterPoint& point, std::uint64_t outer) const;

 private:
  /// The shifted Sobol digits of a point in one dimension.
  [[nodiscard]] std::uint32_t digits(std::uint64_t outer, std::size_t dimension) const;

  Eigen::Index n_rows_;
  double market_shift_;
  std::vector<Eigen::Index> order_;   ///< of the rows where a dimension chooses them, else empty
  std::vector<std::uint32_t> shift_;  ///< [dimension]
  std::vector<std::vector<std::uint32_t>>
      direction_;  ///< [dimension][bit], Sobol direction numbers
};

/// What a block of trials needs of its outer draw; reused from draw to draw without allocation.
struct OuterState {
  std::vector<double> win_probability;  ///< [cell]
  std::vector<double> arrival_mean;     ///< [arrival cell]
  Eigen::Index row = 0;
};

/// Evaluates the formulas of `Draws` at a point, win probabilities and arrival means.
/// @verified tests/unit/plan/outer_test.cpp
void fill(OuterState& state, Plan const& plan, OuterPoint const& point);

/// The same where the chances of some cells are in the state already.
/// @param known  [cell]
void fill_rest(OuterState& state, Plan const& plan, OuterPoint const& point,
               std::vector<char> const& known);

/// Means of the total (booked included, minor units), with what does not change from draw to draw
/// summed once: make one where many draws are asked for. Rounding of single deals to whole minor
/// units is left out.
/// @verified tests/unit/plan/conditional_mean_test.cpp
class ConditionalMean {
 public:
  explicit ConditionalMean(Plan const& plan);  ///< @pre the plan outlives this
  /// Mean given the outer draw; O(pairs of cell and amount table).
  [[nodiscard]] double operator()(OuterState const& state) const;
  /// Mean given only the parameter row, factors averaged out (exact in this model).
  [[nodiscard]] double row(Eigen::Index row) const;

 private:
  struct OpenSum {
    std::uint32_t cell = 0;
    std::uint16_t amount_table = 0;
    double amount = 0;  ///< sum of amount times mean ratio over the deals of the pair
  };
  Plan const* plan_;
  double booked_;
  std::vector<OpenSum> open_;
  std::vector<double> entry_mean_;  ///< [arrival cell] mean amount of its entries
};

/// `ConditionalMean` for a single draw.
[[nodiscard]] double conditional_mean(Plan const& plan, OuterState const& state);

/// `ConditionalMean::row` for a single row.
[[nodiscard]] double row_mean(Plan const& plan, Eigen::Index row);

/// Mean final over current amount of a table: the mean of its entries.
[[nodiscard]] double mean_ratio(Plan const& plan, std::size_t amount_table);

}  // namespace quarterdeck::plan
