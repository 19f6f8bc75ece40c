// tools/report/json/fit_json.hpp – what was learned from history, for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/service/forecast/fit_report.hpp"

namespace quarterdeck::report {

/// The model of winning, its rivals, effects and calibration, win rates and findings as JSON,
/// `quarterdeck.fit.v1`; described in docs/formats/fit-json.md.
/// @pre  the report is complete
/// @verified tests/cli/fit_test.cpp
[[nodiscard]] std::string fit_json(service::FitReport const& learned);

}  // namespace quarterdeck::report
