// tools/service/session/hooks.hpp – what a use case tells its caller while it works.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string_view>

#include "engine/simulate/simulate.hpp"

namespace quarterdeck::service {

/// Steps that a caller may show. `stage` is one of reading, fitting, compiling, simulating,
/// checking, backtesting. The hook is asked at the start of every step and while simulating or
/// backtesting; when it says stop, the use case returns at once with `complete` false and nothing
/// of that step. It is never called twice at once.
struct Hooks {
  std::function<simulate::Continue(std::string_view stage, double share_done)> progress;
};

}  // namespace quarterdeck::service
