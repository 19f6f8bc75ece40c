// tests/support/main.cpp – the one place that compiles the test runner.
// SPDX-License-Identifier: Apache-2.0
#define CATCH_CONFIG_RUNNER
#include <cstdio>

#include "tests/support/catch.hpp"
#include "tests/support/skip.hpp"

namespace {

int n_skipped = 0;

}  // namespace

void quarterdeck::test::skip(std::string const& reason) {
  ++n_skipped;
  std::printf("skipped: %s\n", reason.c_str());
}

int main(int argc, char** argv) {
  int const failed = Catch::Session().run(argc, argv);
  return failed == 0 && n_skipped > 0 ? quarterdeck::test::exit_skipped : failed;
}
