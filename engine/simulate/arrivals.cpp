// engine/simulate/arrivals.cpp – see arrivals.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/arrivals.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/core/error.hpp"

namespace quarterdeck::simulate {

namespace {

constexpr double negligible = 1e-12;

}  // namespace

void CountTable::ascend(double ratio, double size, double mode) {
  bool const poisson = std::isinf(size);
  double p = 1;
  for (double k = mode; p > negligible; ++k) {
    cumulative_.push_back(p);
    p *= (poisson ? ratio : (k + size) * ratio) / (k + 1);
  }
}

void CountTable::descend(double ratio, double size, double mode) {
  bool const poisson = std::isinf(size);
  double p = 1;
  below_.clear();
  for (double k = mode; k >= 1; --k) {
    p *= k / (poisson ? ratio : (k - 1 + size) * ratio);
    if (p <= negligible) break;
    below_.push_back(p);
  }
}

// From the mode outwards: p(0) of a large mean underflows, and recurrences that start there would
// bring nothing but zeros. The scale is arbitrary and is divided out at the end.
void CountTable::fill(double mean, double size) {
  if (!(mean <= max_arrival_mean)) {
    throw core::NumericError("an arrival cell has a mean of " + std::to_string(mean) +
                             " wins, above the million that can be simulated win by win");
  }
  bool const poisson = std::isinf(size);
  double const ratio = poisson ? mean : mean / (mean + size);
  double const mode = std::max(0.0, std::floor(poisson ? mean : (size - 1) / size * mean));
  descend(ratio, size, mode);
  cumulative_.assign(below_.rbegin(), below_.rend());
  ascend(ratio, size, mode);
  first_ = static_cast<std::int64_t>(mode) - static_cast<std::int64_t>(below_.size());
  double sum = 0;
  for (double& c : cumulative_) c = (sum += c);
  for (double& c : cumulative_) c /= sum;
}

std::int64_t CountTable::count(std::uint32_t word) const noexcept {
  double const position = (word + 0.5) * 0x1p-32;
  auto const found = std::upper_bound(cumulative_.begin(), cumulative_.end(), position);
  return first_ + (found - cumulative_.begin());
}

namespace {

using Words = Lanes<std::uint32_t>;

/// Counts of one cell in every lane.
Lanes<std::int64_t> draw_counts(ArrivalPass const& pass, std::size_t cell) {
  auto const& row = pass.layout->arrivals[cell];
  Words words;
  random::fill_block({pass.seed, random::Purpose::arrival_count, row.entity, pass.block}, 0, words);
  Lanes<std::int64_t> counts{};
  auto const width = static_cast<std::size_t>(pass.width);
  for (std::size_t sub = 0; sub < n_lanes / width; ++sub) {
    double const mean = pass.mean[cell * (n_lanes / width) + sub];
    if (mean == 0) continue;
    pass.table->fill(mean, row.size);
    for (std::size_t lane = sub * width; lane < (sub + 1) * width; ++lane) {
      counts[lane] = pass.table->count(words[lane]);
    }
  }
  return counts;
}

/// Adds what win number n of a cell brings in the lanes that have one.
void add_win(ArrivalPass const& pass, std::size_t cell, std::uint32_t n, std::uint64_t lanes) {
  auto const& layout = *pass.layout;
  auto const& row = layout.arrivals[cell];
  auto const width = static_cast<std::size_t>(pass.width);
  double const* scale = pass.amount_scale.data() + cell * (n_lanes / width);
  Words weeks;
  Words entries;
  random::fill_block({pass.seed, random::Purpose::arrival_week, row.entity, pass.block}, n, weeks);
  random::fill_block({pass.seed, random::Purpose::arrival_entry, row.entity, pass.block}, n,
                     entries);
  for (; lanes != 0; lanes &= lanes - 1) {
    auto const lane = static_cast<std::size_t>(std::countr_zero(lanes));
    auto const entry =
        static_cast<std::size_t>((std::uint64_t{entries[lane]} * row.amount.size()) >> 32U);
    auto const minor = round_to_minor(row.amount[entry] * scale[lane / width]);
    pass.week[row.week.week(std::uint64_t{weeks[lane]} << 31U) * n_lanes + lane] += minor;
    pass.amount[lane] += minor;
    std::uint32_t const* slots = row.entry_slot.data() + entry * layout.n_groupings;
    for (std::size_t g = 0; g < layout.n_groupings; ++g) {
      pass.group[std::size_t{slots[g]} * n_lanes + lane] += minor;
    }
  }
}

void play_cell(ArrivalPass const& pass, std::size_t cell) {
  auto const counts = draw_counts(pass, cell);
  for (std::size_t lane = 0; lane < n_lanes; ++lane) {
    pass.won_count[lane] += static_cast<std::int32_t>(counts[lane]);
  }
  auto const most = *std::max_element(counts.begin(), counts.end());
  for (std::int64_t n = 0; n < most; ++n) {
    std::uint64_t lanes = 0;
    for (std::size_t lane = 0; lane < n_lanes; ++lane) {
      lanes |= std::uint64_t{counts[lane] > n} << lane;
    }
    add_win(pass, cell, static_cast<std::uint32_t>(n), lanes);
  }
}

}  // namespace

void play_arrivals(ArrivalPass const& pass) {
  for (std::size_t cell = 0; cell < pass.layout->arrivals.size(); ++cell) play_cell(pass, cell);
}

}  // namespace quarterdeck::simulate
