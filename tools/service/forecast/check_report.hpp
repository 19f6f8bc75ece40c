// tools/service/forecast/check.hpp – the state of the data, with the rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "models/compile/overrides.hpp"

namespace quarterdeck::service {

struct CheckRequest {
  std::filesystem::path workspace;  ///< file, or a folder that holds `quarterdeck.yaml`
  std::string as_of;                ///< empty: the newest date in the data
};

struct CheckReport {
  std::string company;
  core::Date as_of{};
  std::int64_t n_rows = 0;   ///< rows read, all tables
  std::int64_t n_deals = 0;  ///< deals known at as_of
  std::int64_t n_open = 0;   ///< of them open
  std::vector<core::InputHash> inputs;
  std::string currency;
  std::vector<models::OverrideEffect> overrides;  ///< as a forecast of that day would apply them
  data::DataQuality quality;
};

/// Reads the workspace and its tables and says what is wrong with them. Faults that stop a forecast
/// are diagnostics; everything else is a finding.
/// @throws core::IoError
/// @verified tests/cli/check_test.cpp
[[nodiscard]] core::Checked<CheckReport> check(CheckRequest const& request);

}  // namespace quarterdeck::service
