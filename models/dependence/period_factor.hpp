// models/dependence/period_factor.hpp – the luck that the deals of one period share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace quarterdeck::models::dependence {

/// Deals of one past period with the same probability, learned without that period.
struct CellOutcome {
  double p = 0;  ///< in (0, 1)
  double n = 0;
  double wins = 0;
  std::string segment;
};

struct PeriodOutcomes {
  double weight = 1;  ///< power of its likelihood; less than 1 for overlapping windows
  std::vector<CellOutcome> cells;
};

/// Standard deviation on the logit scale that a correlation of the probit factor amounts to:
///   tau = 1.65 sqrt(rho / (1 - rho))
[[nodiscard]] double correlation_of(double tau);

/// A distribution over tau on equally spaced grid cells.
struct TauPosterior {
  double step = 0;
  std::vector<double> mass;  ///< of [i step, (i + 1) step), sums to 1
  [[nodiscard]] double mean() const;
  [[nodiscard]] double quantile(double u) const;  ///< linear inside a grid cell
};

struct PeriodFactor {
  TauPosterior company;
  TauPosterior segment;               ///< empty: no factor of its own
  std::vector<std::string> segments;  ///< that have one, sorted; empty: none
  std::size_t n_periods = 0;
};

/// Scales of the half-normal priors of tau.
inline constexpr double company_prior_sd = 0.3;
inline constexpr double segment_prior_sd = 0.15;

/// How strongly new business follows the company's luck: with luck z, exp(0.5 tau z) times as many
/// new deals are won, tau being the company's. A belief and not learned, because one company's
/// dozen periods cannot tell a shared cause from the noise of the counts themselves. Half: what
/// makes a period good for open deals is good for new ones, too, but these also hang on how many
/// are created. The dispersion of the counts is learned, and this share is taken out of it, so
/// while it is the larger of the two a wrong value moves luck between causes and leaves the spread
/// of new business as it was.
inline constexpr double arrival_loading = 0.5;

/// log ∫ φ(z) Π_c p_c(z)^wins (1 - p_c(z))^(n - wins) dz by the trapezoid rule, with
///   p_c(z) = Φ((Φ⁻¹(p_c) + sqrt(rho) z) / sqrt(1 - rho)).
[[nodiscard]] double log_period_likelihood(PeriodOutcomes const& period, double rho);

/// Posterior of tau of the company's factor by grid: half-normal(0.3) prior times the likelihoods
/// of the periods. A factor of segments, half-normal(0.15), only with 12 periods and three segments
/// with 20 wins a period each; fewer identify nothing. Tau is to be drawn, never plugged in: its
/// most likely value is often zero when it is not.
/// @source one-factor model: Vasicek (2002), Risk 15(12); bias of the estimate: Gordy & Heitfield
/// (2002), Federal Reserve Board working paper
/// @verified tests/unit/models/period_factor_test.cpp
[[nodiscard]] PeriodFactor fit_period_factor(std::span<PeriodOutcomes const> periods);

/// Half-normal prior of tau of the segments on the grid of its posterior.
[[nodiscard]] TauPosterior segment_prior();

/// Index of a segment's factor in a plan: 0 where it has none of its own.
[[nodiscard]] std::uint16_t segment_factor(PeriodFactor const& factor, std::string const& segment);

/// n draws of tau, one in each of n equal strata; zeros for an empty posterior.
[[nodiscard]] std::vector<double> tau_draws(TauPosterior const& tau, std::uint64_t seed,
                                            std::string const& name, std::size_t n);

}  // namespace quarterdeck::models::dependence
