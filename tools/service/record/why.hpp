// tools/service/record/why.hpp – why the forecast of a period moved from one record to another.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/io/ledger/ledger.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/record/bridge.hpp"

namespace quarterdeck::service {

struct WhyRequest {
  std::filesystem::path workspace;
  std::filesystem::path ledger;  ///< empty: as the workspace says
  std::string from;              ///< as-of day of a recorded forecast, or the start of its identity
  std::string to;                ///< the same
  std::string period;            ///< empty: the one of the newest run among those that fit
  int threads = 0;               ///< 0: all cores
};

/// A forecast on the way, with the middle beside the mean, because medians do not add up.
struct WhyStep {
  std::string name;  ///< `from`, `restated`, `days_passed`, `refit`, `to`
  double mean = 0;
  double median = 0;
};

struct WhyReport {
  bool complete = true;
  std::string company;
  io::LedgerEntry from;
  io::LedgerEntry to;
  Bridge bridge;
  std::vector<WhyStep> steps;  ///< the two recorded ones, and those made again between them
  std::string not_rerun;       ///< why none were made again; empty when they were
  std::vector<std::string> notes;
};

/// Decomposes the change between two recorded forecasts of a period, see `bridge`. What was learned
/// and the days that passed are told apart by making forecasts again from the present data, which
/// is done only when the second recorded forecast comes out of it bit by bit.
/// @return the report; or the faults of the workspace, QD-340 where no recorded forecast fits,
///         QD-341 where several identities do, QD-342 where the two cannot be compared
/// @throws core::IoError, core::NumericError
/// @verified tests/cli/ledger_test.cpp
[[nodiscard]] core::Checked<WhyReport> why(WhyRequest const& request, Hooks const& hooks = {});

}  // namespace quarterdeck::service
