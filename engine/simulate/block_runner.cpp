// engine/simulate/block_runner.cpp – see block_runner.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/simulate/block_runner.hpp"

#include <omp.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace quarterdeck::simulate {

namespace {

constexpr std::int64_t trials_per_block = random::block_lanes;

}  // namespace

BlockRunner::BlockRunner(std::span<Run const> runs, RunOptions const& options,
                         RunHooks const& hooks)
    : runs_(runs),
      options_(&options),
      hooks_(&hooks),
      n_threads_(options.n_threads > 0 ? options.n_threads : omp_get_num_procs()),
      all_blocks_((options.n_trials + trials_per_block - 1) / trials_per_block),
      workers_(static_cast<std::size_t>(n_threads_)),
      failed_block_(std::numeric_limits<std::int64_t>::max()) {
  for (Run const& run : runs_) results_.push_back(empty_results(*run.layout.plan, run.width));
}

void BlockRunner::resize(std::int64_t n_blocks) {
  auto const n = static_cast<std::size_t>(n_blocks);
  auto const n_sub = runs_.front().n_sub();
  for (results::Results& results : results_) {
    results.n_trials = n_blocks * trials_per_block;
    results.total.resize(n * n_lanes);
    if (options_->keep_draws == KeepDraws::yes) results.new_business.resize(n * n_lanes);
    results.conditional_mean.resize(n * n_sub);
    for (auto& hits : results.target_hits_by_outer) hits.resize(n * n_sub);
  }
}

void BlockRunner::play_until(std::int64_t n_blocks) {
  resize(n_blocks);
#pragma omp parallel num_threads(n_threads_)
  {
    auto const thread = omp_get_thread_num();
    try {
      auto& worker = workers_[static_cast<std::size_t>(thread)];
      if (worker.empty()) {
        worker.reserve(runs_.size());
        for (Run const& run : runs_) worker.emplace_back(run);
      }
      work(worker, n_blocks, thread == 0);
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

void BlockRunner::work(Worker& worker, std::int64_t end, bool reports) {
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

// An exception must not leave an OpenMP region. The failure of the lowest block is the one that is
// reported, so that the message does not depend on the number of threads.
void BlockRunner::play_block(Worker& worker, std::int64_t block) {
  try {
    auto const first_block = static_cast<std::uint64_t>(options_->first_trial / trials_per_block);
    Block const* first = nullptr;
    for (std::size_t p = 0; p < worker.size(); ++p) {
      Part& part = worker[p];
      part.block.play(first_block + static_cast<std::uint64_t>(block), part.tally.deals, first);
      part.tally.add(part.block);
      keep(p, part.block, block);
      if (p == 0) first = &part.block;
    }
  } catch (...) {
#pragma omp critical(quarterdeck_simulate_failure)
    if (block < failed_block_) {
      failed_block_ = block;
      failure_ = std::current_exception();
    }
    stopped_ = true;
  }
}

void BlockRunner::keep(std::size_t plan, Block const& block, std::int64_t local_block) {
  results::Results& results = results_[plan];
  auto const first = static_cast<std::size_t>(local_block) * n_lanes;
  std::copy(block.total.begin(), block.total.end(), results.total.data() + first);
  if (options_->keep_draws == KeepDraws::yes) {
    std::copy(block.new_business.begin(), block.new_business.end(),
              results.new_business.data() + first);
  }
  auto const n_sub = runs_[plan].n_sub();
  auto const width = static_cast<std::size_t>(runs_[plan].width);
  auto const first_outer = static_cast<std::size_t>(local_block) * n_sub;
  std::copy(block.conditional_mean.begin(), block.conditional_mean.end(),
            results.conditional_mean.data() + first_outer);
  std::uint64_t const sub_lanes = ~std::uint64_t{0} >> (n_lanes - width);
  for (std::size_t t = 0; t < block.hit_lanes.size(); ++t) {
    for (std::size_t sub = 0; sub < n_sub; ++sub) {
      std::uint64_t const hits = (block.hit_lanes[t] >> (sub * width)) & sub_lanes;
      results.target_hits_by_outer[t][first_outer + sub] = std::popcount(hits);
    }
  }
}

void BlockRunner::report(std::int64_t n_blocks) {
  if (!hooks_->progress) return;
  bool const stop = hooks_->progress(n_blocks * trials_per_block, all_blocks_ * trials_per_block) ==
                    Continue::stop;
  if (stop && n_blocks < all_blocks_) stopped_ = true;
}

std::vector<results::Results> BlockRunner::finish() {
  for (Worker& worker : workers_) {
    for (std::size_t p = 0; p < worker.size(); ++p) {
      if (p > 0) worker[p].tally.deals.take_common(worker[0].tally.deals, *runs_[p].overlap);
      worker[p].tally.add_to(results_[p], runs_[p].layout);
    }
  }
  for (results::Results& results : results_) results.complete = !stopped_;
  return std::move(results_);
}

}  // namespace quarterdeck::simulate
