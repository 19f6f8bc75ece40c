// tools/service/session/parallel.cpp – see parallel.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/session/parallel.hpp"

#include <atomic>
#include <cstdint>
#include <exception>
#include <vector>

namespace quarterdeck::service {

void for_each_index(std::size_t n, int n_threads, std::function<void(std::size_t)> const& work) {
  std::vector<std::exception_ptr> faults(n);
  auto const end = static_cast<std::int64_t>(n);
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads) if (n > 1)
  for (std::int64_t i = 0; i < end; ++i) {
    auto const at = static_cast<std::size_t>(i);
    try {
      work(at);
    } catch (...) {
      faults[at] = std::current_exception();
    }
  }
  for (auto const& fault : faults) {
    if (fault) std::rethrow_exception(fault);
  }
}

bool for_each_index(std::size_t n, Team const& team, std::function<void(std::size_t)> const& work) {
  std::atomic<std::size_t> n_done{0};
  std::atomic<bool> stop{false};
  for_each_index(n, team.n_threads, [&](std::size_t at) {
    if (stop) return;
    try {
      work(at);
    } catch (...) {
      stop = true;
      throw;
    }
    double const share = static_cast<double>(++n_done) / static_cast<double>(n);
#pragma omp critical(quarterdeck_service_progress)
    if (team.hooks.progress && team.hooks.progress(team.stage, share) == simulate::Continue::stop)
      stop = true;
  });
  return n_done == n;
}

}  // namespace quarterdeck::service
