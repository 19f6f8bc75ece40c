// tests/property/cell_book.hpp – a good book as tables of cells, one of which is replaced.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace quarterdeck::test {

/// Rows of cells, the first of them names the columns.
using Cells = std::vector<std::vector<std::string>>;

struct CellBook {
  Cells deals;
  Cells history;  ///< empty: there is none
};

/// 240 deals of three years that end on 15 November 2026, with owner, currency, activity and
/// probability, and a history of their stages.
[[nodiscard]] CellBook good_book(bool with_history);

/// One cell and what is written in its place.
struct Slip {
  bool in_history = false;
  std::size_t row = 0;
  std::size_t column = 0;
  std::string text;
  bool quoted = true;  ///< where the text needs quotes; otherwise it breaks its row
};

/// Slips by the seed: any cell, open deals and late wins more often, anything in its place.
[[nodiscard]] std::vector<Slip> slips(CellBook const& book, std::uint64_t seed, std::size_t n);

/// The book with the slip; its cell is written as it stands in a file, quotes included.
[[nodiscard]] CellBook with_slip(CellBook book, Slip const& slip);
/// The book as if these deals had never been.
[[nodiscard]] CellBook without_deals(CellBook book, std::set<std::string> const& ids);

/// Deals that the slip is about: that of its row, and that whose id it writes.
[[nodiscard]] std::set<std::string> deals_of(CellBook const& book, Slip const& slip);
/// Their amounts in the good book, and what the slip writes as an amount up to ten times the
/// largest win, beyond which a report must say so.
[[nodiscard]] double money_at_stake(CellBook const& book, Slip const& slip);
[[nodiscard]] std::string describe(CellBook const& book, Slip const& slip);

/// The cells as a file of comma-separated values.
[[nodiscard]] std::string as_csv(Cells const& cells);

}  // namespace quarterdeck::test
