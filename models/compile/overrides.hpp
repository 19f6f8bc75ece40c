// models/compile/overrides.hpp – overrides of people, applied between fit and compile.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/data/finding.hpp"
#include "engine/data/override.hpp"
#include "models/compile.hpp"

namespace quarterdeck::models {

enum class OverrideField : std::uint8_t { probability, amount, close_date, outcome };

/// What becomes of one value of one override.
enum class OverrideStatus : std::uint8_t {
  applied,
  expired,   ///< expires before the as-of day
  not_yet,   ///< holds from a later day on
  not_open,  ///< the deal is not open at the as-of day
  replaced   ///< another override, further down, sets the same
};

/// A probability or an amount in units, a day, or an outcome; none of them where nothing is known.
struct OverrideValue {
  std::optional<double> number;
  core::Date date = core::no_date;
  std::optional<data::Outcome> outcome;
};

/// One value of one override, as reports list it.
struct OverrideEffect {
  std::string deal;  ///< id
  std::string name;  ///< of the deal; empty where it is not open
  OverrideField field = OverrideField::probability;
  OverrideValue before;  ///< entered, or P(win in the period) by the models once they have spoken
  OverrideValue after;
  std::string author;
  std::string reason;
  core::Date expires = core::no_date;
  core::Date since = core::no_date;
  OverrideStatus status = OverrideStatus::applied;
  core::Place where;
};

[[nodiscard]] std::string_view to_text(OverrideField field);
/// Why a value is not applied, or `applied`.
[[nodiscard]] std::string_view to_text(OverrideStatus status);

/// Says of every value of every override whether it holds at the pipeline's day. Where several
/// overrides set the same value of one deal, the last one holds; a probability and an outcome count
/// as the same.
/// @param overrides  in the order of their sources
/// @verified tests/unit/models/overrides_test.cpp
[[nodiscard]] std::vector<OverrideEffect> judge_overrides(
    data::Pipeline const& pipeline, std::span<data::Override const> overrides);

/// Findings about those that are not applied: `override.expired`, `override.not_open`,
/// `override.not_yet`, `override.replaced`.
[[nodiscard]] data::Findings override_findings(std::span<OverrideEffect const> effects);

/// The inputs with every value changed that holds. Models and history stay untouched, so nothing is
/// learned from an override.
/// @param effects  of judge_overrides for the same pipeline
/// @verified tests/unit/models/overrides_test.cpp
[[nodiscard]] ForecastInputs apply_overrides(ForecastInputs inputs,
                                             std::span<OverrideEffect const> effects);

/// Fills in what the models said of the deals whose chance was replaced.
void note_model_chances(std::vector<OverrideEffect>& effects, Compiled const& compiled);

}  // namespace quarterdeck::models
