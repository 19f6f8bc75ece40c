// tools/report/batch_report.hpp – a batch for people and for programs, and what it remembers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "tools/report/style.hpp"
#include "tools/service/batch/batch.hpp"

namespace quarterdeck::report {

/// A batch that is over.
struct BatchPage {
  service::BatchPlan const& plan;
  service::BatchResult const& result;
};

/// Every run of a plan: done or why not, and what it took before. No line is wider than the style.
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] std::string batch_plan_text(service::BatchPlan const& plan, Style const& style);

/// The same as JSON, schema `quarterdeck.batch_plan.v1`.
[[nodiscard]] std::string batch_plan_json(service::BatchPlan const& plan);

/// Seconds of one thread that the runs still to be made may take, as earlier ones tell; nothing
/// where none does.
[[nodiscard]] std::optional<double> expected_cost(service::BatchPlan const& plan);

/// Seconds as people read them: `8 s`, `4 min`, `1 h 20 min`.
/// @verified tests/unit/report/batch_report_test.cpp
[[nodiscard]] std::string duration_text(double seconds);

/// The page of a batch: a table of what every run says, then what failed. @pre it is complete
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] std::string batch_text(BatchPage const& page, Style const& style);

/// `summary.csv`: one row a target of every scenario; one without a target where there is none, or
/// where the run failed.
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] std::string batch_summary_csv(BatchPage const& page);

/// `summary.json`, schema `quarterdeck.batch_summary.v1`.
/// @throws core::NumericError when a number is not finite
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] std::string batch_summary_json(BatchPage const& page);

/// `manifest.json`, schema `quarterdeck.batch.v1`: what every run rests on and what it wrote, with
/// hashes, and the hashes of the summaries. Holds no clock, so the same batch gives the same bytes.
/// @verified tests/cli/batch_test.cpp, tests/cli/batch_kill_test.cpp
[[nodiscard]] std::string batch_manifest_json(BatchPage const& page);

/// Keeps records as one file each and times in a log, under `.batch` in the folder of the results.
/// A file that holds the same already is not touched.
/// @verified tests/unit/report/batch_report_test.cpp
[[nodiscard]] service::BatchStore batch_store(std::filesystem::path const& out);

/// The record as JSON, and back; nothing where the text is not one.
/// @verified tests/unit/report/batch_report_test.cpp
[[nodiscard]] std::string run_record_json(service::RunRecord const& record);
[[nodiscard]] std::optional<service::RunRecord> parse_run_record(std::string_view text);

/// Writes a text whole or not at all, and not where the file holds it already.
/// @throws core::IoError
void write_where_new(std::filesystem::path const& file, std::string_view text);

}  // namespace quarterdeck::report
