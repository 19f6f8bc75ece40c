// tools/report/json/record_json.hpp – forecasts on record, why they moved, and the pipeline, for
// programs. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "tools/service/record/history.hpp"
#include "tools/service/record/waterfall.hpp"
#include "tools/service/record/why.hpp"

namespace quarterdeck::report {

/// Schema `quarterdeck.history.v1`, see docs/formats/ledger.md.
/// @verified tests/unit/report/json/record_json_test.cpp
[[nodiscard]] std::string history_json(service::HistoryReport const& report);

/// Schema `quarterdeck.why.v1`.
/// @verified tests/unit/report/json/record_json_test.cpp
[[nodiscard]] std::string why_json(service::WhyReport const& report);

/// Schema `quarterdeck.waterfall.v1`.
/// @verified tests/unit/report/json/record_json_test.cpp
[[nodiscard]] std::string waterfall_json(service::WaterfallReport const& report);

}  // namespace quarterdeck::report
