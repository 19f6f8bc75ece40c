// tools/cli/ask.cpp – see ask.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/ask.hpp"

#include <fmt/core.h>

#include <utility>

#include "engine/core/atomic_file.hpp"
#include "tools/cli/failures.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/json/backtest_json.hpp"
#include "tools/service/init/init.hpp"

namespace quarterdeck::cli {

namespace {

service::SessionRequest request_of(SessionOptions const& options) {
  return {options.workspace, options.as_of, options.period, options.seed, options.threads};
}

}  // namespace

service::Session session_of(SessionOptions const& options) {
  return service::Session(request_of(options));
}

core::Checked<service::Session> open_session(SessionOptions const& options) {
  if (options.tables.empty()) return session_of(options);
  auto session = service::open_tables(paths_of(options.tables), request_of(options));
  if (session) return session;
  std::string files;
  for (auto const& table : options.tables) files += ' ' + table;
  auto& suggestion = session.error().front().suggestion;
  suggestion = fmt::format("`quarterdeck init{}` writes a workspace in which to say so. {}", files,
                           suggestion);
  return session;
}

std::vector<std::filesystem::path> paths_of(std::vector<std::string> const& texts) {
  return {texts.begin(), texts.end()};
}

core::Checked<std::optional<service::Backtest>> past_of(SessionOptions const& session,
                                                        std::string const& backtest,
                                                        OutputOptions const& output) {
  // What was made of a folder's workspace is not about tables that happen to lie there.
  if (!session.tables.empty() && backtest.empty()) return std::optional<service::Backtest>();
  auto found = service::find_backtest({session.workspace, backtest}, report::parse_backtest);
  if (!found) return tl::unexpected(std::move(found.error()));
  if (!found->warning.empty() && !output.quiet) warn(found->warning);
  return std::move(found->backtest);
}

void show(Forms const& forms, OutputOptions const& output, OutFile const& file) {
  bool const as_json = output.format == Format::json;
  std::string json;
  if (as_json || !file.folder.empty()) json = forms.json();
  if (!file.folder.empty()) {
    std::filesystem::create_directories(file.folder);
    core::write_atomically(std::filesystem::path(file.folder) / file.name, json);
  }
  write_result(as_json ? json : forms.text(style_of_output(output)));
}

}  // namespace quarterdeck::cli
