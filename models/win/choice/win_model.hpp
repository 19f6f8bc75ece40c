// models/win/choice/win_model.hpp – the model of winning in use: table or hazards.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <variant>

#include "engine/data/win_model_kind.hpp"
#include "models/win/hazard/hazard.hpp"
#include "models/win/hazard/landmark_hazard.hpp"

namespace quarterdeck::models::win {

/// The table of win rates is in use. The table itself stands in FittedModels::win: it is learned in
/// any case, since reports tell its rates beside the hazards, too.
struct TableModel {};

/// Weekly hazards are in use.
class HazardModel {
 public:
  /// @param weeks  that the hazards were learned from
  HazardModel(FittedHazard hazard, std::shared_ptr<LandmarkWeeks const> weeks);
  [[nodiscard]] FittedHazard const& hazard() const { return *hazard_; }
  [[nodiscard]] LandmarkWeeks const& weeks() const { return *weeks_; }

 private:
  // Neither changes once learned, and both are large: every copy of a forecast's inputs, one a
  // scenario or a cell of a grid, shares them.
  std::shared_ptr<FittedHazard const> hazard_;
  std::shared_ptr<LandmarkWeeks const> weeks_;
};

/// The model of which open deals are won that a forecast uses. What differs between the two is
/// asked of the alternative by `std::visit`, so that a third one does not compile before everything
/// has an answer for it.
using WinModel = std::variant<TableModel, HazardModel>;

[[nodiscard]] data::WinModelKind kind_of(WinModel const& model);

}  // namespace quarterdeck::models::win
