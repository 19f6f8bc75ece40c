// tools/service/forecast.hpp – the main use case: where will the period land.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/calendar.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "engine/exact/exact.hpp"
#include "engine/results/results.hpp"
#include "engine/simulate/simulate.hpp"
#include "models/compile.hpp"
#include "tools/service/book_facts.hpp"
#include "tools/service/summary.hpp"

namespace quarterdeck::service {

struct ForecastRequest {
  std::filesystem::path workspace;     ///< file, or a folder that holds `quarterdeck.yaml`
  std::string as_of;                   ///< ISO date; empty: the newest date in the data
  std::string period;                  ///< empty: the one that contains the day after as_of
  std::optional<std::int64_t> trials;  ///< empty: as the workspace says
  std::optional<std::uint64_t> seed;   ///< empty: as the workspace says
  int threads = 0;                     ///< 0: all cores
  simulate::KeepDraws keep_draws = simulate::KeepDraws::no;
};

/// Steps that a caller may show. `stage` is one of reading, fitting, compiling, simulating,
/// checking. The hook is asked at the start of every step and while simulating; when it says stop,
/// the use case returns at once with `complete` false and nothing of that step.
struct Hooks {
  std::function<simulate::Continue(std::string_view stage, double share_done)> progress;
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
  models::FittedModels models;
  BookFacts facts;  ///< for the record
};

/// Reads the workspace, learns from its history, compiles and simulates the period, and holds the
/// result against the exact engine over the same outer draws. A disagreement is no error here: it
/// stands in `check`, and the caller decides.
///
/// Targets are those of the workspace whose period is the forecast's. The same request on the same
/// data gives the same bits at any number of threads.
/// @return  the forecast, or every fault of the workspace, its tables, the day or the period
/// @throws  core::IoError, core::NumericError
/// @verified tests/cli/forecast_test.cpp
[[nodiscard]] core::Checked<Forecast> forecast(ForecastRequest const& request,
                                               Hooks const& hooks = {});

}  // namespace quarterdeck::service
