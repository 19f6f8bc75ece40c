// tools/service/session/parallel.hpp – independent pieces of work over threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <functional>
#include <string_view>

#include "tools/service/session/hooks.hpp"

namespace quarterdeck::service {

/// Calls `work` for 0 .. n - 1, each once, on up to n_threads threads. Pieces must not depend on
/// each other.
/// @throws of the pieces that threw, what the first in order threw; all others are done by then
/// @verified tests/unit/service/parallel_test.cpp
void for_each_index(std::size_t n, int n_threads, std::function<void(std::size_t)> const& work);

/// Threads that tell a caller how far they are.
struct Team {
  int n_threads = 1;
  Hooks const& hooks;
  std::string_view stage;  ///< of the hook
};

/// The same; no further piece is begun once the hook says stop or a piece has thrown.
/// @return whether all pieces were done
[[nodiscard]] bool for_each_index(std::size_t n, Team const& team,
                                  std::function<void(std::size_t)> const& work);

}  // namespace quarterdeck::service
