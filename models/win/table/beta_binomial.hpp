// models/win/table/beta_binomial.hpp – win rates of many cells, partially pooled.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace quarterdeck::models::win {

/// Deals and wins of one cell; weighted counts, so reals. 0 <= wins <= n.
struct CellCount {
  double n = 0;
  double wins = 0;
  double offset = 0;  ///< log odds of the cell's mean against its group's, see MainEffects
};

enum class HyperPrior {
  /// 1/(1 + k/10) ~ U(0, 1): half the mass below ten pseudo-deals, proper; m ~ Beta(0.4, 1.6).
  shrinkage_uniform,
  /// p(alpha, beta) ∝ (alpha + beta)^(-5/2).
  /// @source Gelman, Carlin, Stern, Dunson, Vehtari, Rubin: Bayesian Data Analysis, 3rd ed., ch. 5
  bda
};

struct GridOptions {
  HyperPrior prior = HyperPrior::shrinkage_uniform;
  int n_mean = 41;  ///< points over logit m
  int n_size = 51;  ///< points over log k
};

/// Log odds of a cell's mean against its group's, with their odds, which many points share.
struct Offset {
  explicit Offset(double offset) : log_odds(offset), odds(std::exp(offset)) {}
  double log_odds;
  double odds;
};

/// One point of the hyper-posterior: cells of the group have p_c ~ Beta(m k, (1 - m) k).
struct Hyper {
  double mean = 0.2;  ///< m, in (0, 1)
  double size = 10;   ///< k > 0, worth that many deals
  /// The same for a cell whose mean lies so far off on the logit scale.
  [[nodiscard]] Hyper at(Offset const& offset) const;
  [[nodiscard]] Hyper at(double offset) const { return at(Offset(offset)); }
};

/// Posterior of (m, k) of a group of cells on a grid over (logit m, log k).
///
///   wins_c ~ Binomial(n_c, p_c),  p_c ~ Beta(m k, (1 - m) k)
///   log L(m, k) = Σ_c [ lnB(wins_c + m k, n_c - wins_c + (1 - m) k) - lnB(m k, (1 - m) k) ]
///
/// A cell with an offset d has logit m_c = logit m + d in place of m.
///
/// The grid covers the region that holds all but about 1e-6 of the mass, found on a coarse grid.
/// @source Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 5
/// @verified tests/unit/models/beta_binomial_test.cpp (the rat tumour example),
/// tests/reference/reference_test.cpp
class HyperPosterior {
 public:
  HyperPosterior() = default;
  explicit HyperPosterior(std::span<CellCount const> cells, GridOptions const& options = {});

  /// Mean of a function of (m, k).
  template <class F>
  [[nodiscard]] double expect(F&& f) const {
    double sum = 0;
    auto weight = weight_.begin();
    for (double const m : means_) {
      for (double const k : sizes_) sum += *weight++ * f(Hyper{m, k});
    }
    return sum;
  }
  /// Draw number of uniform u in (0, 1), jittered inside its grid cell by the two other uniforms.
  [[nodiscard]] Hyper draw(double u, double jitter_mean, double jitter_size) const;
  /// n draws, one in each of n equal strata of the posterior's mass.
  [[nodiscard]] std::vector<Hyper> draws(std::uint64_t seed, std::string_view name,
                                         std::size_t n) const;
  [[nodiscard]] double log_evidence() const { return log_evidence_; }
  [[nodiscard]] Hyper mean() const { return mean_; }  ///< E(m), and exp(E log k)

 private:
  double first_logit_ = 0, step_logit_ = 0;
  double first_log_ = 0, step_log_ = 0;
  std::vector<double> means_, sizes_;  ///< of the grid's points
  std::vector<double> weight_;         ///< [mean][size], sums to 1
  std::vector<double> cumulative_;     ///< of weight_
  double log_evidence_ = 0;
  Hyper mean_;
};

/// Mean and standard deviation of p_c given the counts of the cell, hyper-parameters averaged.
struct RateSummary {
  double mean = 0;
  double sd = 0;
  double q10 = 0;  ///< of the Beta distribution with that mean and sd
  double q90 = 0;
};
[[nodiscard]] RateSummary summarise(HyperPosterior const& hyper, CellCount const& cell);

/// log of the marginal likelihood of a group on a coarse grid, for choosing between cell layouts.
[[nodiscard]] double quick_log_evidence(std::span<CellCount const> cells);

}  // namespace quarterdeck::models::win
