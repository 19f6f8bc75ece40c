// models/compile/booked.cpp – see booked.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/booked.hpp"

#include <algorithm>

namespace quarterdeck::models::parts {

std::vector<data::WonDeal> booked_wins(ForecastInputs const& inputs) {
  core::Date const until = std::min(inputs.history.as_of, inputs.period.end);
  return data::won_between(inputs.history, inputs.period.start - core::Days(1), until);
}

core::Minor worth(core::Minor amount, bool measure_counts) {
  if (measure_counts) return core::minor_per_unit;
  return amount == core::no_amount ? 0 : amount;
}

}  // namespace quarterdeck::models::parts
