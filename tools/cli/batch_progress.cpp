// tools/cli/batch_progress.cpp – see batch_progress.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/batch_progress.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

#include "tools/cli/interrupt.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/terminal/terminal.hpp"
#include "tools/report/terminal/text.hpp"

namespace quarterdeck::cli {
namespace {

using Clock = std::chrono::steady_clock;
using service::BatchEvent;

constexpr int n_batch_cells = 24;
constexpr std::chrono::milliseconds between_batch_drawings{80};

double seconds_since(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

}  // namespace

BatchProgress::BatchProgress(service::BatchPlan const& plan, OutputOptions const& options)
    : plan_(plan),
      shown_(!options.quiet),
      bar_(error_is_terminal()),
      unicode_(locale_is_utf8()),
      n_all_(plan.n_to_do()) {
  for (auto const& run : plan.runs) {
    if (!run.cost) continue;
    cost_seen_ += *run.cost;
    ++n_costs_;
  }
}

BatchProgress::~BatchProgress() { wipe(); }

void BatchProgress::wipe() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

std::string BatchProgress::time_left() const {
  if (n_costs_ == 0) return {};
  double const usual = cost_seen_ / static_cast<double>(n_costs_);
  double left = 0;
  for (auto const& run : plan_.runs) {
    if (run.state != service::RunState::to_do || finished_.contains(&run)) continue;
    double const cost = run.cost.value_or(usual);
    auto const started = running_.find(&run);
    double const spent =
        started == running_.end() ? 0 : seconds_since(started->second.at) * started->second.threads;
    left += std::max(0.0, cost - spent);
  }
  report::Duration const time{std::max(1.0, left / plan_.threads)};
  return fmt::format("about {} left", report::terminal_words(time, {}));
}

void BatchProgress::draw() {
  auto const now = Clock::now();
  if (now < next_) return;
  next_ = now + between_batch_drawings;
  int const full = n_all_ == 0 ? n_batch_cells : static_cast<int>(n_done_ * n_batch_cells / n_all_);
  auto const bar = report::repeat(unicode_ ? "━" : "=", full) +
                   report::repeat(unicode_ ? "╌" : ".", n_batch_cells - full);
  auto const failed = n_failed_ == 0 ? "" : fmt::format(", {} failed", n_failed_);
  auto const left = n_done_ == n_all_ ? std::string() : time_left();
  fmt::print(stderr, "\r\x1b[K  {} {} of {} runs{}  {}", bar, n_done_, n_all_, failed, left);
  std::fflush(stderr);
  drawn_ = true;
}

void BatchProgress::tell_end(BatchEvent const& event) {
  bool const failed = event.record->failure != service::Failure::none;
  if (bar_ && !failed) return;
  wipe();
  auto const name = report::clean(event.run->name, {});
  if (failed) {
    auto const& messages = event.record->messages;
    fmt::print(stderr, "[{}/{}] {} FAILED: {}\n", n_done_, n_all_, name,
               messages.empty() ? "" : report::clean(messages.front(), {}));
    return;
  }
  auto const left = n_done_ == n_all_ ? std::string() : time_left();
  fmt::print(stderr, "[{}/{}] {} done in {:.1f} s{}{}\n", n_done_, n_all_, name, event.seconds,
             left.empty() ? "" : ", ", left);
  std::fflush(stderr);
}

void BatchProgress::note(BatchEvent const& event) {
  if (event.what == BatchEvent::What::started) {
    running_[event.run] = {Clock::now(), event.threads};
  }
  if (event.what == BatchEvent::What::finished) {
    running_.erase(event.run);
    finished_.insert(event.run);
    ++n_done_;
    if (event.record->failure != service::Failure::none) {
      ++n_failed_;
    } else if (!event.run->cost) {
      cost_seen_ += event.seconds * event.threads;
      ++n_costs_;
    }
    if (shown_) tell_end(event);
  }
  if (shown_ && bar_) draw();
}

service::BatchHooks BatchProgress::hooks() {
  return {[this](BatchEvent const& event) {
    note(event);
    return interrupted() ? simulate::Continue::stop : simulate::Continue::yes;
  }};
}

}  // namespace quarterdeck::cli
