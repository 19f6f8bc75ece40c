// engine/exact/accumulate.hpp – the inner loops: weighted sums of coefficients, all lanes at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/exact/log_series.hpp"

namespace quarterdeck::exact {

/// Outer draws worked on together.
inline constexpr std::size_t tile_size = 32;

/// sum[d] += sum over terms of weight[term][d] × coefficient[term], for the draws d of a tile.
/// @param weight  [term][tile_size]
void accumulate(std::vector<Term> const& terms, std::vector<double> const& weight,
                std::array<Lanes, tile_size>& sum);

/// product[d] *= 1 + p[d] × sum over q of weight[q][d] × coefficient[q], complex lane by lane.
/// @param weight  [coefficient.size()][tile_size]
void multiply_deal(std::vector<Lanes> const& coefficient, double const* weight, double const* p,
                   std::array<Lanes, tile_size>& product);

/// Rows of 2 × block_size lanes that stand `stride` numbers apart.
struct LaneRows {
  double const* first = nullptr;
  std::size_t n = 0;
  std::size_t stride = 0;
};

/// to[lane] = sum over rows j of factor[j] × row j[lane].
void combine(double const* factor, LaneRows const& rows, double* to);

}  // namespace quarterdeck::exact
