// tools/service/forecast/fit_report.hpp – what was learned from history.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "models/fit.hpp"

namespace quarterdeck::service {

struct FitReport {
  bool complete = true;  ///< false when the hook stopped the work; show nothing then
  std::string company;
  core::Date as_of{};
  core::Period period;
  std::string currency;
  models::FittedModels models;
  std::vector<data::Stage> stages;  ///< names of the models' stage numbers
  data::DataQuality quality;
};

}  // namespace quarterdeck::service
