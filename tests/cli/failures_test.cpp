// tests/cli/failures_test.cpp – exit codes of faults that no command line can bring about.
// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/failures.hpp"

#include <new>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"
#include "tools/cli/exit_codes.hpp"

namespace quarterdeck {
namespace {

TEST_CASE("guarded: what is thrown decides the exit code", "[cli]") {
  CHECK(cli::guarded([] { return 7; }) == 7);
  CHECK(cli::guarded([]() -> int { throw core::IoError("disk"); }) == cli::exit_io);
  CHECK(cli::guarded([]() -> int { throw std::bad_alloc(); }) == cli::exit_io);
  CHECK(cli::guarded([]() -> int { throw core::NumericError("nan"); }) == cli::exit_internal);
  CHECK(cli::guarded([]() -> int { throw core::ContractViolation("x"); }) == cli::exit_internal);
  CHECK(cli::guarded([]() -> int { throw std::runtime_error("x"); }) == cli::exit_internal);
}

TEST_CASE("fail: the first fault decides the exit code", "[cli]") {
  auto const code_of = [](core::Fault fault) {
    core::Diagnostic diagnostic;
    diagnostic.fault = fault;
    diagnostic.problem = "a fault made for this test";
    return cli::fail({diagnostic, core::Diagnostic{}});
  };
  CHECK(code_of(core::Fault::usage) == 64);
  CHECK(code_of(core::Fault::data) == 65);
  CHECK(code_of(core::Fault::missing_input) == 66);
  CHECK(code_of(core::Fault::configuration) == 78);
}

}  // namespace
}  // namespace quarterdeck
