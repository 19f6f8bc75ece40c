// tests/unit/random/stream_statistics_test.cpp – uniform, and independent of its neighbours.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace quarterdeck;
using random::Purpose;
using random::StreamKey;

namespace {

constexpr double p_limit = test::default_p_fail;
constexpr int n_blocks = 2000;

/// Uniforms of consecutive blocks of one key, as the simulator uses them.
std::vector<double> block_uniforms(StreamKey key, std::uint32_t draw = 0) {
  std::vector<double> sample;
  std::array<std::uint32_t, random::block_lanes> lanes{};
  for (int block = 0; block < n_blocks; ++block) {
    key.index = static_cast<std::uint64_t>(block);
    random::fill_block(key, draw, lanes);
    for (auto const word : lanes) sample.push_back((word + 0.5) * 0x1p-32);
  }
  return sample;
}

/// Correlation of two samples of uniforms times the square root of their size: standard normal
/// when they are independent.
double correlation_z(std::vector<double> const& a, std::vector<double> const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return 12 * sum / std::sqrt(static_cast<double>(a.size()));
}

/// p-value of the chi-square test that pairs fill a 64 × 64 grid evenly.
double grid_p_value(std::vector<double> const& a, std::vector<double> const& b) {
  constexpr std::size_t side = 64;
  std::vector<double> count(side * side);
  for (std::size_t i = 0; i < a.size(); ++i) {
    count[static_cast<std::size_t>(a[i] * side) * side + static_cast<std::size_t>(b[i] * side)]++;
  }
  double const expected = static_cast<double>(a.size()) / (side * side);
  double chi = 0;
  for (double const c : count) chi += (c - expected) * (c - expected) / expected;
  boost::math::chi_squared const law(side * side - 1);
  double const above = boost::math::cdf(boost::math::complement(law, chi));
  return 2 * std::min(above, 1 - above);
}

std::vector<double> shifted(std::vector<double> const& sample, std::size_t by) {
  auto out = sample;
  std::rotate(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(by), out.end());
  return out;
}

struct Neighbour {
  char const* what;
  std::vector<double> sample;
};

std::vector<Neighbour> neighbours(StreamKey const& key, std::vector<double> const& base) {
  auto const with = [&](std::function<void(StreamKey&)> const& change) {
    auto other = key;
    change(other);
    return block_uniforms(other);
  };
  return {{"next entity", with([](StreamKey& k) { ++k.entity; })},
          {"entity of the other half", with([](StreamKey& k) { k.entity ^= 1ULL << 32U; })},
          {"next seed", with([](StreamKey& k) { ++k.seed; })},
          {"next purpose", with([](StreamKey& k) { k.purpose = Purpose::arrival_count; })},
          {"next draw", block_uniforms(key, 1)},
          {"next lane", shifted(base, 1)},
          {"next cipher word", shifted(base, 16)},
          {"next block", shifted(base, 64)}};
}

}  // namespace

TEST_CASE("stream statistics: block words are uniform, and a bias of half a percent shows",
          "[unit]") {
  auto sample = block_uniforms({.seed = 1, .purpose = Purpose::deal_outcome, .entity = 1});
  CHECK(test::uniform_p_value(sample) > p_limit);
  for (auto& u : sample) u = std::pow(u, 1.03);
  CHECK(test::uniform_p_value(sample) < p_limit);
}

TEST_CASE("stream statistics: low eight bits, which pick amounts, are even", "[unit]") {
  std::vector<double> low;
  std::vector<double> high;
  for (double const u : block_uniforms({.seed = 2, .entity = 3})) {
    double const scaled = u * 0x1p24;
    low.push_back(scaled - std::floor(scaled));
    high.push_back(std::floor(scaled) * 0x1p-24);
  }
  CHECK(grid_p_value(low, high) > p_limit);
}

TEST_CASE("stream statistics: neighbouring keys are uncorrelated and fill the square evenly",
          "[unit]") {
  StreamKey const key{.seed = 1, .purpose = Purpose::deal_outcome, .entity = 41};
  auto const base = block_uniforms(key);
  for (auto const& other : neighbours(key, base)) {
    INFO(other.what);
    CHECK(std::abs(correlation_z(base, other.sample)) < test::z_limit(p_limit));
    CHECK(grid_p_value(base, other.sample) > p_limit);
  }
}

TEST_CASE("stream statistics: a planted dependence of four percent is found", "[unit]") {
  auto const base = block_uniforms({.seed = 1, .entity = 41});
  auto planted = block_uniforms({.seed = 1, .entity = 42});
  for (std::size_t i = 0; i < base.size(); i += 25) planted[i] = base[i];
  CHECK(std::abs(correlation_z(base, planted)) > test::z_limit(p_limit));
  CHECK(grid_p_value(base, planted) < p_limit);
}
