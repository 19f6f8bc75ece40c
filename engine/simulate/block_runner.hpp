// engine/simulate/block_runner.hpp – blocks over threads.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <exception>
#include <span>
#include <vector>

#include "engine/simulate/simulate.hpp"
#include "engine/simulate/tally.hpp"

namespace quarterdeck::simulate {

/// Plays consecutive blocks of one or more plans on a team of threads, every block of all plans
/// before the next, so that later plans can take from the first what they share. Blocks are handed
/// out in order and always finished, so what is done at any moment of rest is a prefix of the run,
/// whatever the machine.
class BlockRunner {
 public:
  /// @pre at least one run; the overlaps of the later ones are with the first
  BlockRunner(std::span<Run const> runs, RunOptions const& options, RunHooks const& hooks);

  /// Plays on until `n_blocks` blocks of the run are done, or the caller stops it.
  /// @throws whatever the lowest failing block threw
  void play_until(std::int64_t n_blocks);
  [[nodiscard]] bool stopped() const { return stopped_; }
  /// The first plan's totals so far: per-trial and per-outer-draw columns only.
  [[nodiscard]] results::Results const& so_far() const { return results_.front(); }
  /// Everything so far, a plan each. Call once, at the end.
  [[nodiscard]] std::vector<results::Results> finish();

 private:
  /// What a thread keeps of one plan.
  struct Part {
    explicit Part(Run const& run) : block(run), tally(run.layout) {}
    Block block;
    Tally tally;
  };
  using Worker = std::vector<Part>;
  void resize(std::int64_t n_blocks);
  void work(Worker& worker, std::int64_t end, bool reports);
  void play_block(Worker& worker, std::int64_t block);
  void keep(std::size_t plan, Block const& block, std::int64_t local_block);
  void report(std::int64_t n_blocks);

  std::span<Run const> runs_;
  RunOptions const* options_;
  RunHooks const* hooks_;
  int n_threads_;
  std::int64_t all_blocks_;
  std::vector<Worker> workers_;            ///< [thread], empty until it works
  std::vector<results::Results> results_;  ///< [plan]
  std::atomic<std::int64_t> next_{0};
  std::atomic<std::int64_t> finished_{0};
  std::atomic<bool> stopped_{false};
  std::int64_t failed_block_;
  std::exception_ptr failure_;
};

/// `simulate` on one instruction set, for tests and benchmarks.
/// @pre the set is available
[[nodiscard]] results::Results simulate_with(random::InstructionSet set, plan::Plan const& plan,
                                             RunOptions const& options, RunHooks const& hooks = {});

}  // namespace quarterdeck::simulate
