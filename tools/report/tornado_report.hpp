// tools/report/tornado_report.hpp – levers by what they move, for people and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/levers/tornado.hpp"

namespace quarterdeck::report {

/// Bars of P(hit) and of the mean, largest swing first, and the levers without a range.
/// @pre the tornado is complete
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string tornado_text(service::Tornado const& tornado, Style const& style);

/// The same as JSON, schema `quarterdeck.tornado.v1`, see docs/formats/lever-json.md.
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/lever_test.cpp
[[nodiscard]] std::string tornado_json(service::Tornado const& tornado);

}  // namespace quarterdeck::report
