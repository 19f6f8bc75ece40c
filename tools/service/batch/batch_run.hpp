// tools/service/batch/batch_run.hpp – one run of a batch: made, written, recorded.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tools/service/batch/batch.hpp"

namespace quarterdeck::service {

/// What all runs of a batch share.
struct BatchRoom {
  BatchPlan const& plan;
  BatchFormats const& formats;
  std::mutex warnings{};  ///< held while one is added
  std::vector<std::string> all_warnings{};

  void warn(std::string text);
};

/// Makes the run and writes its files; its record is left to the caller. Whatever goes wrong stands
/// in the record.
/// @return nothing where the hook stopped the work
[[nodiscard]] std::optional<RunRecord> make_run(BatchRoom& room, PlannedRun const& run,
                                                Hooks const& hooks, int threads);

/// The record of a run that failed; what it wrote before is taken away, so that the folder never
/// holds results that no longer stand.
[[nodiscard]] RunRecord failed_run(BatchPlan const& plan, PlannedRun const& run, Failure failure,
                                   std::vector<std::string> messages);

/// Messages of diagnostics as a command prints them.
[[nodiscard]] std::vector<std::string> messages_of(core::Diagnostics const& faults);
[[nodiscard]] Failure failure_of(core::Fault fault);

}  // namespace quarterdeck::service
