// models/compile/changes.cpp – values set for single deals, by hand or by a scenario.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "engine/core/error.hpp"
#include "models/compile/parts.hpp"
#include "models/posterior/draws.hpp"

namespace quarterdeck::models {
namespace {

/// Chance of a win in the period that a change sets, if it does.
std::optional<double> chance_of(DealChange const& change) {
  if (change.outcome) return *change.outcome == data::Outcome::won ? 1.0 : 0.0;
  return change.probability;
}

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

void change_deal(ForecastInputs& inputs, std::size_t row, DealChange const& change) {
  QUARTERDECK_EXPECT(row < inputs.pipeline.deals.size());
  QUARTERDECK_EXPECT(!change.outcome || *change.outcome != data::Outcome::open);
  QUARTERDECK_EXPECT(!change.probability || (*change.probability >= 0 && *change.probability <= 1));
  data::OpenDeal& deal = inputs.pipeline.deals[row];
  DealChange& all = inputs.changes[deal.id];
  if (change.amount != core::no_amount) deal.amount = all.amount = change.amount;
  if (change.close_date != core::no_date) deal.close_date = all.close_date = change.close_date;
  if (chance_of(change)) {
    all.probability = change.probability;
    all.outcome = change.outcome;
  }
}

namespace parts {

std::vector<std::optional<double>> apply_changes(WinPart& win, ForecastInputs const& inputs,
                                                 std::span<DealState const> states) {
  std::vector<std::optional<double>> by_models(states.size());
  std::vector<double> levels;
  for (std::size_t i = 0; i < states.size(); ++i) {
    auto const found = inputs.changes.find(inputs.pipeline.deals[i].id);
    auto const p = found == inputs.changes.end() ? std::nullopt : chance_of(found->second);
    if (!p) continue;
    by_models[i] = win.p_in_period[i];
    win.p_ever[i] = ever(win.p_in_period[i], win.p_ever[i], found->second, *p);
    win.p_in_period[i] = *p;
    win.cell[i] = static_cast<std::uint32_t>(win.cells.size());
    win.cells.push_back({segment_factor(inputs.models.factor, states[i].segment)});
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

}  // namespace parts
}  // namespace quarterdeck::models
