// models/win/choice/win_model.cpp – see win_model.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/choice/win_model.hpp"

#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::models::win {
namespace {

data::WinModelKind kind(TableModel const&) { return data::WinModelKind::table; }

data::WinModelKind kind(HazardModel const& model) {
  return model.hazard().spec.covariates.basics_only ? data::WinModelKind::hazard
                                                    : data::WinModelKind::hazard_with_covariates;
}

}  // namespace

HazardModel::HazardModel(FittedHazard hazard, std::shared_ptr<LandmarkWeeks const> weeks)
    : hazard_(std::make_shared<FittedHazard const>(std::move(hazard))), weeks_(std::move(weeks)) {
  QUARTERDECK_EXPECT(weeks_ != nullptr);
}

data::WinModelKind kind_of(WinModel const& model) {
  return std::visit([](auto const& used) { return kind(used); }, model);
}

}  // namespace quarterdeck::models::win
