// tools/service/check.hpp – the state of the data, with the rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"

namespace quarterdeck::service {

struct CheckRequest {
  std::filesystem::path workspace;
  std::string as_of;  ///< empty: the newest date in the data
};

struct CheckReport {
  std::string company;
  core::Date as_of{};
  std::int64_t n_rows = 0;
  std::int64_t n_deals = 0;
  std::int64_t n_open = 0;
  std::vector<core::InputHash> inputs;
  data::DataQuality quality;
};

[[nodiscard]] core::Checked<CheckReport> check(CheckRequest const& request);

}  // namespace quarterdeck::service
