// tools/report/check_report.hpp – the state of the data, for people and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/forecast/check_report.hpp"

namespace quarterdeck::report {

/// Rows listed under a finding on the page; the JSON lists every row that the finding keeps.
inline constexpr std::size_t max_rows_listed = 20;

/// Score, tables read and every finding with its rows.
/// @verified tests/unit/report/check_report_test.cpp
[[nodiscard]] std::string check_text(service::CheckReport const& report, Style const& style);

/// The same as JSON, schema `quarterdeck.check.v1`: as_of, rows, deals, open, inputs,
/// overrides (as in the forecast's JSON) and data_quality {score, findings [{code, severity, count,
/// message, treatment, rows [{file, line, subject}]}]}.
/// @verified tests/unit/report/check_report_test.cpp
[[nodiscard]] std::string check_json(service::CheckReport const& report);

}  // namespace quarterdeck::report
