// models/inputs.cpp – see inputs.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/inputs.hpp"

#include "engine/core/error.hpp"

namespace quarterdeck::models {

std::optional<double> DealChange::chance() const {
  if (outcome) return *outcome == data::Outcome::won ? 1.0 : 0.0;
  return probability;
}

void change_deal(ForecastInputs& inputs, std::size_t row, DealChange const& change) {
  QUARTERDECK_EXPECT(row < inputs.pipeline.deals.size());
  QUARTERDECK_EXPECT(!change.outcome || *change.outcome != data::Outcome::open);
  QUARTERDECK_EXPECT(!change.probability || (*change.probability >= 0 && *change.probability <= 1));
  data::OpenDeal& deal = inputs.pipeline.deals[row];
  DealChange& all = inputs.changes[deal.id];
  if (change.amount != core::no_amount) deal.amount = all.amount = change.amount;
  if (change.close_date != core::no_date) deal.close_date = all.close_date = change.close_date;
  if (change.chance()) {
    all.probability = change.probability;
    all.outcome = change.outcome;
  }
}

}  // namespace quarterdeck::models
