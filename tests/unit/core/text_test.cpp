// tests/unit/core/text_test.cpp – ends of texts and letter case.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/text.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

TEST_CASE("text: white space of every kind is cut off both ends", "[unit][core]") {
  CHECK(trimmed(" \t a b \r\n") == "a b");
  CHECK(trimmed("\xC2\xA0x\xE2\x80\xAF\xE2\x80\x89") == "x");
  CHECK(trimmed("\xEF\xBB\xBFid") == "id");
  CHECK(trimmed("  ").empty());
}

TEST_CASE("text: lower case of the letters of eleven languages", "[unit][core]") {
  CHECK(lower_case("MÄRZ Août FÉVRIER") == "märz août février");
  CHECK(lower_case("PAŹDZIERNIK Śr Ł Ż Ń") == "październik śr ł ż ń");
  CHECK(lower_case("HEINÄKUU Mån ÅÖ") == "heinäkuu mån åö");
  CHECK(lower_case("МЛН Ё × 10月") == "млн ё × 10月");
}
