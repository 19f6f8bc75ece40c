// tools/service/forecast/learn.hpp – what was learned from history, for `quarterdeck fit`.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "engine/core/diagnostic.hpp"
#include "models/fit.hpp"
#include "tools/service/forecast/forecast.hpp"

namespace quarterdeck::service {

struct LearnReport {
  bool complete = true;  ///< false when the hook stopped the work; show nothing then
  std::string company;
  core::Date as_of{};
  core::Period period;
  std::string currency;
  models::FittedModels models;
  std::vector<data::Stage> stages;  ///< names of the models' stage numbers
  data::DataQuality quality;
};

/// Reads and fits as `forecast` does, and stops there. Trials, seed and threads are not looked at.
/// @throws core::IoError, core::NumericError
/// @verified tests/cli/fit_test.cpp
[[nodiscard]] core::Checked<LearnReport> learn(ForecastRequest const& request,
                                               Hooks const& hooks = {});

}  // namespace quarterdeck::service
