// tools/service/forecast/fit_report.hpp – what was learned from history.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "models/fit.hpp"
#include "tools/service/session/subject.hpp"

namespace quarterdeck::service {

struct FitReport : Subject {
  models::FittedModels models;
  std::vector<data::Stage> stages;  ///< names of the models' stage numbers
  data::DataQuality quality;
};

}  // namespace quarterdeck::service
