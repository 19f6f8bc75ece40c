// models/compile/compile.cpp – the second door: every family's draws written into a plan.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "models/compile/parts.hpp"
#include "models/posterior/draws.hpp"

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

/// Writes the open deals, whose tables are moved out.
void write_deals(Plan& plan, ForecastInputs const& inputs, parts::Groups const& groups,
                 parts::OpenDeals& open) {
  data::Pipeline const& pipeline = inputs.pipeline;
  std::vector<std::vector<std::uint16_t>> codes;
  for (data::OpenDeal const& deal : pipeline.deals) codes.push_back(groups.codes(deal.history_row));
  plan.cells = std::move(open.win.cells);
  plan.draws.level = std::move(open.win.level);
  plan.curves = std::move(open.win.curves);
  plan.ratio = std::move(open.ratio);
  plan.draws.amount_scale = std::move(open.amount_scale);
  plan.deals.group.resize(plan.groupings.size());
  for (std::size_t const i : deal_order(pipeline, codes)) {
    plan.deals.entity.push_back(pipeline.deals[i].entity);
    plan.deals.amount.push_back(open.base[i]);
    plan.deals.amount_table.push_back(open.table[i]);
    plan.deals.cell.push_back(open.win.cell[i]);
    plan.deals.curve.push_back(open.win.curve[i]);
    for (std::size_t g = 0; g < codes[i].size(); ++g) plan.deals.group[g].push_back(codes[i][g]);
  }
}

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

/// @param open  its tables are moved into the plan
Plan assemble(ForecastInputs const& inputs, parts::Shared const& shared, parts::OpenDeals& open) {
  Plan plan;
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
    if (!inputs.pipeline.deals.empty()) write_deals(plan, inputs, groups, open);
  }
  plan::validate(plan);
  return plan;
}

/// @param shared  its chances are moved out
Compiled compile_all(ForecastInputs const& inputs, parts::Shared&& shared) {
  parts::ShiftedCells shifted;
  auto open = parts::open_deals(inputs, shared, std::move(shared.win), shifted);
  Compiled compiled;
  compiled.plan = assemble(inputs, shared, open);
  write_outlooks(compiled, inputs, shared.states, open);
  return compiled;
}

parts::WinPart without_reasons(parts::WinPart const& win) {
  return {win.cells, win.level, win.cell, win.p_in_period, win.p_ever, win.curves, win.curve, {}};
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

PlanMaker::PlanMaker(Prepared base)
    : base_(std::move(base)), memo_(std::make_shared<parts::OpenMemo>()) {}

plan::Plan PlanMaker::operator()(ForecastInputs const& inputs) {
  parts::Shared const& shared = base_.shared();
  if (!parts::has_same_deals(shared, inputs)) return compile(inputs, base_).plan;
  auto& memo = *memo_;
  if (memo.changes != inputs.changes) {
    memo = {};
    memo.changes = inputs.changes;
  }
  if (!memo.open || memo.shifts != inputs.what_if.deals) {
    if (memo.shifted.is_full()) memo.shifted = {};
    memo.open = parts::open_deals(inputs, shared, without_reasons(shared.win), memo.shifted);
    memo.shifts = inputs.what_if.deals;
  }
  parts::OpenDeals open = *memo.open;
  return assemble(inputs, shared, open);
}

}  // namespace quarterdeck::models
