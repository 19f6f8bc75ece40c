// tools/report/history_report.hpp – forecasts on record and why they moved, as page and as JSON.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/record/history.hpp"
#include "tools/service/record/waterfall.hpp"
#include "tools/service/record/why.hpp"

namespace quarterdeck::report {

/// Characters of an identity that the pages show; enough to name it again.
inline constexpr std::size_t identity_shown = 8;

/// The list, how the forecast of one period moved, and the scores of ended periods.
/// @verified tests/unit/report/history_report_test.cpp
[[nodiscard]] std::string history_text(service::HistoryReport const& report, Style const& style);
/// Schema `quarterdeck.history.v1`, see docs/formats/ledger.md.
/// @verified tests/unit/report/history_report_test.cpp
[[nodiscard]] std::string history_json(service::HistoryReport const& report);

/// The way from one forecast to the next, line by line to the cent, with the largest deals.
/// @verified tests/unit/report/history_report_test.cpp
[[nodiscard]] std::string why_text(service::WhyReport const& report, Style const& style);
/// Schema `quarterdeck.why.v1`.
[[nodiscard]] std::string why_json(service::WhyReport const& report);

/// The pipeline's way from one day to another, to the cent.
/// @verified tests/unit/report/history_report_test.cpp
[[nodiscard]] std::string waterfall_text(service::WaterfallReport const& report,
                                         Style const& style);
/// Schema `quarterdeck.waterfall.v1`.
[[nodiscard]] std::string waterfall_json(service::WaterfallReport const& report);

/// Minor units with separators and two decimals: `-4,203,118.07`.
[[nodiscard]] std::string exact_amount(core::Minor amount);

}  // namespace quarterdeck::report
