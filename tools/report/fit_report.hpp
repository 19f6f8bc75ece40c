// tools/report/fit_report.hpp – what was learned from history, in plain words.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/forecast/fit_report.hpp"

namespace quarterdeck::report {

/// Win rates with their 80 % intervals, speed of closing, change of amounts, new business, the luck
/// that a whole period shares, and what the data could not tell.
/// @pre  the report is complete
/// @verified tests/cli/fit_test.cpp
[[nodiscard]] std::string fit_text(service::FitReport const& learned, Style const& style);

/// The model of winning, its rivals, effects and calibration, win rates and findings as JSON,
/// `quarterdeck.fit.v1`; described in docs/formats/fit-json.md.
/// @pre  the report is complete
/// @verified tests/cli/fit_test.cpp
[[nodiscard]] std::string fit_json(service::FitReport const& learned);

}  // namespace quarterdeck::report
