// tests/unit/core/named_test.cpp – values of an enum and their words.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/named.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck;

namespace {

enum class Colour { red, green, blue };

constexpr core::Names<Colour, 3> colours{
    {{Colour::red, "red"}, {Colour::green, "green"}, {Colour::blue, "blue"}}};
constexpr core::Names<Colour, 2> some{{{Colour::blue, "azure"}, {Colour::red, "scarlet"}}};

}  // namespace

TEST_CASE("names: a value and its word find each other whatever the order", "[unit]") {
  CHECK(core::name_of(colours, Colour::green) == "green");
  CHECK(core::name_of(some, Colour::red) == "scarlet");
  CHECK(core::value_of(some, "azure") == Colour::blue);
  CHECK_FALSE(core::value_of(some, "blue"));
  CHECK_THROWS_AS(core::name_of(some, Colour::green), core::ContractViolation);
}

TEST_CASE("names: a table out of order or with a gap is not in order", "[unit]") {
  STATIC_REQUIRE(core::is_in_order(colours));
  STATIC_REQUIRE_FALSE(core::is_in_order(some));
}
