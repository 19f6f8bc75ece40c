// tests/unit/service/past_companies.hpp – sample companies as a backtest meets them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "engine/workspace/workspace.hpp"
#include "tools/sample/company.hpp"
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::test {

/// The workspace that the sample company writes, in memory.
inline io::Workspace sample_workspace() {
  io::Workspace workspace;
  workspace.company = "Sample";
  workspace.segments = {"segment"};
  workspace.groups = {"region"};
  return workspace;
}

inline sample::CompanySpec small_spec(std::uint64_t seed, int n_quarters) {
  sample::CompanySpec spec;
  spec.seed = seed;
  spec.n_quarters = n_quarters;
  spec.deals_per_week = 10;
  spec.days_into_quarter = 0;
  return spec;
}

}  // namespace quarterdeck::test
