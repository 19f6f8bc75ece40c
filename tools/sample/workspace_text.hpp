// tools/sample/workspace_text.hpp – the quarterdeck.yaml of a synthetic company.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/sample/setting.hpp"

namespace quarterdeck::sample {

/// Targets of the open quarter, USD.
struct SampleTargets {
  double company = 0;
  double emea = 0;
};

/// A complete workspace with a word on every section.
[[nodiscard]] std::string workspace_text(Setting const& setting, SampleTargets const& targets);

/// A number that a board would choose near `value`: steps of five in the second digit after the
/// first, 9,873,123 → 9,850,000.
[[nodiscard]] double plausible(double value);

}  // namespace quarterdeck::sample
