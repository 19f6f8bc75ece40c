// tools/report/json/check_json.hpp – the state of the data, for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/service/forecast/check_report.hpp"

namespace quarterdeck::report {

/// Schema `quarterdeck.check.v1`: as_of, rows, deals, open, inputs, overrides (as in the forecast's
/// JSON) and data_quality {score, findings [{code, severity, count, message, treatment, rows
/// [{file, line, subject}]}]}; every row that a finding keeps.
/// @verified tests/unit/report/json/check_json_test.cpp
[[nodiscard]] std::string check_json(service::CheckReport const& report);

}  // namespace quarterdeck::report
