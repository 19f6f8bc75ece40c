// engine/io/deals/yes_no.cpp – see yes_no.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/io/deals/yes_no.hpp"

#include <algorithm>
#include <array>

#include "engine/io/deals/preset.hpp"

namespace quarterdeck::io {

std::optional<bool> yes_or_no(std::string_view text) {
  static constexpr std::array<std::string_view, 7> yes{"true", "1", "yes", "y", "ja", "oui", "si"};
  static constexpr std::array<std::string_view, 6> no{"false", "0", "no", "n", "nein", "non"};
  auto const word = folded(text);
  if (std::ranges::find(yes, word) != yes.end()) return true;
  if (std::ranges::find(no, word) != no.end()) return false;
  return std::nullopt;
}

}  // namespace quarterdeck::io
