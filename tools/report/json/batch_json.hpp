// tools/report/json/batch_json.hpp – a batch for programs, and what is kept of its runs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/report/json/json.hpp"
#include "tools/report/page/batch_page.hpp"
#include "tools/service/batch/batch.hpp"

namespace quarterdeck::report {

/// Every run of a plan, schema `quarterdeck.batch_plan.v1`.
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] std::string batch_plan_json(service::BatchPlan const& plan);

/// `summary.json`, schema `quarterdeck.batch_summary.v1`.
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] std::string batch_summary_json(FinishedBatch const& batch);

/// A file that was written beside a manifest.
struct WrittenText {
  std::string file;  ///< its name in the folder of the results
  std::string text;
};

/// `manifest.json`, schema `quarterdeck.batch.v1`: what every run rests on and what it wrote, with
/// hashes, and the hashes of the summaries. Holds no clock, so the same batch gives the same bytes.
/// @verified tests/cli/batch_test.cpp, tests/cli/batch_kill_test.cpp
[[nodiscard]] std::string batch_manifest_json(FinishedBatch const& batch,
                                              std::vector<WrittenText> const& summaries);

/// The record as JSON, and back; nothing where the text is not one.
/// @verified tests/unit/report/files/batch_files_test.cpp
[[nodiscard]] std::string run_record_json(service::RunRecord const& record);
[[nodiscard]] std::optional<service::RunRecord> parse_run_record(std::string_view text);

[[nodiscard]] std::string failure_name(service::Failure failure);
[[nodiscard]] Json basis_json(std::vector<service::Basis> const& basis);
[[nodiscard]] Json outputs_json(std::vector<service::BatchFile> const& outputs);
[[nodiscard]] Json batch_row_json(service::BatchRow const& row);

}  // namespace quarterdeck::report
