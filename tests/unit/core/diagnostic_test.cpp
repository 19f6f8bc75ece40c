// tests/unit/core/diagnostic_test.cpp – messages read in one grammar, and near words are found.
// SPDX-License-Identifier: Apache-2.0
#include "engine/core/diagnostic.hpp"

#include <vector>

#include "tests/support/catch.hpp"

using namespace quarterdeck::core;

TEST_CASE("diagnostic: a message reads place, problem, reason, suggestion", "[unit]") {
  Diagnostic diagnostic;
  diagnostic.where.file = "q.yaml";
  diagnostic.where.line = 12;
  diagnostic.where.column = 3;
  diagnostic.problem = "unknown key 'amuont'";
  diagnostic.reason = "it would be ignored";
  diagnostic.suggestion = "Write amount.";
  CHECK(to_string(diagnostic) ==
        "q.yaml:12:3: unknown key 'amuont' (it would be ignored). Write amount.");
  diagnostic.where.column = 0;
  CHECK(to_string(diagnostic).starts_with("q.yaml:12: unknown"));
  diagnostic.where.line = 0;
  CHECK(to_string(diagnostic).starts_with("q.yaml: unknown"));
  diagnostic.where.file.clear();
  diagnostic.reason.clear();
  CHECK(to_string(diagnostic) == "unknown key 'amuont'. Write amount.");
  diagnostic.suggestion.clear();
  CHECK(to_string(diagnostic) == "unknown key 'amuont'.");
  diagnostic.where.line = 7;
  CHECK(to_string(diagnostic) == "line 7: unknown key 'amuont'.");
}

TEST_CASE("diagnostic: the nearest word is the one meant", "[unit]") {
  std::vector<std::string> const keys{"amount", "account", "close_date", "created_date", "stage"};
  CHECK(nearest_word("amuont", keys) == "amount");
  CHECK(nearest_word("Amount", keys) == "amount");
  CHECK(nearest_word("accuont", keys) == "account");
  CHECK(nearest_word("acount", keys) == "amount");  // the first of equals
  CHECK(nearest_word("closedate", keys) == "close_date");
  CHECK(nearest_word("stages", keys) == "stage");
}

TEST_CASE("diagnostic: no word is offered when none is near", "[unit]") {
  std::vector<std::string> const keys{"amount", "stage"};
  CHECK(nearest_word("zebra", keys).empty());
  CHECK(nearest_word("", keys).empty());
  CHECK(nearest_word("am", keys).empty());
  CHECK(nearest_word("amount", {}).empty());
  // Two of six letters may change, three may not.
  CHECK(nearest_word("amouxx", keys) == "amount");
  CHECK(nearest_word("amoxxx", keys).empty());
}

TEST_CASE("diagnostic: a value and its faults travel in one type", "[unit]") {
  Checked<int> const good = 3;
  Checked<int> const bad = tl::unexpected(Diagnostics(2));
  CHECK(good.value() == 3);
  REQUIRE_FALSE(bad.has_value());
  CHECK(bad.error().size() == 2);
}

TEST_CASE("diagnostic: what stands in a file cannot steer the terminal", "[unit]") {
  Diagnostic fault;
  fault.problem = "a\x1b[31mred\x07 \n \xC2\x9Bz \xC3\xA9";
  fault.suggestion = std::string(5000, 'x');
  auto const text = to_string(fault);
  CHECK(text.starts_with("a [31mred z \xC3\xA9. xxx"));
  CHECK(text.size() < 1000);
}
