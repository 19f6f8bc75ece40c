// models/win/table/beta_binomial.cpp – see beta_binomial.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/beta_binomial.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"
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

double inverse_logit(double x) { return 1 / (1 + std::exp(-x)); }

/// log of Γ(a + n) / Γ(a); for few whole wins by their product, a single logarithm.
double log_rise(double a, double n) {
  constexpr double most_factors = 16;
  if (n <= most_factors && n == std::floor(n)) {
    double product = 1;
    for (double i = 0; i < n; ++i) product *= a + i;
    return std::log(product);
  }
  return log_gamma(a + n) - log_gamma(a);
}

/// log prior density in (logit m, log k).
double log_prior(double m, double k, HyperPrior prior) {
  double const log_m = std::log(m);
  double const log_rest = std::log1p(-m);
  if (prior == HyperPrior::bda) return -0.5 * std::log(k) + log_m + log_rest;
  double const half_size = 10;
  double const log_beta_norm = log_gamma(2.0) - log_gamma(0.4) - log_gamma(1.6);
  return std::log(k / half_size) - 2 * std::log1p(k / half_size) + 0.4 * log_m + 1.6 * log_rest +
         log_beta_norm;
}

/// log of prior times likelihood over the grid, [mean][size].
class LogPosterior {
 public:
  LogPosterior(std::span<CellCount const> cells, HyperPrior prior) : cells_(cells), prior_(prior) {
    for (CellCount const& cell : cells) {
      odds_.push_back(std::exp(cell.offset));
      has_offsets_ = has_offsets_ || cell.offset != 0;
    }
  }

  [[nodiscard]] std::vector<double> operator()(Axis const& logit_m, Axis const& log_k) const {
    std::vector<double> values(static_cast<std::size_t>(logit_m.n * log_k.n));
    for (int j = 0; j < log_k.n; ++j) {
      double const k = std::exp(log_k.at(j));
      double const common = size_term(k);
      for (int i = 0; i < logit_m.n; ++i) {
        double const m = inverse_logit(logit_m.at(i));
        values[static_cast<std::size_t>(i * log_k.n + j)] =
            common + (has_offsets_ ? offset_term(m, k) : mean_term(m * k, (1 - m) * k)) +
            log_prior(m, k, prior_);
      }
    }
    return values;
  }

 private:
  [[nodiscard]] double size_term(double k) const {
    double sum = static_cast<double>(cells_.size()) * log_gamma(k);
    for (CellCount const& cell : cells_) sum -= log_gamma(cell.n + k);
    return sum;
  }
  [[nodiscard]] double mean_term(double a, double b) const {
    double sum = -static_cast<double>(cells_.size()) * (log_gamma(a) + log_gamma(b));
    for (CellCount const& cell : cells_) {
      sum += log_gamma(cell.wins + a) + log_gamma(cell.n - cell.wins + b);
    }
    return sum;
  }
  [[nodiscard]] double offset_term(double m, double k) const {
    double sum = 0;
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      double const mean = with_odds(m, odds_[c]);
      double const a = mean * k, b = (1 - mean) * k;
      sum += log_rise(a, cells_[c].wins) + log_rise(b, cells_[c].n - cells_[c].wins);
    }
    return sum;
  }
  std::span<CellCount const> cells_;
  HyperPrior prior_;
  std::vector<double> odds_;
  bool has_offsets_ = false;
};

constexpr double lowest_logit = -18;
constexpr double highest_logit = 6;
constexpr double lowest_log_size = -5;
constexpr double highest_log_size = 10;

/// Shrinks both axes to the points within e^-14 of the best, with one step of margin.
void narrow(Axis& logit_m, Axis& log_k, std::vector<double> const& values) {
  double const best = *std::max_element(values.begin(), values.end());
  int first_i = logit_m.n, last_i = 0, first_j = log_k.n, last_j = 0;
  for (int i = 0; i < logit_m.n; ++i) {
    for (int j = 0; j < log_k.n; ++j) {
      if (values[static_cast<std::size_t>(i * log_k.n + j)] < best - 14) continue;
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

Hyper Hyper::at(double offset) const {
  if (offset == 0) return *this;
  double const odds = std::exp(offset);
  return {std::clamp(with_odds(mean, odds), 1e-12, 1 - 1e-12), size};
}

HyperPosterior::HyperPosterior(std::span<CellCount const> cells, GridOptions const& options) {
  LogPosterior const log_posterior(cells, options.prior);
  // The posterior of (mean, size) is banana-shaped with few wins and has no mode at all with none,
  // so it is tabulated, not approximated. Where on the plane it lies is found on two coarse grids
  // first; one fine enough for all cases would take hundreds of times as many points.
  Axis logit_m{lowest_logit, highest_logit, 49};
  Axis log_k{lowest_log_size, highest_log_size, 23};
  narrow(logit_m, log_k, log_posterior(logit_m, log_k));
  logit_m.n = log_k.n = 17;
  narrow(logit_m, log_k, log_posterior(logit_m, log_k));
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
  n_size_ = static_cast<std::size_t>(log_k.n);
  mean_ = {expect([](Hyper const& h) { return h.mean; }),
           std::exp(expect([](Hyper const& h) { return std::log(h.size); }))};
}

Hyper HyperPosterior::at(std::size_t i) const {
  return {inverse_logit(first_logit_ + step_logit_ * static_cast<double>(i / n_size_)),
          std::exp(first_log_ + step_log_ * static_cast<double>(i % n_size_))};
}

Hyper HyperPosterior::draw(double u, double jitter_mean, double jitter_size) const {
  auto const found = std::lower_bound(cumulative_.begin(), cumulative_.end(), u);
  auto const i =
      static_cast<std::size_t>(std::min(found, cumulative_.end() - 1) - cumulative_.begin());
  double const logit =
      first_logit_ + step_logit_ * (static_cast<double>(i / n_size_) + jitter_mean - 0.5);
  double const log_size =
      first_log_ + step_log_ * (static_cast<double>(i % n_size_) + jitter_size - 0.5);
  return {inverse_logit(logit), std::exp(log_size)};
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
  auto const mean_given = [&](Hyper const& h) {
    return (cell.wins + h.at(cell.offset).mean * h.size) / (cell.n + h.size);
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
  std::vector<double> const values =
      LogPosterior(cells, HyperPrior::shrinkage_uniform)(logit_m, log_k);
  double const best = *std::max_element(values.begin(), values.end());
  double total = 0;
  for (double const value : values) total += std::exp(value - best);
  return best + std::log(total * logit_m.step() * log_k.step());
}

}  // namespace quarterdeck::models::win
