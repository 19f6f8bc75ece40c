// tools/service/session/inputs.hpp – from a book and what was learned from it to what a plan is
// made of. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "models/compile.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/session/book.hpp"

namespace quarterdeck::service {

/// Inputs of the period that the models were fitted for, overrides applied; targets are those of
/// the workspace whose period is the same.
[[nodiscard]] models::ForecastInputs forecast_inputs(Book&& book, models::FittedModels models);

/// Column and value of targets that are about one value of one column.
[[nodiscard]] std::vector<TargetNote> target_notes(std::vector<models::TargetInput> const& targets);

}  // namespace quarterdeck::service
