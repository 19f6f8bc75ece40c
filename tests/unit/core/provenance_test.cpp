// tests/unit/core/provenance_test.cpp – a build knows itself.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/provenance.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

TEST_CASE("provenance: the build names version, compiler and Boost", "[unit]") {
  BuildInfo const& info = build_info();
  CHECK(std::count(info.version.begin(), info.version.end(), '.') == 2);
  CHECK(info.version.find('@') == std::string::npos);
  CHECK(info.compiler.find(' ') != std::string::npos);
  CHECK(info.boost.starts_with("1_"));
}

TEST_CASE("provenance: the commit is whole inside a checkout and empty outside", "[unit]") {
  std::string const& git = build_info().git;
  bool const checkout = std::filesystem::exists(QUARTERDECK_SOURCE_DIR "/.git");
  CHECK(git.size() == (checkout ? 40U : 0U));
  CHECK(git.find_first_not_of("0123456789abcdef") == std::string::npos);
}
