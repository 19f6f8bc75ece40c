// models/compile/flags.hpp – what is remarkable about an open deal, in words and numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <vector>

#include "models/inputs.hpp"

namespace quarterdeck::models::parts {

/// Flags of every deal of the pipeline in words.
[[nodiscard]] std::vector<std::vector<std::string>> deal_flags(ForecastInputs const& inputs,
                                                               std::span<DealState const> states);

}  // namespace quarterdeck::models::parts
