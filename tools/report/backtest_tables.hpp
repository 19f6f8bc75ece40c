// tools/report/backtest_tables.hpp – the parts of a backtest's page, each a text of whole lines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/report/style.hpp"
#include "tools/service/past/track_record.hpp"

namespace quarterdeck::report {

/// Normalised CRPS of every method by weeks left, best of each row marked.
[[nodiscard]] std::string accuracy_section(service::TrackSummary const& summary,
                                           Style const& style);
/// Skill of the simulation over the best baseline of the past, by week of the period, as bars.
[[nodiscard]] std::string skill_section(service::TrackSummary const& summary, Style const& style);
[[nodiscard]] std::string coverage_section(std::vector<service::CoverageRow> const& rows,
                                           Style const& style);
/// Where outcomes fell in their forecasts, as bars.
[[nodiscard]] std::string places_section(service::TrackSummary const& summary, Style const& style);
/// Chances of single deals against the share that was won, as a diagram of bins.
[[nodiscard]] std::string reliability_section(service::DealRecord const& record,
                                              Style const& style);
[[nodiscard]] std::string predictability_section(service::TrackSummary const& summary,
                                                 Style const& style);
[[nodiscard]] std::string pool_section(service::TrackSummary const& summary, Style const& style);
[[nodiscard]] std::string spread_section(service::TrackSummary const& summary, Style const& style);
/// Groups by their normalised CRPS, worst first.
[[nodiscard]] std::string past_groups_section(service::TrackSummary const& summary,
                                              Style const& style);

/// A score in the unit of the total: `0.074`.
[[nodiscard]] std::string score_text(double value);

/// A share with its sign: `+3.1 %`.
[[nodiscard]] std::string signed_percent(double share);

}  // namespace quarterdeck::report
