// models/win/table/beta_binomial.cpp – see beta_binomial.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/beta_binomial.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"
#include "models/win/logit.hpp"
#include "models/win/table/odds.hpp"

namespace quarterdeck::models::win {
namespace {

/// Equally spaced points of one axis.
struct Axis {
  double low = 0;
  double high = 0;
  int n = 2;
  [[nodiscard]] double step() const { return (high - low) / (n - 1); }
  [[nodiscard]] double at(int i) const { return low + step() * i; }
};

/// log of Γ(a + n) / Γ(a); for few whole wins by their product, a single logarithm.
double log_rise(double a, double n) {
  constexpr double most_factors = 16;
  if (n == 0) return 0;
  if (n <= most_factors && n == std::floor(n)) {
    double product = 1;
    for (double i = 0; i < n; ++i) product *= a + i;
    return std::log(product);
  }
  return log_gamma(a + n) - log_gamma(a);
}

/// log prior density in (logit m, log k): a term of k and two of m, added in this order.
class LogPrior {
 public:
  explicit LogPrior(HyperPrior prior) : prior_(prior) {
    if (prior == HyperPrior::shrinkage_uniform) {
      norm_ = log_gamma(2.0) - log_gamma(0.4) - log_gamma(1.6);
    }
  }
  [[nodiscard]] double size_term(double k) const {
    if (prior_ == HyperPrior::bda) return -0.5 * std::log(k);
    double const half_size = 10;
    return std::log(k / half_size) - 2 * std::log1p(k / half_size);
  }
  [[nodiscard]] std::pair<double, double> mean_terms(double m) const {
    bool const bda = prior_ == HyperPrior::bda;
    return {(bda ? 1 : 0.4) * std::log(m), (bda ? 1 : 1.6) * std::log1p(-m)};
  }
  [[nodiscard]] double norm() const { return norm_; }

 private:
  HyperPrior prior_;
  double norm_ = 0;
};

/// Reals without repetition, and which of them each cell has: cells that share a count share the
/// costly function of it.
struct Distinct {
  std::vector<double> values;
  std::vector<std::size_t> index;  ///< [cell]

  void add(double value) {
    auto const found = std::ranges::find(values, value);
    index.push_back(static_cast<std::size_t>(found - values.begin()));
    if (found == values.end()) values.push_back(value);
  }
};

/// log of (part / all)^part; 1 where there is no part.
double log_power(double part, double all) { return part > 0 ? part * std::log(part / all) : 0; }

/// log of prior times likelihood over the grid, [mean][size].
class LogPosterior {
 public:
  LogPosterior(std::span<CellCount const> cells, HyperPrior prior) : cells_(cells), prior_(prior) {
    for (CellCount const& cell : cells) {
      odds_.push_back(std::exp(cell.offset));
      has_offsets_ = has_offsets_ || cell.offset != 0;
      log_most_.push_back(log_power(cell.wins, cell.n) + log_power(cell.n - cell.wins, cell.n));
    }
    for (CellCount const& cell : cells) {
      if (has_offsets_) break;
      wins_.add(cell.wins);
      losses_.add(cell.n - cell.wins);
    }
  }

  /// @param reach  a value further than this below the greatest may be given as minus infinity
  [[nodiscard]] std::vector<double> operator()(Axis const& logit_m, Axis const& log_k,
                                               double reach = infinity) const {
    std::vector<Size> sizes;
    for (int j = 0; j < log_k.n; ++j) sizes.push_back(size_at(std::exp(log_k.at(j)), reach));
    std::vector<double> values(static_cast<std::size_t>(logit_m.n * log_k.n));
    double best = -infinity;
    // From the cells' overall rate outwards, so that a great value is known before most others.
    for (int const i : outwards(logit_m)) {
      Mean const mean = mean_at(expit(logit_m.at(i)));
      for (std::size_t j = 0; j < sizes.size(); ++j) {
        double const value = value_at(mean, sizes[j], best - reach);
        values[static_cast<std::size_t>(i) * sizes.size() + j] = value;
        best = std::max(best, value);
      }
    }
    return values;
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  /// What all points of one k share.
  struct Size {
    double k = 0;
    double common = 0;  ///< Σ over cells of log Γ(k) - log Γ(n + k)
    double prior = 0;
    std::vector<double> most;  ///< [cell] greatest that the cells from it on can add
  };
  /// What all points of one m share.
  struct Mean {
    double m = 0;
    std::pair<double, double> prior;
    std::vector<double> of_cell;  ///< [cell], with its offset
  };

  [[nodiscard]] Size size_at(double k, double reach) const {
    Size size{k, static_cast<double>(cells_.size()) * log_gamma(k), prior_.size_term(k), {}};
    for (CellCount const& cell : cells_) size.common -= log_gamma(cell.n + k);
    if (reach == infinity) return size;
    // A cell's term is the log of E p^wins (1 - p)^losses plus log Γ(n + k) / Γ(k).
    size.most.assign(cells_.size() + 1, 0);
    for (std::size_t c = cells_.size(); c-- > 0;) {
      size.most[c] = size.most[c + 1] + log_most_[c] + log_gamma(cells_[c].n + k) - log_gamma(k);
    }
    return size;
  }

  [[nodiscard]] Mean mean_at(double m) const {
    Mean mean{m, prior_.mean_terms(m), {}};
    for (std::size_t c = 0; has_offsets_ && c < cells_.size(); ++c) {
      mean.of_cell.push_back(with_odds(m, odds_[c]));
    }
    return mean;
  }

  /// Rows of the grid, the one nearest to the overall rate first.
  [[nodiscard]] std::vector<int> outwards(Axis const& logit_m) const {
    double wins = 0.5, n = 1;
    for (CellCount const& cell : cells_) {
      wins += cell.wins;
      n += cell.n;
    }
    double const center = (std::log(wins / (n - wins)) - logit_m.low) / logit_m.step();
    std::vector<int> rows(static_cast<std::size_t>(logit_m.n));
    std::iota(rows.begin(), rows.end(), 0);
    std::ranges::stable_sort(rows, {}, [&](int i) { return std::abs(i - center); });
    return rows;
  }

  /// Minus infinity as soon as the value is known to stay below `least`.
  [[nodiscard]] double value_at(Mean const& mean, Size const& size, double least) const {
    double const prior = size.prior + mean.prior.first + mean.prior.second + prior_.norm();
    double const slack = 1e-3;  // above what rounding can do
    double const wanted = least - slack - size.common - prior;
    double const sum = has_offsets_
                           ? sum_with_offsets(mean, size, wanted)
                           : sum_without(mean.m * size.k, (1 - mean.m) * size.k, size, wanted);
    return size.common + sum + prior;
  }

  [[nodiscard]] double sum_with_offsets(Mean const& mean, Size const& size, double wanted) const {
    double sum = 0;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      if (!size.most.empty() && sum + size.most[c] < wanted) return -infinity;
      double const a = mean.of_cell[c] * size.k, b = (1 - mean.of_cell[c]) * size.k;
      sum += log_rise(a, cells_[c].wins) + log_rise(b, cells_[c].n - cells_[c].wins);
    }
    return sum;
  }

  [[nodiscard]] double sum_without(double a, double b, Size const& size, double wanted) const {
    std::vector<double> of_wins, of_losses;  // of Distinct::values, as far as they were needed
    double const of_none = log_gamma(a) + log_gamma(b);
    double sum = -static_cast<double>(cells_.size()) * of_none;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      double const left = static_cast<double>(cells_.size() - c);
      if (!size.most.empty() && sum + left * of_none + size.most[c] < wanted) return -infinity;
      std::size_t const w = wins_.index[c], l = losses_.index[c];
      if (w == of_wins.size()) of_wins.push_back(log_gamma(wins_.values[w] + a));
      if (l == of_losses.size()) of_losses.push_back(log_gamma(losses_.values[l] + b));
      sum += of_wins[w] + of_losses[l];
    }
    return sum;
  }

  std::span<CellCount const> cells_;
  LogPrior prior_;
  Distinct wins_, losses_;  ///< without offsets
  std::vector<double> odds_;
  std::vector<double> log_most_;  ///< [cell] log of the greatest p^wins (1 - p)^losses
  bool has_offsets_ = false;
};

constexpr double lowest_logit = -18;
constexpr double highest_logit = 6;
constexpr double lowest_log_size = -5;
constexpr double highest_log_size = 10;

/// Shrinks both axes to the points within e^-14 of the best, with one step of margin.
void narrow(Axis& logit_m, Axis& log_k, LogPosterior const& log_posterior) {
  constexpr double reach = 14;
  std::vector<double> const values = log_posterior(logit_m, log_k, reach);
  double const best = *std::max_element(values.begin(), values.end());
  int first_i = logit_m.n, last_i = 0, first_j = log_k.n, last_j = 0;
  for (int i = 0; i < logit_m.n; ++i) {
    for (int j = 0; j < log_k.n; ++j) {
      if (values[static_cast<std::size_t>(i * log_k.n + j)] < best - reach) continue;
      first_i = std::min(first_i, i);
      last_i = std::max(last_i, i);
      first_j = std::min(first_j, j);
      last_j = std::max(last_j, j);
    }
  }
  double const step_m = logit_m.step();
  double const step_k = log_k.step();
  Axis const wide_m = logit_m;
  Axis const wide_k = log_k;
  logit_m.low = wide_m.at(first_i) - step_m;
  logit_m.high = wide_m.at(last_i) + step_m;
  log_k.low = std::max(lowest_log_size, wide_k.at(first_j) - step_k);
  log_k.high = std::min(highest_log_size, wide_k.at(last_j) + step_k);
}

}  // namespace

Hyper Hyper::at(Offset const& offset) const {
  if (offset.log_odds == 0) return *this;
  return {std::clamp(with_odds(mean, offset.odds), 1e-12, 1 - 1e-12), size};
}

HyperPosterior::HyperPosterior(std::span<CellCount const> cells, GridOptions const& options) {
  LogPosterior const log_posterior(cells, options.prior);
  // The posterior of (mean, size) is banana-shaped with few wins and has no mode at all with none,
  // so it is tabulated, not approximated. Where on the plane it lies is found on two coarse grids
  // first; one fine enough for all cases would take hundreds of times as many points.
  Axis logit_m{lowest_logit, highest_logit, 49};
  Axis log_k{lowest_log_size, highest_log_size, 23};
  narrow(logit_m, log_k, log_posterior);
  logit_m.n = log_k.n = 17;
  narrow(logit_m, log_k, log_posterior);
  logit_m.n = options.n_mean;
  log_k.n = options.n_size;
  weight_ = log_posterior(logit_m, log_k);
  double const best = *std::max_element(weight_.begin(), weight_.end());
  double total = 0;
  for (double& w : weight_) total += (w = std::exp(w - best));
  log_evidence_ = best + std::log(total * logit_m.step() * log_k.step());
  double running = 0;
  for (double& w : weight_) cumulative_.push_back(running += (w /= total));
  first_logit_ = logit_m.low;
  step_logit_ = logit_m.step();
  first_log_ = log_k.low;
  step_log_ = log_k.step();
  for (int i = 0; i < logit_m.n; ++i) means_.push_back(expit(first_logit_ + step_logit_ * i));
  for (int j = 0; j < log_k.n; ++j) sizes_.push_back(std::exp(first_log_ + step_log_ * j));
  mean_ = {expect([](Hyper const& h) { return h.mean; }),
           std::exp(expect([](Hyper const& h) { return std::log(h.size); }))};
}

Hyper HyperPosterior::draw(double u, double jitter_mean, double jitter_size) const {
  auto const found = std::lower_bound(cumulative_.begin(), cumulative_.end(), u);
  auto const i =
      static_cast<std::size_t>(std::min(found, cumulative_.end() - 1) - cumulative_.begin());
  double const logit =
      first_logit_ + step_logit_ * (static_cast<double>(i / sizes_.size()) + jitter_mean - 0.5);
  double const log_size =
      first_log_ + step_log_ * (static_cast<double>(i % sizes_.size()) + jitter_size - 0.5);
  return {expit(logit), std::exp(log_size)};
}

std::vector<Hyper> HyperPosterior::draws(std::uint64_t seed, std::string_view name,
                                         std::size_t n) const {
  std::vector<double> const strata = stratified_uniforms(seed, name, n);
  std::uint64_t const entity = core::entity_of(name);
  std::vector<Hyper> rows(n);
  for (std::size_t row = 0; row < n; ++row) {
    random::Stream stream = row_stream(seed, entity, row);
    double const jitter_mean = stream.uniform();
    rows[row] = draw(strata[row], jitter_mean, stream.uniform());
  }
  return rows;
}

RateSummary summarise(HyperPosterior const& hyper, CellCount const& cell) {
  Offset const offset(cell.offset);
  auto const mean_given = [&](Hyper const& h) {
    return (cell.wins + h.at(offset).mean * h.size) / (cell.n + h.size);
  };
  RateSummary summary;
  summary.mean = hyper.expect(mean_given);
  double const square = hyper.expect([&](Hyper const& h) {
    double const total = cell.n + h.size;
    double const p = mean_given(h);
    return p * (p * total + 1) / (total + 1);
  });
  double const variance = std::max(square - summary.mean * summary.mean, 1e-12);
  summary.sd = std::sqrt(variance);
  double const spread = summary.mean * (1 - summary.mean);
  double const size = std::max(spread / variance - 1, 1e-3);
  boost::math::beta_distribution<double> const law(std::max(summary.mean * size, 1e-6),
                                                   std::max((1 - summary.mean) * size, 1e-6));
  summary.q10 = boost::math::quantile(law, 0.1);
  summary.q90 = boost::math::quantile(law, 0.9);
  return summary;
}

double quick_log_evidence(std::span<CellCount const> cells) {
  Axis const logit_m{-7, 4, 23};
  Axis const log_k{-1, 8, 13};
  // e^-100 of the greatest term moves no digit of the sum.
  std::vector<double> const values =
      LogPosterior(cells, HyperPrior::shrinkage_uniform)(logit_m, log_k, 100);
  double const best = *std::max_element(values.begin(), values.end());
  double total = 0;
  for (double const value : values) total += std::exp(value - best);
  return best + std::log(total * logit_m.step() * log_k.step());
}

}  // namespace quarterdeck::models::win
