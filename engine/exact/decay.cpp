// engine/exact/decay.cpp – see decay.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/decay.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <numeric>

namespace quarterdeck::exact {
namespace {

constexpr std::size_t n_sampled_draws = 128;
constexpr double safety = 2;             ///< for draws that were not sampled
constexpr std::size_t near_runs = 1024;  ///< over all groups
constexpr std::size_t far_runs = 256;
constexpr std::size_t thin_atoms = 8;

/// The law with neighbouring atoms joined into runs of about equal probability, each at one of its
/// own atoms; atoms heavier than a run stay as they are.
Transform thinned(Transform const& law) {
  std::vector<Atom> atoms;
  double gathered = 0;
  for (auto const& atom : law.atoms()) {
    gathered += atom.weight;
    if (gathered < 1.0 / thin_atoms && &atom != &law.atoms().back()) continue;
    atoms.push_back({atom.value, gathered});
    gathered = 0;
  }
  return Transform(std::move(atoms));
}

/// One factor's part of the exponent: p (1-p) and p^2 are multiplied in later.
struct FadingExponent {
  double unsure = 0;
  double square = 0;
  void add(Complex less_one, double count) {
    unsure -= count * less_one.real();
    square += count * (1 - std::norm(1.0 + less_one)) / 2;
  }
};

}  // namespace

DecayBound::DecayBound(Summands const& summands, std::vector<double> const& inner_variance,
                       double u_near)
    : DecayBound(summands, sampled_draws(inner_variance), u_near) {}

DecayBound::DecayBound(Summands const& summands, std::vector<std::size_t> const& draws,
                       double u_near)
    : summands_(&summands), u_near_(u_near), n_draws_(draws.size()) {
  std::size_t n_deals = 0;
  for (auto const& group : summands.deals) n_deals += group.amount.size();
  auto const gather = [&](DealGroup const& group, std::size_t n_runs) {
    std::size_t const length = (n_deals + n_runs - 1) / n_runs;
    std::vector<Run> runs;
    for (std::size_t i = 0; i < group.amount.size(); i += length) {
      std::size_t const last = std::min(i + length, group.amount.size()) - 1;
      double const first_size = std::abs(group.amount[i]);
      double const last_size = std::abs(group.amount[last]);
      runs.push_back({std::min(first_size, last_size), std::max(first_size, last_size),
                      static_cast<double>(last - i + 1)});
    }
    return runs;
  };
  for (auto const& group : summands.deals) {
    near_runs_.push_back(gather(group, near_runs));
    far_runs_.push_back(gather(group, far_runs));
  }
  for (auto const& ratio : summands.ratio) thin_ratio_.push_back(thinned(ratio));
  for (auto const& group : summands.arrivals) thin_arrival_.push_back(thinned(group.amount));
  for (auto const& group : summands.deals) {
    for (std::size_t const k : draws) {
      double const p = summands.p[group.p].value[k];
      unsure_.push_back(p * (1 - p));
      square_.push_back(p * p);
    }
  }
  order_.resize(summands.deals.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::vector<double> total;
  for (std::size_t g = 0; g < order_.size(); ++g) {
    auto const first = unsure_.begin() + static_cast<std::ptrdiff_t>(g * n_draws_);
    total.push_back(std::accumulate(first, first + static_cast<std::ptrdiff_t>(n_draws_), 0.0) *
                    static_cast<double>(summands.deals[g].amount.size()));
  }
  std::ranges::stable_sort(order_, std::ranges::greater{}, [&](std::size_t g) { return total[g]; });
  for (auto const& group : summands.arrivals) {
    for (std::size_t const k : draws) arrival_mean_.push_back(summands.mean[group.mean].value[k]);
  }
}

double DecayBound::operator()(double u) const { return decay_of(exponents(u)); }

std::vector<double> DecayBound::exponents(double u) const {
  std::vector<double> exponent(n_draws_, 0.0);
  for (std::size_t g = 0; g < summands_->deals.size(); ++g) add_deals(g, u, exponent);
  for (std::size_t a = 0; a < summands_->arrivals.size(); ++a) add_arrivals(a, u, exponent);
  return exponent;
}

std::vector<double> DecayBound::exponents(double u, double enough) const {
  constexpr std::size_t look_every = 16;
  std::vector<double> exponent(n_draws_, 0.0);
  for (std::size_t a = 0; a < summands_->arrivals.size(); ++a) add_arrivals(a, u, exponent);
  for (std::size_t i = 0; i < order_.size(); ++i) {
    if (i % look_every == 0 && *std::ranges::min_element(exponent) > enough) break;
    add_deals(order_[i], u, exponent);
  }
  return exponent;
}

void DecayBound::add_deals(std::size_t g, double u, std::vector<double>& exponent) const {
  bool const near = u <= u_near_;
  auto const& group = summands_->deals[g];
  auto const& law = near ? summands_->ratio[group.ratio] : thin_ratio_[group.ratio];
  double const s = u * summands_->scale[group.scale].least;
  FadingExponent of_group;
  for (auto const& run : near ? near_runs_[g] : far_runs_[g]) {
    // Below half a turn a larger amount fades more, so the least stands for the run; beyond,
    // amounts may turn all the way round, and only the deal that was evaluated can be counted on.
    bool const grows = s * run.greatest * law.reach() < std::numbers::pi;
    of_group.add(law.less_one(s * run.least), grows ? run.count : 1);
  }
  double const* const unsure = &unsure_[g * n_draws_];
  double const* const square = &square_[g * n_draws_];
  for (std::size_t k = 0; k < n_draws_; ++k) {
    exponent[k] += unsure[k] * of_group.unsure + square[k] * of_group.square;
  }
}

void DecayBound::add_arrivals(std::size_t a, double u, std::vector<double>& exponent) const {
  auto const& group = summands_->arrivals[a];
  auto const& law = u <= u_near_ ? group.amount : thin_arrival_[a];
  double const fading = -law.less_one(u * summands_->scale[group.scale].least).real();
  for (std::size_t k = 0; k < n_draws_; ++k) {
    double const mean = arrival_mean_[a * n_draws_ + k] * fading;
    exponent[k] += std::isinf(group.size) ? mean : group.size * std::log1p(mean / group.size);
  }
}

// A normal variable has faded to e^-450 by here; one that is merely near normal has long been done.
double last_frequency(TotalMoments const& moments) {
  return 30 / std::sqrt(moments.inner_variance);
}

std::vector<std::size_t> sampled_draws(std::vector<double> const& inner_variance) {
  // phi fades with the variance that a draw leaves. With the draws sorted by it, evenly spaced ones
  // hold the quick and the slow in their true proportion; the first 128 would hold them by chance.
  std::vector<std::size_t> order(inner_variance.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return inner_variance[a] < inner_variance[b]; });
  std::size_t const n = std::min(n_sampled_draws, order.size());
  std::vector<std::size_t> draws;
  for (std::size_t i = 0; i < n; ++i) {
    draws.push_back(order[(2 * i + 1) * order.size() / (2 * n)]);
  }
  return draws;
}

double decay_of(std::vector<double> const& exponents) {
  double sum = 0;
  for (double const exponent : exponents) sum += std::exp(-exponent);
  return std::min(1.0, safety * sum / static_cast<double>(exponents.size()));
}

double Stretch::weight(double magnitude) const {
  return static_cast<double>(length) * 2 / (std::numbers::pi * static_cast<double>(middle())) *
         magnitude;
}

std::vector<Stretch> stretches(std::size_t existing) {
  // Bounds are asked of ever fewer frequencies, one for each eighth of their own height: phi fades
  // smoothly on a logarithmic scale, and asking all of them would take longer than evaluating phi.
  std::vector<Stretch> all;
  for (std::size_t k = 1; k <= existing;) {
    std::size_t const length = std::max<std::size_t>(1, k / 8);
    all.push_back({k, length});
    k += length;
  }
  return all;
}

Truncation truncate(std::vector<Stretch> const& all, std::vector<double> const& bound,
                    std::size_t most_kept, double wanted) {
  Truncation result{most_kept, 0};
  for (std::size_t i = all.size(); i-- > 0;) {
    bool const kept = all[i].first <= most_kept;
    double const weight = all[i].weight(bound[i]);
    if (kept && result.tail + weight > wanted) break;
    result.tail += weight;
    if (kept) result.n = all[i].first - 1;
  }
  result.n = std::min((result.n + 7) / 8 * 8, most_kept);
  return result;
}

Truncation truncate(DecayBound const& decay, double du, FrequencyLimit limit, double wanted) {
  auto const all = stretches(limit.existing);
  std::vector<double> bound;
  for (auto const& stretch : all) {
    bound.push_back(decay(du * static_cast<double>(stretch.middle())));
  }
  return truncate(all, bound, limit.kept, wanted);
}

}  // namespace quarterdeck::exact
