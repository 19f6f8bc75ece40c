// tools/cli/batch_progress.hpp – how far a batch is, and how long it will still take.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <map>
#include <set>
#include <string>

#include "tools/cli/options.hpp"
#include "tools/service/batch/batch.hpp"

namespace quarterdeck::cli {

/// On a terminal one line that is redrawn, with a line of its own for every run that fails; else a
/// line for every run that ends. On standard error, and not where the user asked for quiet.
class BatchProgress {
 public:
  BatchProgress(service::BatchPlan const& plan, OutputOptions const& options);
  ~BatchProgress();
  BatchProgress(BatchProgress const&) = delete;
  BatchProgress& operator=(BatchProgress const&) = delete;
  /// Tells of the batch, and says stop once a signal has come. @pre this outlives the hooks
  [[nodiscard]] service::BatchHooks hooks();

 private:
  struct Started {
    std::chrono::steady_clock::time_point at;
    int threads = 1;
  };
  void note(service::BatchEvent const& event);
  void draw();
  void wipe();
  void tell_end(service::BatchEvent const& event);
  /// `about 40 s left`; empty while nothing is known.
  [[nodiscard]] std::string time_left() const;

  service::BatchPlan const& plan_;
  bool shown_;
  bool bar_;
  bool unicode_;
  bool drawn_ = false;
  std::size_t n_all_;
  std::size_t n_done_ = 0;
  std::size_t n_failed_ = 0;
  std::map<service::PlannedRun const*, Started> running_;
  std::set<service::PlannedRun const*> finished_;
  double cost_seen_ = 0;  ///< seconds of one thread of runs that are done, now or as known before
  std::size_t n_costs_ = 0;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace quarterdeck::cli
