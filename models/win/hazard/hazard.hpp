// models/win/hazard/hazard.hpp – weekly chances of winning and losing an open deal, from all that
// is known. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Eigen/Dense>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/data/history.hpp"
#include "models/win/hazard/covariate.hpp"
#include "models/win/hazard/multinomial_logit.hpp"
#include "models/win/hazard/person_period.hpp"

namespace quarterdeck::models::win {

struct HazardSpec {
  PersonPeriodSpec weeks;
  CovariateSpec covariates;
  LogitOptions logit;
  std::optional<double> half_life_periods = 6;  ///< of a past week's weight; nothing: no fading
};

/// What rows are encoded by: the spec's covariates without a column that is the only segment, which
/// would be told twice.
[[nodiscard]] CovariateSpec encoded_covariates(HazardSpec const& spec);

/// Column of coefficients of a cause.
inline constexpr Eigen::Index won_cause = 0, lost_cause = 1;

/// Discrete-time competing risks:
///
///   P(cause in a week | open) = e exp(x'b_cause) / (1 + e Σ exp(x'b)),   e = days of the week / 7
///   b ~ N(0, sd²), one sd for each family of covariates and cause; intercepts N(0, 10²)
///
/// fitted on one row a deal and week at risk, weighted by 2^(-age in periods / half-life).
/// @source Allison (1982), Sociological Methodology 13
struct FittedHazard {
  HazardSpec spec;
  core::Date as_of{};
  RowEncoder encoder;
  LogitFit fit;              ///< families: the intercept, then encoder.covariates()
  Eigen::VectorXd mean_row;  ///< weighted mean of past rows, by design column
  std::size_t n_rows = 0;    ///< past person-weeks
  std::size_t n_won = 0;
  std::size_t n_lost = 0;
};

/// Learns from all weeks of the history; without any, the prior stands.
/// @verified tests/unit/models/hazard_test.cpp
[[nodiscard]] FittedHazard fit_hazard(data::History const& history, HazardSpec const& spec);
/// Learns from these weeks; their age counts back from `as_of`.
[[nodiscard]] FittedHazard fit_hazard(data::History const& history, PersonPeriods const& past,
                                      core::Date as_of, HazardSpec const& spec);

/// Families of the coefficients: the intercept, then those of the covariates.
[[nodiscard]] std::vector<LogitFamily> families_of(RowEncoder const& encoder);

/// What a level does to the weekly odds of a cause, against the average past week.
struct Effect {
  std::string covariate;  ///< in plain words
  std::string level;
  data::Outcome cause = data::Outcome::won;
  double log_odds = 0;
  double sd = 0;          ///< of log_odds, posterior
  double odds_ratio = 1;  ///< exp(log_odds)
  double low = 1;         ///< 5 % and 95 % of the odds ratio
  double high = 1;
};

/// Every level of every covariate, wins before losses.
[[nodiscard]] std::vector<Effect> effects_of(FittedHazard const& hazard);

/// Cumulative chances by the end of each step.
struct Curves {
  std::vector<double> won;
  std::vector<double> lost;
};

/// How much of a deal's level a covariate explains.
struct Contribution {
  std::string covariate;
  std::string level;  ///< of the deal in the first step; of a number its value
  double logit = 0;   ///< added to the level by it not being that of the average past week
};

/// A level of a deal that past rows did not have, or too rarely: its effect is drawn from its
/// family.
struct UnseenLevel {
  std::size_t covariate = 0;  ///< into RowEncoder::covariates
  std::string level;
  double won = 0;  ///< derivative of the deal's level by the effect on winning
  double lost = 0;
};

/// logit P(won by the end of a step) of one deal at the mode, with its gradient.
struct DealLevel {
  double logit = 0;
  Eigen::VectorXd gradient;                 ///< by the coefficients, parameters as in LogitSums
  std::vector<Contribution> contributions;  ///< largest first
  std::vector<UnseenLevel> unseen;          ///< by covariate, then level
  /// The level under other coefficients to first order: cheap posterior draws of many deals.
  [[nodiscard]] double at(Eigen::MatrixXd const& coefficients, Eigen::MatrixXd const& mode) const {
    return logit + gradient.dot((coefficients - mode).reshaped());
  }
};

/// The steps ahead of open deals, with ages, weeks to the period's end and to the close date moving
/// on and all else as it stands. `hazard` must outlive it.
/// @verified tests/unit/models/hazard_test.cpp
class HazardAhead {
 public:
  /// @param steps  at least one
  HazardAhead(FittedHazard const& hazard, StepsAhead const& steps);

  [[nodiscard]] std::size_t n_deals() const { return n_deals_; }
  [[nodiscard]] std::size_t n_steps() const { return n_steps_; }
  /// @param coefficients  the mode, or a posterior draw of hazard.fit
  [[nodiscard]] Curves curves(std::size_t deal, Eigen::MatrixXd const& coefficients) const;
  /// @param step  up to whose end wins count
  /// @param n_before  the first steps, whose wins do not count
  [[nodiscard]] DealLevel level(std::size_t deal, std::size_t step, std::size_t n_before = 0) const;

 private:
  struct Chances {
    double won = 0, lost = 0;
  };
  [[nodiscard]] Chances chances(std::size_t row, Eigen::MatrixXd const& coefficients) const;
  struct Unseen {
    std::size_t row = 0;
    std::size_t covariate = 0;
    std::string level;
  };
  void find_unseen(std::size_t row, std::vector<std::string> const& levels);
  [[nodiscard]] std::vector<UnseenLevel> unseen_of(std::size_t deal,
                                                   Eigen::MatrixXd const& slope) const;

  FittedHazard const* hazard_;
  std::size_t n_deals_;
  std::size_t n_steps_;
  LogitDesign design_;                            ///< [deal][step]
  std::vector<Unseen> unseen_;                    ///< by row
  std::vector<std::vector<std::string>> levels_;  ///< [deal][covariate] in the first step
};

/// Mean log loss a person-week, of weeks predicted from nothing but earlier periods.
struct HazardScore {
  std::optional<double> half_life_periods;
  double log_loss = 0;
  double n_weeks = 0;  ///< sum of weights of the weeks that were predicted
};

/// Scores each half-life: every one of the last n_periods completed periods is predicted from the
/// weeks before it, with strengths of families learned to a tenth of a unit of log evidence. cost:
/// one fit for each candidate and period.
/// @return in the order of the candidates; n_weeks 0 where no period has a past to learn from
/// @verified tests/unit/models/hazard_test.cpp
[[nodiscard]] std::vector<HazardScore> score_half_lives(
    data::History const& history, HazardSpec const& spec,
    std::vector<std::optional<double>> const& candidates = {2.0, 4.0, 8.0, std::nullopt},
    int n_periods = 4);

}  // namespace quarterdeck::models::win
