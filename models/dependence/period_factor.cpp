// models/dependence/period_factor.cpp – see period_factor.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/dependence/period_factor.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "models/posterior/draws.hpp"

namespace quarterdeck::models::dependence {
namespace {

constexpr double logit_per_probit = 1.65;
constexpr int n_nodes = 33;
constexpr int n_segment_cells = 12;  // of the grid of tau
constexpr double last_node = 4.0;

struct Node {
  double z = 0;
  double log_weight = 0;
};

std::array<Node, n_nodes> const& nodes() {
  static std::array<Node, n_nodes> const made = [] {
    std::array<Node, n_nodes> list{};
    double total = 0;
    for (int i = 0; i < n_nodes; ++i) {
      double const z = -last_node + 2 * last_node * i / (n_nodes - 1);
      list[static_cast<std::size_t>(i)].z = z;
      total += std::exp(-z * z / 2);
    }
    for (Node& node : list) node.log_weight = -node.z * node.z / 2 - std::log(total);
    return list;
  }();
  return made;
}

/// log Π_c p^wins (1 - p)^(n - wins) at a shift of the thresholds.
double log_likelihood_at(std::span<CellOutcome const> cells, std::span<double const> threshold,
                         double shift, double scale) {
  double sum = 0;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    double const x = (threshold[c] + shift) / scale;
    double const p = std::clamp(normal_cdf(x), 1e-12, 1 - 1e-12);
    sum += cells[c].wins * std::log(p) + (cells[c].n - cells[c].wins) * std::log1p(-p);
  }
  return sum;
}

double log_sum(std::span<double const> logs) {
  double const best = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  for (double const x : logs) sum += std::exp(x - best);
  return best + std::log(sum);
}

std::vector<double> thresholds(std::span<CellOutcome const> cells) {
  std::vector<double> threshold;
  for (CellOutcome const& cell : cells) {
    threshold.push_back(normal_quantile(std::clamp(cell.p, 1e-9, 1 - 1e-9)));
  }
  return threshold;
}

/// Posterior over cells of a tau grid from the log likelihood of their midpoints.
template <class LogLikelihood>
TauPosterior posterior(double prior_sd, int n_cells, LogLikelihood&& log_likelihood) {
  TauPosterior tau;
  tau.step = 4 * prior_sd / n_cells;
  for (int i = 0; i < n_cells; ++i) {
    double const middle = tau.step * (i + 0.5);
    double const z = middle / prior_sd;
    tau.mass.push_back(log_likelihood(middle) - z * z / 2);
  }
  double const best = *std::max_element(tau.mass.begin(), tau.mass.end());
  double total = 0;
  for (double& m : tau.mass) total += (m = std::exp(m - best));
  for (double& m : tau.mass) m /= total;
  return tau;
}

/// Segments with at least 20 wins a period on average.
std::vector<std::string> strong_segments(std::span<PeriodOutcomes const> periods) {
  std::map<std::string, double> wins;
  for (PeriodOutcomes const& period : periods) {
    for (CellOutcome const& cell : period.cells) wins[cell.segment] += cell.wins;
  }
  std::vector<std::string> strong;
  for (auto const& [segment, n] : wins) {
    if (n >= 20 * static_cast<double>(periods.size())) strong.push_back(segment);
  }
  return strong;
}

/// Every fourth node for the segments' factors: their loadings are small, so the integrand is
/// nearly normal, and a full grid of both would take four times as long. log likelihood of a period
/// with one factor of the company and one of each segment:
///   log ∫ φ(z) Π_s ∫ φ(v) L_s(sqrt(rho) z + sqrt(rho_s) v) dv dz
double log_two_level(PeriodOutcomes const& period, double rho, double rho_segment) {
  std::map<std::string, std::vector<CellOutcome>> by_segment;
  for (CellOutcome const& cell : period.cells) by_segment[cell.segment].push_back(cell);
  double const scale = std::sqrt(1 - rho - rho_segment);
  std::vector<double> over_z(n_nodes);
  for (std::size_t i = 0; i < n_nodes; ++i) over_z[i] = nodes()[i].log_weight;
  for (auto const& [segment, cells] : by_segment) {
    std::vector<double> const threshold = thresholds(cells);
    for (std::size_t i = 0; i < n_nodes; i += 1) {
      std::vector<double> over_v;
      for (std::size_t j = 0; j < n_nodes; j += 4) {
        double const shift = std::sqrt(rho) * nodes()[i].z + std::sqrt(rho_segment) * nodes()[j].z;
        over_v.push_back(nodes()[j].log_weight + std::log(4.0) +
                         log_likelihood_at(cells, threshold, shift, scale));
      }
      over_z[i] += log_sum(over_v);
    }
  }
  return log_sum(over_z);
}

}  // namespace

double correlation_of(double tau) {
  double const t = tau / logit_per_probit;
  return t * t / (1 + t * t);
}

double TauPosterior::mean() const {
  double sum = 0;
  for (std::size_t i = 0; i < mass.size(); ++i) {
    sum += mass[i] * step * (static_cast<double>(i) + 0.5);
  }
  return sum;
}

double TauPosterior::quantile(double u) const {
  double below = 0;
  for (std::size_t i = 0; i < mass.size(); ++i) {
    if (below + mass[i] >= u || i + 1 == mass.size()) {
      double const inside = mass[i] > 0 ? std::clamp((u - below) / mass[i], 0.0, 1.0) : 0;
      return step * (static_cast<double>(i) + inside);
    }
    below += mass[i];
  }
  return 0;
}

double log_period_likelihood(PeriodOutcomes const& period, double rho) {
  std::vector<double> const threshold = thresholds(period.cells);
  std::vector<double> logs;
  for (Node const& node : nodes()) {
    logs.push_back(node.log_weight + log_likelihood_at(period.cells, threshold,
                                                       std::sqrt(rho) * node.z,
                                                       std::sqrt(1 - rho)));
  }
  return log_sum(logs);
}

TauPosterior segment_prior() {
  return posterior(segment_prior_sd, n_segment_cells, [](double) { return 0.0; });
}

PeriodFactor fit_period_factor(std::span<PeriodOutcomes const> periods) {
  PeriodFactor factor;
  factor.n_periods = periods.size();
  factor.company = posterior(company_prior_sd, 24, [&](double tau) {
    double sum = 0;
    for (PeriodOutcomes const& period : periods) {
      if (period.cells.empty()) continue;
      sum += period.weight * log_period_likelihood(period, correlation_of(tau));
    }
    return sum;
  });
  std::vector<std::string> const strong = strong_segments(periods);
  if (periods.size() < 12 || strong.size() < 3) return factor;
  factor.segments = strong;
  // The company's factor is held at its mean: it is known far better than those of the segments,
  // and a joint grid would answer the same question in twenty-four times the time.
  double const rho = correlation_of(factor.company.mean());
  factor.segment = posterior(segment_prior_sd, n_segment_cells, [&](double tau) {
    double sum = 0;
    for (PeriodOutcomes const& period : periods) {
      if (period.cells.empty()) continue;
      sum += period.weight * log_two_level(period, rho, correlation_of(tau));
    }
    return sum;
  });
  return factor;
}

std::uint16_t segment_factor(PeriodFactor const& factor, std::string const& segment) {
  auto const& names = factor.segments;
  auto const found = std::find(names.begin(), names.end(), segment);
  return found == names.end() ? std::uint16_t{0}
                              : static_cast<std::uint16_t>(found - names.begin() + 1);
}

std::vector<double> tau_draws(TauPosterior const& tau, std::uint64_t seed, std::string const& name,
                              std::size_t n) {
  if (tau.mass.empty()) return std::vector<double>(n, 0.0);
  std::vector<double> draws = stratified_uniforms(seed, name, n);
  for (double& u : draws) u = tau.quantile(u);
  return draws;
}

}  // namespace quarterdeck::models::dependence
