// tools/report/batch_rows.hpp – which rows the summary of a batch has.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "tools/report/batch_report.hpp"

namespace quarterdeck::report {

/// A scenario of a run; of one that failed only scenario and period are known.
struct SummaryRow {
  service::PlannedRun const* run = nullptr;
  service::RunRecord const* record = nullptr;
  service::BatchRow row;
};

/// In the order of the board. Comparisons that went well add rows only where no forecast of the job
/// gives them.
[[nodiscard]] std::vector<SummaryRow> summary_rows(BatchPage const& page);

}  // namespace quarterdeck::report
