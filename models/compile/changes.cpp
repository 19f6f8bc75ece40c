// models/compile/changes.cpp – see changes.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/changes.hpp"

#include <algorithm>
#include <limits>

#include "models/posterior/draws.hpp"

namespace quarterdeck::models::parts {
namespace {

/// Level of the plan whose mean over the factors is p: Φ⁻¹(p), infinite for a certain outcome.
double level_of(double p) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (p <= 0) return -infinity;
  return p >= 1 ? infinity : normal_quantile(p);
}

/// P(won ever): as likely as before to be won later, given that it is not won in the period.
double ever(double p_in_before, double p_ever_before, DealChange const& change, double p) {
  if (change.outcome == data::Outcome::lost) return 0;
  double const rest = 1 - p_in_before;
  double const later =
      rest > 1e-12 ? std::clamp((p_ever_before - p_in_before) / rest, 0.0, 1.0) : 0.0;
  return p + (1 - p) * later;
}

}  // namespace

std::vector<std::optional<double>> apply_changes(WinPart& win, ForecastInputs const& inputs,
                                                 std::span<DealState const> states) {
  std::vector<std::optional<double>> by_models(states.size());
  std::vector<double> levels;
  for (std::size_t i = 0; i < states.size(); ++i) {
    auto const found = inputs.changes.find(inputs.pipeline.deals[i].id);
    auto const p = found == inputs.changes.end() ? std::nullopt : found->second.chance();
    if (!p) continue;
    by_models[i] = win.p_in_period[i];
    win.p_ever[i] = ever(win.p_in_period[i], win.p_ever[i], found->second, *p);
    win.p_in_period[i] = *p;
    win.cell[i] = static_cast<std::uint32_t>(win.cells.size());
    win.cells.push_back({dependence::segment_factor(inputs.models.factor, states[i].segment)});
    levels.push_back(level_of(*p));
  }
  if (levels.empty()) return by_models;
  auto const n_before = win.level.cols();
  auto const n_added = static_cast<Eigen::Index>(levels.size());
  win.level.conservativeResize(win.level.rows(), n_before + n_added);
  win.level.rightCols(n_added).rowwise() =
      Eigen::Map<Eigen::RowVectorXd const>(levels.data(), n_added);
  return by_models;
}

}  // namespace quarterdeck::models::parts
