// models/compile/open_deals.cpp – see open_deals.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/open_deals.hpp"

#include <cmath>
#include <limits>

#include "models/compile/changes.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Whether somebody has said what the deal brings, so that nothing of the past moves it.
bool is_stated(ForecastInputs const& inputs, std::size_t row) {
  auto const& id = inputs.pipeline.deals[row].id;
  auto const change = inputs.changes.find(id);
  if (change != inputs.changes.end() && change->second.amount != core::no_amount) return true;
  auto const shift = inputs.what_if.deals.find(id);
  return shift != inputs.what_if.deals.end() && shift->second.amount_is_stated;
}

/// What a won deal brings: the amount that its table multiplies, and the tables that are in use.
void add_amounts(OpenDeals& open, ForecastInputs const& inputs, std::span<DealState const> states,
                 CompileOptions const& options) {
  auto const n_rows = static_cast<std::size_t>(options.n_rows);
  if (inputs.models.spec.measure_counts) {
    open.ratio.emplace_back(plan::n_amount_entries, 1.0);
    open.amount_scale = plan::Draws::Table::Ones(options.n_rows, 1);
    open.base.assign(states.size(), core::minor_per_unit);
    open.table.assign(states.size(), 0);
    return;
  }
  amount::AmountModel const& model = inputs.models.amount;
  // A table is scaled itself where it holds amounts, because deals without one have no base.
  constexpr auto as_stated = std::numeric_limits<std::size_t>::max();
  std::map<std::pair<std::size_t, double>, std::uint16_t> index;
  std::vector<std::pair<std::size_t, double>> key;
  for (std::size_t i = 0; i < states.size(); ++i) {
    double const factor = amount_factor(inputs, i);
    amount::AmountRef const ref = find_table(model, states[i]);
    bool const blank = states[i].amount == core::no_amount;
    bool const stated = !blank && is_stated(inputs, i);
    key.emplace_back(stated ? as_stated : ref.table, blank ? factor : 1);
    index.try_emplace(key.back(), 0);
    auto const base = static_cast<double>(ref.base) * factor;
    open.base.push_back(blank || factor == 1 ? ref.base : std::llround(base));
  }
  open.amount_scale.resize(options.n_rows, static_cast<Eigen::Index>(index.size()));
  for (auto& [table, in_plan] : index) {
    in_plan = static_cast<std::uint16_t>(open.ratio.size());
    if (table.first == as_stated) {
      open.ratio.emplace_back(plan::n_amount_entries, 1.0);
      open.amount_scale.col(in_plan).setOnes();
      continue;
    }
    open.ratio.push_back(model.tables[table.first].entries);
    for (double& entry : open.ratio.back()) entry *= table.second;
    auto const scale = amount::scale_draws(model.tables[table.first], options.seed, n_rows);
    open.amount_scale.col(in_plan) =
        Eigen::Map<Eigen::VectorXd const>(scale.data(), options.n_rows);
  }
  for (auto const& table : key) open.table.push_back(index.at(table));
}

}  // namespace

OpenDeals open_deals(ForecastInputs const& inputs, Shared const& shared, WinPart win,
                     ShiftedCells& known) {
  OpenDeals open;
  if (shared.states.empty()) return open;
  open.win = std::move(win);
  open.p_by_models = apply_changes(open.win, inputs, shared.states);
  shift_wins(open.win, inputs, shared.states, known);
  add_amounts(open, inputs, shared.states, shared.options);
  return open;
}

}  // namespace quarterdeck::models::parts
