// tools/report/json/track_json.hpp – scores of the past as JSON.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/json/json.hpp"
#include "tools/service/past/track_record.hpp"

namespace quarterdeck::report {

/// All of a track record, see docs/formats/backtest.md.
[[nodiscard]] Json track_json(service::TrackSummary const& summary);

/// `{score, headline, interval, n_periods, honesty_gap, …}`, or `{n_periods, reason}` without a
/// record.
[[nodiscard]] Json predictability_json(models::evaluate::Predictability const& predictability);

[[nodiscard]] Json coverage_json(std::vector<service::CoverageRow> const& rows);

[[nodiscard]] Json interval_json(models::evaluate::Interval const& interval);

}  // namespace quarterdeck::report
