// models/win/hazard/landmark_hazard.hpp – hazards learned from deals as they stood at landmarks.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <Eigen/Dense>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/data/history.hpp"
#include "models/past/landmarks.hpp"
#include "models/win/hazard/hazard.hpp"
#include "models/win/hazard/logit_design.hpp"

namespace quarterdeck::models::win {

/// Weeks of one deal among the rows of a design, in their order.
struct WeekSpan {
  std::size_t first = 0;
  std::size_t n_weeks = 0;
  std::size_t n_before = 0;  ///< the first of them, whose wins do not count
};

/// Chance that a deal is won in the weeks that count, and its gradient.
struct WinChance {
  double p = 0;
  Eigen::VectorXd gradient;  ///< of logit p by the coefficients, parameters as in LogitSums
  Eigen::MatrixXd slope;     ///< [week × cause] of logit p by the linear predictors
};

/// P(won in the weeks that count), with c_w = 1 for these and 0 for those before:
///   V_w = c_w p_won,w + p_open,w V_{w+1}
[[nodiscard]] double chance_of_win(LogitDesign const& design, WeekSpan const& weeks,
                                   Eigen::MatrixXd const& coefficients);

/// The same with its gradient, from
///   dV_1/d eta_won,w = S_w p_won,w (c_w - V_w),   dV_1/d eta_lost,w = -S_w p_lost,w V_w,
/// S_w the chance of being open before week w. `p` is kept 1e-12 from 0 and 1.
/// @verified tests/unit/models/win_choice_test.cpp
[[nodiscard]] WinChance chance_with_gradient(LogitDesign const& design, WeekSpan const& weeks,
                                             Eigen::MatrixXd const& coefficients);

/// Mean of p over the posterior: expit(m / sqrt(1 + pi v / 8)), m the logit and v its variance.
/// @source MacKay (1992), Neural Computation 4(5), "The evidence framework applied to
/// classification networks"
[[nodiscard]] double moderated(double logit, double variance);

/// A deal that a landmark saw.
struct LandmarkCourse {
  std::uint32_t landmark = 0;  ///< into Landmarks::past
  WeekSpan weeks;
  std::size_t n_at_risk = 0;  ///< weeks up to its closing, all of them when it stayed open
  data::Outcome outcome = data::Outcome::open;
};

/// The weeks of all landmarks as rows of one design, made once for all fits.
class LandmarkWeeks {
 public:
  LandmarkWeeks(data::History const& history, Landmarks const& marks, HazardSpec spec);

  [[nodiscard]] HazardSpec const& spec() const { return spec_; }
  [[nodiscard]] RowEncoder const& encoder() const { return encoder_; }
  [[nodiscard]] LogitDesign const& rows() const { return rows_; }
  [[nodiscard]] std::size_t n_landmarks() const { return overlap_.size(); }
  /// Deals of a landmark, in its order.
  [[nodiscard]] std::span<LandmarkCourse const> deals(std::size_t landmark) const {
    return std::span(deals_).subspan(first_[landmark], first_[landmark + 1] - first_[landmark]);
  }
  /// Learns from the weeks at risk of all landmarks, each with its weight times its overlap;
  /// weight 0 leaves it out.
  [[nodiscard]] FittedHazard fit(std::span<double const> weights, core::Date as_of,
                                 LogitOptions const& options,
                                 LogitFit const* start = nullptr) const;

 private:
  /// Adds the weeks at risk of a landmark.
  friend class ReweightedHazard;
  void add_at_risk(LogitDesign& design, std::size_t landmark, double weight) const;

  HazardSpec spec_;
  std::vector<double> overlap_;
  RowEncoder encoder_;
  LogitDesign rows_;
  std::vector<LandmarkCourse> deals_;
  std::vector<std::size_t> first_;  ///< [landmark] deal, and the end
};

/// Coefficients under other weights of the landmarks, by one Newton step from a mode:
///
///   b(w) ≈ b^ + (Σ w_q H_q + 1/sd²)^-1 (Σ w_q g_q - b^/sd²)
///
/// with g_q and H_q gradient and information of landmark q at b^. Exact to first order in the
/// change of the weights.
/// @verified tests/unit/models/win_choice_test.cpp
class ReweightedHazard {
 public:
  /// @param used  landmarks that may get a weight
  ReweightedHazard(LandmarkWeeks const& weeks, LogitFit const& fit, std::vector<bool> used);
  /// @param weights  [landmark], those of landmarks not used are not looked at
  [[nodiscard]] Eigen::MatrixXd mode(std::span<double const> weights) const;

 private:
  LogitFit const* fit_;
  std::vector<bool> used_;
  Eigen::VectorXd precision_;
  std::vector<LogitSums> sums_;  ///< [landmark], empty where not used
};

}  // namespace quarterdeck::models::win
