// models/compile/assemble.cpp – see assemble.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/assemble.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "models/compile/arrivals.hpp"
#include "models/compile/booked.hpp"
#include "models/compile/groups.hpp"

namespace quarterdeck::models::parts {
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
  for (data::WonDeal const& win : booked_wins(inputs)) {
    plan.booked += worth(win.amount, counts);
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

void write_factors(Plan& plan, dependence::PeriodFactor const& factor, Shared const& shared) {
  for (std::size_t r = 0; r < shared.company_tau.size(); ++r) {
    auto const row = static_cast<Eigen::Index>(r);
    plan.draws.company_correlation[row] = dependence::correlation_of(shared.company_tau[r]);
    plan.draws.segment_correlation[row] = dependence::correlation_of(shared.segment_tau[r]);
    plan.draws.arrival_log_sd[row] = dependence::arrival_loading * shared.company_tau[r];
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
void write_deals(Plan& plan, ForecastInputs const& inputs, Groups const& groups, OpenDeals& open) {
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

}  // namespace

Plan assemble(ForecastInputs const& inputs, Shared const& shared, OpenDeals& open) {
  Plan plan;
  std::uint64_t const seed = shared.options.seed;
  write_frame(plan, inputs, shared.options.n_rows);
  bool const has_ended = plan.week_end.empty();
  std::vector<ArrivalPart> arrivals;
  if (!has_ended) arrivals = arrival_parts(inputs);

  std::vector<data::WonDeal> const booked = booked_wins(inputs);
  std::vector<std::uint32_t> rows;
  for (data::WonDeal const& win : booked) rows.push_back(win.history_row);
  for (data::OpenDeal const& deal : inputs.pipeline.deals) rows.push_back(deal.history_row);
  for (ArrivalPart const& part : arrivals) {
    for (creation::LateEntry const& entry : part.entries) rows.push_back(entry.history_row);
  }
  Groups const groups(inputs, std::move(rows));
  plan.groupings = groups.groupings(booked);
  plan.targets = groups.targets();
  plan.deals.group.resize(plan.groupings.size());
  if (!has_ended) {
    write_factors(plan, inputs.models.factor, shared);
    if (!arrivals.empty()) {
      write_arrival_draws(plan, shared.late, arrivals, seed);
      write_arrivals(plan, inputs, arrivals, groups);
    }
    if (!inputs.pipeline.deals.empty()) write_deals(plan, inputs, groups, open);
  }
  plan::validate(plan);
  return plan;
}

}  // namespace quarterdeck::models::parts
