// tests/unit/results/histogram_test.cpp – moments and quantiles against plain sorting.
// SPDX-License-Identifier: Apache-2.0
#include "engine/results/histogram.hpp"

#include <algorithm>
#include <boost/random/lognormal_distribution.hpp>
#include <cmath>
#include <vector>

#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

using namespace quarterdeck;
using core::Minor;
using results::LogHistogram;
using results::Moments;
using results::Series;

namespace {

/// Amounts over many orders of size, some negative, some zero.
std::vector<Minor> sample(std::size_t n) {
  random::Stream stream({.seed = 4, .entity = 1});
  boost::random::lognormal_distribution<double> amount(12, 3);
  std::vector<Minor> values;
  for (std::size_t i = 0; i < n; ++i) {
    auto const x = static_cast<Minor>(amount(stream));
    values.push_back(i % 11 == 0 ? -x : i % 7 == 0 ? 0 : x);
  }
  return values;
}

double exact_quantile(std::vector<Minor> sorted, double p) {
  std::sort(sorted.begin(), sorted.end());
  auto const rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(sorted.size())));
  return static_cast<double>(sorted[rank - 1]);
}

}  // namespace

TEST_CASE("histogram: quantiles are within a bin of the sorted sample", "[unit]") {
  auto const values = sample(5000);
  LogHistogram histogram;
  for (auto const value : values) histogram.add(value);
  for (double const p : {0.001, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999}) {
    double const exact = exact_quantile(values, p);
    CHECK(std::abs(histogram.quantile(p) - exact) <= std::abs(exact) * 0x1p-10);
  }
}

TEST_CASE("histogram: small integers of both signs are exact", "[unit]") {
  LogHistogram histogram;
  for (Minor value = -2047; value <= 2047; ++value) histogram.add(value);
  CHECK(histogram.count() == 4095);
  CHECK(histogram.quantile(0.5) == 0);
  CHECK(histogram.quantile(1.0 / 4095) == -2047);
  CHECK(histogram.quantile(0.9999) == 2047);
  CHECK(histogram.share_at_least(0) == Approx(2048.0 / 4095).epsilon(1e-15));
  CHECK(histogram.share_at_least(-2047) == 1);
  CHECK(histogram.share_at_least(2048) == 0);
}

TEST_CASE("histogram: bins follow each other without a gap at every doubling", "[unit]") {
  for (int exponent = 0; exponent < 62; ++exponent) {
    Minor const edge = Minor{1} << exponent;
    for (Minor const value : {edge - 1, edge, edge + 1, -edge, 1 - edge}) {
      LogHistogram one;
      one.add(value);
      auto const exact = static_cast<double>(value);
      CHECK(std::abs(one.quantile(0.5) - exact) <= std::abs(exact) * 0x1p-11);
      CHECK(one.share_at_least(value) > 0);
    }
  }
}

TEST_CASE("histogram: the share at or above a value is within a bin of counting", "[unit]") {
  auto const values = sample(5000);
  LogHistogram histogram;
  histogram.add(values);
  for (Minor const limit : {-1000000LL, -1LL, 0LL, 1LL, 50000LL, 163000LL, 90000000LL}) {
    auto const share = [&](double factor) {
      auto const moved = static_cast<double>(limit) * factor;
      auto const n = std::count_if(values.begin(), values.end(), [&](Minor value) {
        return static_cast<double>(value) >= moved;
      });
      return static_cast<double>(n) / static_cast<double>(values.size());
    };
    double const a = share(1 - 0x1p-9);
    double const b = share(1 + 0x1p-9);
    CHECK(histogram.share_at_least(limit) <= std::max(a, b));
    CHECK(histogram.share_at_least(limit) >= std::min(a, b));
  }
}

TEST_CASE("series: merging parts in any order equals adding all at once", "[unit]") {
  auto const values = sample(999);
  Series whole;
  whole.add(values);
  Series parts[3];
  for (std::size_t i = 0; i < values.size(); ++i) parts[i * i % 3].add(values[i]);
  Series forward;
  for (auto const& part : parts) forward.merge(part);
  Series backward;
  for (auto part = std::rbegin(parts); part != std::rend(parts); ++part) backward.merge(*part);
  CHECK(forward == whole);
  CHECK(backward == whole);
  CHECK(forward.histogram.quantile(0.3) == whole.histogram.quantile(0.3));
  backward.add(values[0]);
  CHECK_FALSE(backward == whole);
}

TEST_CASE("moments: mean and variance are exact far from zero", "[unit]") {
  Moments moments;
  Minor const far = 40'000'000'000'000;
  for (Minor const x : {1, 2, 3, 4, 10}) moments.add(far + x);
  CHECK(moments.count() == 5);
  CHECK(moments.mean() == static_cast<double>(far + 4));
  CHECK(moments.variance() == 12.5);
}

TEST_CASE("moments: none and one have no variance", "[unit]") {
  Moments moments;
  CHECK(moments.mean() == 0);
  CHECK(moments.variance() == 0);
  moments.add(-7);
  CHECK(moments.mean() == -7);
  CHECK(moments.variance() == 0);
}

TEST_CASE("exact sum: keeps digits that a double loses", "[unit]") {
  results::ExactSum sum(results::Wide{1} << 60);
  sum.add(1);
  sum.add(-(results::Wide{1} << 60));
  CHECK(static_cast<double>(sum) == 1);
  sum.merge(sum);
  CHECK(sum == results::ExactSum(2));
}
