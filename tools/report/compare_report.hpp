// tools/report/compare_report.hpp – scenarios side by side, for people and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/forecast/comparison.hpp"

namespace quarterdeck::report {

/// Distributions of all scenarios, differences from the first with 95 % intervals, what drives them
/// and interactions. @pre the comparison is complete
/// @verified tests/cli/compare_test.cpp
[[nodiscard]] std::string compare_text(service::Comparison const& comparison, Style const& style);

/// The same as JSON, schema `quarterdeck.compare.v1`, see docs/formats/compare-json.md.
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/compare_test.cpp
[[nodiscard]] std::string compare_json(service::Comparison const& comparison);

}  // namespace quarterdeck::report
