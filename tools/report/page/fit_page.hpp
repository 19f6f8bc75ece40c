// tools/report/page/fit_page.hpp – what is said of what was learned from history.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/forecast/fit_report.hpp"

namespace quarterdeck::report {

/// Which model of winning is used and why, win rates with their 80 % intervals, speed of closing,
/// change of amounts, new business, the luck that a whole period shares, and what the data could
/// not tell.
/// @pre  the report is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/fit_test.cpp
[[nodiscard]] Page fit_page(service::FitReport const& learned);

/// Candidates with their losses, the choice, calibration on unseen periods, and effects.
[[nodiscard]] std::vector<Block> win_model_blocks(models::win::WinChoice const& choice);
/// The table of win rates.
[[nodiscard]] std::vector<Block> win_rate_blocks(models::FittedModels const& models);

}  // namespace quarterdeck::report
