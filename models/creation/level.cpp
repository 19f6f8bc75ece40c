// models/creation/level.cpp – see level.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/creation/level.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::creation {
namespace {

constexpr std::size_t n_levels = 101;
constexpr std::array<double, 7> drifts{0.01, 0.04, 0.08, 0.13, 0.2, 0.3, 0.45};
constexpr std::array<double, 7> drift_widths{0.025, 0.035, 0.045, 0.06, 0.085, 0.125, 0.15};
constexpr std::array<double, 7> dispersions{0, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4};
constexpr std::array<double, 7> dispersion_widths{0.005, 0.0125, 0.02, 0.0375, 0.075, 0.15, 0.2};

using Mass = std::array<double, n_levels>;

double log_count_likelihood(double count, double mean, double phi) {
  if (phi <= 0) return count * std::log(mean) - mean - log_gamma(count + 1);
  double const size = 1 / phi;
  return log_gamma(count + size) - log_gamma(size) - log_gamma(count + 1) -
         size * std::log1p(mean / size) + count * std::log(mean / (size + mean));
}

// Counts are small, often zero, and a Kalman filter would take them for normal. On a grid of levels
// the filter is exact for the negative binomial, and 101 levels cost little.

/// Random-walk step of the level by a normal of sd `sd`, tabulated by distance on the grid and
/// renormalised at its ends.
class Step {
 public:
  Step(double sd, double spacing) {
    for (std::size_t d = 0; d < n_levels; ++d) {
      double const z = static_cast<double>(d) * spacing / sd;
      weight_[d] = std::exp(-z * z / 2);
      if (weight_[d] > 1e-10) reach_ = d;
    }
  }
  [[nodiscard]] Mass operator()(Mass const& from) const {
    Mass to{};
    for (std::size_t i = 0; i < n_levels; ++i) {
      std::size_t const low = i > reach_ ? i - reach_ : 0;
      std::size_t const high = std::min(n_levels - 1, i + reach_);
      double total = 0;
      for (std::size_t j = low; j <= high; ++j) total += weight_[j > i ? j - i : i - j];
      double const share = from[i] / total;
      for (std::size_t j = low; j <= high; ++j) to[j] += share * weight_[j > i ? j - i : i - j];
    }
    return to;
  }

 private:
  std::array<double, n_levels> weight_{};
  std::size_t reach_ = 0;
};

/// Steps of one drift by their gap in periods, made once each.
class Steps {
 public:
  Steps(double drift, double spacing) : drift_(drift), spacing_(spacing) {}
  [[nodiscard]] Mass operator()(Mass const& from, double gap_periods) {
    int const twentieths = std::max(1, static_cast<int>(std::lround(20 * gap_periods)));
    auto found = made_.find(twentieths);
    if (found == made_.end()) {
      double const sd = drift_ * std::sqrt(twentieths / 20.0);
      found = made_.emplace(twentieths, Step(std::max(sd, spacing_ / 4), spacing_)).first;
    }
    return found->second(from);
  }

 private:
  double drift_;
  double spacing_;
  std::map<int, Step> made_;
};

/// Likelihood of every observation at every level for one dispersion, scaled to a maximum of 1;
/// the scales' logarithms add up in `log_scale`.
std::vector<Mass> tabulate(std::vector<CountObservation> const& observations,
                           std::vector<double> const& level, double phi, double& log_scale) {
  std::vector<Mass> table(observations.size());
  log_scale = 0;
  for (std::size_t t = 0; t < observations.size(); ++t) {
    CountObservation const& o = observations[t];
    for (std::size_t i = 0; i < n_levels; ++i) {
      table[t][i] =
          o.weight * log_count_likelihood(o.count, std::exp(level[i] + o.log_season), phi);
    }
    double const best = *std::max_element(table[t].begin(), table[t].end());
    log_scale += best;
    for (double& x : table[t]) x = std::exp(x - best);
  }
  return table;
}

/// Predictive mass over levels, and the log evidence of one (sigma, phi).
double filter(std::vector<CountObservation> const& observations, std::vector<Mass> const& table,
              Steps& steps, Mass& mass) {
  double log_evidence = 0;
  for (std::size_t t = 0; t < observations.size(); ++t) {
    double total = 0;
    for (std::size_t i = 0; i < n_levels; ++i) total += (mass[i] *= table[t][i]);
    log_evidence += std::log(total);
    for (double& x : mass) x /= total;
    double const next = t + 1 < observations.size() ? observations[t + 1].age_periods : 0;
    mass = steps(mass, observations[t].age_periods - next);
  }
  return log_evidence;
}

std::vector<double> level_grid(std::vector<CountObservation> const& observations) {
  double low = 1e300, high = -1e300;
  for (CountObservation const& o : observations) {
    double const log_count = std::log(o.count + 0.5) - o.log_season;
    double const margin = 0.6 + 2 / std::sqrt(o.count + 0.5);
    low = std::min(low, log_count - margin);
    high = std::max(high, log_count + margin);
  }
  std::vector<double> level(n_levels);
  for (std::size_t i = 0; i < n_levels; ++i) {
    level[i] = low + (high - low) * static_cast<double>(i) / (n_levels - 1);
  }
  return level;
}

Mass start_mass(std::vector<double> const& level) {
  Mass mass{};
  double total = 0;
  for (std::size_t i = 0; i < n_levels; ++i) {
    total += (mass[i] = std::exp((level[i] - level.back()) / 2));
  }
  for (double& x : mass) x /= total;
  return mass;
}

/// log of the prior mass of a cell, up to a constant.
double log_prior(std::size_t drift, std::size_t dispersion) {
  double const z = drifts[drift] / 0.15;
  return -z * z / 2 - dispersions[dispersion] / 0.05 +
         std::log(drift_widths[drift] * dispersion_widths[dispersion]);
}

}  // namespace

std::vector<LevelPriorCell> level_prior() {
  std::vector<LevelPriorCell> cells;
  double total = 0;
  for (std::size_t p = 0; p < dispersions.size(); ++p) {
    for (std::size_t s = 0; s < drifts.size(); ++s) {
      cells.push_back({drifts[s], dispersions[p], std::exp(log_prior(s, p))});
      total += cells.back().mass;
    }
  }
  for (LevelPriorCell& cell : cells) cell.mass /= total;
  return cells;
}

LevelPosterior::LevelPosterior(std::vector<CountObservation> observations)
    : phi_(dispersions.begin(), dispersions.end()) {
  std::sort(observations.begin(), observations.end(),
            [](auto const& a, auto const& b) { return a.age_periods > b.age_periods; });
  level_ = level_grid(observations);
  double const spacing = level_[1] - level_[0];
  std::vector<Mass> predicted;
  std::vector<double> log_weight, drift_of;
  for (std::size_t p = 0; p < dispersions.size(); ++p) {
    double log_scale = 0;
    std::vector<Mass> const table = tabulate(observations, level_, dispersions[p], log_scale);
    for (std::size_t s = 0; s < drifts.size(); ++s) {
      Steps steps(drifts[s], spacing);
      Mass mass = start_mass(level_);
      double const evidence = log_scale + filter(observations, table, steps, mass);
      log_weight.push_back(evidence + log_prior(s, p));
      drift_of.push_back(drifts[s]);
      predicted.push_back(mass);
    }
  }
  double const best = *std::max_element(log_weight.begin(), log_weight.end());
  double total = 0;
  for (double& w : log_weight) total += (w = std::exp(w - best));
  std::vector<double> joint(dispersions.size() * n_levels, 0.0);
  for (std::size_t c = 0; c < predicted.size(); ++c) {
    double const weight = log_weight[c] / total;
    mean_drift_ += weight * drift_of[c];
    for (std::size_t i = 0; i < n_levels; ++i) {
      joint[c / drifts.size() * n_levels + i] += weight * predicted[c][i];
    }
  }
  double running = 0;
  for (double const x : joint) cumulative_.push_back(running += x);
}

std::vector<LevelDraw> LevelPosterior::draws(std::uint64_t seed, std::string_view name,
                                             std::size_t n) const {
  std::vector<double> const strata = stratified_uniforms(seed, name, n);
  std::uint64_t const entity = core::entity_of(name);
  double const spacing = level_[1] - level_[0];
  std::vector<LevelDraw> rows(n);
  for (std::size_t row = 0; row < n; ++row) {
    auto const found =
        std::lower_bound(cumulative_.begin(), cumulative_.end(), strata[row] * cumulative_.back());
    auto const i =
        static_cast<std::size_t>(std::min(found, cumulative_.end() - 1) - cumulative_.begin());
    random::Stream stream = row_stream(seed, entity, row);
    rows[row].log_mean = level_[i % n_levels] + spacing * (stream.uniform() - 0.5);
    rows[row].dispersion = phi_[i / n_levels];
  }
  return rows;
}

double LevelPosterior::mean() const {
  double sum = 0, before = 0;
  for (std::size_t i = 0; i < cumulative_.size(); ++i) {
    sum += (cumulative_[i] - before) * std::exp(level_[i % n_levels]);
    before = cumulative_[i];
  }
  return sum / cumulative_.back();
}

double LevelPosterior::mean_drift() const { return mean_drift_; }

double LevelPosterior::mean_dispersion() const {
  double sum = 0, before = 0;
  for (std::size_t i = 0; i < cumulative_.size(); ++i) {
    sum += (cumulative_[i] - before) * phi_[i / n_levels];
    before = cumulative_[i];
  }
  return sum / cumulative_.back();
}

}  // namespace quarterdeck::models::creation
