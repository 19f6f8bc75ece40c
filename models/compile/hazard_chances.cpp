// models/compile/hazard_chances.cpp – see hazard_chances.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/hazard_chances.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::parts {
namespace {

constexpr Eigen::Index rows_at_once = 1024;
constexpr std::size_t max_reasons = 3;
/// Reasons that move the odds by less than a tenth are not worth a line.
constexpr double smallest_reason = 0.1;

/// Phi^-1(expit(x)), by cubics between points 1/32 apart; within 1e-7 of the exact value.
class ProbitOfLogit {
 public:
  ProbitOfLogit() {
    for (int i = 0; i <= n_points; ++i) {
      double const p = 1 / (1 + std::exp(-at(i)));
      double const probit =
          p < 0.5 ? normal_quantile(p) : -normal_quantile(1 / (1 + std::exp(at(i))));
      double const density = std::exp(-probit * probit / 2) * 0.39894228040143267794;
      value_.push_back(probit);
      slope_.push_back(p * (1 - p) / density * step);
    }
  }

  double operator()(double x) const {
    double const place = (std::clamp(x, -range, range) + range) / step;
    auto const i = std::min(static_cast<std::size_t>(place), value_.size() - 2);
    double const t = place - static_cast<double>(i);
    double const u = 1 - t;
    return u * u * ((1 + 2 * t) * value_[i] + t * slope_[i]) +
           t * t * ((1 + 2 * u) * value_[i + 1] - u * slope_[i + 1]);
  }

 private:
  static constexpr double range = 27;
  static constexpr double step = 1.0 / 32;
  static constexpr int n_points = static_cast<int>(2 * range / step);
  static double at(int i) { return -range + step * i; }
  std::vector<double> value_, slope_;
};

/// A deal's chance under a draw of the coefficients is linear in the draw to first order, so that a
/// draw costs one product a deal and not a walk through all weeks. Single precision is enough for a
/// difference from the mode and halves the memory that is read.
///
/// Draws of all coefficients less the mode, [row × parameter]. Rows 2i and 2i + 1 are mirror
/// images, so that their average is the mode whatever the number of rows.
Eigen::MatrixXf coefficient_draws(win::LogitFit const& fit, std::uint64_t seed,
                                  Eigen::Index n_rows) {
  Eigen::Index const n = fit.mode.size();
  Eigen::MatrixXd z(n, (n_rows + 1) / 2);
  std::uint64_t const entity = core::entity_of("win/hazard/coefficients");
  for (Eigen::Index pair = 0; pair < z.cols(); ++pair) {
    random::Stream stream = row_stream(seed, entity, static_cast<std::uint64_t>(pair));
    for (Eigen::Index j = 0; j < n; ++j) z(j, pair) = normal_variate(stream);
  }
  fit.factor.triangularView<Eigen::Lower>().transpose().solveInPlace(z);
  Eigen::MatrixXf draws(n_rows, n);
  for (Eigen::Index row = 0; row < n_rows; ++row) {
    float const sign = row % 2 == 0 ? 1.0F : -1.0F;
    draws.row(row) = sign * z.col(row / 2).transpose().cast<float>();
  }
  return draws;
}

/// A deal's level as a linear function of the coefficients, recalibrated.
struct LinearLevel {
  float logit = 0;
  std::vector<std::pair<Eigen::Index, float>> gradient;  ///< not zero
  std::vector<win::UnseenLevel> unseen;
};

class HazardCompiler {
 public:
  HazardCompiler(win::FittedHazard const& hazard, ForecastInputs const& inputs,
                 CompileOptions const& options)
      : inputs_(inputs),
        options_(options),
        hazard_(hazard),
        step_ends_(win::window_steps(inputs.history.as_of, inputs.period, hazard_.spec.weeks)),
        n_before_(step_ends_.size() - core::week_ends(inputs.history.as_of, inputs.period).size()),
        courses_(inputs.models.timing, inputs.history.as_of, inputs.period),
        ahead_(hazard_, {inputs.history, inputs.pipeline.deals, inputs.history.as_of, step_ends_}) {
  }

  WinPart run(std::span<DealState const> states) {
    WinPart part;
    std::vector<LinearLevel> levels;
    for (std::size_t i = 0; i < states.size(); ++i) add_deal(part, levels, states[i], i);
    fill_levels(part, levels);
    for (std::size_t i = 0; i < states.size(); ++i) {
      double const p_in = part.p_in_period[i];
      part.p_ever.push_back(p_in > 0 ? ever(i, p_in, states[i]) : 0);
    }
    add_curves(part);
    return part;
  }

 private:
  void add_deal(WinPart& part, std::vector<LinearLevel>& levels, DealState const& state,
                std::size_t i) {
    win::DealLevel const level = ahead_.level(i, step_ends_.size() - 1, n_before_);
    part.cell.push_back(static_cast<std::uint32_t>(part.cells.size()));
    part.cells.push_back({dependence::segment_factor(inputs_.models.factor, state.segment)});
    part.reasons.push_back(reasons(level));
    curves_.push_back(ahead_.curves(i, hazard_.fit.mode));
    LinearLevel linear;
    bool const counted_as_new = inputs_.models.win.undated_are_new_business && state.age_days < 0;
    if (counted_as_new) {
      linear.logit = -std::numeric_limits<float>::infinity();
    } else {
      auto const& recalibration = inputs_.models.win_choice.recalibration.used;
      double const slope = recalibration.slope(level.logit);
      linear.logit = static_cast<float>(recalibration.logit(level.logit));
      for (Eigen::Index j = 0; j < level.gradient.size(); ++j) {
        auto const g = static_cast<float>(slope * level.gradient[j]);
        if (g != 0) linear.gradient.emplace_back(j, g);
      }
      linear.unseen = level.unseen;
      for (win::UnseenLevel& unseen : linear.unseen) {
        unseen.won *= slope;
        unseen.lost *= slope;
      }
    }
    levels.push_back(std::move(linear));
  }

  /// Whether a covariate says the same, or nearly, of all deals on a day.
  [[nodiscard]] bool is_calendar(std::string const& name) const {
    using enum win::CovariateKind;
    auto const& covariates = hazard_.encoder.covariates();
    return std::any_of(covariates.begin(), covariates.end(), [&](win::Covariate const& one) {
      bool const calendar =
          one.kind == period_end || one.kind == weeks_ahead || one.kind == stage_weeks_ahead;
      return calendar && one.name == name;
    });
  }

  [[nodiscard]] std::vector<Reason> reasons(win::DealLevel const& level) const {
    std::vector<Reason> reasons;
    for (win::Contribution const& one : level.contributions) {
      if (reasons.size() == max_reasons || std::abs(one.logit) < smallest_reason) break;
      if (is_calendar(one.covariate)) continue;
      reasons.push_back({one.covariate, one.level, std::exp(one.logit)});
    }
    return reasons;
  }

  void fill_levels(WinPart& part, std::vector<LinearLevel> const& levels) {
    Eigen::Index const n_rows = options_.n_rows;
    part.level.resize(n_rows, static_cast<Eigen::Index>(levels.size()));
    Eigen::MatrixXf const draws = coefficient_draws(hazard_.fit, options_.seed, n_rows);
    std::vector<double> sum(levels.size(), 0.0);
    for (Eigen::Index first = 0; first < n_rows; first += rows_at_once) {
      Eigen::Index const n = std::min(rows_at_once, n_rows - first);
      Eigen::ArrayXf logit(n);
      for (std::size_t i = 0; i < levels.size(); ++i) {
        auto const column = static_cast<Eigen::Index>(i);
        if (!std::isfinite(levels[i].logit)) {
          part.level.col(column).segment(first, n).setConstant(
              -std::numeric_limits<double>::infinity());
          continue;
        }
        logit.setConstant(levels[i].logit);
        for (auto const& [j, g] : levels[i].gradient) {
          logit += g * draws.col(j).segment(first, n).array();
        }
        for (win::UnseenLevel const& unseen : levels[i].unseen) add_unseen(logit, unseen, first);
        for (Eigen::Index r = 0; r < n; ++r) {
          double const x = logit[r];
          part.level(first + r, column) = probit_(x);
          sum[i] += 1 / (1 + std::exp(-x));
        }
      }
    }
    for (double const one : sum) part.p_in_period.push_back(one / static_cast<double>(n_rows));
  }

  /// The effect of a level never seen, drawn from its family; the same for all deals that have it.
  void add_unseen(Eigen::ArrayXf& logit, win::UnseenLevel const& unseen, Eigen::Index first) const {
    auto const family = static_cast<Eigen::Index>(unseen.covariate + 1);
    double const won = unseen.won * hazard_.fit.sd(family, win::won_cause);
    double const lost = unseen.lost * hazard_.fit.sd(family, win::lost_cause);
    if (std::abs(won) + std::abs(lost) < 1e-3) return;
    std::string const& covariate = hazard_.encoder.covariates()[unseen.covariate].name;
    std::uint64_t const entity =
        core::entity_of("win/hazard/unseen/" + covariate + "/" + unseen.level);
    for (Eigen::Index r = 0; r < logit.size(); ++r) {
      auto const row = static_cast<std::uint64_t>(first + r);
      random::Stream stream = row_stream(options_.seed, entity, row / 2);
      double const sign = row % 2 == 0 ? 1 : -1;
      double const on_won = normal_variate(stream);
      logit[r] += static_cast<float>(sign * (won * on_won + lost * normal_variate(stream)));
    }
  }

  /// P(won ever): before the window and in it by the hazards; of those still open at its end, the
  /// share that the timing model wins later.
  double ever(std::size_t i, double p_in, DealState const& state) {
    win::Curves const& curves = curves_[i];
    double const before = n_before_ > 0 ? curves.won[n_before_ - 1] : 0;
    double const open = std::max(0.0, 1 - curves.won.back() - curves.lost.back());
    timing::Course const& course = courses_.at(timing::position_of(inputs_.models.timing, state));
    double const later = course.open_at_end > 1e-9
                             ? (course.won_ever - course.won_before_window - course.won_in_window) /
                                   course.open_at_end
                             : 0;
    return std::clamp(p_in + before + open * std::clamp(later, 0.0, 1.0), p_in, 1.0);
  }

  /// Shares of the wins in the window by week, in steps of 1/200, or coarser where a plan cannot
  /// hold as many curves.
  /// Every deal has its own curve by the hazards, and the plan has room for 65,535 different ones;
  /// rounding makes most of them coincide.
  void add_curves(WinPart& part) const {
    std::size_t const max_curves = std::numeric_limits<std::uint16_t>::max();
    for (double steps = 200;; steps /= 2) {
      std::vector<std::vector<double>> rounded;
      for (win::Curves const& curves : curves_) rounded.push_back(shares(curves, steps));
      std::set<std::vector<double>> const distinct(rounded.begin(), rounded.end());
      if (distinct.size() > max_curves && steps > 2) continue;
      part.curves.assign(distinct.begin(), distinct.end());
      for (std::vector<double> const& one : rounded) {
        auto const found = std::lower_bound(part.curves.begin(), part.curves.end(), one);
        part.curve.push_back(static_cast<std::uint16_t>(found - part.curves.begin()));
      }
      return;
    }
  }

  [[nodiscard]] std::vector<double> shares(win::Curves const& curves, double steps) const {
    double const before = n_before_ > 0 ? curves.won[n_before_ - 1] : 0;
    double const total = std::max(curves.won.back() - before, 1e-300);
    std::vector<double> share;
    for (std::size_t w = n_before_; w < curves.won.size(); ++w) {
      double const exact = std::clamp((curves.won[w] - before) / total, 0.0, 1.0);
      share.push_back(std::round(steps * exact) / steps);
    }
    share.back() = 1;
    return share;
  }

  ForecastInputs const& inputs_;
  CompileOptions const& options_;
  win::FittedHazard const& hazard_;
  std::vector<core::Date> step_ends_;
  std::size_t n_before_;
  timing::CourseTable courses_;
  win::HazardAhead ahead_;
  ProbitOfLogit probit_;
  std::vector<win::Curves> curves_;  ///< [pipeline row]
};

}  // namespace

WinPart hazard_win_part(win::FittedHazard const& hazard, ForecastInputs const& inputs,
                        std::span<DealState const> states, CompileOptions const& options) {
  return HazardCompiler(hazard, inputs, options).run(states);
}

}  // namespace quarterdeck::models::parts
