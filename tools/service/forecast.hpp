// tools/service/forecast.hpp – the main use case: where will the period land.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "engine/exact/exact.hpp"
#include "engine/results/results.hpp"
#include "engine/simulate/simulate.hpp"
#include "models/compile.hpp"

namespace quarterdeck::service {

struct ForecastRequest {
  std::filesystem::path workspace;
  std::string as_of;                   ///< ISO date; empty: the newest date in the data
  std::string period;                  ///< empty: the one that contains the day after as_of
  std::optional<std::int64_t> trials;  ///< empty: as the workspace says
  std::optional<std::uint64_t> seed;
  int threads = 0;  ///< 0: all cores
  simulate::KeepDraws keep_draws = simulate::KeepDraws::no;
};

/// Steps that a caller may show. `stage` is one of reading, fitting, compiling, simulating,
/// checking.
struct Hooks {
  std::function<simulate::Continue(std::string_view stage, double share_done)> progress;
};

/// Everything a report can show; writers compute nothing but layout.
struct Forecast {
  std::string company;
  core::Provenance provenance;
  core::Date as_of{};
  core::Period period;
  std::string currency;
  models::Compiled compiled;
  results::Results results;
  results::VarianceShares uncertainty;
  exact::Distribution exact;
  exact::Check check;
  data::DataQuality quality;
  models::FittedModels models;
  /// Per target: open and new business still needed for even odds, in pipeline units: the extra
  /// amount of average open pipeline that would lift P(hit) to one half; nothing where no pipeline
  /// exists.
  std::vector<std::optional<double>> needed_pipeline;
  std::vector<double> exact_p_hit;  ///< per target, from the exact engine
};

[[nodiscard]] core::Checked<Forecast> forecast(ForecastRequest const& request,
                                               Hooks const& hooks = {});

}  // namespace quarterdeck::service
