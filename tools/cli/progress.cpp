// tools/cli/progress.cpp – see progress.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/progress.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

#include "tools/cli/interrupt.hpp"
#include "tools/cli/terminal.hpp"
#include "tools/report/terminal/text.hpp"

namespace quarterdeck::cli {
namespace {

constexpr int n_cells = 30;
constexpr std::chrono::milliseconds between_drawings{80};

/// What the stage will still take if it goes on as it began; nothing in its first seconds.
std::string time_left(std::chrono::steady_clock::duration spent, double share_done) {
  double const seconds = std::chrono::duration<double>(spent).count();
  if (seconds < 3 || share_done <= 0) return {};
  double const left = seconds * (1 - share_done) / share_done;
  if (left < 90) return fmt::format("  {:.0f} s left", left);
  return fmt::format("  {:.0f} min left", left / 60);
}

}  // namespace

ProgressBar::ProgressBar(OutputOptions const& options)
    : shown_(!options.quiet && error_is_terminal()), unicode_(locale_is_utf8()) {}

ProgressBar::~ProgressBar() { wipe(); }

void ProgressBar::wipe() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

void ProgressBar::draw(std::string_view stage, double share_done) {
  auto const now = std::chrono::steady_clock::now();
  if (stage == stage_ && now < next_) return;
  if (stage != stage_) begin_ = now;
  stage_ = stage;
  next_ = now + between_drawings;
  int const full = std::clamp(static_cast<int>(share_done * n_cells + 0.5), 0, n_cells);
  auto const bar = report::repeat(unicode_ ? "━" : "=", full) +
                   report::repeat(unicode_ ? "╌" : ".", n_cells - full);
  fmt::print(stderr, "\r\x1b[K  {:<11} {} {:3.0f} %{}", stage, bar, share_done * 100,
             time_left(now - begin_, share_done));
  std::fflush(stderr);
  drawn_ = true;
}

service::Hooks ProgressBar::hooks() {
  return {[this](std::string_view stage, double share_done) {
    if (shown_) draw(stage, share_done);
    return interrupted() ? simulate::Continue::stop : simulate::Continue::yes;
  }};
}

}  // namespace quarterdeck::cli
