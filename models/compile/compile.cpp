// models/compile/compile.cpp – see compile.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile.hpp"

#include <map>
#include <span>
#include <utility>

#include "models/compile/assemble.hpp"
#include "models/compile/flags.hpp"
#include "models/compile/open_deals.hpp"
#include "models/compile/shared.hpp"

namespace quarterdeck::models {
namespace {

/// What is said of the deals beside the plan.
void write_outlooks(Compiled& compiled, ForecastInputs const& inputs,
                    std::span<DealState const> states, parts::OpenDeals const& open) {
  auto const flags = parts::deal_flags(inputs, states);
  std::map<std::uint64_t, std::size_t> row_of;
  for (std::size_t i = 0; i < inputs.pipeline.deals.size(); ++i) {
    row_of[inputs.pipeline.deals[i].entity] = i;
  }
  for (std::uint64_t const entity : compiled.plan.deals.entity) {
    std::size_t const i = row_of.at(entity);
    data::OpenDeal const& deal = inputs.pipeline.deals[i];
    auto const stage = static_cast<std::size_t>(deal.stage);
    bool const named = deal.stage >= 0 && stage < inputs.history.stages.size();
    compiled.deals.push_back({deal.id, deal.name, named ? inputs.history.stages[stage].name : "",
                              open.win.p_in_period[i], open.win.p_ever[i], flags[i],
                              open.win.reasons[i], open.p_by_models[i]});
  }
}

/// @param shared  its chances are moved out
Compiled compile_all(ForecastInputs const& inputs, parts::Shared&& shared) {
  parts::ShiftedCells shifted;
  auto open = parts::open_deals(inputs, shared, std::move(shared.win), shifted);
  Compiled compiled;
  compiled.plan = parts::assemble(inputs, shared, open);
  write_outlooks(compiled, inputs, shared.states, open);
  return compiled;
}

}  // namespace

Compiled compile(ForecastInputs const& inputs, CompileOptions const& options) {
  return compile_all(inputs, parts::share(inputs, options));
}

Compiled compile(ForecastInputs const& inputs, Prepared const& base) {
  parts::Shared shared = base.shared();
  if (!parts::has_same_deals(shared, inputs)) parts::take_deals(shared, inputs);
  return compile_all(inputs, std::move(shared));
}

Prepared::Prepared(ForecastInputs const& base, CompileOptions const& options)
    : shared_(std::make_shared<parts::Shared const>(parts::share(base, options))) {}

}  // namespace quarterdeck::models
