// tools/service/parallel.hpp – independent pieces of work over threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <functional>

namespace quarterdeck::service {

/// Calls `work` for 0 .. n - 1, each once, on up to n_threads threads. Pieces must not depend on
/// each other.
/// @throws of the pieces that threw, what the first in order threw; all others are done by then
/// @verified tests/unit/service/parallel_test.cpp
void for_each_index(std::size_t n, int n_threads, std::function<void(std::size_t)> const& work);

}  // namespace quarterdeck::service
