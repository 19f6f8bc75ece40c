// tools/report/json/backtest_json.hpp – a backtest for programs, and for the next forecast.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "engine/core/diagnostic.hpp"
#include "tools/service/past/backtest.hpp"
#include "tools/service/past/track_record.hpp"

namespace quarterdeck::report {

/// Schema `quarterdeck.backtest.v1`, see docs/formats/backtest.md. Holds no clock and no number of
/// threads: the same backtest gives the same bytes.
/// @throws core::NumericError when a number is not finite
/// @verified tests/unit/report/json/backtest_json_test.cpp, tests/cli/backtest_test.cpp
[[nodiscard]] std::string backtest_json(service::Backtest const& backtest,
                                        service::TrackSummary const& summary);

/// Reads what `backtest_json` wrote, without deals and groups, which it leaves out.
/// @return the backtest; QD-325 where the text is not one
/// @verified tests/unit/report/json/backtest_json_test.cpp
[[nodiscard]] core::Checked<service::Backtest> parse_backtest(std::string_view text,
                                                              std::string const& file);

}  // namespace quarterdeck::report
