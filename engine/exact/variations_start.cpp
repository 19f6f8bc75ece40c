// engine/exact/variations_start.cpp – see variations_start.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/variations_start.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <type_traits>
#include <utility>

#include "engine/exact/distribution_builder.hpp"
#include "engine/exact/guide.hpp"

namespace quarterdeck::exact {
namespace {

/// Added on both sides of the range, as a share of its width. The plans foreseen are at the ends of
/// the grid, but a mixture of two changes may reach a little farther; a plan that reaches farther
/// still is evaluated as a whole, which costs many times as much.
constexpr double room = 0.02;
/// Exponents are counted up to where they leave e^-this of the tolerance.
constexpr double spare_exponent = 8;
/// Shares of the allowed error of log phi are those of as many parts.
constexpr double n_shares = 4;

}  // namespace

std::unique_ptr<Part> make_part(plan::Plan const& content, PartFrame const& frame) {
  PartMaker maker(content, frame);
  maker.find_moments();
  maker.find_log_moments();
  maker.find_exponents();
  maker.find_phi();
  return std::make_unique<Part>(std::move(maker.part()));
}

VariationsStart::VariationsStart(PartFrame& frame,
                                 std::vector<plan::OuterPoint> const& guide_points,
                                 ExactOptions const& options)
    : frame_(frame), guide_points_(guide_points), options_(options) {}

/// Runs a step on every part, several at once; each is the same whatever the others do.
template <class Step>
void VariationsStart::each_maker(Step const& step) {
#pragma omp parallel for schedule(dynamic, 1) num_threads(options_.n_threads)
  for (std::size_t i = 0; i < makers_.size(); ++i) step(*makers_[i].maker);
}

void VariationsStart::take(std::vector<Known> const& known) {
  for (auto const& plan : known) {
    Plan taken{plan.booked, {}};
    for (auto const& slot : plan.slots) {
      auto found = std::ranges::find(makers_, slot.get(), &Making::slot);
      if (found == makers_.end()) {
        makers_.push_back({slot.get(), std::make_unique<PartMaker>(slot->content, frame_)});
        found = makers_.end() - 1;
      }
      taken.parts.push_back(&found->maker->part());
    }
    plans_.push_back(std::move(taken));
  }
}

std::optional<Range> VariationsStart::run(std::vector<Known> const& known) {
  if (std::ranges::any_of(known, [](Known const& plan) { return plan.slots.empty(); })) return {};
  take(known);
  each_maker([](PartMaker& maker) { maker.find_moments(); });
  TotalMoments const base = moments_of(plans_.front().booked, plans_.front().parts);
  if (!std::isfinite(base.variance) || !(base.inner_variance > 0)) return {};
  for (double const trial : trial_arguments) {
    for (double const sign : {-1.0, 1.0}) {
      frame_.arguments.push_back(sign * trial / std::sqrt(base.variance));
    }
  }
  each_maker([](PartMaker& maker) { maker.find_log_moments(); });
  auto const range = common_range();
  if (!range) return {};
  frame_.u_near = last_frequency(base);
  frame_.sampled = sampled_draws(base.inner);
  frame_.atom_unit = unit_of(plans_.front().parts);
  frame_.du = std::numbers::pi / (range->high - range->low);
  frame_.stretches = stretches(far_frequencies);
  frame_.enough = spare_exponent - std::log(options_.tolerance);
  each_maker([](PartMaker& maker) { maker.find_exponents(); });
  if (!set_frequencies()) return {};
  each_maker([](PartMaker& maker) { maker.find_phi(); });
  for (auto& making : makers_) {
    std::call_once(making.slot->once, [&] {
      making.slot->part = std::make_unique<Part>(std::move(making.maker->part()));
    });
  }
  return range;
}

std::optional<Range> VariationsStart::common_range() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Range range{infinity, -infinity, 0};
  std::vector<bool> used(frame_.arguments.size(), false);
  for (auto const& plan : plans_) {
    auto const own = own_range(plan.booked, plan.parts, frame_, options_.tolerance / 8);
    Guide const guide(plan.booked, guide_of(plan.parts), guide_points_);
    Range const beyond = guide.beyond(options_.n_outer);
    range.low = std::min(range.low, own.range.low + beyond.low);
    range.high = std::max(range.high, own.range.high + beyond.high);
    used[own.low_argument] = used[own.high_argument] = true;
  }
  double const width = range.high - range.low;
  if (!std::isfinite(width) || !(width > 0)) return {};
  keep_arguments(used);
  return Range{range.low - room * width, range.high + room * width, 0};
}

void VariationsStart::keep_arguments(std::vector<bool> const& used) {
  auto const keep = [&](auto const& from) {
    std::decay_t<decltype(from)> kept;
    for (std::size_t a = 0; a < used.size(); ++a) {
      if (used[a]) kept.push_back(from[a]);
    }
    return kept;
  };
  for (auto& making : makers_) {
    auto& part = making.maker->part();
    part.log_moments = keep(part.log_moments);
  }
  frame_.arguments = keep(frame_.arguments);
}

/// As many frequencies as the worst of the plans needs, and how well each block of them is wanted.
bool VariationsStart::set_frequencies() {
  auto const& all = frame_.stretches;
  Truncation most;
  std::vector<double> worst(all.size(), 0.0);
  for (auto const& plan : plans_) {
    auto const bound = decay_of(plan.parts, frame_);
    auto const own = truncate(all, bound, most_cosines, options_.tolerance / 4);
    most.n = std::max(most.n, own.n);
    most.tail = std::max(most.tail, own.tail);
    for (std::size_t s = 0; s < all.size(); ++s) worst[s] = std::max(worst[s], bound[s]);
  }
  if (most.n == 0 || most.tail > options_.tolerance / 2) return false;
  PhiRequest const request{frame_.du, most.n, options_.tolerance / 2, 1};
  for (std::size_t b = 0; b < most.n / block_size; ++b) {
    // The stretch that holds the block's first frequency.
    std::size_t s = 0;
    while (s + 1 < all.size() && all[s + 1].first <= b * block_size + 1) ++s;
    frame_.log_tolerance.push_back(allowed_error(worst[s], request, b) / n_shares);
  }
  keep_tail(most.n);
  return true;
}

void VariationsStart::keep_tail(std::size_t n) {
  auto const& all = frame_.stretches;
  std::size_t first = 0;
  while (first < all.size() && all[first].first + all[first].length <= n + 1) ++first;
  auto const cut = [first](auto& of) {
    of.erase(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(first));
  };
  for (auto& making : makers_) cut(making.maker->part().exponents);
  cut(frame_.stretches);
}

}  // namespace quarterdeck::exact
