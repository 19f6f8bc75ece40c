// tools/service/past/questions.hpp – what may be asked of a session about its past, or by it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/service/forecast/questions.hpp"

namespace quarterdeck::service {

struct Backtest;

/// What would past days have said, and what came? Neither the session's day nor its period is
/// looked at.
struct BacktestQuestion {
  std::string from{};             ///< first period; empty: the first with enough history
  std::string to{};               ///< last period; empty: the last that has ended
  std::vector<int> weeks_left{};  ///< empty: every week of the period
  std::optional<std::int64_t> trials{};
};

/// What does a single simple method say of the period?
struct SimpleQuestion {
  std::string model{};             ///< one of simple_models()
  ForecastQuestion simulation{};   ///< of the pool, which the simulation is a member of
  Backtest const* past = nullptr;  ///< of this workspace: what the pool is weighted by
};

}  // namespace quarterdeck::service
