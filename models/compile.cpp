// models/compile.cpp – the second door: every family's draws written into a plan.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "models/compile_parts.hpp"
#include "models/draws.hpp"

namespace quarterdeck::models {
namespace {

using plan::Plan;

void write_frame(Plan& plan, ForecastInputs const& inputs, Eigen::Index n_rows) {
  plan.as_of = inputs.history.as_of;
  plan.period_start = inputs.period.start;
  plan.period_end = inputs.period.end;
  plan.week_end = core::week_ends(inputs.history.as_of, inputs.period);
  plan.currency = inputs.currency;
  plan.market_shift = inputs.what_if.market_shift;
  bool const counts = inputs.models.spec.measure_counts;
  plan.measure = counts ? plan::Measure::count : plan::Measure::amount;
  for (data::WonDeal const& win : parts::booked_wins(inputs)) {
    plan.booked += parts::worth(win.amount, counts);
    plan.booked_count += 1;
  }
  plan::Draws& draws = plan.draws;
  draws.company_correlation = Eigen::VectorXd::Zero(n_rows);
  draws.segment_correlation = Eigen::VectorXd::Zero(n_rows);
  draws.arrival_log_sd = Eigen::VectorXd::Zero(n_rows);
  draws.level.resize(n_rows, 0);
  draws.amount_scale.resize(n_rows, 0);
  draws.arrival_log_mean.resize(n_rows, 0);
  draws.arrival_scale.resize(n_rows, 0);
}

void write_factors(Plan& plan, dependence::PeriodFactor const& factor,
                   parts::Shared const& shared) {
  double const arrival_loading = 0.5;
  for (std::size_t r = 0; r < shared.company_tau.size(); ++r) {
    auto const row = static_cast<Eigen::Index>(r);
    plan.draws.company_correlation[row] = dependence::correlation_of(shared.company_tau[r]);
    plan.draws.segment_correlation[row] = dependence::correlation_of(shared.segment_tau[r]);
    plan.draws.arrival_log_sd[row] = arrival_loading * shared.company_tau[r];
  }
  plan.n_segment_factors = static_cast<int>(factor.segments.size()) + 1;
}

/// Amount tables that deals use, in the model's order, and how each deal's amount comes about.
struct Amounts {
  std::vector<core::Minor> base;     ///< [pipeline row]
  std::vector<std::uint16_t> table;  ///< [pipeline row]
};

Amounts write_amounts(Plan& plan, ForecastInputs const& inputs, std::span<DealState const> states,
                      std::uint64_t seed) {
  Amounts amounts;
  auto const n_rows = static_cast<std::size_t>(plan.draws.n_rows());
  if (plan.measure == plan::Measure::count) {
    plan.ratio.emplace_back(plan::n_amount_entries, 1.0);
    plan.draws.amount_scale = plan::Draws::Table::Ones(plan.draws.n_rows(), 1);
    amounts.base.assign(states.size(), core::minor_per_unit);
    amounts.table.assign(states.size(), 0);
    return amounts;
  }
  amount::AmountModel const& model = inputs.models.amount;
  // A table is scaled itself where it holds amounts, because deals without one have no base.
  std::map<std::pair<std::size_t, double>, std::uint16_t> index;
  std::vector<std::pair<std::size_t, double>> key;
  for (std::size_t i = 0; i < states.size(); ++i) {
    double const factor = parts::amount_factor(inputs, i);
    amount::AmountRef const ref = find_table(model, states[i]);
    bool const blank = states[i].amount == core::no_amount;
    key.emplace_back(ref.table, blank ? factor : 1);
    index.try_emplace(key.back(), 0);
    auto const base = static_cast<double>(ref.base) * factor;
    amounts.base.push_back(blank || factor == 1 ? ref.base : std::llround(base));
  }
  plan.draws.amount_scale.resize(plan.draws.n_rows(), static_cast<Eigen::Index>(index.size()));
  for (auto& [table, in_plan] : index) {
    in_plan = static_cast<std::uint16_t>(plan.ratio.size());
    plan.ratio.push_back(model.tables[table.first].entries);
    for (double& entry : plan.ratio.back()) entry *= table.second;
    std::vector<double> const scale = amount::scale_draws(model.tables[table.first], seed, n_rows);
    plan.draws.amount_scale.col(in_plan) =
        Eigen::Map<Eigen::VectorXd const>(scale.data(), plan.draws.n_rows());
  }
  for (auto const& table : key) amounts.table.push_back(index.at(table));
  return amounts;
}

/// Rows of the pipeline by group values, then entity.
std::vector<std::size_t> deal_order(data::Pipeline const& pipeline,
                                    std::vector<std::vector<std::uint16_t>> const& codes) {
  std::vector<std::size_t> order(pipeline.deals.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(codes[a], pipeline.deals[a].entity) <
           std::tie(codes[b], pipeline.deals[b].entity);
  });
  return order;
}

void write_deals(Compiled& compiled, ForecastInputs const& inputs, parts::Groups const& groups,
                 parts::Shared&& shared) {
  Plan& plan = compiled.plan;
  data::Pipeline const& pipeline = inputs.pipeline;
  std::vector<DealState> const& states = shared.states;
  std::vector<std::vector<std::uint16_t>> codes;
  for (data::OpenDeal const& deal : pipeline.deals) codes.push_back(groups.codes(deal.history_row));
  parts::WinPart win = std::move(shared.win);
  auto const p_by_models = parts::apply_changes(win, inputs, states);
  parts::shift_wins(win, inputs, states);
  Amounts const amounts = write_amounts(plan, inputs, states, shared.options.seed);
  auto const flags = parts::deal_flags(inputs, states);
  plan.cells = std::move(win.cells);
  plan.draws.level = std::move(win.level);
  plan.curves = std::move(win.curves);
  plan.deals.group.resize(plan.groupings.size());
  for (std::size_t const i : deal_order(pipeline, codes)) {
    data::OpenDeal const& deal = pipeline.deals[i];
    plan.deals.entity.push_back(deal.entity);
    plan.deals.amount.push_back(amounts.base[i]);
    plan.deals.amount_table.push_back(amounts.table[i]);
    plan.deals.cell.push_back(win.cell[i]);
    plan.deals.curve.push_back(win.curve[i]);
    for (std::size_t g = 0; g < codes[i].size(); ++g) plan.deals.group[g].push_back(codes[i][g]);
    auto const stage = static_cast<std::size_t>(deal.stage);
    bool const named = deal.stage >= 0 && stage < inputs.history.stages.size();
    compiled.deals.push_back({deal.id, deal.name, named ? inputs.history.stages[stage].name : "",
                              win.p_in_period[i], win.p_ever[i], flags[i], win.reasons[i],
                              p_by_models[i]});
  }
}

Compiled assemble(ForecastInputs const& inputs, parts::Shared shared) {
  Compiled compiled;
  Plan& plan = compiled.plan;
  std::uint64_t const seed = shared.options.seed;
  write_frame(plan, inputs, shared.options.n_rows);
  bool const has_ended = plan.week_end.empty();
  std::vector<parts::ArrivalPart> arrivals;
  if (!has_ended) arrivals = parts::arrival_parts(inputs);

  std::vector<data::WonDeal> const booked = parts::booked_wins(inputs);
  std::vector<std::uint32_t> rows;
  for (data::WonDeal const& win : booked) rows.push_back(win.history_row);
  for (data::OpenDeal const& deal : inputs.pipeline.deals) rows.push_back(deal.history_row);
  for (parts::ArrivalPart const& part : arrivals) {
    for (creation::LateEntry const& entry : part.entries) rows.push_back(entry.history_row);
  }
  parts::Groups const groups(inputs, std::move(rows));
  plan.groupings = groups.groupings(booked);
  plan.targets = groups.targets();
  plan.deals.group.resize(plan.groupings.size());
  if (!has_ended) {
    write_factors(plan, inputs.models.factor, shared);
    if (!arrivals.empty()) {
      parts::write_arrival_draws(plan, shared.late, arrivals, seed);
      parts::write_arrivals(plan, inputs, arrivals, groups);
    }
    if (!inputs.pipeline.deals.empty()) write_deals(compiled, inputs, groups, std::move(shared));
  }
  plan::validate(plan);
  return compiled;
}

}  // namespace

Compiled compile(ForecastInputs const& inputs, CompileOptions const& options) {
  return assemble(inputs, parts::share(inputs, options));
}

Compiled compile(ForecastInputs const& inputs, Prepared const& base) {
  parts::Shared shared = base.shared();
  if (!parts::has_same_deals(shared, inputs)) parts::take_deals(shared, inputs);
  return assemble(inputs, std::move(shared));
}

}  // namespace quarterdeck::models
