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

void DealSums::take_common(DealSums const& first, Overlap const& overlap) {
  if (!overlap.few_differ) return;
  for (std::size_t d = 0; d < overlap.deal.size(); ++d) {
    if (overlap.deal[d] == Overlap::none) continue;
    wins[d] = first.wins[overlap.deal[d]];
    amount_when_won[d] = first.amount_when_won[overlap.deal[d]];
  }
}

void Contribution::clear() {
  std::fill(week.begin(), week.end(), 0);
  std::fill(group.begin(), group.end(), 0);
  won_count.fill(0);
}

void Contribution::subtract(Contribution const& other) {
  for (std::size_t i = 0; i < week.size(); ++i) week[i] -= other.week[i];
  for (std::size_t i = 0; i < group.size(); ++i) group[i] -= other.group[i];
  for (std::size_t i = 0; i < n_lanes; ++i) won_count[i] -= other.won_count[i];
}

Block::Block(Run const& run) : run_(&run), difference_(0, 0) {
  auto const& layout = run.layout;
  auto const& plan = *layout.plan;
  auto const n_sub = run.n_sub();
  for (Contribution* part : {&open_part_, &new_part_, &scratch_}) {
    part->week.resize(layout.n_weeks * n_lanes);
    part->group.resize(layout.n_slots * n_lanes);
  }
  week.resize(layout.n_weeks * n_lanes);
  group.resize(layout.n_slots * n_lanes);
  conditional_mean.resize(n_sub);
  hit_lanes.resize(plan.targets.size());
  shortfall.resize(plan.targets.size());
  chance_.resize(plan.cells.size() * n_sub);
  threshold_.resize(plan.cells.size() * n_sub);
  inverse_.resize(plan.cells.size() * n_sub);
  amount_scale_.resize(plan.ratio.size() * n_sub);
  arrival_mean_.resize(plan.arrivals.size() * n_sub);
  arrival_scale_.resize(plan.arrivals.size() * n_sub);
  won_lanes_.resize(layout.deals.size());
  before_.resize(layout.n_groupings * n_lanes);
  if (run.overlap == nullptr) return;
  Overlap const& overlap = *run.overlap;
  for (std::uint32_t const cell : overlap.cell) known_.push_back(cell != Overlap::none ? 1 : 0);
  auto const n = std::max(overlap.only_first.deals.size(), overlap.only_this.deals.size());
  difference_ = DealSums(n, 0);
  difference_won_.resize(n);
}

void Block::take_chances(std::size_t sub, Block const* first) {
  auto const n_sub = run_->n_sub();
  if (first == nullptr) {
    plan::fill(state_, *run_->layout.plan, point_);
  } else {
    auto const& cell = run_->overlap->cell;
    state_.win_probability.resize(cell.size());
    for (std::size_t c = 0; c < cell.size(); ++c) {
      if (known_[c] != 0) state_.win_probability[c] = first->chance_[cell[c] * n_sub + sub];
    }
    plan::fill_rest(state_, *run_->layout.plan, point_, known_);
  }
  for (std::size_t c = 0; c < state_.win_probability.size(); ++c) {
    chance_[c * n_sub + sub] = state_.win_probability[c];
  }
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
  auto const& draws = run_->layout.plan->draws;
  for (Eigen::Index t = 0; t < draws.amount_scale.cols(); ++t) {
    amount_scale_[static_cast<std::size_t>(t) * n_sub + sub] = draws.amount_scale(state_.row, t);
  }
  for (Eigen::Index a = 0; a < draws.arrival_scale.cols(); ++a) {
    auto const cell = static_cast<std::size_t>(a);
    arrival_mean_[cell * n_sub + sub] = state_.arrival_mean[cell];
    arrival_scale_[cell * n_sub + sub] = draws.arrival_scale(state_.row, a);
  }
}

void Block::draw_outer(std::uint64_t index, Block const* first) {
  auto const& plan = *run_->layout.plan;
  auto const n_sub = run_->n_sub();
  for (std::size_t sub = 0; sub < n_sub; ++sub) {
    run_->outer.fill(point_, index * n_sub + sub);
    take_chances(sub, first);
    take_thresholds(sub);
    take_scales(sub);
    conditional_mean[sub] = run_->layout.n_weeks == 0 ? static_cast<double>(plan.booked)
                                                      : run_->conditional_mean(state_);
  }
}

void Block::play(std::uint64_t index, DealSums& sums, Block const* first) {
  draw_outer(index, first);
  play_open(index, sums, first);
  play_new(index, first);
  add_parts();
  complete_totals();
  meet_targets();
  add_totals(sums);
}

DealPass Block::make_pass(PlanLayout const& deals, std::uint64_t index, Contribution& into) {
  std::fill(before_.begin(), before_.end(), 0);
  return {.layout = &deals,
          .seed = run_->seed,
          .block = index,
          .threshold = threshold_.data(),
          .inverse = inverse_.data(),
          .amount_scale = amount_scale_.data(),
          .week = into.week.data(),
          .group = into.group.data(),
          .before = before_.data(),
          .won_count = into.won_count.data(),
          .won_lanes = difference_won_.data(),
          .wins = difference_.wins.data(),
          .amount_when_won = difference_.amount_when_won.data()};
}

void Block::play_open(std::uint64_t index, DealSums& sums, Block const* first) {
  if (first != nullptr && run_->overlap->few_differ) return play_difference(index, sums, *first);
  open_part_.clear();
  DealPass pass = make_pass(run_->layout, index, open_part_);
  pass.won_lanes = won_lanes_.data();
  pass.wins = sums.wins.data();
  pass.amount_when_won = sums.amount_when_won.data();
  play_open_deals(pass, run_->width, run_->set);
}

// What a scenario shares with the first plan has the same luck, deal by deal, so its money is
// known: taken over whole, less the deals that are gone, plus those that have come. Sums are
// integers, so taking away is exact.
void Block::play_difference(std::uint64_t index, DealSums& sums, Block const& first) {
  Overlap const& overlap = *run_->overlap;
  open_part_ = first.open_part_;
  scratch_.clear();
  DealPass gone = make_pass(overlap.only_first, index, scratch_);
  gone.threshold = first.threshold_.data();
  gone.inverse = first.inverse_.data();
  gone.amount_scale = first.amount_scale_.data();
  play_open_deals(gone, run_->width, run_->set);
  open_part_.subtract(scratch_);

  std::ranges::fill(difference_.wins, 0);
  std::ranges::fill(difference_.amount_when_won, 0);
  play_open_deals(make_pass(overlap.only_this, index, open_part_), run_->width, run_->set);
  for (std::size_t d = 0; d < won_lanes_.size(); ++d) {
    if (overlap.deal[d] != Overlap::none) won_lanes_[d] = first.won_lanes_[overlap.deal[d]];
  }
  for (std::size_t i = 0; i < overlap.come.size(); ++i) {
    std::size_t const d = overlap.come[i];
    won_lanes_[d] = difference_won_[i];
    sums.wins[d] += difference_.wins[i];
    sums.amount_when_won[d] += difference_.amount_when_won[i];
  }
}

void Block::play_new(std::uint64_t index, Block const* first) {
  if (first != nullptr && run_->overlap->same_arrivals) {
    new_part_ = first->new_part_;
    new_business = first->new_business;
    return;
  }
  new_part_.clear();
  new_business.fill(0);
  play_arrivals({.layout = &run_->layout,
                 .seed = run_->seed,
                 .block = index,
                 .width = run_->width,
                 .mean = arrival_mean_,
                 .amount_scale = arrival_scale_,
                 .week = new_part_.week.data(),
                 .group = new_part_.group.data(),
                 .won_count = new_part_.won_count.data(),
                 .amount = new_business.data(),
                 .table = &counts_});
}

void Block::add_parts() {
  for (std::size_t i = 0; i < week.size(); ++i) week[i] = open_part_.week[i] + new_part_.week[i];
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i] = open_part_.group[i] + new_part_.group[i];
  }
  for (std::size_t lane = 0; lane < n_lanes; ++lane) {
    won_count[lane] = open_part_.won_count[lane] + new_part_.won_count[lane];
  }
}

void Block::complete_totals() {
  auto const& layout = run_->layout;
  total.fill(layout.plan->booked);
  for (std::size_t w = 0; w < layout.n_weeks; ++w) {
    core::Minor* by_week = week.data() + w * n_lanes;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
      total[lane] += by_week[lane];
      by_week[lane] = total[lane];
    }
  }
  for (std::size_t lane = 0; lane < n_lanes; ++lane) {
    open[lane] = total[lane] - layout.plan->booked - new_business[lane];
  }
  for (std::size_t slot = 0; slot < layout.n_slots; ++slot) {
    core::Minor* in_slot = group.data() + slot * n_lanes;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) in_slot[lane] += layout.slot_booked[slot];
  }
}

core::Minor const* Block::outcome_of(plan::Target const& target) const {
  if (target.grouping < 0) return total.data();
  auto const slot = run_->layout.first_slot[static_cast<std::size_t>(target.grouping)] +
                    static_cast<std::size_t>(target.value);
  return group.data() + slot * n_lanes;
}

void Block::meet_targets() {
  auto const& targets = run_->layout.plan->targets;
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
