// models/compile/shared.hpp – what scenarios of the same inputs have in common.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "models/compile/win_part.hpp"
#include "models/creation/late_wins.hpp"

namespace quarterdeck::models::parts {

/// What `Prepared` keeps. Nothing but the options where the period has ended.
struct Shared {
  CompileOptions options;             ///< rows as they are tabulated
  std::vector<data::OpenDeal> deals;  ///< [pipeline row]
  std::vector<DealState> states;      ///< [pipeline row]
  WinPart win;                        ///< by the models, before any change
  std::vector<double> company_tau;    ///< [posterior row]
  std::vector<double> segment_tau;    ///< [posterior row]
  creation::LateDraws late;
};

[[nodiscard]] Shared share(ForecastInputs const& base, CompileOptions const& wanted);

/// Whether all deals are as they were when the shared part was made, so that what the models say
/// of them is still true.
[[nodiscard]] bool has_same_deals(Shared const& shared, ForecastInputs const& inputs);

/// Puts the deals of the inputs in the place of those that the shared part was made with.
void take_deals(Shared& shared, ForecastInputs const& inputs);

}  // namespace quarterdeck::models::parts
