// tools/cli/past.hpp – the backtest that a command holds beside its numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "engine/core/diagnostic.hpp"
#include "tools/service/past/backtest.hpp"

namespace quarterdeck::cli {

struct PastPlace {
  std::string workspace;
  std::string backtest;  ///< folder that the user named; empty: the default one
  bool quiet = false;
};

/// The backtest of the workspace, where there is one. A default place that holds none, or one of
/// another version, leaves the numbers unbacked; a place that was named must hold one.
[[nodiscard]] core::Checked<std::optional<service::Backtest>> past_of(PastPlace const& place);

}  // namespace quarterdeck::cli
