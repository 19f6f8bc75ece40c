// tools/service/forecast/forecast.hpp – the main use case: where will the period land.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
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
#include "models/compile/overrides.hpp"
#include "tools/service/forecast/summary.hpp"
#include "tools/service/forecast/what_if.hpp"
#include "tools/service/forecast/without.hpp"
#include "tools/service/past/backing.hpp"
#include "tools/service/record/book_facts.hpp"
#include "tools/service/session/hooks.hpp"

namespace quarterdeck::service {

struct ForecastRequest {
  std::filesystem::path workspace;     ///< file, or a folder that holds `quarterdeck.yaml`
  std::string as_of;                   ///< ISO date; empty: the newest date in the data
  std::string period;                  ///< empty: the one that contains the day after as_of
  std::optional<std::int64_t> trials;  ///< empty: as the workspace says
  std::optional<std::uint64_t> seed;   ///< empty: as the workspace says
  int threads = 0;                     ///< 0: all cores
  simulate::KeepDraws keep_draws = simulate::KeepDraws::no;
  std::vector<std::filesystem::path> scenarios{};  ///< files, applied one after another
  Backtest const* past = nullptr;  ///< of this workspace, to be held beside; outlives the call
};

/// Everything a report can show; writers compute nothing but layout.
struct Forecast {
  bool complete = true;  ///< false when the hook stopped the work; show nothing then
  std::string company;
  core::Provenance provenance;
  core::Date as_of{};
  core::Period period;
  std::string currency;
  models::Compiled compiled;
  results::Results results;
  results::VarianceShares uncertainty;
  Summary summary;
  exact::Distribution exact;
  exact::Check check;
  data::DataQuality quality;
  std::vector<Without> without;  ///< the forecast without the parts of the book that stand out
  models::FittedModels models;
  std::vector<models::OverrideEffect> overrides;  ///< applied or not, in the order of their sources
  std::vector<ScenarioNote> scenarios;            ///< applied, in their order
  std::optional<Backing> backing;                 ///< what the past says of this forecast
  std::string unbacked;                           ///< why it says nothing; empty where it does
  BookFacts facts;                                ///< for the record
};

/// Reads the workspace, learns from its history, compiles and simulates the period, and holds the
/// result against the exact engine over the same outer draws. A disagreement is no error here: it
/// stands in `check`, and the caller decides.
///
/// Overrides are applied after the fit, on a copy of what it was learned from, and listed.
///
/// Targets are those of the workspace whose period is the forecast's. The same request on the same
/// data gives the same bits at any number of threads.
/// Scenarios are applied after the fit, which they leave as it is.
/// @return  the forecast, or every fault of the workspace, its tables, the day, the period or the
///          scenarios
/// @throws  core::IoError, core::NumericError
/// @verified tests/cli/forecast_test.cpp
[[nodiscard]] core::Checked<Forecast> forecast(ForecastRequest const& request,
                                               Hooks const& hooks = {});

}  // namespace quarterdeck::service
