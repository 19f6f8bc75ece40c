// models/compile/win_season.cpp – see win_season.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/win_season.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "models/posterior/draws.hpp"
#include "models/win/table/odds.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Moves a column of levels. @return the mean chance
double shift_column(plan::Draws::Table& levels, Eigen::Index column,
                    std::vector<double> const& odds) {
  double sum = 0;
  for (Eigen::Index row = 0; row < levels.rows(); ++row) {
    double& level = levels(row, column);
    double const before = normal_cdf(level);
    if (before <= 0 || before >= 1) {
      sum += before;
      continue;
    }
    double const p =
        std::clamp(win::with_odds(before, odds[static_cast<std::size_t>(row)]), 1e-12, 1 - 1e-12);
    level = normal_quantile(p);
    sum += p;
  }
  return sum / static_cast<double>(levels.rows());
}

}  // namespace

void apply_season(WinPart& win, win::WinSeason const& season, CompileOptions const& options) {
  if (season.month_of_quarter == 0) return;
  auto const n_rows = static_cast<std::size_t>(options.n_rows);
  std::vector<double> odds = stratified_normals(options.seed, "win/season", n_rows);
  for (double& z : odds) z = std::exp(season.now.log_mean + season.now.log_sd * z);
  std::vector<double> mean;
  for (Eigen::Index column = 0; column < win.level.cols(); ++column) {
    mean.push_back(shift_column(win.level, column, odds));
  }
  for (std::size_t row = 0; row < win.cell.size(); ++row) {
    win.p_in_period[row] = mean[win.cell[row]];
    win.p_ever[row] = std::max(win.p_ever[row], win.p_in_period[row]);
    if (std::abs(season.now.log_mean) < 0.1) continue;
    auto& reasons = win.reasons[row];
    reasons.push_back(
        {"month of the quarter", std::string(season.month()), std::exp(season.now.log_mean)});
    std::stable_sort(reasons.begin(), reasons.end(), [](Reason const& a, Reason const& b) {
      return std::abs(std::log(a.odds)) > std::abs(std::log(b.odds));
    });
  }
}

}  // namespace quarterdeck::models::parts
