// tools/service/batch/batch.cpp – see batch.hpp; runs side by side on a fixed number of threads.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/batch/batch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <fstream>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/core/error.hpp"
#include "tools/service/batch/batch_run.hpp"
#include "tools/service/session/steps.hpp"

namespace quarterdeck::service {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Four fifths of the memory that the system says is free; nothing where it does not say.
std::optional<std::uintmax_t> memory_to_use() {
  std::ifstream file("/proc/meminfo");
  std::string word;
  std::uintmax_t kilobytes = 0;
  while (file >> word) {
    if (word == "MemAvailable:" && file >> kilobytes) return kilobytes * 1024 / 5 * 4;
  }
  return std::nullopt;
}

class Runner {
 public:
  Runner(BatchRoom& room, BatchStore const& store, BatchHooks const& hooks)
      : room_(room), store_(store), hooks_(hooks), memory_(memory_to_use()) {
    for (auto const& run : room.plan.runs) {
      if (run.state != RunState::done) waiting_.push_back(&run);
    }
    std::ranges::reverse(waiting_);
  }

  BatchResult run() {
    auto const shares =
        waiting_.empty() ? std::vector<int>() : split_threads(room_.plan.threads, waiting_.size());
    {
      std::vector<std::jthread> workers;
      for (int const threads : shares) workers.emplace_back([this, threads] { work(threads); });
    }
    if (fault_) std::rethrow_exception(fault_);
    return gather();
  }

 private:
  BatchResult gather() {
    BatchResult result;
    result.complete = !stopped_;
    result.n_run = records_.size();
    result.warnings = std::move(room_.all_warnings);
    if (stopped_) return result;
    for (auto const& run : room_.plan.runs) {
      result.records.push_back(run.record ? *run.record : records_.at(run.name));
      if (result.records.back().failure != Failure::none) ++result.n_failed;
    }
    return result;
  }

  void work(int threads) {
    try {
      while (auto const* const run = next()) one(*run, threads);
    } catch (...) {
      std::lock_guard const hold(mutex_);
      if (!fault_) fault_ = std::current_exception();
      stopped_ = true;
    }
    memory_freed_.notify_all();
  }

  /// The next run in the order of the board, once there is memory for it.
  PlannedRun const* next() {
    std::unique_lock hold(mutex_);
    memory_freed_.wait(hold,
                       [&] { return stopped_ || waiting_.empty() || fits(*waiting_.back()); });
    if (stopped_ || waiting_.empty()) return nullptr;
    auto const* const run = waiting_.back();
    waiting_.pop_back();
    in_use_ += run->bytes;
    ++n_running_;
    return run;
  }

  /// A run that is alone may always try.
  bool fits(PlannedRun const& run) const {
    return n_running_ == 0 || !memory_ || in_use_ + run.bytes <= *memory_;
  }

  void one(PlannedRun const& run, int threads) {
    auto const started_at = utc_now();
    auto const begin = Clock::now();
    BatchEvent event{BatchEvent::What::started, &run, nullptr, 0, 0, threads};
    tell(event);
    event.what = BatchEvent::What::working;
    Hooks const hooks{[&, event](std::string_view, double share) mutable {
      event.share = share;
      return tell(event);
    }};
    auto record = make_run(room_, run, hooks, threads);
    std::lock_guard const hold(mutex_);
    in_use_ -= run.bytes;
    --n_running_;
    memory_freed_.notify_all();
    if (!record) return;
    double const seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    store_.save(*record);
    if (record->failure == Failure::none) store_.log(run.name, started_at, seconds, threads);
    auto const& kept = records_.emplace(run.name, std::move(*record)).first->second;
    tell_held({BatchEvent::What::finished, &run, &kept, 1, seconds, threads});
  }

  simulate::Continue tell(BatchEvent const& event) {
    std::lock_guard const hold(mutex_);
    return tell_held(event);
  }

  simulate::Continue tell_held(BatchEvent const& event) {
    if (hooks_.on_event && hooks_.on_event(event) == simulate::Continue::stop) stopped_ = true;
    return stopped_ ? simulate::Continue::stop : simulate::Continue::yes;
  }

  BatchRoom& room_;
  BatchStore const& store_;
  BatchHooks const& hooks_;
  std::optional<std::uintmax_t> memory_;

  std::mutex mutex_;  ///< of everything below, and held while the caller is asked
  std::condition_variable memory_freed_;
  std::vector<PlannedRun const*> waiting_;  ///< the next one last
  std::map<std::string, RunRecord> records_;
  std::uintmax_t in_use_ = 0;
  std::size_t n_running_ = 0;
  bool stopped_ = false;
  std::exception_ptr fault_;
};

}  // namespace

BatchLock::BatchLock(fs::path const& out) {
  fs::create_directories(out / batch_folder);
  auto const file = out / batch_folder / "lock";
  descriptor_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    throw core::IoError(fmt::format("cannot open {}: {}", file.string(), std::strerror(errno)));
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  close(descriptor_);
  throw core::IoError(
      fmt::format("another batch works in {}; wait for it, or give --out", out.string()));
}

BatchLock::~BatchLock() { close(descriptor_); }

std::vector<int> split_threads(int n_threads, std::size_t n_runs) {
  QUARTERDECK_EXPECT(n_threads > 0 && n_runs > 0);
  auto const n_workers =
      static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(n_threads), n_runs));
  std::vector<int> shares(static_cast<std::size_t>(n_workers), n_threads / n_workers);
  for (int i = 0; i < n_threads % n_workers; ++i) ++shares[static_cast<std::size_t>(i)];
  return shares;
}

BatchResult run_batch(BatchPlan const& plan, BatchStore const& store, BatchFormats const& formats,
                      BatchHooks const& hooks) {
  BatchRoom room{plan, formats};
  return Runner(room, store, hooks).run();
}

}  // namespace quarterdeck::service
