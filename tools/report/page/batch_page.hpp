// tools/report/page/batch_page.hpp – what is said of a batch, before and after.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "tools/report/page/page.hpp"
#include "tools/service/batch/batch.hpp"

namespace quarterdeck::report {

/// A batch that is over.
struct FinishedBatch {
  service::BatchPlan const& plan;
  service::BatchResult const& result;
};

/// A scenario of a run; of one that failed only scenario and period are known.
struct SummaryRow {
  service::PlannedRun const* run = nullptr;
  service::RunRecord const* record = nullptr;
  service::BatchRow row;
};

/// In the order of the board. Comparisons that went well add rows only where no forecast of the job
/// gives them.
[[nodiscard]] std::vector<SummaryRow> summary_rows(FinishedBatch const& batch);

/// Seconds of one thread that the runs still to be made may take, as earlier ones tell; nothing
/// where none does.
[[nodiscard]] std::optional<double> expected_cost(service::BatchPlan const& plan);

/// Every run of a plan: done or why not, and what it took before.
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/batch_test.cpp
[[nodiscard]] Page batch_plan_page(service::BatchPlan const& plan);

/// A table of what every run says, then what failed. @pre it is complete
/// @verified tests/unit/report/page/pages_test.cpp, tests/cli/batch_test.cpp
[[nodiscard]] Page batch_page(FinishedBatch const& batch);

}  // namespace quarterdeck::report
