// engine/data/cut_findings.hpp – what a cut has to say about what it could not know.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "engine/data/history.hpp"

namespace quarterdeck::data {

/// Records that a cut could not read as of its day.
struct StandIns {
  bool at_present = true;                           ///< no data are newer than the day of the cut
  std::vector<DealRecord const*> final_amounts;     ///< final amount stands in
  std::vector<DealRecord const*> hidden_amounts;    ///< amount left unknown, see History
  std::vector<DealRecord const*> undated_closings;  ///< closed, but no one knows when
};

/// The `leak.*` findings and `closed.without_date`. At present, past amounts and the like are
/// missed by what is learned from earlier days, which is an info; at a past date they are missed by
/// the forecast itself, which is a warning.
/// @verified tests/unit/data/cut_findings_test.cpp
[[nodiscard]] Findings cut_findings(Records const& records, History const& history,
                                    StandIns const& stand_ins);

}  // namespace quarterdeck::data
