// scenarios/apply/apply_churn.cpp – customers leave more or less often: renewals that are lost.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "scenarios/apply/apply_parts.hpp"

namespace quarterdeck::scenarios {
namespace {

/// Of the renewals that have closed, the share that was lost; nothing while none has.
std::optional<double> share_lost(models::ForecastInputs const& inputs) {
  auto const& deals = inputs.history.deals;
  double closed = 0;
  double lost = 0;
  for (std::uint32_t row = 0; row < deals.size(); ++row) {
    if (deals[row].outcome == data::Outcome::open || !is_renewal(inputs, row)) continue;
    closed += 1;
    lost += deals[row].outcome == data::Outcome::lost ? 1 : 0;
  }
  return closed > 0 ? std::optional(lost / closed) : std::nullopt;
}

/// Past wins by renewals, which stand for renewals that are not in the pipeline yet.
PastWins renewed(models::ForecastInputs const& inputs) {
  PastWins wins = past_wins_in(inputs, std::nullopt);
  for (std::uint32_t row = 0; row < wins.concerned.size(); ++row) {
    if (wins.concerned[row] == 0 || is_renewal(inputs, row)) continue;
    wins.concerned[row] = 0;
    --wins.n;
  }
  return wins;
}

/// Renewals that do not exist yet: of a share q that is lost, `multiply` times as much is.
/// @return whether there are any
bool change_new_renewals(Work& work, double multiply) {
  auto const lost = share_lost(work.inputs);
  PastWins wins = renewed(work.inputs);
  if (!lost || *lost >= 1 || wins.n == 0 || !work.inputs.models.creation.level) return false;
  double const less = std::min(multiply * *lost, 1.0);
  work.effect->numbers.push_back({"share of renewals lost", *lost, less});
  multiply_creation(work, (1 - less) / (1 - *lost), work.inputs.history.as_of + core::Days(1),
                    std::move(wins.concerned));
  return true;
}

}  // namespace

bool is_renewal(models::ForecastInputs const& inputs, std::uint32_t history_row) {
  data::History const& history = inputs.history;
  return data::text_at(history, history_row, "type", history.as_of) == "renewal";
}

void apply_change(Work& work, Churn const& change) {
  auto const& deals = work.inputs.pipeline.deals;
  bool any = false;
  for (std::size_t row = 0; row < deals.size(); ++row) {
    if (!is_renewal(work.inputs, deals[row].history_row)) continue;
    any = true;
    work.effect->deals.push_back(deals[row].id);
    work.shift(row).losing *= change.multiply;
  }
  any = change_new_renewals(work, change.multiply) || any;
  if (any) return;
  work.fail("QD-145", "no deal is a renewal, so there is nothing that `churn` could act on",
            "customers who leave are seen in the forecast as renewals that are lost",
            "Drop the change, or map the column `type` so that renewals read `renewal`.");
}

}  // namespace quarterdeck::scenarios
