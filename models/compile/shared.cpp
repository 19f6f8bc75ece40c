// models/compile/shared.cpp – see shared.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/shared.hpp"

#include <algorithm>
#include <tuple>

#include "engine/core/error.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Whether the models see the same deal.
bool is_same(data::OpenDeal const& a, data::OpenDeal const& b) {
  auto const seen = [](data::OpenDeal const& deal) {
    return std::tie(deal.entity, deal.history_row, deal.stage, deal.amount, deal.created,
                    deal.stage_entered, deal.close_date, deal.last_activity, deal.n_pushes);
  };
  return seen(a) == seen(b);
}

bool has_ended(ForecastInputs const& inputs) {
  return core::week_ends(inputs.history.as_of, inputs.period).empty();
}

std::vector<DealState> read_states(ForecastInputs const& inputs) {
  StateReader const read(inputs.history, inputs.models.spec.segments);
  Window const window = window_of(inputs.period, inputs.history.as_of);
  std::vector<DealState> states;
  for (data::OpenDeal const& deal : inputs.pipeline.deals) {
    states.push_back(read(deal, inputs.history.as_of, window));
  }
  return states;
}

}  // namespace

void take_deals(Shared& shared, ForecastInputs const& inputs) {
  shared.deals = inputs.pipeline.deals;
  shared.states = read_states(inputs);
  if (shared.deals.empty()) return;
  shared.win = win_part(inputs, shared.states, shared.options);
}

Shared share(ForecastInputs const& base, CompileOptions const& wanted) {
  QUARTERDECK_EXPECT(wanted.n_rows > 0);
  Shared shared;
  shared.options = wanted;
  shared.options.n_rows = rows_to_tabulate(base, wanted);
  if (has_ended(base)) return shared;
  auto const n_rows = static_cast<std::size_t>(shared.options.n_rows);
  dependence::PeriodFactor const& factor = base.models.factor;
  std::uint64_t const seed = wanted.seed;
  shared.company_tau = dependence::tau_draws(factor.company, seed, "factor/company", n_rows);
  shared.segment_tau = dependence::tau_draws(factor.segment, seed, "factor/segment", n_rows);
  shared.late = creation::draw_late_wins(base.models.creation, seed, n_rows);
  take_deals(shared, base);
  return shared;
}

bool has_same_deals(Shared const& shared, ForecastInputs const& inputs) {
  if (has_ended(inputs)) return true;
  return std::ranges::equal(shared.deals, inputs.pipeline.deals, is_same) &&
         shared.states == read_states(inputs);
}

}  // namespace quarterdeck::models::parts
