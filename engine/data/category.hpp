// engine/data/category.hpp – the forecast categories of a deal, by day.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/date.hpp"

namespace quarterdeck::data {

/// What the owner of an open deal says of it, weakest first. Any text that CRMs use is one of them.
enum class Category : std::uint8_t {
  untold,       ///< blank, or a name that is not known
  omitted,      ///< not counted on at all
  pipeline,     ///< may come
  best_case,    ///< comes if all goes well
  most_likely,  ///< likelier than not
  commit,       ///< promised for the period
  closed        ///< as good as won
};

/// Whether a leader who calls "the commit" counts the deal.
[[nodiscard]] constexpr bool is_committed(Category category) {
  return category >= Category::commit;
}

/// From a day on a deal had a category.
struct CategoryChange {
  std::uint32_t deal = 0;  ///< row of the deal
  core::Date day{};
  Category category = Category::untold;  ///< untold: from then on under a name that is not known
  friend bool operator==(CategoryChange const&, CategoryChange const&) = default;
};

/// Puts changes in the order of deal and day. Of several on one day the last one given stays, of
/// days in a row that say the same the first. cost: O(n log n), O(n) when in order
/// @verified tests/unit/data/category_test.cpp
void tidy(std::vector<CategoryChange>& changes);

/// Whether changes are as `tidy` leaves them. cost: O(n)
[[nodiscard]] bool is_tidy(std::span<CategoryChange const> changes);

/// The changes of one deal by the end of `on`. cost: O(log n)
/// @pre changes are tidy
[[nodiscard]] std::span<CategoryChange const> changes_by(std::span<CategoryChange const> changes,
                                                         std::uint32_t deal, core::Date on);

/// The category of a deal at the end of `on` as far as changes tell it.
/// @pre changes are tidy
/// @verified tests/unit/data/category_test.cpp
[[nodiscard]] Category category_by(std::span<CategoryChange const> changes, std::uint32_t deal,
                                   core::Date on);

}  // namespace quarterdeck::data
