// tests/unit/workspace/workspace_limits_test.cpp – hostile YAML ends in a message, soon.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/yaml/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/folder.hpp"

using namespace quarterdeck;
using test::containing;

namespace {

std::string fault_of(std::string const& text) {
  auto const fault = yaml::find_yaml_fault(text, "w.yaml");
  return fault ? fault->problem : "";
}

std::string repeated(std::string const& piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("workspace limits: nesting beyond 64 levels is refused in every notation",
          "[unit][workspace]") {
  CHECK_THAT(fault_of(repeated("[", 1000000)), containing("opening brackets"));
  for (auto const* piece : {"[", "{", "- ", "? ", "{a: ", "[a,", "[{a: "}) {
    INFO(piece);
    CHECK_THAT(fault_of(repeated(piece, 20000)), containing("nested deeper"));
  }
  std::string indented;
  for (int i = 0; i < 1000; ++i) indented += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK_THAT(fault_of(indented), containing("nested deeper"));
  CHECK(fault_of(repeated("[", 64) + repeated("]", 64)).empty());
  CHECK_THAT(fault_of(repeated("[", 65) + repeated("]", 65)), containing("nested deeper"));
}

TEST_CASE("workspace limits: closing brackets in quotes do not hide depth", "[unit][workspace]") {
  CHECK_THAT(fault_of(repeated("[ \"]\", ", 5000)), containing("nested deeper"));
}

TEST_CASE("workspace limits: aliases count where they stand", "[unit][workspace]") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    bomb +=
        fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
  }
  CHECK_THAT(fault_of(bomb), containing("more than 100000 values"));
  std::string deep = "a0: &a0 [x]\n";
  for (int i = 1; i < 80; ++i) deep += fmt::format("a{0}: &a{0} [*a{1}]\n", i, i - 1);
  CHECK_THAT(fault_of(deep), containing("nested deeper"));
  CHECK(fault_of("a: &x [1, 2]\nb: *x\nc: *x\n").empty());
  CHECK_THAT(fault_of("a: &x [*x]\n"), containing("its own anchor"));
}

TEST_CASE("workspace limits: size, documents and syntax", "[unit][workspace]") {
  CHECK_THAT(fault_of(std::string(std::size_t{1} << 21U, '#')), containing("bytes"));
  CHECK_THAT(fault_of("a: 1\n---\nb: 2\n"), containing("more than one YAML document"));
  CHECK_THAT(fault_of("a: ]\n"), containing("not valid YAML"));
  CHECK_THAT(fault_of(repeated("- x\n", 100001)), containing("more than 100000 values"));
  CHECK(fault_of("a: 1\n").empty());
}
