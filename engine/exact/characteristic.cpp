// engine/exact/characteristic.cpp – see characteristic.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/characteristic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "engine/exact/accumulate.hpp"
#include "engine/exact/chebyshev.hpp"

namespace quarterdeck::exact {
namespace {

constexpr std::size_t most_points_single = 40;
/// A group's series takes as long as about so many deals times draws, if these are multiplied in
/// one by one.
constexpr std::size_t deal_draws_of_series = 512;
/// A draw whose |phi| is below e^this adds nothing that could be seen.
constexpr double least_log = -23;

/// A deal on its own: phi_A - 1 as a polynomial of the scale, or evaluated draw by draw.
struct Single {
  DealGroup const* group = nullptr;
  double amount = 0;
  std::vector<Lanes> coefficient;  ///< [q]; empty: draw by draw
};

/// Everything about one block of frequencies that does not differ between draws.
struct BlockPlan {
  Frequencies u{};
  Lanes constant{};
  LogSeries series;  ///< groups of deals first, arrivals numbered after them
  std::vector<Single> singles;
  std::vector<ArrivalGroup const*> single_arrivals;  ///< evaluated draw by draw
};

Single make_single(Summands const& summands, SingleDeal const& deal, Frequencies const& u,
                   double error) {
  auto const& group = summands.deals[deal.group];
  auto const& scale = summands.scale[group.scale];
  auto const& ratio = summands.ratio[group.ratio];
  Single single{&group, deal.amount, {}};
  double const wave = u.back() * std::abs(deal.amount) * ratio.reach() * scale.half();
  std::size_t const n = scale.varies() ? points_for_wave(wave, error) : 1;
  if (n > most_points_single) return single;
  Chebyshev const& points = chebyshev(n);
  single.coefficient.assign(n, Lanes{});
  for (std::size_t j = 0; j < n; ++j) {
    double const moved = deal.amount * (scale.centre() + scale.half() * points.point[j]);
    for (std::size_t l = 0; l < block_size; ++l) {
      Complex const w = ratio.less_one(u[l] * moved);
      for (std::size_t q = 0; q < n; ++q) {
        single.coefficient[q][l] += points.transform[q * n + j] * w.real();
        single.coefficient[q][block_size + l] += points.transform[q * n + j] * w.imag();
      }
    }
  }
  return single;
}

/// What a draw costs is proportional to the terms, and each group kept enough of them to answer for
/// itself alone. Leaves out the smallest terms as long as the error stays within what is wanted.
void drop_smallest(LogSeries& series, double log_tolerance) {
  auto& terms = series.terms;
  std::vector<double> size;
  for (auto const& term : terms) {
    double greatest = 0;
    for (std::size_t l = 0; l < block_size; ++l) {
      greatest =
          std::max(greatest, std::hypot(term.coefficient[l], term.coefficient[block_size + l]));
    }
    size.push_back(greatest);
  }
  auto ascending = size;
  std::sort(ascending.begin(), ascending.end());
  double least_kept = 0;
  for (double const s : ascending) {
    least_kept = s;
    if (series.error + s > log_tolerance) break;
    series.error += s;
    least_kept = std::numeric_limits<double>::infinity();
  }
  std::size_t kept = 0;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (size[t] >= least_kept) terms[kept++] = terms[t];
  }
  terms.resize(kept);
}

/// @param most_direct  deals of a group that are multiplied in one by one, however smooth
BlockPlan plan_block(Summands const& summands, Frequencies const& u, double log_tolerance,
                     std::size_t most_direct) {
  double const of_group =
      log_tolerance / static_cast<double>(2 * (summands.deals.size() + summands.arrivals.size()));
  SeriesRequest const request{.summands = summands, .u = u, .tolerance = of_group};
  BlockPlan block;
  block.u = u;
  std::vector<SingleDeal> singles;
  for (std::uint32_t g = 0; g < summands.deals.size(); ++g) {
    if (summands.deals[g].amount.size() <= most_direct) {
      for (double const amount : summands.deals[g].amount) singles.push_back({g, amount});
    } else {
      add_deal_series(request, g, block.series, singles);
    }
  }
  // Errors of single deals are not gathered, so that where all are single each may have a share.
  double const of_single =
      std::min(of_group, 1e-7) / static_cast<double>(most_direct > 0 ? singles.size() + 1 : 1);
  for (auto const& deal : singles)
    block.singles.push_back(make_single(summands, deal, u, of_single));
  auto const n_deal_groups = static_cast<std::uint32_t>(summands.deals.size());
  for (std::uint32_t a = 0; a < summands.arrivals.size(); ++a) {
    if (!add_arrival_series(request, a, block.series)) {
      block.single_arrivals.push_back(&summands.arrivals[a]);
    }
  }
  // Constant terms of deals are the same for all draws; those of arrivals are left, because draws
  // without arrivals must not have them.
  auto& terms = block.series.terms;
  auto const is_constant = [&](Term const& t) {
    return t.m == 0 && t.q == 0 && t.group < n_deal_groups;
  };
  for (auto const& term : terms) {
    if (!is_constant(term)) continue;
    for (std::size_t l = 0; l < 2 * block_size; ++l) block.constant[l] += term.coefficient[l];
  }
  std::erase_if(terms, is_constant);
  drop_smallest(block.series, log_tolerance);
  return block;
}

/// T_0 .. T_{n-1} of a tile's values.
class Polynomials {
 public:
  void evaluate(double const* x, std::size_t n) {
    value_.resize(std::max<std::size_t>(n, 2) * tile_size);
    for (std::size_t d = 0; d < tile_size; ++d) {
      value_[d] = 1;
      value_[tile_size + d] = x[d];
    }
    for (std::size_t m = 2; m < n; ++m) {
      double* const now = &value_[m * tile_size];
      for (std::size_t d = 0; d < tile_size; ++d) {
        now[d] = 2 * x[d] * now[d - tile_size] - now[d - 2 * tile_size];
      }
    }
  }
  [[nodiscard]] double const* at(std::size_t m) const { return &value_[m * tile_size]; }

 private:
  std::vector<double> value_;
};

/// Works through a block's draws tile by tile.
class TileWorker {
 public:
  TileWorker(Summands const& summands, BlockPlan const& block)
      : summands_(summands), block_(block) {
    n_x_.assign(summands.deals.size() + summands.arrivals.size(), 1);
    n_y_ = n_x_;
    for (auto const& term : block.series.terms) {
      n_x_[term.group] = std::max<std::size_t>(n_x_[term.group], term.m + 1U);
      n_y_[term.group] = std::max<std::size_t>(n_y_[term.group], term.q + 1U);
    }
    weight_.resize(block.series.terms.size() * tile_size);
  }

  /// Works on the tile from this draw on.
  void work(std::size_t first) {
    first_ = first;
    n_ = std::min(tile_size, summands_.n_outer - first);
    for (auto& lanes : log_) lanes = block_.constant;
    fill_weights();
    accumulate(block_.series.terms, weight_, log_);
    for (auto const* group : block_.single_arrivals) add_single_arrival(*group);
    // Single deals come last: where their factor is near zero its logarithm has no series, so it is
    // multiplied in once the logarithm of the rest has been undone.
    for (std::size_t d = 0; d < n_; ++d) exponentiate(log_[d], phi_[d]);
    for (auto const& single : block_.singles) multiply_single(single);
  }
  /// phi of the tile's draws.
  [[nodiscard]] std::span<Lanes const> phi() const { return std::span(phi_).first(n_); }

 private:
  using Tile = std::array<double, tile_size>;

  /// A tile of a column; draws past the last repeat it.
  Tile tile_of(std::vector<double> const& column) const {
    Tile tile;
    for (std::size_t d = 0; d < tile_size; ++d) {
      tile[d] = column[std::min(first_ + d, summands_.n_outer - 1)];
    }
    return tile;
  }

  void fill_weights() {
    auto const& terms = block_.series.terms;
    std::uint32_t group = UINT32_MAX;
    Tile present{};
    for (std::size_t t = 0; t < terms.size(); ++t) {
      if (terms[t].group != group) {
        group = terms[t].group;
        present = evaluate_polynomials(group);
      }
      double const* const x = x_.at(terms[t].m);
      double const* const y = y_.at(terms[t].q);
      double* const weight = &weight_[t * tile_size];
      for (std::size_t d = 0; d < tile_size; ++d) weight[d] = x[d] * y[d] * present[d];
    }
  }

  /// Polynomials of a group's variables; returns which draws have the group at all.
  Tile evaluate_polynomials(std::uint32_t group) {
    Tile present;
    present.fill(1);
    if (group < summands_.deals.size()) {
      auto const& deals = summands_.deals[group];
      x_.evaluate(tile_of(summands_.p[deals.p].unit).data(), n_x_[group]);
      y_.evaluate(tile_of(summands_.scale[deals.scale].unit).data(), n_y_[group]);
      return present;
    }
    auto const& arrivals = summands_.arrivals[group - summands_.deals.size()];
    x_.evaluate(tile_of(summands_.mean[arrivals.mean].unit).data(), n_x_[group]);
    y_.evaluate(tile_of(summands_.scale[arrivals.scale].unit).data(), n_y_[group]);
    return tile_of(summands_.mean[arrivals.mean].present);
  }

  void add_single_arrival(ArrivalGroup const& group) {
    for (std::size_t d = 0; d < n_; ++d) {
      double const mean = summands_.mean[group.mean].value[first_ + d];
      double const scale = summands_.scale[group.scale].value[first_ + d];
      for (std::size_t l = 0; l < block_size; ++l) {
        Complex const value =
            log_arrivals(mean, group.size, group.amount.less_one(block_.u[l] * scale));
        log_[d][l] += value.real();
        log_[d][block_size + l] += value.imag();
      }
    }
  }

  static void exponentiate(Lanes const& log, Lanes& phi) {
    for (std::size_t l = 0; l < block_size; ++l) {
      bool const seen = log[l] > least_log;
      double const size = seen ? std::exp(log[l]) : 0;
      phi[l] = seen ? size * std::cos(log[block_size + l]) : 0;
      phi[block_size + l] = seen ? size * std::sin(log[block_size + l]) : 0;
    }
  }

  void multiply_single(Single const& single) {
    auto const& p = summands_.p[single.group->p];
    auto const& scale = summands_.scale[single.group->scale];
    Tile const chance = tile_of(p.value);
    if (!single.coefficient.empty()) {
      y_.evaluate(tile_of(scale.unit).data(), single.coefficient.size());
      multiply_deal(single.coefficient, y_.at(0), chance.data(), phi_);
      return;
    }
    auto const& ratio = summands_.ratio[single.group->ratio];
    for (std::size_t d = 0; d < n_; ++d) {
      double const moved = single.amount * scale.value[first_ + d];
      for (std::size_t l = 0; l < block_size; ++l) {
        Complex const factor = 1.0 + chance[d] * ratio.less_one(block_.u[l] * moved);
        double const re = phi_[d][l];
        double const im = phi_[d][block_size + l];
        phi_[d][l] = re * factor.real() - im * factor.imag();
        phi_[d][block_size + l] = re * factor.imag() + im * factor.real();
      }
    }
  }

  Summands const& summands_;
  BlockPlan const& block_;
  std::vector<std::size_t> n_x_;  ///< [group] polynomials in use
  std::vector<std::size_t> n_y_;
  std::size_t first_ = 0;
  std::size_t n_ = 0;
  Polynomials x_;
  Polynomials y_;
  std::vector<double> weight_;  ///< [term][tile_size]
  std::array<Lanes, tile_size> log_{};
  std::array<Lanes, tile_size> phi_{};
};

}  // namespace

PhiBlock average_phi(Summands const& summands, Frequencies const& u, double log_tolerance) {
  BlockPlan const block = plan_block(summands, u, log_tolerance, 0);
  TileWorker worker(summands, block);
  PhiBlock result;
  result.log_error = block.series.error;
  for (std::size_t first = 0; first < summands.n_outer; first += tile_size) {
    worker.work(first);
    for (auto const& phi : worker.phi()) add_draw(result, phi);
  }
  finish(result, summands.n_outer);
  return result;
}

PhiDraws phi_of_draws(Summands const& summands, Frequencies const& u, double log_tolerance) {
  std::size_t const most_direct = deal_draws_of_series / std::max<std::size_t>(summands.n_outer, 1);
  BlockPlan const block = plan_block(summands, u, log_tolerance, most_direct);
  TileWorker worker(summands, block);
  PhiDraws result{{}, block.series.error};
  for (std::size_t first = 0; first < summands.n_outer; first += tile_size) {
    worker.work(first);
    auto const phi = worker.phi();
    result.phi.insert(result.phi.end(), phi.begin(), phi.end());
  }
  return result;
}

void add_draw(PhiBlock& sum, Lanes const& phi) {
  for (std::size_t l = 0; l < block_size; ++l) {
    Complex const value(phi[l], phi[block_size + l]);
    sum.mean[l] += value;
    sum.magnitude[l] += std::abs(value);
  }
}

void finish(PhiBlock& sum, std::size_t n_draws) {
  auto const n = static_cast<double>(n_draws);
  for (std::size_t l = 0; l < block_size; ++l) {
    sum.mean[l] /= n;
    sum.magnitude[l] /= n;
  }
}

}  // namespace quarterdeck::exact
