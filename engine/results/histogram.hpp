// engine/results/histogram.hpp – quantiles of many series in integer counts that merge exactly.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/money.hpp"

namespace quarterdeck::results {

/// Wide enough that no sum of minor units, nor of their squares, can lose a digit.
__extension__ using Wide = __int128;

/// A sum of integers that is exact whatever the order; reads as a double.
class ExactSum {
 public:
  ExactSum() = default;
  explicit ExactSum(Wide sum) : sum_(sum) {}
  void add(Wide value) noexcept { sum_ += value; }
  void merge(ExactSum const& other) noexcept { sum_ += other.sum_; }
  // Implicit on purpose: a sum is used as a number everywhere but where it grows.
  operator double() const { return static_cast<double>(sum_); }  // NOLINT
  friend bool operator==(ExactSum const&, ExactSum const&) = default;

 private:
  Wide sum_ = 0;
};

/// Log-linear histogram of integers of any sign with 10 mantissa bits: bins of relative width
/// 2^-10, exact up to 2047. Merging adds integers, so any split of the trials gives the same bits.
/// @pre at most 2^32 - 1 values in one bin
/// @verified tests/unit/results/histogram_test.cpp
class LogHistogram {
 public:
  void add(core::Minor value) {
    count_in_bin(bin_of(value));
    ++count_;
  }
  void add(std::span<core::Minor const> values);
  void merge(LogHistogram const& other);
  [[nodiscard]] std::int64_t count() const { return count_; }
  /// Type-1 quantile (the value of rank ceil(n p)), interpolated inside its bin: off by less than
  /// the bin's width, a relative 2^-10, and usually by far less.
  /// @pre count() > 0 and 0 < p < 1
  [[nodiscard]] double quantile(double p) const;
  /// Share of values at or above `value`, interpolated inside its bin.
  /// @pre count() > 0
  [[nodiscard]] double share_at_least(core::Minor value) const;
  /// Same counts, wherever the bins happen to start.
  friend bool operator==(LogHistogram const& a, LogHistogram const& b);

 private:
  static constexpr int mantissa_bits = 10;
  /// Bin of a magnitude m: m itself up to 2047, then 1024 bins for every doubling.
  [[nodiscard]] static std::int32_t bin_of(core::Minor value) noexcept {
    auto const bits = static_cast<std::uint64_t>(value);
    std::uint64_t const magnitude = value < 0 ? 0 - bits : bits;
    int const exponent = 63 - mantissa_bits - std::countl_zero(magnitude | (1U << mantissa_bits));
    auto const bin = static_cast<std::int32_t>((exponent << mantissa_bits) +
                                               static_cast<std::int32_t>(magnitude >> exponent));
    return value < 0 ? -bin : bin;
  }
  void count_in_bin(std::int32_t bin) {
    auto const slot = static_cast<std::uint32_t>(bin - first_bin_);
    if (slot >= bins_.size()) return count_outside(bin);
    ++bins_[slot];
  }
  void count_outside(std::int32_t bin);
  void cover(std::int32_t from, std::int32_t to);

  std::vector<std::uint32_t> bins_;  ///< grows to the bins in use
  std::int32_t first_bin_ = 0;
  std::int64_t count_ = 0;
};

/// Count, mean and variance by exact sums: integers in, 128 bits inside, so merging is exact and
/// free of order. Exact while count times the square of the largest value stays below 1.7e38.
/// @verified tests/unit/results/histogram_test.cpp
class Moments {
 public:
  void add(core::Minor value) noexcept {
    ++n_;
    sum_ += value;
    sum_of_squares_ += static_cast<Wide>(value) * value;
  }
  void add(std::span<core::Minor const> values) noexcept {
    Moments part;
    for (auto const value : values) part.add(value);
    merge(part);
  }
  void merge(Moments const& other) noexcept {
    n_ += other.n_;
    sum_ += other.sum_;
    sum_of_squares_ += other.sum_of_squares_;
  }
  [[nodiscard]] std::int64_t count() const { return n_; }
  [[nodiscard]] double mean() const;      ///< 0 when there is no value
  [[nodiscard]] double variance() const;  ///< divided by n - 1; 0 when n < 2
  friend bool operator==(Moments const&, Moments const&) = default;

 private:
  std::int64_t n_ = 0;
  Wide sum_ = 0;
  Wide sum_of_squares_ = 0;
};

/// A series of the results: its moments and its quantiles.
struct Series {
  Moments moments;
  LogHistogram histogram;
  void add(core::Minor value) {
    moments.add(value);
    histogram.add(value);
  }
  void add(std::span<core::Minor const> values) {
    moments.add(values);
    histogram.add(values);
  }
  void merge(Series const& other) {
    moments.merge(other.moments);
    histogram.merge(other.histogram);
  }
  friend bool operator==(Series const&, Series const&) = default;
};

}  // namespace quarterdeck::results
