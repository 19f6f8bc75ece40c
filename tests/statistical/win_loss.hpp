// tests/statistical/win_loss.hpp – chances of single deals against what became of them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/core.h>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/data/history.hpp"
#include "models/compile.hpp"
#include "models/fit.hpp"
#include "models/win/choice/recalibration.hpp"

namespace quarterdeck::test {

/// Chances of the same deals by several ways, and what happened; periods are the clusters.
struct DealChances {
  std::vector<models::win::PastChance> deals;
  std::vector<double> chosen, table, hazard, covariates;
  std::vector<double> crm;  ///< shorter where the CRM has no probability for a stage

  /// Mean log loss of a way.
  [[nodiscard]] double loss(std::vector<double> const& chance) const { return mean(chance).mean; }
  /// Loss of `a` less that of `b`, clustered by period.
  [[nodiscard]] models::win::ClusteredMean difference(std::vector<double> const& a,
                                                      std::vector<double> const& b) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < deals.size(); ++i) {
      values.push_back(models::win::log_loss(a[i], deals[i].won) -
                       models::win::log_loss(b[i], deals[i].won));
    }
    return models::win::clustered_mean(values, deals);
  }
  [[nodiscard]] models::win::ClusteredMean mean(std::vector<double> const& chance) const {
    std::vector<double> values;
    for (std::size_t i = 0; i < deals.size(); ++i) {
      values.push_back(models::win::log_loss(chance[i], deals[i].won));
    }
    return models::win::clustered_mean(values, deals);
  }
};

/// Chance of every open deal by a method, by id; nothing: the method is chosen.
inline std::unordered_map<std::string, double> chances_by(
    data::History const& history, models::ModelSpec spec,
    std::optional<models::win::WinModelKind> method, models::win::WinModelKind* chosen = nullptr) {
  models::ForecastInputs inputs;
  spec.win_model = method;
  inputs.history = history;
  inputs.pipeline = data::pipeline_at(history, history.as_of);
  inputs.models = models::fit(history, spec);
  inputs.period = spec.period;
  if (chosen != nullptr) *chosen = inputs.models.win_choice.kind();
  std::unordered_map<std::string, double> chance;
  for (auto const& deal : models::compile(inputs, {.seed = 1, .n_rows = 1024}).deals) {
    chance[deal.id] = deal.p_win_in_period;
  }
  return chance;
}

/// Adds the deals open at the end of `before.as_of`, judged by what `after` knows.
/// @return the method that was chosen
inline models::win::WinModelKind add_deals(DealChances& all, data::History const& before,
                                           data::History const& after,
                                           models::ModelSpec const& spec, std::size_t cluster) {
  using models::win::WinModelKind;
  std::unordered_map<std::string, data::HistoryDeal const*> fate;
  for (data::HistoryDeal const& deal : after.deals) fate[deal.id] = &deal;
  WinModelKind method = WinModelKind::table;
  auto const chosen = chances_by(before, spec, {}, &method);
  auto const table = chances_by(before, spec, WinModelKind::table);
  auto const hazard = chances_by(before, spec, WinModelKind::hazard);
  auto const covariates = chances_by(before, spec, WinModelKind::hazard_with_covariates);
  for (data::OpenDeal const& deal : data::pipeline_at(before, before.as_of).deals) {
    if (deal.created == core::no_date) continue;
    data::HistoryDeal const& then = *fate.at(deal.id);
    bool const won = then.outcome == data::Outcome::won && then.closed <= spec.period.end;
    all.deals.push_back({cluster, 0.5, won});
    all.chosen.push_back(chosen.at(deal.id));
    all.table.push_back(table.at(deal.id));
    all.hazard.push_back(hazard.at(deal.id));
    all.covariates.push_back(covariates.at(deal.id));
    auto const stage = static_cast<std::size_t>(deal.stage);
    bool const known = deal.stage >= 0 && stage < before.stages.size();
    if (known && before.stages[stage].probability) {
      all.crm.push_back(*before.stages[stage].probability);
    }
  }
  return method;
}

/// The bar of a chosen model: not worse than the table of win rates by more than luck explains.
inline bool is_no_worse_than_table(DealChances const& all, std::vector<double> const& chosen) {
  auto const less = all.difference(chosen, all.table);
  return less.mean < 2 * less.error;
}

/// Chances with their odds multiplied: a planted bias.
inline std::vector<double> with_odds_times(double factor, std::vector<double> chances) {
  for (double& p : chances) p = factor * p / (1 - p + factor * p);
  return chances;
}

inline std::string summary(DealChances const& all) {
  auto const line = [&](char const* name, std::vector<double> const& other) {
    auto const gain = all.difference(all.chosen, other);
    return fmt::format("  {}: {:.4f}; chosen less this {:+.4f} +- {:.4f}\n", name, all.loss(other),
                       gain.mean, gain.error);
  };
  return fmt::format("{} deals, log loss of the chosen {:.4f}\n", all.deals.size(),
                     all.loss(all.chosen)) +
         line("table", all.table) + line("hazards", all.hazard) +
         line("hazards with covariates", all.covariates) +
         (all.crm.size() == all.deals.size() ? line("CRM's stages", all.crm) : "");
}

}  // namespace quarterdeck::test
