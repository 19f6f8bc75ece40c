// tools/report/page/backtest_page.hpp – what is said of a backtest.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "tools/report/page/page.hpp"
#include "tools/service/past/backtest.hpp"
#include "tools/service/past/track_record.hpp"

namespace quarterdeck::report {

/// Accuracy by week against every baseline, coverage, places of outcomes, reliability of single
/// deals, predictability, combination, spread.
/// @param summary  of the backtest
/// @pre the backtest is complete and has a forecast
/// @verified tests/unit/report/page/backtest_page_test.cpp
[[nodiscard]] Page backtest_page(service::Backtest const& backtest,
                                 service::TrackSummary const& summary);

/// Normalised CRPS of every method by weeks left.
/// @verified tests/unit/report/page/backtest_page_test.cpp
[[nodiscard]] std::vector<Block> accuracy_blocks(service::TrackSummary const& summary);

/// Skill by week, coverage, places of outcomes and reliability of single deals.
[[nodiscard]] std::vector<Block> calibration_blocks(service::TrackSummary const& summary);

}  // namespace quarterdeck::report
