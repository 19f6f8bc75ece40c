// engine/exact/decay.cpp – see decay.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/exact/decay.hpp"

#include <algorithm>
#include <cmath>
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
struct Fading {
  double unsure = 0;
  double square = 0;
  void add(Complex less_one, double count) {
    unsure -= count * less_one.real();
    square += count * (1 - std::norm(1.0 + less_one)) / 2;
  }
};

}  // namespace

DecayBound::DecayBound(Book const& book, std::vector<double> const& inner_variance, double u_near)
    : book_(&book), u_near_(u_near) {
  std::size_t n_deals = 0;
  for (auto const& group : book.deals) n_deals += group.amount.size();
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
  for (auto const& group : book.deals) {
    near_runs_.push_back(gather(group, near_runs));
    far_runs_.push_back(gather(group, far_runs));
  }
  for (auto const& ratio : book.ratio) thin_ratio_.push_back(thinned(ratio));
  for (auto const& group : book.arrivals) thin_arrival_.push_back(thinned(group.amount));
  std::vector<std::size_t> order(book.n_outer);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return inner_variance[a] < inner_variance[b]; });
  std::size_t const n = std::min(n_sampled_draws, order.size());
  for (std::size_t i = 0; i < n; ++i) add_draw(order[(2 * i + 1) * order.size() / (2 * n)]);
}

void DecayBound::add_draw(std::size_t k) {
  Draw draw;
  for (auto const& group : book_->deals) {
    double const p = book_->p[group.p].value[k];
    draw.unsure.push_back(p * (1 - p));
    draw.square.push_back(p * p);
  }
  for (auto const& group : book_->arrivals) {
    draw.arrival_mean.push_back(book_->mean[group.mean].value[k]);
  }
  draws_.push_back(std::move(draw));
}

double DecayBound::operator()(double u) const {
  bool const near = u <= u_near_;
  std::vector<Fading> fading;
  for (std::size_t g = 0; g < book_->deals.size(); ++g) {
    auto const& group = book_->deals[g];
    auto const& law = near ? book_->ratio[group.ratio] : thin_ratio_[group.ratio];
    double const s = u * book_->scale[group.scale].least;
    Fading of_group;
    for (auto const& run : near ? near_runs_[g] : far_runs_[g]) {
      bool const grows = s * run.greatest * law.reach() < std::numbers::pi;
      of_group.add(law.less_one(s * run.least), grows ? run.count : 1);
    }
    fading.push_back(of_group);
  }
  std::vector<double> arrival_fading;
  for (std::size_t a = 0; a < book_->arrivals.size(); ++a) {
    auto const& group = book_->arrivals[a];
    auto const& law = near ? group.amount : thin_arrival_[a];
    arrival_fading.push_back(-law.less_one(u * book_->scale[group.scale].least).real());
  }
  double sum = 0;
  for (auto const& draw : draws_) {
    double exponent = 0;
    for (std::size_t g = 0; g < fading.size(); ++g) {
      exponent += draw.unsure[g] * fading[g].unsure + draw.square[g] * fading[g].square;
    }
    for (std::size_t a = 0; a < arrival_fading.size(); ++a) {
      double const mean = draw.arrival_mean[a] * arrival_fading[a];
      double const size = book_->arrivals[a].size;
      exponent += std::isinf(size) ? mean : size * std::log1p(mean / size);
    }
    sum += std::exp(-exponent);
  }
  return std::min(1.0, safety * sum / static_cast<double>(draws_.size()));
}

Truncation truncate(DecayBound const& decay, double du, FrequencyLimit limit, double wanted) {
  struct Point {
    std::size_t k;
    double weight;
  };
  std::vector<Point> points;
  for (std::size_t k = 1; k <= limit.existing;) {
    std::size_t const step = std::max<std::size_t>(1, k / 8);
    auto const middle = k + step / 2;
    points.push_back(
        {k, static_cast<double>(step) * 2 / (std::numbers::pi * static_cast<double>(middle)) *
                decay(du * static_cast<double>(middle))});
    k += step;
  }
  Truncation result{limit.kept, 0};
  for (std::size_t i = points.size(); i-- > 0;) {
    bool const kept = points[i].k <= limit.kept;
    if (kept && result.tail + points[i].weight > wanted) break;
    result.tail += points[i].weight;
    if (kept) result.n = points[i].k - 1;
  }
  result.n = std::min((result.n + 7) / 8 * 8, limit.kept);
  return result;
}

}  // namespace quarterdeck::exact
