// tools/report/page/forecast_parts.hpp – the parts of a forecast's page.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "tools/report/page/page.hpp"
#include "tools/report/page/parts.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::report {

/// Amounts in what the forecast measures.
[[nodiscard]] Amounts amounts_of(service::Forecast const& forecast);

/// The company's first target, the one that pictures show; nothing where there is none.
[[nodiscard]] service::TargetOutlook const* company_target(service::Forecast const& forecast);

/// What past forecasts say of this one; how to have them where there are none.
[[nodiscard]] std::vector<Block> backing_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> combination_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> source_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> distribution_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> week_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> target_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> uncertainty_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> group_blocks(service::Forecast const& forecast);
[[nodiscard]] std::vector<Block> deal_blocks(service::Forecast const& forecast);

}  // namespace quarterdeck::report
