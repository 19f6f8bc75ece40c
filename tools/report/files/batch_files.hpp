// tools/report/files/batch_files.hpp – the summary of a batch as a table, and what it remembers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

#include "tools/report/page/batch_page.hpp"
#include "tools/service/batch/batch.hpp"

namespace quarterdeck::report {

/// `summary.csv`: one row a target of every scenario; one without a target where there is none, or
/// where the run failed.
/// @verified tests/cli/batch_test.cpp
[[nodiscard]] std::string batch_summary_csv(FinishedBatch const& batch);

/// Keeps records as one file each and times in a log, under `.batch` in the folder of the results.
/// A file that holds the same already is not touched.
/// @verified tests/unit/report/files/batch_files_test.cpp
[[nodiscard]] service::BatchStore batch_store(std::filesystem::path const& out);

}  // namespace quarterdeck::report
