// tools/service/past/find_backtest.cpp – see find_backtest.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/past/find_backtest.hpp"

#include <fmt/core.h>

#include <fstream>
#include <iterator>
#include <utility>

#include "engine/core/error.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> text_of(fs::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

core::Diagnostics missing(fs::path const& file) {
  core::Diagnostic fault;
  fault.code = "QD-327";
  fault.fault = core::Fault::missing_input;
  fault.where.file = file.string();
  fault.problem = "there is no backtest here";
  fault.reason = "--backtest names the folder that `quarterdeck backtest` wrote into";
  fault.suggestion = "Run `quarterdeck backtest` with --out, or leave --backtest away.";
  return core::Diagnostics(1, fault);
}

FoundBacktest as_found(core::Checked<Backtest> parsed) {
  if (!parsed) return {std::nullopt, core::to_string(parsed.error().front())};
  return {std::move(*parsed), {}};
}

}  // namespace

fs::path backtest_folder(fs::path const& workspace) {
  std::error_code ignored;
  bool const is_folder = fs::is_directory(workspace, ignored);
  return (is_folder ? workspace : workspace.parent_path()) / ".quarterdeck";
}

core::Checked<FoundBacktest> find_backtest(BacktestPlace const& place,
                                           BacktestParser const& parse) {
  bool const named = !place.named.empty();
  auto const file = (named ? place.named : backtest_folder(place.workspace)) / backtest_file_name;
  auto const text = text_of(file);
  if (!text) {
    if (named) return tl::unexpected(missing(file));
    return FoundBacktest{};
  }
  auto parsed = parse(*text, file.string());
  if (!parsed && named) return tl::unexpected(std::move(parsed.error()));
  return as_found(std::move(parsed));
}

FoundBacktest read_backtest(fs::path const& file, BacktestParser const& parse) {
  auto const text = text_of(file);
  if (!text) throw core::IoError(fmt::format("cannot open {}", file.string()));
  return as_found(parse(*text, file.string()));
}

}  // namespace quarterdeck::service
