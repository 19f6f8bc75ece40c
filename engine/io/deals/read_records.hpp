// engine/io/deals/read_records.hpp – the tables of a workspace as typed records.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/diagnostic.hpp"
#include "engine/core/provenance.hpp"
#include "engine/data/finding.hpp"
#include "engine/data/records.hpp"
#include "engine/workspace/workspace.hpp"

namespace quarterdeck::io {

struct ReadResult {
  data::Records records;
  std::vector<data::Override> overrides;  ///< of the workspace, then of its table
  data::Findings findings;                ///< row by row: what was dropped, repaired or suspicious
  std::vector<core::InputHash> inputs;
  std::int64_t n_rows = 0;  ///< rows read, all tables

  /// A deal whose row has neither stage nor status nor flag.
  struct Stageless {
    std::uint32_t deal = 0;
    core::Place place;
  };
  std::vector<Stageless> stageless;
  /// Deals that were merged into others, by a table of their own: the one that is gone, and the one
  /// that stays.
  std::vector<std::pair<std::string, std::string>> merged;
  /// By the row of a deal that counts in the company's currency: what that gives for one unit of
  /// the deal's own, in which its history is told.
  std::unordered_map<std::uint32_t, double> company_rates;
};

/// Reads every table that the workspace names, maps columns and values, parses dates and amounts
/// (ambiguous day/month order is refused, not guessed), drops footer and total rows, derives events
/// from snapshots, and sorts everything by deal. Missing tables and columns are diagnostics.
/// @throws core::IoError when a file or database cannot be read
[[nodiscard]] core::Checked<ReadResult> read_records(Workspace const& workspace);

}  // namespace quarterdeck::io
