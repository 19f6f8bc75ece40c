// engine/exact/variations.cpp – see variations.hpp; how a plan is evaluated from its parts.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/variations.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/exact/distribution_builder.hpp"
#include "engine/exact/part_sums.hpp"

namespace quarterdeck::exact {
namespace {

/// Kept of one label, in bytes.
constexpr std::size_t most_kept = std::size_t{1} << 26U;

std::size_t bytes_of(plan::Plan const& content) {
  std::size_t entries = 0;
  for (auto const& arrival : content.arrivals) entries += arrival.entries.size();
  auto const& draws = content.draws;
  Eigen::Index const numbers = draws.level.size() + draws.amount_scale.size() +
                               draws.arrival_log_mean.size() + draws.arrival_scale.size();
  return 8 * static_cast<std::size_t>(numbers) + entries * sizeof(plan::ArrivalEntry);
}

/// phi of all parts together, averaged over the draws.
PhiBlock product(PartList const& parts, std::size_t block) {
  PhiBlock result;
  std::size_t const n = parts.front()->phi[block].phi.size();
  for (std::size_t k = 0; k < n; ++k) {
    Lanes phi = parts.front()->phi[block].phi[k];
    for (std::size_t i = 1; i < parts.size(); ++i) {
      Lanes const& by = parts[i]->phi[block].phi[k];
      for (std::size_t l = 0; l < block_size; ++l) {
        double const re = phi[l] * by[l] - phi[block_size + l] * by[block_size + l];
        phi[block_size + l] = phi[l] * by[block_size + l] + phi[block_size + l] * by[l];
        phi[l] = re;
      }
    }
    add_draw(result, phi);
  }
  finish(result, n);
  for (auto const* part : parts) result.log_error += part->phi[block].log_error;
  return result;
}

}  // namespace

Variations::Variations(plan::Plan const& base, Scope scope, ExactOptions const& options,
                       Foreseen const& foreseen)
    : scope_(scope),
      options_(options),
      division_(base, foreseen.moved),
      caches_(division_.n_labels()) {
  QUARTERDECK_EXPECT(options.over == Over::whole_law && options.n_outer > 0);
  if (options_.row_order.empty()) options_.row_order = row_order(base, scope);
  // Cells of a grid run side by side; within one there is nothing left to share out.
  options_.n_threads = 1;
  frame_.seed = options.seed;
  frame_.row_order = options_.row_order;
  frame_.n_outer = options.n_outer;
  frame_.n_guide = options.n_guide;
  plan::Plan unshifted;
  unshifted.n_segment_factors = base.n_segment_factors;
  unshifted.draws.company_correlation = base.draws.company_correlation;
  plan::OuterSequence const sequence(unshifted, options.seed, options_.row_order);
  guide_points_.resize(options.n_guide);
  for (std::size_t k = 0; k < guide_points_.size(); ++k) sequence.fill(guide_points_[k], k);
  if (options.method == Method::lattice) return;
  std::vector<VariationsStart::Known> known{{booked_of(base, scope_), parts_of(base)}};
  for (auto const* plan : foreseen.extremes) {
    known.push_back({booked_of(*plan, scope_), parts_of(*plan)});
  }
  VariationsStart start(frame_, guide_points_, options);
  auto const range = start.run(known);
  n_made_ = start.n_parts();
  if (range) {
    range_ = *range;
    PartList base_parts;
    for (auto const& slot : known.front().slots) base_parts.push_back(slot->part.get());
    usable_ = from_parts(known.front().booked, base_parts).has_value();
  }
  for (auto& cache : caches_) {
    if (!usable_) cache.slots.clear();
  }
}

std::shared_ptr<PartSlot> Variations::find(unsigned label, plan::Plan&& content) const {
  PartCache& cache = caches_[label];
  std::lock_guard const hold(cache.mutex);
  auto const found = std::ranges::find_if(
      cache.slots, [&](auto const& slot) { return have_same_content(slot->content, content); });
  if (found != cache.slots.end()) {
    cache.slots.splice(cache.slots.begin(), cache.slots, found);
    return cache.slots.front();
  }
  auto slot = std::make_shared<PartSlot>();
  slot->content = std::move(content);
  cache.slots.push_front(slot);
  // All parts of a label are about as large.
  std::size_t const bytes = bytes_of(slot->content) + frame_.bytes();
  std::size_t const most = std::max<std::size_t>(most_kept / bytes, 4);
  if (cache.slots.size() > most) cache.slots.pop_back();
  return slot;
}

SlotList Variations::parts_of(plan::Plan const& plan) const {
  SlotList parts;
  for (auto& piece : division_(plan, scope_)) {
    parts.push_back(find(piece.label, std::move(piece.content)));
  }
  return parts;
}

Varied Variations::as_whole(plan::Plan const& plan) const {
  ExactOptions options = options_;
  if (static_cast<Eigen::Index>(options.row_order.size()) != plan.draws.n_rows()) {
    options.row_order.clear();
  }
  Varied varied{distribution(plan, scope_, options), booked_of(plan, scope_), false};
  for (auto const& piece : division_(plan, scope_)) varied.mean += mean_of(piece.content);
  return varied;
}

Varied Variations::operator()(plan::Plan const& plan) const {
  bool const same_rows =
      static_cast<Eigen::Index>(options_.row_order.size()) == plan.draws.n_rows();
  if (!usable_ || !same_rows) return as_whole(plan);
  auto const slots = parts_of(plan);
  PartList parts;
  double const booked = booked_of(plan, scope_);
  double mean = booked;
  for (auto const& slot : slots) {
    std::call_once(slot->once, [&] {
      slot->part = make_part(slot->content, frame_);
      ++n_made_;
    });
    parts.push_back(slot->part.get());
    mean += slot->part->mean;
  }
  auto total = from_parts(booked, parts);
  if (!total) return as_whole(plan);
  return {*std::move(total), mean, true};
}

// The bounds are worked out from this plan's own sums even though range and frequencies were chosen
// for others: a plan for which they do not do gets no answer here rather than a wrong one.
std::optional<Distribution> Variations::from_parts(double booked, PartList const& parts) const {
  if (parts.empty() || is_on_lattice(parts, range_, options_)) return std::nullopt;
  TotalMoments const moments = moments_of(booked, parts);
  if (!std::isfinite(moments.variance) || !(moments.variance > 0)) return std::nullopt;
  Guide const guide(booked, guide_of(parts), guide_points_);
  auto const outside = outside_of(parts, frame_, {booked, guide.beyond(options_.n_outer), range_});
  double const tail = tail_of(parts, frame_);
  if (!(outside <= options_.tolerance / 4) || tail > options_.tolerance / 2) return std::nullopt;
  std::vector<PhiBlock> blocks;
  for (std::size_t b = 0; b < frame_.log_tolerance.size(); ++b) {
    blocks.push_back(product(parts, b));
  }
  PhiSeries const phi = join_blocks(frame_.du, blocks);
  double const per_unit = (1 + phi.magnitude) / (range_.high - range_.low);
  double const error = outside + tail + phi.error + largest_atom(parts, frame_, per_unit);
  if (error > options_.tolerance) return std::nullopt;
  auto result = DistributionBuilder(booked, moments).cosine(phi, range_.low, error);
  return DistributionBuilder::add(std::move(result), guide.missed(options_.n_outer));
}

}  // namespace quarterdeck::exact
