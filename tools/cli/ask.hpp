// tools/cli/ask.hpp – what commands share: a session asked under a progress bar, a result shown.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tools/cli/options.hpp"
#include "tools/cli/progress.hpp"
#include "tools/report/terminal/style.hpp"
#include "tools/service/forecast/answer.hpp"
#include "tools/service/past/find_backtest.hpp"
#include "tools/service/session/session.hpp"

namespace quarterdeck::cli {

/// A session of what the flags say. A workspace is not read yet; tables without one are.
/// @return the session, or what is wrong with tables
[[nodiscard]] core::Checked<service::Session> open_session(SessionOptions const& options);

/// The same of commands that take a workspace only; nothing is read yet.
[[nodiscard]] service::Session session_of(SessionOptions const& options);

[[nodiscard]] std::vector<std::filesystem::path> paths_of(std::vector<std::string> const& texts);

/// Runs `work` with the hooks of a progress bar, which is wiped before this returns.
template <class Work>
[[nodiscard]] auto with_progress(OutputOptions const& options, Work const& work) {
  ProgressBar bar(options);
  return work(bar.hooks());
}

/// Puts a question to a session under a progress bar.
template <class Question>
[[nodiscard]] auto ask(service::Session const& session, Question const& question,
                       OutputOptions const& options) {
  return with_progress(options, [&](service::Hooks const& hooks) {
    // Found by its arguments: the doors are in the rooms of the questions.
    return answer(session, question, hooks);
  });
}

/// The backtest that a command holds beside its numbers, see service::find_backtest. One that is
/// left out is told on standard error.
[[nodiscard]] core::Checked<std::optional<service::Backtest>> past_of(SessionOptions const& session,
                                                                      std::string const& backtest,
                                                                      OutputOptions const& output);

/// A result in both forms.
struct Forms {
  std::function<std::string()> json;
  std::function<std::string(report::Style const&)> text;
};

/// A file for the JSON of a result.
struct OutFile {
  std::string folder;  ///< made where it is not there; empty: none is written
  std::string name;
};

/// Writes the file, whole or not at all, then the form asked for to standard output. A form that
/// neither needs is not made.
/// @throws core::IoError
void show(Forms const& forms, OutputOptions const& output, OutFile const& file = {});

}  // namespace quarterdeck::cli
