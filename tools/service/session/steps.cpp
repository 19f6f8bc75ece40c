// tools/service/session/steps.cpp – see steps.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/steps.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace quarterdeck::service {

bool go_on(Hooks const& hooks, std::string_view stage) {
  return !hooks.progress || hooks.progress(stage, 0) == simulate::Continue::yes;
}

simulate::RunHooks simulation_hooks(Hooks const& hooks) {
  if (!hooks.progress) return {};
  return {[&hooks](std::int64_t done, std::int64_t all) {
    double const share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 1;
    return hooks.progress("simulating", share);
  }};
}

int thread_count(int wanted) {
  if (wanted > 0) return wanted;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

core::Diagnostics usage_fault(std::string code, std::string problem, std::string reason,
                              std::string suggestion) {
  return {core::Diagnostic{std::move(code),
                           core::Fault::usage,
                           {},
                           std::move(problem),
                           std::move(reason),
                           std::move(suggestion)}};
}

core::Date today() { return std::chrono::floor<core::Days>(std::chrono::system_clock::now()); }

std::string utc_now() {
  auto const now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

}  // namespace quarterdeck::service
