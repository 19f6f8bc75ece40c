// engine/core/money.cpp – see money.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/money.hpp"

#include <fmt/core.h>

#include <cmath>
#include <cstdlib>

#include "engine/core/error.hpp"

namespace quarterdeck::core {

Minor to_minor(double units) {
  constexpr double limit = 9e16;
  double const minor = std::round(units * static_cast<double>(minor_per_unit));
  if (!(std::abs(minor) <= limit)) {
    throw NumericError(fmt::format("an amount of {} currency units cannot be held", units));
  }
  return static_cast<Minor>(minor);
}

std::string format_units(Minor minor) {
  if (minor == no_amount) return {};
  Minor const half = minor < 0 ? -minor_per_unit / 2 : minor_per_unit / 2;
  Minor const units = (minor + half) / minor_per_unit;
  std::string text = std::to_string(std::abs(units));
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return units < 0 ? "-" + text : text;
}

}  // namespace quarterdeck::core
