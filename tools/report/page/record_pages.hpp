// tools/report/page/record_pages.hpp – pages of forecasts on record, why they moved, the pipeline.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/page/page.hpp"
#include "tools/service/record/history.hpp"
#include "tools/service/record/waterfall.hpp"
#include "tools/service/record/why.hpp"

namespace quarterdeck::report {

/// Characters of an identity that the pages show; enough to name it again.
inline constexpr std::size_t identity_shown = 8;

/// The list, how the forecast of one period moved, and the scores of ended periods.
/// @verified tests/unit/report/page/record_pages_test.cpp
[[nodiscard]] Page history_page(service::HistoryReport const& report);

/// The way from one forecast to the next, line by line to the cent, with the largest deals.
/// @verified tests/unit/report/page/record_pages_test.cpp
[[nodiscard]] Page why_page(service::WhyReport const& report);

/// The pipeline's way from one day to another, to the cent.
/// @verified tests/unit/report/page/record_pages_test.cpp
[[nodiscard]] Page waterfall_page(service::WaterfallReport const& report);

}  // namespace quarterdeck::report
