// tools/cli/progress.hpp – the progress bar on standard error.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "tools/cli/options.hpp"
#include "tools/service/session/hooks.hpp"

namespace quarterdeck::cli {

/// One line that is redrawn and wiped at the end; drawn only when standard error is a terminal and
/// the user did not ask for quiet.
class ProgressBar {
 public:
  explicit ProgressBar(OutputOptions const& options);
  ~ProgressBar();
  ProgressBar(ProgressBar const&) = delete;
  ProgressBar& operator=(ProgressBar const&) = delete;
  /// Draws the bar, and says stop once a signal has come. @pre this outlives the hooks
  [[nodiscard]] service::Hooks hooks();
  /// Wipes the line, so that something else may be written.
  void wipe();

 private:
  void draw(std::string_view stage, double share_done);

  bool shown_;
  bool unicode_;
  bool drawn_ = false;
  std::string stage_;
  std::chrono::steady_clock::time_point next_{};
  std::chrono::steady_clock::time_point begin_{};  ///< of the stage
};

}  // namespace quarterdeck::cli
