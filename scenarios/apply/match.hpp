// scenarios/apply/match.hpp – which deals a filter finds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/apply/columns.hpp"
#include "scenarios/schema/scenario.hpp"

namespace quarterdeck::scenarios {

using ValueOf = std::function<Value(std::string const& column)>;

/// Whether the values of a deal pass a filter, `largest` apart. Days that count from the as-of day
/// count from `as_of`.
/// @verified tests/unit/scenarios/match_test.cpp
[[nodiscard]] bool passes(Filter const& filter, ValueOf const& value, core::Date as_of);

/// Whether a text fits a pattern in which * stands for any letters and ? for one; case of ASCII
/// letters is ignored. cost: O(text × pattern)
/// @verified tests/unit/scenarios/match_test.cpp
[[nodiscard]] bool fits(std::string_view text, std::string_view pattern);

/// Faults of a filter that no deal could pass: columns that are not there, values that are no
/// number or day where the column holds such.
[[nodiscard]] core::Diagnostics check_filter(Filter const& filter,
                                             models::ForecastInputs const& inputs, Of of);

/// Rows of the pipeline that a filter finds, `largest` included; all without a filter.
/// @verified tests/unit/scenarios/match_test.cpp
[[nodiscard]] std::vector<std::size_t> open_deals_in(models::ForecastInputs const& inputs,
                                                     std::optional<Filter> const& filter);

/// [history row] whether a filter finds a past win among those that stand for new business.
struct PastWins {
  std::vector<char> concerned;
  std::size_t n = 0;
};
[[nodiscard]] PastWins past_wins_in(models::ForecastInputs const& inputs,
                                    std::optional<Filter> const& filter);

/// The fault of a filter that finds nothing, with the nearest value where one is misspelt.
[[nodiscard]] core::Diagnostic finds_nothing(Filter const& filter,
                                             models::ForecastInputs const& inputs, Of of);

}  // namespace quarterdeck::scenarios
