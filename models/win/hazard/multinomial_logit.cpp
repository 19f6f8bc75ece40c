// models/win/hazard/multinomial_logit.cpp – see multinomial_logit.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/multinomial_logit.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::models::win {
namespace {

/// Between updates of the variances the mode need be found only as well as the evidence is asked.
constexpr double share_of_evidence_tolerance = 0.01;
constexpr double loose_end = 1e-6;
constexpr double no_information = 1e-6;

int threads_of(LogitOptions const& options) {
  if (options.n_threads > 0) return options.n_threads;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

class Fitter {
 public:
  Fitter(LogitDesign const& design, std::vector<LogitFamily> families, LogitOptions const& options)
      : design_(&design), options_(options), n_threads_(threads_of(options)) {
    auto const n_families = static_cast<Eigen::Index>(families.size());
    auto const n_columns = static_cast<Eigen::Index>(design.n_columns());
    fit_.mode = Eigen::MatrixXd::Zero(n_columns, design.n_causes());
    fit_.sd = Eigen::MatrixXd::Constant(n_families, design.n_causes(), options.first_sd);
    fit_.gamma = Eigen::MatrixXd::Zero(n_families, design.n_causes());
    Eigen::Index column = 0;
    for (Eigen::Index f = 0; f < n_families; ++f) {
      LogitFamily const& family = families[static_cast<std::size_t>(f)];
      first_.push_back(column);
      column += static_cast<Eigen::Index>(family.n_columns);
      if (family.fixed_sd) fit_.sd.row(f).setConstant(*family.fixed_sd);
    }
    QUARTERDECK_EXPECT(column == n_columns);
    QUARTERDECK_EXPECT(options.largest_sd > options.smallest_sd && options.smallest_sd > 0);
    first_.push_back(column);
    fit_.families = std::move(families);
  }

  void start_at(LogitFit const& start) {
    QUARTERDECK_EXPECT(start.mode.rows() == fit_.mode.rows());
    QUARTERDECK_EXPECT(start.mode.cols() == fit_.mode.cols());
    QUARTERDECK_EXPECT(start.sd.rows() == fit_.sd.rows());
    fit_.mode = start.mode;
    fit_.sd = start.sd;
  }

  LogitFit run() {
    bool const learns = std::any_of(fit_.families.begin(), fit_.families.end(),
                                    [](LogitFamily const& family) { return !family.fixed_sd; });
    bool settled = !learns || options_.max_updates == 0;
    double last_evidence = 0;
    while (!settled && fit_.n_updates < options_.max_updates) {
      find_mode(share_of_evidence_tolerance * options_.evidence_tolerance,
                options_.trusted_decrement);
      judge();
      settled = fit_.n_updates > 0 &&
                std::abs(fit_.log_evidence - last_evidence) < options_.evidence_tolerance;
      last_evidence = fit_.log_evidence;
      if (!settled) update_variances();
    }
    bool const is_loose = options_.newton_tolerance > loose_end;
    bool const at_mode =
        find_mode(options_.newton_tolerance, is_loose ? options_.trusted_decrement : 0);
    judge();
    fit_.converged = settled && at_mode;
    fit_.factor = cholesky_.matrixL();
    return std::move(fit_);
  }

 private:
  static double penalty(Eigen::MatrixXd const& b, Eigen::VectorXd const& precision) {
    return 0.5 * (b.reshaped().array().square() * precision.array()).sum();
  }

  /// The log posterior is concave, so a Newton step points uphill, but a full one may overshoot
  /// where most hazards are near 0 or 1. Steps from b until the log posterior rises; the step that
  /// was taken in the end.
  Eigen::MatrixXd climb(Eigen::MatrixXd const& step, Eigen::VectorXd const& precision,
                        double objective) {
    double const rounding = 1e-13 * (1 + std::abs(objective));
    int const max_halvings = 40;
    Eigen::MatrixXd b = fit_.mode + step;
    double share = 1;
    for (int i = 0; i < max_halvings; ++i) {
      double const reached = logit_likelihood(*design_, b, n_threads_) - penalty(b, precision);
      if (reached >= objective - rounding) return b;
      share /= 2;
      b = fit_.mode + share * step;
    }
    return fit_.mode;
  }

  /// Newton steps from where the mode was; afterwards sums_ and cholesky_ belong to fit_.mode, or
  /// after a trusted step to where it came from.
  /// @return whether the tolerance was met
  bool find_mode(double tolerance, double trusted) {
    Eigen::VectorXd const precision = fit_.precisions();
    for (int i = 0; i < options_.max_newton_steps; ++i) {
      sums_ = sum_logit(*design_, fit_.mode, n_threads_);
      Eigen::VectorXd const gradient =
          sums_.gradient - (fit_.mode.reshaped().array() * precision.array()).matrix();
      Eigen::MatrixXd information = sums_.information;
      information.diagonal() += precision;
      cholesky_.compute(information);
      if (cholesky_.info() != Eigen::Success) {
        throw core::NumericError("the information of a penalised logit is not positive definite");
      }
      Eigen::VectorXd const step = cholesky_.solve(gradient);
      double const decrement = 0.5 * gradient.dot(step);
      if (decrement <= tolerance) return true;
      double const objective = sums_.log_likelihood - penalty(fit_.mode, precision);
      Eigen::MatrixXd const reached =
          climb(step.reshaped(fit_.mode.rows(), fit_.mode.cols()), precision, objective);
      ++fit_.n_newton_steps;
      if (reached == fit_.mode) return false;
      fit_.mode = reached;
      if (decrement <= trusted) {
        sums_.log_likelihood = logit_likelihood(*design_, fit_.mode, n_threads_);
        return true;
      }
    }
    return false;
  }

  /// Evidence, and the number of coefficients that the rows determine, at the mode.
  void judge() {
    Eigen::VectorXd const precision = fit_.precisions();
    Eigen::Index const n = fit_.mode.rows();
    Eigen::MatrixXd const inverse_factor =
        cholesky_.matrixL().solve(Eigen::MatrixXd::Identity(precision.size(), precision.size()));
    Eigen::VectorXd const variance = inverse_factor.colwise().squaredNorm();
    for (Eigen::Index k = 0; k < fit_.mode.cols(); ++k) {
      for (Eigen::Index f = 0; f < fit_.sd.rows(); ++f) {
        auto const i = static_cast<std::size_t>(f);
        Eigen::Index const size = first_[i + 1] - first_[i];
        double const trace = variance.segment(k * n + first_[i], size).sum();
        fit_.gamma(f, k) =
            std::max(0.0, static_cast<double>(size) - trace / (fit_.sd(f, k) * fit_.sd(f, k)));
      }
    }
    double const log_determinant = 2 * cholesky_.matrixLLT().diagonal().array().log().sum();
    fit_.log_likelihood = sums_.log_likelihood;
    fit_.log_evidence = sums_.log_likelihood - penalty(fit_.mode, precision) +
                        0.5 * precision.array().log().sum() - 0.5 * log_determinant;
  }

  /// MacKay's fixed point: the variance that would be estimated from the coefficients if only gamma
  /// of them had been measured. It needs no derivative of the evidence and settles in a few rounds.
  void update_variances() {
    for (Eigen::Index f = 0; f < fit_.sd.rows(); ++f) {
      auto const i = static_cast<std::size_t>(f);
      if (fit_.families[i].fixed_sd) continue;
      for (Eigen::Index k = 0; k < fit_.sd.cols(); ++k) {
        if (fit_.gamma(f, k) < no_information) continue;
        double const square =
            fit_.mode.col(k).segment(first_[i], first_[i + 1] - first_[i]).squaredNorm();
        fit_.sd(f, k) = std::clamp(std::sqrt(square / fit_.gamma(f, k)), options_.smallest_sd,
                                   options_.largest_sd);
      }
    }
    ++fit_.n_updates;
  }

  LogitDesign const* design_;
  LogitOptions options_;
  int n_threads_;
  std::vector<Eigen::Index> first_;  ///< column of each family, and the end
  LogitFit fit_;
  LogitSums sums_;
  Eigen::LLT<Eigen::MatrixXd> cholesky_;
};

}  // namespace

Eigen::VectorXd LogitFit::precisions() const {
  Eigen::VectorXd precision(mode.size());
  for (Eigen::Index k = 0; k < mode.cols(); ++k) {
    Eigen::Index column = k * mode.rows();
    for (Eigen::Index f = 0; f < sd.rows(); ++f) {
      auto const n = static_cast<Eigen::Index>(families[static_cast<std::size_t>(f)].n_columns);
      precision.segment(column, n).setConstant(1 / (sd(f, k) * sd(f, k)));
      column += n;
    }
  }
  return precision;
}

Eigen::MatrixXd LogitFit::draw(Eigen::VectorXd const& z) const {
  QUARTERDECK_EXPECT(z.size() == mode.size());
  Eigen::VectorXd const step = factor.triangularView<Eigen::Lower>().transpose().solve(z);
  return mode + step.reshaped(mode.rows(), mode.cols());
}

double LogitFit::sd_of(Eigen::VectorXd const& w) const {
  QUARTERDECK_EXPECT(w.size() == mode.size());
  return factor.triangularView<Eigen::Lower>().solve(w).norm();
}

LogitFit fit_logit(LogitDesign const& design, std::vector<LogitFamily> families,
                   LogitOptions const& options, LogitFit const* start) {
  Fitter fitter(design, std::move(families), options);
  if (start != nullptr) fitter.start_at(*start);
  return fitter.run();
}

}  // namespace quarterdeck::models::win
