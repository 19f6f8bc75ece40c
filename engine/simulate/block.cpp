// engine/simulate/block.cpp – see block.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/block.hpp"

#include <algorithm>
#include <cmath>

namespace quarterdeck::simulate {

DealSums::DealSums(std::size_t n_deals, std::size_t n_targets)
    : wins(n_deals),
      amount_when_won(n_deals),
      total_when_won(n_deals),
      hits_when_won(n_targets * n_deals) {}

Block::Block(Run const& run) : run_(&run) {
  auto const& prepared = run.prepared;
  auto const& plan = *prepared.plan;
  auto const n_sub = run.n_sub();
  week.resize(prepared.n_weeks * n_lanes);
  group.resize(prepared.n_slots * n_lanes);
  conditional_mean.resize(n_sub);
  hit_lanes.resize(plan.targets.size());
  shortfall.resize(plan.targets.size());
  threshold_.resize(plan.cells.size() * n_sub);
  inverse_.resize(plan.cells.size() * n_sub);
  amount_scale_.resize(plan.ratio.size() * n_sub);
  arrival_mean_.resize(plan.arrivals.size() * n_sub);
  arrival_scale_.resize(plan.arrivals.size() * n_sub);
  won_lanes_.resize(prepared.deals.size());
  before_.resize(prepared.n_groupings * n_lanes);
}

void Block::take_thresholds(std::size_t sub) {
  auto const n_sub = run_->n_sub();
  for (std::size_t c = 0; c < state_.win_probability.size(); ++c) {
    double const share = std::floor(state_.win_probability[c] * win_scale + 0.5);
    threshold_[c * n_sub + sub] = static_cast<std::int32_t>(share);
    inverse_[c * n_sub + sub] = inverse_of(threshold_[c * n_sub + sub]);
  }
}

void Block::take_scales(std::size_t sub) {
  auto const n_sub = run_->n_sub();
  auto const& draws = run_->prepared.plan->draws;
  for (Eigen::Index t = 0; t < draws.amount_scale.cols(); ++t) {
    amount_scale_[static_cast<std::size_t>(t) * n_sub + sub] = draws.amount_scale(state_.row, t);
  }
  for (Eigen::Index a = 0; a < draws.arrival_scale.cols(); ++a) {
    auto const cell = static_cast<std::size_t>(a);
    arrival_mean_[cell * n_sub + sub] = state_.arrival_mean[cell];
    arrival_scale_[cell * n_sub + sub] = draws.arrival_scale(state_.row, a);
  }
}

void Block::draw_outer(std::uint64_t index) {
  auto const& plan = *run_->prepared.plan;
  auto const n_sub = run_->n_sub();
  for (std::size_t sub = 0; sub < n_sub; ++sub) {
    run_->outer.fill(point_, index * n_sub + sub);
    plan::fill(state_, plan, point_);
    take_thresholds(sub);
    take_scales(sub);
    conditional_mean[sub] = run_->prepared.n_weeks == 0 ? static_cast<double>(plan.booked)
                                                        : run_->conditional_mean(state_);
  }
}

void Block::play(std::uint64_t index, DealSums& sums) {
  draw_outer(index);
  std::fill(week.begin(), week.end(), 0);
  std::fill(group.begin(), group.end(), 0);
  std::fill(before_.begin(), before_.end(), 0);
  won_count.fill(0);
  new_business.fill(0);
  auto const& prepared = run_->prepared;
  play_open_deals({.prepared = &prepared,
                   .seed = run_->seed,
                   .block = index,
                   .threshold = threshold_.data(),
                   .inverse = inverse_.data(),
                   .amount_scale = amount_scale_.data(),
                   .week = week.data(),
                   .group = group.data(),
                   .before = before_.data(),
                   .won_count = won_count.data(),
                   .won_lanes = won_lanes_.data(),
                   .wins = sums.wins.data(),
                   .amount_when_won = sums.amount_when_won.data()},
                  run_->width, run_->set);
  play_arrivals({.prepared = &prepared,
                 .seed = run_->seed,
                 .block = index,
                 .width = run_->width,
                 .mean = arrival_mean_,
                 .amount_scale = arrival_scale_,
                 .week = week.data(),
                 .group = group.data(),
                 .won_count = won_count.data(),
                 .amount = new_business.data(),
                 .table = &counts_});
  complete_totals();
  meet_targets();
  add_totals(sums);
}

void Block::complete_totals() {
  auto const& prepared = run_->prepared;
  total.fill(prepared.plan->booked);
  for (std::size_t w = 0; w < prepared.n_weeks; ++w) {
    core::Minor* by_week = week.data() + w * n_lanes;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
      total[lane] += by_week[lane];
      by_week[lane] = total[lane];
    }
  }
  for (std::size_t lane = 0; lane < n_lanes; ++lane) {
    open[lane] = total[lane] - prepared.plan->booked - new_business[lane];
  }
  for (std::size_t slot = 0; slot < prepared.n_slots; ++slot) {
    core::Minor* in_slot = group.data() + slot * n_lanes;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) in_slot[lane] += prepared.slot_booked[slot];
  }
}

core::Minor const* Block::outcome_of(plan::Target const& target) const {
  if (target.grouping < 0) return total.data();
  auto const slot = run_->prepared.first_slot[static_cast<std::size_t>(target.grouping)] +
                    static_cast<std::size_t>(target.value);
  return group.data() + slot * n_lanes;
}

void Block::meet_targets() {
  auto const& targets = run_->prepared.plan->targets;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    core::Minor const* outcome = outcome_of(targets[t]);
    hit_lanes[t] = 0;
    shortfall[t] = 0;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
      hit_lanes[t] |= std::uint64_t{outcome[lane] >= targets[t].amount} << lane;
      shortfall[t] += std::max<core::Minor>(0, targets[t].amount - outcome[lane]);
    }
  }
}

void Block::add_totals(DealSums& sums) {
  sum_deal_totals({.n_deals = won_lanes_.size(),
                   .won_lanes = won_lanes_.data(),
                   .total = total.data(),
                   .n_targets = hit_lanes.size(),
                   .hit_lanes = hit_lanes.data(),
                   .total_when_won = sums.total_when_won.data(),
                   .hits_when_won = sums.hits_when_won.data()},
                  run_->set);
}

}  // namespace quarterdeck::simulate
