// engine/exact/accumulate.cpp – see accumulate.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/accumulate.hpp"

namespace quarterdeck::exact {
namespace {

constexpr std::size_t n_lanes = 2 * block_size;

}  // namespace

#if defined(__x86_64__) && defined(__gnu_linux__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void accumulate(std::vector<Term> const& terms, std::vector<double> const& weight,
                std::array<Lanes, tile_size>& sum) {
  // Two draws at a time: their sums fit into registers together, and each coefficient is loaded
  // once for both.
  for (std::size_t d = 0; d < tile_size; d += 2) {
    Lanes first = sum[d];
    Lanes second = sum[d + 1];
    double const* w = weight.data() + d;
    for (Term const& term : terms) {
      for (std::size_t l = 0; l < n_lanes; ++l) first[l] += w[0] * term.coefficient[l];
      for (std::size_t l = 0; l < n_lanes; ++l) second[l] += w[1] * term.coefficient[l];
      w += tile_size;
    }
    sum[d] = first;
    sum[d + 1] = second;
  }
}

#if defined(__x86_64__) && defined(__gnu_linux__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void multiply_deal(std::vector<Lanes> const& coefficient, double const* weight, double const* p,
                   std::array<Lanes, tile_size>& product) {
  for (std::size_t d = 0; d < tile_size; ++d) {
    Lanes w{};
    for (std::size_t q = 0; q < coefficient.size(); ++q) {
      double const factor = weight[q * tile_size + d] * p[d];
      for (std::size_t l = 0; l < n_lanes; ++l) w[l] += factor * coefficient[q][l];
    }
    Lanes const old = product[d];
    Lanes& now = product[d];
    for (std::size_t l = 0; l < block_size; ++l) {
      double const re = 1 + w[l];
      double const im = w[l + block_size];
      now[l] = old[l] * re - old[l + block_size] * im;
      now[l + block_size] = old[l] * im + old[l + block_size] * re;
    }
  }
}

#if defined(__x86_64__) && defined(__gnu_linux__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void combine(double const* factor, LaneRows const& rows, double* to) {
  Lanes sum{};
  double const* from = rows.first;
  for (std::size_t j = 0; j < rows.n; ++j, from += rows.stride) {
    for (std::size_t l = 0; l < n_lanes; ++l) sum[l] += factor[j] * from[l];
  }
  for (std::size_t l = 0; l < n_lanes; ++l) to[l] = sum[l];
}

}  // namespace quarterdeck::exact
