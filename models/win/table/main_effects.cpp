// models/win/table/main_effects.cpp – see main_effects.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/table/main_effects.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "engine/core/ids.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models::win {
namespace {

constexpr double main_intercept_sd = 2;
constexpr double prior_scale = 0.3;
constexpr double prior_freedom = 1;

/// Log odds of all deals together.
double overall_logit(std::span<LevelledCell const> cells) {
  double n = 1, wins = 0.5;
  for (LevelledCell const& cell : cells) {
    n += cell.count.n;
    wins += cell.count.wins;
  }
  return std::log(wins / (n - wins));
}

std::size_t n_groups(std::span<LevelledCell const> cells) {
  std::size_t n = 0;
  for (LevelledCell const& cell : cells) n = std::max(n, cell.group + 1);
  return n;
}

/// Rows of the regression: the effects of a cell, then its group's intercept.
struct Rows {
  std::vector<std::vector<Eigen::Index>> columns;  ///< [cell]
  double intercept_mean = 0;
  Eigen::Index n_effects = 0;
  Eigen::Index n_columns = 0;
};

/// The mode and the precision there.
struct Mode {
  Eigen::VectorXd b;
  Eigen::MatrixXd precision;
};

/// One Newton step of the penalised log likelihood, at most 2 in any coordinate.
double newton_step(Mode& mode, std::span<LevelledCell const> cells, Rows const& rows,
                   Eigen::VectorXd const& prior) {
  Eigen::VectorXd gradient = -prior.cwiseProduct(mode.b);
  mode.precision = prior.asDiagonal();
  for (std::size_t c = 0; c < cells.size(); ++c) {
    double eta = rows.intercept_mean;
    for (auto const i : rows.columns[c]) eta += mode.b[i];
    double const p = 1 / (1 + std::exp(-eta));
    double const miss = cells[c].count.wins - cells[c].count.n * p;
    double const weight = cells[c].count.n * p * (1 - p);
    for (auto const i : rows.columns[c]) {
      gradient[i] += miss;
      for (auto const j : rows.columns[c]) mode.precision(i, j) += weight;
    }
  }
  Eigen::VectorXd step = mode.precision.llt().solve(gradient);
  double const largest = step.cwiseAbs().maxCoeff();
  if (largest > 2) step *= 2 / largest;
  mode.b += step;
  return largest;
}

}  // namespace

MainEffects::MainEffects(std::span<LevelledCell const> cells,
                         std::vector<std::size_t> const& n_levels, int n_updates)
    : first_(n_levels.size(), 0), size_(n_levels.size(), 0), sd_(n_levels.size(), 0.0) {
  std::size_t next = 0;
  for (std::size_t f = 0; f < n_levels.size(); ++f) {
    std::set<std::size_t> seen;
    for (LevelledCell const& cell : cells) seen.insert(cell.levels[f]);
    first_[f] = next;
    // A column of one level, or one that names every cell, tells nothing that the cells do not.
    if (seen.size() < 2 || seen.size() == cells.size()) continue;
    size_[f] = n_levels[f];
    sd_[f] = prior_scale;
    next += n_levels[f];
  }
  mode_ = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(next));
  if (next > 0) fit(cells, n_updates);
}

std::ptrdiff_t MainEffects::column_of(std::size_t family, std::size_t level) const {
  return level < size_[family] ? static_cast<std::ptrdiff_t>(first_[family] + level) : -1;
}

void MainEffects::fit(std::span<LevelledCell const> cells, int n_updates) {
  Rows rows;
  rows.intercept_mean = overall_logit(cells);
  rows.n_effects = mode_.size();
  rows.n_columns = rows.n_effects + static_cast<Eigen::Index>(n_groups(cells));
  for (LevelledCell const& cell : cells) {
    auto& columns = rows.columns.emplace_back();
    for (std::size_t f = 0; f < size_.size(); ++f) {
      if (auto const j = column_of(f, cell.levels[f]); j >= 0) columns.push_back(j);
    }
    columns.push_back(rows.n_effects + static_cast<Eigen::Index>(cell.group));
  }
  Mode mode{Eigen::VectorXd::Zero(rows.n_columns), {}};
  Eigen::VectorXd prior =
      Eigen::VectorXd::Constant(rows.n_columns, 1 / (main_intercept_sd * main_intercept_sd));
  Eigen::MatrixXd covariance;
  for (int update = 0; update < n_updates; ++update) {
    for (std::size_t f = 0; f < size_.size(); ++f) {
      prior.segment(static_cast<Eigen::Index>(first_[f]), static_cast<Eigen::Index>(size_[f]))
          .setConstant(1 / (sd_[f] * sd_[f]));
    }
    for (int i = 0; i < 20 && newton_step(mode, cells, rows, prior) > 1e-6; ++i) {
    }
    covariance = mode.precision.llt()
                     .solve(Eigen::MatrixXd::Identity(rows.n_columns, rows.n_columns))
                     .topLeftCorner(rows.n_effects, rows.n_effects);
    if (update + 1 == n_updates) break;
    // EM for the variances, with a weak prior: a column of two levels has nothing else to hold its
    // variance away from zero.
    for (std::size_t f = 0; f < size_.size(); ++f) {
      if (size_[f] == 0) continue;
      auto const first = static_cast<Eigen::Index>(first_[f]);
      auto const n = static_cast<Eigen::Index>(size_[f]);
      double const squares =
          mode.b.segment(first, n).squaredNorm() + covariance.diagonal().segment(first, n).sum();
      sd_[f] = std::sqrt((squares + prior_freedom * prior_scale * prior_scale) /
                         (static_cast<double>(n) + prior_freedom));
    }
  }
  mode_ = mode.b.head(rows.n_effects);
  root_ = covariance.llt().matrixL();
  auto const effects_prior = prior.head(rows.n_effects);
  log_price_ = -0.5 * effects_prior.cwiseProduct(mode_.cwiseAbs2()).sum() +
               0.5 * effects_prior.array().log().sum() + root_.diagonal().array().log().sum();
  center(cells);
}

/// What all levels of a column share belongs to the groups' means, which have a law of their own;
/// its uncertainty here would be counted twice.
void MainEffects::center(std::span<LevelledCell const> cells) {
  for (std::size_t f = 0; f < size_.size(); ++f) {
    if (size_[f] == 0) continue;
    auto const first = static_cast<Eigen::Index>(first_[f]);
    auto const n = static_cast<Eigen::Index>(size_[f]);
    Eigen::RowVectorXd share = Eigen::RowVectorXd::Constant(n, 1e-9);
    for (LevelledCell const& cell : cells) {
      share[static_cast<Eigen::Index>(cell.levels[f])] += cell.count.n;
    }
    share /= share.sum();
    mode_.segment(first, n).array() -= share.transpose().dot(mode_.segment(first, n));
    Eigen::RowVectorXd const common = share * root_.middleRows(first, n);
    root_.middleRows(first, n).rowwise() -= common;
  }
}

double MainEffects::offset(std::span<std::size_t const> levels) const {
  double sum = 0;
  for (std::size_t f = 0; f < levels.size() && f < size_.size(); ++f) {
    if (auto const j = column_of(f, levels[f]); j >= 0) sum += mode_[j];
  }
  return sum;
}

Eigen::MatrixXd MainEffects::draws(std::uint64_t seed, std::size_t n_rows) const {
  std::uint64_t const entity = core::entity_of("win/main effects");
  Eigen::MatrixXd z(mode_.size(), static_cast<Eigen::Index>(n_rows));
  for (Eigen::Index row = 0; row < z.cols(); ++row) {
    random::Stream stream = row_stream(seed, entity, static_cast<std::uint64_t>(row));
    for (Eigen::Index i = 0; i < z.rows(); ++i) z(i, row) = normal_variate(stream);
  }
  return ((root_ * z).colwise() + mode_).transpose();
}

std::vector<double> MainEffects::offsets(Eigen::MatrixXd const& effects,
                                         std::span<std::size_t const> levels,
                                         std::string const& cell, std::uint64_t seed) const {
  Eigen::VectorXd rows = Eigen::VectorXd::Zero(effects.rows());
  double unseen = 0;
  for (std::size_t f = 0; f < levels.size() && f < size_.size(); ++f) {
    auto const j = column_of(f, levels[f]);
    if (j >= 0) {
      rows += effects.col(j);
    } else {
      unseen += sd_[f] * sd_[f];
    }
  }
  std::uint64_t const entity = core::entity_of("win/unseen levels/" + cell);
  for (Eigen::Index row = 0; unseen > 0 && row < rows.size(); ++row) {
    random::Stream stream = row_stream(seed, entity, static_cast<std::uint64_t>(row));
    rows[row] += std::sqrt(unseen) * normal_variate(stream);
  }
  return {rows.begin(), rows.end()};
}

}  // namespace quarterdeck::models::win
