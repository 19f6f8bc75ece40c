// tools/report/json/compare_json.hpp – scenarios side by side, for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/service/forecast/comparison.hpp"

namespace quarterdeck::report {

/// Schema `quarterdeck.compare.v1`, see docs/formats/compare-json.md.
/// @pre    the comparison is complete
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/compare_test.cpp
[[nodiscard]] std::string compare_json(service::Comparison const& comparison);

}  // namespace quarterdeck::report
