// tests/unit/core/error_test.cpp – errors carry their place; contracts say what was broken.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/error.hpp"

#include <string>

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

TEST_CASE("error: an error knows the line that raised it", "[unit]") {
  Error const error("disk is full");
  int const line = __LINE__ - 1;
  CHECK(std::string(error.what()) == "disk is full");
  CHECK(error.where().line == line);
  CHECK(std::string(error.where().file).find("error_test.cpp") != std::string::npos);
}

TEST_CASE("error: the kinds can be told apart and caught together", "[unit]") {
  CHECK_THROWS_AS(throw IoError("gone"), Error);
  CHECK_THROWS_AS(throw NumericError("not a number"), Error);
  CHECK_THROWS_AS(throw ContractViolation("bug"), std::runtime_error);
}

TEST_CASE("error: a broken contract names condition and kind", "[unit]") {
  try {
    fail_contract("precondition", "n > 0");
  } catch (ContractViolation const& violation) {
    std::string const message = violation.what();
    CHECK(message.find("precondition") != std::string::npos);
    CHECK(message.find("n > 0") != std::string::npos);
    CHECK(message.find("error_test.cpp") != std::string::npos);
    return;
  }
  FAIL("nothing was thrown");
}

#ifndef QUARTERDECK_CONTRACTS_OFF
TEST_CASE("error: contracts throw only when they are broken", "[unit]") {
  int const one = 1;
  CHECK_NOTHROW(QUARTERDECK_EXPECT(one == 1));
  CHECK_THROWS_AS(QUARTERDECK_EXPECT(one == 2), ContractViolation);
  CHECK_THROWS_AS(QUARTERDECK_ENSURE(one == 2), ContractViolation);
}
#endif
