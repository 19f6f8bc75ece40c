// tools/service/learn.hpp – what was learned from history, for `quarterdeck fit`.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/core/diagnostic.hpp"
#include "models/compile.hpp"
#include "tools/service/forecast.hpp"

namespace quarterdeck::service {

struct LearnReport {
  std::string company;
  core::Date as_of{};
  core::Period period;
  std::string currency;
  models::FittedModels models;
  data::DataQuality quality;
};

/// Reads and fits as `forecast` does, and stops there.
[[nodiscard]] core::Checked<LearnReport> learn(ForecastRequest const& request,
                                               Hooks const& hooks = {});

}  // namespace quarterdeck::service
