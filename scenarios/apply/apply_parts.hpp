// scenarios/apply/apply_parts.hpp – one function a kind of change; not for use outside apply.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/apply/apply.hpp"
#include "scenarios/apply/match.hpp"

namespace quarterdeck::scenarios {

/// What the changes so far have made, and the change at hand.
struct Work {
  models::ForecastInputs inputs;
  core::Diagnostics faults;
  Change const* change = nullptr;
  Effect* effect = nullptr;

  /// A fault at the place of the change.
  void fail(std::string code, std::string problem, std::string reason, std::string suggestion);
  /// Open deals that the change is about, noted in its effect; reports a filter that finds none.
  [[nodiscard]] std::vector<std::size_t> open_deals();
  /// Past wins that stand for the new business that the change is about; reports as above, and that
  /// there is no model of new business. Nothing where it cannot go on.
  [[nodiscard]] std::optional<PastWins> past_wins();
  /// Whether amounts count; reports that they do not.
  [[nodiscard]] bool amounts_count();
  [[nodiscard]] models::DealShift& shift(std::size_t pipeline_row);
};

/// Whether a deal of the history keeps a customer instead of winning one: its type is renewal.
[[nodiscard]] bool is_renewal(models::ForecastInputs const& inputs, std::uint32_t history_row);

/// Multiplies the deals created from a day on, for the past wins that stand for them; for all where
/// none are named.
void multiply_creation(Work& work, double factor, core::Date from, std::vector<char> concerned);

void apply_change(Work& work, WinRate const& change);
void apply_change(Work& work, CloseDate const& change);
void apply_change(Work& work, Amount const& change);
void apply_change(Work& work, NewDeals const& change);
void apply_change(Work& work, DealEdit const& change);
void apply_change(Work& work, AddDeal const& change);
void apply_change(Work& work, Hire const& change);
void apply_change(Work& work, Market const& change);
void apply_change(Work& work, Churn const& change);
void apply_change(Work& work, ExchangeRate const& change);
void apply_change(Work& work, TargetEdit const& change);

}  // namespace quarterdeck::scenarios
