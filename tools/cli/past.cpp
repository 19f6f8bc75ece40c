// tools/cli/past.cpp – see past.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/past.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "tools/cli/commands.hpp"
#include "tools/cli/failures.hpp"
#include "tools/report/json/backtest_json.hpp"

namespace quarterdeck::cli {

core::Checked<std::optional<service::Backtest>> past_of(PastPlace const& place) {
  bool const named = !place.backtest.empty();
  auto const folder =
      named ? std::filesystem::path(place.backtest) : backtest_folder(place.workspace);
  auto const file = folder / "backtest.json";
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    if (!named) return std::optional<service::Backtest>();
    core::Diagnostic missing;
    missing.code = "QD-327";
    missing.fault = core::Fault::missing_input;
    missing.where.file = file.string();
    missing.problem = "there is no backtest here";
    missing.reason = "--backtest names the folder that `quarterdeck backtest` wrote into";
    missing.suggestion = "Run `quarterdeck backtest` with --out, or leave --backtest away.";
    return tl::unexpected(core::Diagnostics(1, missing));
  }
  std::string const text{std::istreambuf_iterator<char>(stream), {}};
  auto parsed = report::parse_backtest(text, file.string());
  if (parsed) return std::optional<service::Backtest>(std::move(*parsed));
  if (named) return tl::unexpected(std::move(parsed.error()));
  if (!place.quiet) warn(core::to_string(parsed.error().front()));
  return std::optional<service::Backtest>();
}

}  // namespace quarterdeck::cli
