// tests/unit/simulate/plans.hpp – plans made up for tests and benchmarks of the simulator.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

#include "engine/plan/plan.hpp"

namespace quarterdeck::test {

/// Size and features of a made-up book.
struct BookSize {
  std::size_t n_deals = 200;
  std::size_t n_cells = 40;  ///< levels of win probability
  std::size_t n_weeks = 13;
  std::size_t n_rows = 32;     ///< parameter rows
  std::size_t n_arrivals = 4;  ///< arrival cells of about six wins each
  std::size_t n_owners = 12;   ///< values of the finest of four groupings
  double level = -1.2;         ///< mean level; Phi(-1.2) = 0.115
  double correlation = 0.05;   ///< company's; segments have half of it
};

/// A book with everything in it: shared factors, parameter rows, weeks, random amounts, arrivals,
/// four groupings, three targets. Deals are sorted by group values then entity, as compile does.
[[nodiscard]] plan::Plan made_up_book(BookSize const& size = {});

/// Independent deals with these win probabilities and amounts (minor units), fixed amounts, one
/// week, no group, no arrival, one parameter row.
[[nodiscard]] plan::Plan independent_deals(std::vector<double> const& p,
                                           std::vector<core::Minor> const& amount);

}  // namespace quarterdeck::test
