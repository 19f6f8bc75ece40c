// engine/simulate/driver.cpp – see driver.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/driver.hpp"

#include <omp.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace quarterdeck::simulate {

namespace {

constexpr std::int64_t lanes = random::block_lanes;

}  // namespace

Driver::Driver(Run const& run, RunOptions const& options, RunHooks const& hooks)
    : run_(&run),
      options_(&options),
      hooks_(&hooks),
      n_threads_(options.n_threads > 0 ? options.n_threads : omp_get_num_procs()),
      all_blocks_((options.n_trials + lanes - 1) / lanes),
      workers_(static_cast<std::size_t>(n_threads_)),
      results_(empty_results(*run.prepared.plan, run.width)),
      failed_block_(std::numeric_limits<std::int64_t>::max()) {}

void Driver::resize(std::int64_t n_blocks) {
  auto const n = static_cast<std::size_t>(n_blocks);
  results_.n_trials = n_blocks * lanes;
  results_.total.resize(n * n_lanes);
  if (options_->keep_draws == KeepDraws::yes) results_.new_business.resize(n * n_lanes);
  results_.conditional_mean.resize(n * run_->n_sub());
  for (auto& hits : results_.target_hits_by_outer) hits.resize(n * run_->n_sub());
}

void Driver::play_until(std::int64_t n_blocks) {
  resize(n_blocks);
#pragma omp parallel num_threads(n_threads_)
  {
    auto const thread = omp_get_thread_num();
    try {
      auto& worker = workers_[static_cast<std::size_t>(thread)];
      if (!worker) worker = std::make_unique<Worker>(*run_);
      work(*worker, n_blocks, thread == 0);
    } catch (...) {
#pragma omp critical(quarterdeck_simulate_failure)
      if (!failure_) failure_ = std::current_exception();
      stopped_ = true;
    }
  }
  if (failure_) std::rethrow_exception(failure_);
  resize(finished_);
  if (!stopped_) report(finished_);
}

void Driver::work(Worker& worker, std::int64_t end, bool reports) {
  while (!stopped_) {
    std::int64_t const block = next_.fetch_add(1);
    if (block >= end) {
      // Nothing was taken: the next call starts at `end`.
      next_.fetch_sub(1);
      return;
    }
    play_block(worker, block);
    auto const done = finished_.fetch_add(1) + 1;
    if (reports && done < end) report(done);
  }
}

void Driver::play_block(Worker& worker, std::int64_t block) {
  try {
    auto const first_block = static_cast<std::uint64_t>(options_->first_trial / lanes);
    worker.block.play(first_block + static_cast<std::uint64_t>(block), worker.tally.deals);
    worker.tally.add(worker.block);
    keep(worker.block, block);
  } catch (...) {
#pragma omp critical(quarterdeck_simulate_failure)
    if (block < failed_block_) {
      failed_block_ = block;
      failure_ = std::current_exception();
    }
    stopped_ = true;
  }
}

void Driver::keep(Block const& block, std::int64_t local_block) {
  auto const first = static_cast<std::size_t>(local_block) * n_lanes;
  std::copy(block.total.begin(), block.total.end(), results_.total.data() + first);
  if (options_->keep_draws == KeepDraws::yes) {
    std::copy(block.new_business.begin(), block.new_business.end(),
              results_.new_business.data() + first);
  }
  auto const n_sub = run_->n_sub();
  auto const width = static_cast<std::size_t>(run_->width);
  auto const first_outer = static_cast<std::size_t>(local_block) * n_sub;
  std::copy(block.conditional_mean.begin(), block.conditional_mean.end(),
            results_.conditional_mean.data() + first_outer);
  std::uint64_t const sub_lanes = ~std::uint64_t{0} >> (n_lanes - width);
  for (std::size_t t = 0; t < block.hit_lanes.size(); ++t) {
    for (std::size_t sub = 0; sub < n_sub; ++sub) {
      std::uint64_t const hits = (block.hit_lanes[t] >> (sub * width)) & sub_lanes;
      results_.target_hits_by_outer[t][first_outer + sub] = std::popcount(hits);
    }
  }
}

void Driver::report(std::int64_t n_blocks) {
  if (!hooks_->progress) return;
  bool const stop = hooks_->progress(n_blocks * lanes, all_blocks_ * lanes) == Continue::stop;
  if (stop && n_blocks < all_blocks_) stopped_ = true;
}

results::Results Driver::finish() {
  for (auto const& worker : workers_) {
    if (worker) worker->tally.add_to(results_, run_->prepared);
  }
  results_.complete = !stopped_;
  return std::move(results_);
}

}  // namespace quarterdeck::simulate
