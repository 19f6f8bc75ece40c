// engine/results/histogram.cpp – see histogram.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/results/histogram.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "engine/core/error.hpp"

namespace quarterdeck::results {

namespace {

/// Integers of one bin, both ends included.
struct Range {
  double low;
  double high;
};

Range range_of(std::int32_t bin, int mantissa_bits) {
  std::int32_t const index = std::abs(bin);
  std::int32_t const one = 1 << mantissa_bits;
  int const exponent = index < 2 * one ? 0 : (index >> mantissa_bits) - 1;
  double const low = std::ldexp(index - (exponent << mantissa_bits), exponent);
  double const high = low + std::ldexp(1.0, exponent) - 1;
  return bin < 0 ? Range{-high, -low} : Range{low, high};
}

}  // namespace

void LogHistogram::add(std::span<core::Minor const> values) {
  // A histogram seldom is in a near cache: ask for the bins of many values before they count.
  constexpr std::size_t n_ahead = 128;
  std::array<std::int32_t, n_ahead> bins;
  count_ += static_cast<std::int64_t>(values.size());
  for (; !values.empty(); values = values.subspan(std::min(n_ahead, values.size()))) {
    auto const n = std::min(n_ahead, values.size());
    for (std::size_t i = 0; i < n; ++i) {
      bins[i] = bin_of(values[i]);
      auto const slot = static_cast<std::uint32_t>(bins[i] - first_bin_);
      if (slot < bins_.size()) __builtin_prefetch(bins_.data() + slot, 1);
    }
    for (std::size_t i = 0; i < n; ++i) count_in_bin(bins[i]);
  }
}

void LogHistogram::cover(std::int32_t from, std::int32_t to) {
  auto const size = static_cast<std::int32_t>(bins_.size());
  if (size == 0) first_bin_ = from;
  if (from < first_bin_) {
    bins_.insert(bins_.begin(), static_cast<std::size_t>(first_bin_ - from), 0);
    first_bin_ = from;
  }
  auto const needed = static_cast<std::size_t>(to - first_bin_) + 1;
  if (needed > bins_.size()) bins_.resize(needed);
}

void LogHistogram::count_outside(std::int32_t bin) {
  constexpr std::int32_t margin = 512;
  cover(bin - margin, bin + margin);
  ++bins_[static_cast<std::size_t>(bin - first_bin_)];
}

void LogHistogram::merge(LogHistogram const& other) {
  if (other.bins_.empty()) return;
  if (bins_.empty()) {
    *this = other;
    return;
  }
  cover(other.first_bin_, other.first_bin_ + static_cast<std::int32_t>(other.bins_.size()) - 1);
  auto const offset = static_cast<std::size_t>(other.first_bin_ - first_bin_);
  for (std::size_t i = 0; i < other.bins_.size(); ++i) bins_[offset + i] += other.bins_[i];
  count_ += other.count_;
}

double LogHistogram::quantile(double p) const {
  QUARTERDECK_EXPECT(count_ > 0 && p > 0 && p < 1);
  auto const n = static_cast<double>(count_);
  auto const rank =
      std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(n * p)), 1, count_);
  std::int64_t below = 0;
  std::size_t slot = 0;
  while (below + bins_[slot] < rank) below += bins_[slot++];
  auto const [low, high] = range_of(first_bin_ + static_cast<std::int32_t>(slot), mantissa_bits);
  double const share = (static_cast<double>(rank - below) - 0.5) / bins_[slot];
  return low + (high - low) * share;
}

double LogHistogram::share_at_least(core::Minor value) const {
  QUARTERDECK_EXPECT(count_ > 0);
  std::int32_t const bin = bin_of(value);
  double at_least = 0;
  for (std::size_t slot = 0; slot < bins_.size(); ++slot) {
    std::int32_t const here = first_bin_ + static_cast<std::int32_t>(slot);
    if (here < bin || bins_[slot] == 0) continue;
    auto const [low, high] = range_of(here, mantissa_bits);
    bool const split = here == bin;
    double const part = split ? (high - static_cast<double>(value) + 1) / (high - low + 1) : 1.0;
    at_least += part * bins_[slot];
  }
  return at_least / static_cast<double>(count_);
}

bool operator==(LogHistogram const& a, LogHistogram const& b) {
  if (a.count_ != b.count_) return false;
  auto const used = [](LogHistogram const& h) {
    std::vector<std::pair<std::int32_t, std::uint32_t>> bins;
    for (std::size_t slot = 0; slot < h.bins_.size(); ++slot) {
      if (h.bins_[slot] == 0) continue;
      bins.emplace_back(h.first_bin_ + static_cast<std::int32_t>(slot), h.bins_[slot]);
    }
    return bins;
  };
  return used(a) == used(b);
}

double Moments::mean() const {
  return n_ == 0 ? 0.0 : static_cast<double>(sum_) / static_cast<double>(n_);
}

double Moments::variance() const {
  if (n_ < 2) return 0;
  // Squares about the integer part of the mean are exact; what is left of the mean is below 1.
  Wide const centre = sum_ / n_;
  Wide const rest = sum_ - centre * n_;
  Wide const squares = sum_of_squares_ - 2 * centre * sum_ + centre * centre * n_;
  auto const n = static_cast<double>(n_);
  auto const left = static_cast<double>(rest);
  return std::max(0.0, (static_cast<double>(squares) - left * left / n) / (n - 1));
}

}  // namespace quarterdeck::results
