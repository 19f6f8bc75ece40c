// tools/service/record/waterfall.hpp – how the open pipeline moved between two days.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "engine/core/diagnostic.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/waterfall.hpp"

namespace quarterdeck::service {

struct WaterfallRequest {
  std::filesystem::path workspace;
  std::string from;    ///< ISO date
  std::string to;      ///< ISO date; empty: the newest date in the data
  std::string period;  ///< empty: all open deals, whatever their close date
};

struct WaterfallReport {
  std::string company;
  std::string currency;
  std::optional<core::Period> period;
  data::Waterfall waterfall;
  bool has_amount_history = false;      ///< else amounts at past days are the final ones
  bool has_close_date_history = false;  ///< else close dates at past days are unknown
  bool has_rates = false;
};

/// Reads the workspace, cuts it at the later day and follows every deal between the two.
/// @return the report; or the faults of the workspace, its tables, the days or the period's name;
///         QD-343 where the first day is later than the second
/// @throws core::IoError
/// @verified tests/cli/waterfall_test.cpp
[[nodiscard]] core::Checked<WaterfallReport> waterfall(WaterfallRequest const& request);

}  // namespace quarterdeck::service
