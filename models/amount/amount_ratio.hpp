// models/amount/amount_ratio.hpp – what a deal is worth when it is won.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/data/finding.hpp"
#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"

namespace quarterdeck::models::amount {

/// A weighted value.
struct Weighted {
  double value = 0;
  double weight = 0;
};

/// Equally likely entries of a distribution, ascending, each the mean of its slice of the quantile
/// function, so that the mean is kept:  entry_j = n ∫_{j/n}^{(j+1)/n} Q(u) du.
/// @pre values not empty, weights >= 0 with a positive sum
[[nodiscard]] std::vector<double> equal_slices(std::vector<Weighted> values, int n);

/// One distribution of final over current amounts, or of final amounts in currency units.
struct AmountTable {
  std::string name;
  std::vector<double> entries;  ///< plan::n_amount_entries, ascending, equally likely
  double mean = 1;
  double n_effective = 0;  ///< (Σ w)² / Σ w²
  double relative_sd = 0;  ///< standard error of the mean over the mean
  std::int64_t n_wins = 0;
};

/// Table of weighted values, not empty, with the uncertainty of its mean.
[[nodiscard]] AmountTable table_of(std::string name, std::vector<Weighted> const& values);

struct AmountModel {
  std::vector<AmountTable> tables;
  std::map<std::string, std::size_t> ratio_of;  ///< key of cell, segment or all → table
  std::map<std::string, std::size_t> blank_of;  ///< segment or all → table in currency units
  /// Current amounts that part the deals won into thirds; both no_amount where the ratio does not
  /// depend on the size.
  std::array<core::Minor, 2> third_ends{core::no_amount, core::no_amount};
  double share_unchanged = 0;  ///< of won deals whose amount did not change
  core::Minor largest_won = core::no_amount;
};

/// Wins below which a cell backs off to its segment and a segment to the company.
inline constexpr std::int64_t enough_wins = 30;

/// Ratios of final to current amount of the deals won at the landmarks, clipped to [0.05, 20], with
/// the atom at 1 as it is; by stage and segment, and by the third of the current amount as well
/// where the mean ratios of the outer thirds differ by more than 2.5 standard errors: large entries
/// often shrink towards the usual size. And absolute final amounts for deals without an amount: of
/// past wins that were blank at the landmark, else of all wins of the segment.
/// @verified tests/unit/models/amount_ratio_test.cpp
[[nodiscard]] AmountModel fit_amounts(data::History const& history, Landmarks const& marks,
                                      std::vector<std::string> const& segments,
                                      data::Findings& findings);

/// How a deal's final amount comes about.
struct AmountRef {
  std::size_t table = 0;
  core::Minor base = 0;  ///< what the table multiplies
};
[[nodiscard]] AmountRef find_table(AmountModel const& model, DealState const& state);

/// Draws of a table's mean relative to its point value: Gamma with mean 1 and the standard error of
/// the mean, the limit of the Bayesian bootstrap that stays positive.
/// @source Bayesian bootstrap: Rubin (1981), Annals of Statistics 9(1)
[[nodiscard]] std::vector<double> scale_draws(AmountTable const& table, std::uint64_t seed,
                                              std::size_t n_rows);

}  // namespace quarterdeck::models::amount
