// tools/service/forecast/check_report.hpp – the state of the data, with the rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/date.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "models/compile/overrides.hpp"

namespace quarterdeck::service {

struct CheckReport {
  bool complete = true;  ///< false when the hook stopped the work; show nothing then
  std::string company;
  core::Date as_of{};
  std::int64_t n_rows = 0;   ///< rows read, all tables
  std::int64_t n_deals = 0;  ///< deals known at as_of
  std::int64_t n_open = 0;   ///< of them open
  std::vector<core::InputHash> inputs;
  std::string currency;
  std::vector<models::OverrideEffect> overrides;  ///< as a forecast of that day would apply them
  data::DataQuality quality;
  std::vector<std::string> assumptions;  ///< as of Subject
};

}  // namespace quarterdeck::service
