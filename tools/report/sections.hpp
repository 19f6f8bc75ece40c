// tools/report/sections.hpp – the parts of the forecast's page, each a text of whole lines.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "tools/report/style.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::report {

/// An amount of the forecast: money in the unit of the page, a count of deals as it is.
[[nodiscard]] std::string amount_text(service::Forecast const& forecast, double units);

/// The same with the currency, or the word deals: `USD 4.26M`, `128 deals`.
[[nodiscard]] std::string amount_with_unit(service::Forecast const& forecast, double units);

/// Whether a deal has an amount of its own. One without carries the flag `no amount`; what it may
/// bring is drawn, and the plan's stand-in for it is no number to show.
[[nodiscard]] bool amount_is_known(service::Forecast const& forecast, std::size_t deal);

/// Findings that belong above the headline, and the forecast without what stands out; empty where
/// there is neither.
/// @verified tests/cli/foreign_files_test.cpp
[[nodiscard]] std::string top_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string headline_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string parts_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string histogram_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string weeks_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string targets_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string uncertainty_section(service::Forecast const& forecast,
                                              Style const& style);
[[nodiscard]] std::string groups_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string deals_section(service::Forecast const& forecast, Style const& style);
/// What people set for single deals, and whether it holds; empty where nobody did.
[[nodiscard]] std::string overrides_section(std::vector<models::OverrideEffect> const& overrides,
                                            Style const& style);
/// What past forecasts say of this one; how to have them where there are none.
[[nodiscard]] std::string backing_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string combination_section(service::Forecast const& forecast,
                                              Style const& style);
[[nodiscard]] std::string check_section(service::Forecast const& forecast, Style const& style);
[[nodiscard]] std::string quality_section(data::DataQuality const& quality, Style const& style);
[[nodiscard]] std::string provenance_section(core::Provenance const& provenance,
                                             Style const& style);

}  // namespace quarterdeck::report
