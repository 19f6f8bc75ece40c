// engine/data/category.cpp – see category.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/category.hpp"

#include <algorithm>
#include <utility>

namespace quarterdeck::data {
namespace {

std::pair<std::uint32_t, core::Date> key(CategoryChange const& change) {
  return {change.deal, change.day};
}

}  // namespace

void tidy(std::vector<CategoryChange>& changes) {
  if (!std::ranges::is_sorted(changes, {}, key)) std::ranges::stable_sort(changes, {}, key);
  std::size_t n_kept = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    bool const last_of_day = i + 1 == changes.size() || key(changes[i + 1]) != key(changes[i]);
    if (!last_of_day) continue;
    bool const repeats = n_kept > 0 && changes[n_kept - 1].deal == changes[i].deal &&
                         changes[n_kept - 1].category == changes[i].category;
    if (!repeats) changes[n_kept++] = changes[i];
  }
  changes.resize(n_kept);
}

bool is_tidy(std::span<CategoryChange const> changes) {
  auto const out_of_place = [](CategoryChange const& a, CategoryChange const& b) {
    return key(a) >= key(b) || (a.deal == b.deal && a.category == b.category);
  };
  return std::ranges::adjacent_find(changes, out_of_place) == changes.end();
}

std::span<CategoryChange const> changes_by(std::span<CategoryChange const> changes,
                                           std::uint32_t deal, core::Date on) {
  auto const first = std::ranges::lower_bound(changes, deal, {}, &CategoryChange::deal);
  auto const last = std::ranges::upper_bound(changes, std::pair(deal, on), {}, key);
  return first < last ? std::span(first, last) : std::span<CategoryChange const>();
}

Category category_by(std::span<CategoryChange const> changes, std::uint32_t deal, core::Date on) {
  auto const known = changes_by(changes, deal, on);
  return known.empty() ? Category::untold : known.back().category;
}

}  // namespace quarterdeck::data
