// models/season/season.cpp – see season.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/season/season.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace quarterdeck::models {
namespace {

/// A value of a parameter on its grid with its prior mass, up to a constant.
struct Node {
  double value = 0;
  double mass = 0;
};

/// Half-normal prior of a standard deviation; masses are density × width of the cell.
template <std::size_t n>
std::vector<Node> half_normal(std::array<double, n> const& values, double scale) {
  std::vector<Node> nodes;
  for (std::size_t i = 0; i < n; ++i) {
    double const low = i == 0 ? values[0] : values[i - 1];
    double const high = i + 1 == n ? values[i] : values[i + 1];
    double const z = values[i] / scale;
    nodes.push_back({values[i], std::exp(-z * z / 2) * (high - low) / 2});
  }
  return nodes;
}

std::vector<Node> drifts() { return half_normal(std::array{0.0, 0.04, 0.1, 0.2, 0.35}, 0.15); }

std::vector<Node> season_sds(int cycle) {
  constexpr std::array values{0.0, 0.05, 0.1, 0.17, 0.27, 0.4, 0.6, 0.9, 1.3};
  return half_normal(values, cycle == months_in_quarter ? 0.5 : 0.3);
}

/// Exponential prior of a variance.
std::vector<Node> noises() {
  constexpr std::array values{0.0, 0.01, 0.03, 0.07, 0.15, 0.3};
  constexpr std::array widths{0.005, 0.015, 0.03, 0.06, 0.115, 0.15};
  std::vector<Node> nodes;
  for (std::size_t i = 0; i < values.size(); ++i) {
    nodes.push_back({values[i], std::exp(-values[i] / 0.05) * widths[i]});
  }
  return nodes;
}

/// One combination of all parameters.
struct Setting {
  double drift = 0;
  double noise = 0;
  std::vector<double> tau;  ///< [cycle]
  double log_mass = 0;
};

std::vector<Setting> all_settings(std::vector<int> const& cycles, SeasonLevel level) {
  std::vector<Setting> settings;
  bool const drifting = level == SeasonLevel::drifting;
  for (Node const& drift : drifting ? drifts() : std::vector<Node>{{0, 1}}) {
    for (Node const& noise : noises()) {
      settings.push_back(
          {drift.value, noise.value, {}, std::log(drift.mass) + std::log(noise.mass)});
    }
  }
  for (int const cycle : cycles) {
    std::vector<Setting> longer;
    for (Setting const& setting : settings) {
      for (Node const& tau : season_sds(cycle)) {
        longer.push_back(setting);
        longer.back().tau.push_back(tau.value);
        longer.back().log_mass += std::log(tau.mass);
      }
    }
    settings = std::move(longer);
  }
  return settings;
}

bool is_same_place(int a, int b, int cycle) { return (a - b) % cycle == 0; }

// Everything is Gaussian once the four parameters are fixed, and there are at most a few thousand
// combinations of them and some dozen periods. Solving each is quick and exact, where a sampler
// would have to be watched for convergence.

/// What every setting needs: the values, and covariances of unit parameters.
class Frame {
 public:
  Frame(std::vector<SeasonObservation> observations, std::vector<int> cycles, SeasonLevel level)
      : cycles_(std::move(cycles)),
        has_level_(level == SeasonLevel::drifting),
        observations_(std::move(observations)) {
    auto const n = static_cast<Eigen::Index>(observations_.size());
    double oldest = 0;
    for (auto const& o : observations_) oldest = std::max(oldest, o.age_periods);
    y_.resize(n);
    sampling_.resize(n);
    walk_.resize(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
      y_[i] = at(i).value;
      sampling_[i] = at(i).variance;
      for (Eigen::Index j = 0; j < n; ++j) {
        walk_(i, j) = oldest - std::max(at(i).age_periods, at(j).age_periods);
      }
    }
    if (has_level_) y_.array() -= y_.mean();
    for (int const cycle : cycles_) shared_.push_back(same_place(cycle));
  }

  [[nodiscard]] Eigen::MatrixXd covariance(Setting const& setting) const {
    // The level may be anywhere.
    constexpr double start_variance = 25;
    Eigen::MatrixXd k = setting.drift * setting.drift * walk_;
    if (has_level_) k.array() += start_variance;
    for (std::size_t c = 0; c < cycles_.size(); ++c) {
      k += setting.tau[c] * setting.tau[c] * shared_[c];
    }
    k.diagonal() += sampling_;
    k.diagonal().array() += setting.noise;
    return k;
  }

  /// Prior covariance of the factor of a place with the observations.
  [[nodiscard]] Eigen::VectorXd with_factor(Setting const& setting, int place) const {
    Eigen::VectorXd result = Eigen::VectorXd::Zero(y_.size());
    for (std::size_t c = 0; c < cycles_.size(); ++c) {
      double const variance = setting.tau[c] * setting.tau[c];
      for (Eigen::Index i = 0; i < y_.size(); ++i) {
        double const same = is_same_place(at(i).place, place, cycles_[c]) ? 1 : 0;
        result[i] += variance * (same - taken_off(c));
      }
    }
    return result;
  }

  [[nodiscard]] double prior_variance(Setting const& setting) const {
    double sum = 0;
    for (std::size_t c = 0; c < cycles_.size(); ++c) {
      sum += setting.tau[c] * setting.tau[c] * (1 - taken_off(c));
    }
    return sum;
  }

  [[nodiscard]] Eigen::VectorXd const& y() const { return y_; }

 private:
  [[nodiscard]] SeasonObservation const& at(Eigen::Index i) const {
    return observations_[static_cast<std::size_t>(i)];
  }

  /// Share of every effect in the mean that a factor is told against.
  [[nodiscard]] double taken_off(std::size_t cycle) const {
    return has_level_ ? 1.0 / cycles_[cycle] : 0;
  }

  [[nodiscard]] Eigen::MatrixXd same_place(int cycle) const {
    Eigen::MatrixXd same(y_.size(), y_.size());
    for (Eigen::Index i = 0; i < y_.size(); ++i) {
      for (Eigen::Index j = 0; j < y_.size(); ++j) {
        same(i, j) = is_same_place(at(i).place, at(j).place, cycle) ? 1 : 0;
      }
    }
    return same;
  }

  std::vector<int> cycles_;
  bool has_level_;
  std::vector<SeasonObservation> observations_;
  Eigen::VectorXd y_;
  Eigen::VectorXd sampling_;
  Eigen::MatrixXd walk_;                 ///< of the level less the oldest one
  std::vector<Eigen::MatrixXd> shared_;  ///< [cycle] whether two periods have the same place
};

/// Factors given one setting, and how likely the counts are under it.
struct Conditional {
  double log_weight = 0;
  std::vector<SeasonFactor> factor;
};

Conditional given(Frame const& frame, Setting const& setting, int n_places) {
  Conditional result;
  Eigen::LLT<Eigen::MatrixXd> const root(frame.covariance(setting));
  Eigen::VectorXd const explained = root.solve(frame.y());
  // Half the log determinant is the sum of the logarithms of the root's diagonal.
  result.log_weight = setting.log_mass - frame.y().dot(explained) / 2 -
                      root.matrixLLT().diagonal().array().log().sum();
  for (int place = 0; place < n_places; ++place) {
    Eigen::VectorXd const with = frame.with_factor(setting, place);
    double const variance = frame.prior_variance(setting) - with.dot(root.solve(with));
    result.factor.push_back({with.dot(explained), std::sqrt(std::max(variance, 0.0))});
  }
  return result;
}

}  // namespace

int place_in_year(core::Period const& period, core::FiscalCalendar const& calendar) {
  core::Period const year = calendar.containing(period.start, core::PeriodUnit::year);
  int const in_year = period.unit == core::PeriodUnit::month     ? 12
                      : period.unit == core::PeriodUnit::quarter ? 4
                                                                 : 1;
  // Periods of week patterns are of unequal length, by less than half a month.
  double const share = static_cast<double>(core::days_between(year.start, period.start)) /
                       static_cast<double>(year.n_days());
  return static_cast<int>(std::lround(share * in_year));
}

std::vector<int> cycles_of(core::PeriodUnit unit) {
  if (unit == core::PeriodUnit::quarter) return {4};
  if (unit == core::PeriodUnit::month) return {months_in_quarter, 12};
  return {};
}

SeasonObservation season_of_count(double count, double age_periods, int place) {
  return {std::log(count + 0.5), 1 / (count + 0.5), age_periods, place};
}

SeasonPosterior::SeasonPosterior(std::vector<SeasonObservation> observations,
                                 std::vector<int> const& cycles, int asked, SeasonLevel level) {
  std::vector<int> in_use;
  for (int const cycle : cycles) {
    bool const seen = std::any_of(observations.begin(), observations.end(), [&](auto const& o) {
      return is_same_place(o.place, asked, cycle);
    });
    if (seen) in_use.push_back(cycle);
  }
  if (in_use.empty()) return;
  int const n_places = *std::max_element(in_use.begin(), in_use.end());
  Frame const frame(std::move(observations), in_use, level);
  std::vector<Conditional> all;
  double best = -INFINITY;
  for (Setting const& setting : all_settings(in_use, level)) {
    all.push_back(given(frame, setting, n_places));
    best = std::max(best, all.back().log_weight);
  }
  factor_.resize(static_cast<std::size_t>(n_places));
  double total = 0;
  for (Conditional const& one : all) total += std::exp(one.log_weight - best);
  for (std::size_t p = 0; p < factor_.size(); ++p) {
    double square = 0;
    for (Conditional const& one : all) {
      double const weight = std::exp(one.log_weight - best) / total;
      SeasonFactor const& f = one.factor[p];
      factor_[p].log_mean += weight * f.log_mean;
      square += weight * (f.log_mean * f.log_mean + f.log_sd * f.log_sd);
    }
    double const mean = factor_[p].log_mean;
    factor_[p].log_sd = std::sqrt(std::max(square - mean * mean, 0.0));
  }
}

SeasonFactor SeasonPosterior::at(int place) const {
  if (factor_.empty()) return {};
  return factor_[static_cast<std::size_t>(place) % factor_.size()];
}

}  // namespace quarterdeck::models
