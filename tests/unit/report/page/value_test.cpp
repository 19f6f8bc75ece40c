// tests/unit/report/page/value_test.cpp – values of a page.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/page/value.hpp"

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

TEST_CASE("value: numbers are what they stand for, texts are none", "[unit]") {
  CHECK(number_of(Amount{.units = 4.2e6, .currency = "USD"}) == 4.2e6);
  CHECK(number_of(ExactAmount{-123}) == -1.23);
  CHECK(number_of(Share{0.573}) == 0.573);
  CHECK(number_of(Count{7}) == 7.0);
  CHECK(number_of(core::make_date(1970, 1, 11)) == 10.0);
  CHECK_FALSE(number_of(Name{"7"}));
  CHECK_FALSE(number_of(Value()));
  CHECK_FALSE(number_of(say("note", {{"note", Count{7}}})));
}

TEST_CASE("value: nothing is empty, and so is a sequence of nothing", "[unit]") {
  CHECK(Value().empty());
  CHECK(Value(sentences({{}, {}})).empty());
  CHECK_FALSE(Value(Absent{}).empty());
  CHECK_FALSE(Value(Name{""}).empty());
  CHECK(sentences({Value(), Name{"a"}, Value()}).items.size() == 1);
}

}  // namespace
}  // namespace quarterdeck::report
