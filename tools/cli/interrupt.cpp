// tools/cli/interrupt.cpp – see interrupt.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/interrupt.hpp"

#include <signal.h>

namespace quarterdeck::cli {
namespace {

volatile sig_atomic_t signalled = 0;

extern "C" void note_signal(int /*signal*/) { signalled = 1; }

}  // namespace

void watch_interrupts() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return signalled != 0; }

}  // namespace quarterdeck::cli
