// engine/results/histogram.hpp – quantiles of many series in integer counts that merge exactly.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "engine/core/money.hpp"

namespace quarterdeck::results {

/// Log-linear histogram of integers of any sign with 10 mantissa bits: bins of relative width
/// 2^-10, exact below 1024. Merging adds integers, so any split of the trials gives the same bits.
class LogHistogram {
 public:
  void add(core::Minor value) noexcept;
  void merge(LogHistogram const& other);
  [[nodiscard]] std::int64_t count() const { return count_; }
  /// Type-1 quantile, interpolated inside its bin; relative error at most 2^-11.
  /// @pre count() > 0 and 0 < p < 1
  [[nodiscard]] double quantile(double p) const;
  /// Share of values at or above `value`, interpolated inside its bin.
  [[nodiscard]] double share_at_least(core::Minor value) const;

 private:
  std::vector<std::uint32_t> bins_;  ///< grows to the bins in use
  std::int32_t first_bin_ = 0;
  std::int64_t count_ = 0;
};

/// Count, mean and variance by exact sums: integers in, 128-bit inside, so merging is exact and
/// free of order.
class Moments {
 public:
  void add(core::Minor value) noexcept;
  void merge(Moments const& other) noexcept;
  [[nodiscard]] std::int64_t count() const { return n_; }
  [[nodiscard]] double mean() const;
  [[nodiscard]] double variance() const;  ///< divided by n - 1; 0 when n < 2

 private:
  std::int64_t n_ = 0;
  __extension__ using Wide = __int128;
  Wide sum_ = 0;
  Wide sum_of_squares_ = 0;
};

/// A series of the results: its moments and its quantiles.
struct Series {
  Moments moments;
  LogHistogram histogram;
  void add(core::Minor value) noexcept {
    moments.add(value);
    histogram.add(value);
  }
  void merge(Series const& other) {
    moments.merge(other.moments);
    histogram.merge(other.histogram);
  }
};

}  // namespace quarterdeck::results
