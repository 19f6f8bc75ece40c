// tools/report/json/backing_json.hpp – what the past says of a forecast, as JSON.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tools/report/json/json.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::report {

/// `predictability` of the forecast JSON: the track record and what it means for this forecast.
[[nodiscard]] Json backing_json(service::Backing const& backing);

/// `{claimed, expected?, interval?}`
[[nodiscard]] Json accuracy_json(models::evaluate::ExpectedAccuracy const& accuracy);

/// `combination` of the forecast JSON: used, weights, total, parts, targets.
/// @pre forecast.backing holds
[[nodiscard]] Json combination_json(service::Forecast const& forecast);

/// `[{name, weight, relative_crps, n_periods}]`
[[nodiscard]] Json weights_json(std::vector<service::MemberWeight> const& weights);

}  // namespace quarterdeck::report
