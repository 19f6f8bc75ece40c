// tools/service/session/steps.hpp – what use cases share: hooks, clock, threads, faults of a
// request. SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "engine/core/diagnostic.hpp"
#include "engine/simulate/simulate.hpp"
#include "tools/service/session/hooks.hpp"

namespace quarterdeck::service {

/// Tells the caller that a step begins. @return false when the caller says stop
[[nodiscard]] bool go_on(Hooks const& hooks, std::string_view stage);

/// The caller's hook as one of the simulator.
/// @pre hooks outlive the run
[[nodiscard]] simulate::RunHooks simulation_hooks(Hooks const& hooks);

/// Threads to work with. @param wanted  0: all cores
[[nodiscard]] int thread_count(int wanted);

/// A single fault of a request, without a place in a file.
[[nodiscard]] core::Diagnostics usage_fault(std::string code, std::string problem,
                                            std::string reason, std::string suggestion);

/// The present instant, UTC, `2026-11-15T08:30:00Z`.
[[nodiscard]] std::string utc_now();

/// The day by the clock, UTC.
[[nodiscard]] core::Date today();

}  // namespace quarterdeck::service
