// engine/io/deals/category_names.cpp – see category_names.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/category_names.hpp"

#include <algorithm>
#include <array>

#include "engine/io/deals/preset.hpp"
#include "engine/io/deals/stage_book.hpp"

namespace quarterdeck::io {
namespace {

using data::Category;

struct CategoryName {
  std::string_view word;  ///< folded
  Category category;
};

constexpr std::array names{CategoryName{"omitted", Category::omitted},
                           CategoryName{"omit", Category::omitted},
                           CategoryName{"notforecasted", Category::omitted},
                           CategoryName{"100000004", Category::omitted},
                           CategoryName{"100000006", Category::omitted},
                           CategoryName{"pipeline", Category::pipeline},
                           CategoryName{"100000001", Category::pipeline},
                           CategoryName{"bestcase", Category::best_case},
                           CategoryName{"100000002", Category::best_case},
                           CategoryName{"mostlikely", Category::most_likely},
                           CategoryName{"commit", Category::commit},
                           CategoryName{"committed", Category::commit},
                           CategoryName{"forecast", Category::commit},
                           CategoryName{"100000003", Category::commit},
                           CategoryName{"closed", Category::closed},
                           CategoryName{"100000005", Category::closed}};

}  // namespace

std::optional<Category> category_of_name(std::string_view name) {
  auto const word = folded(name);
  auto const found = std::ranges::find(names, word, &CategoryName::word);
  if (found != names.end()) return found->category;
  auto const outcome = outcome_of_name(name);
  if (!outcome) return std::nullopt;
  return *outcome == data::Outcome::won ? Category::closed : Category::omitted;
}

}  // namespace quarterdeck::io
