// tests/unit/report/words/terms_test.cpp – terms and codes of findings.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/terms.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

TEST_CASE("terms: found by name, by key of JSON and by what a page's block says", "[unit]") {
  auto const terms = explained_terms(english());
  for (auto const* name : {"Brier score", "brier_score", "BRIER-SCORE"}) {
    auto const* const term = find_term(terms, name);
    REQUIRE(term != nullptr);
    CHECK(term->name == "Brier score");
    CHECK(term->key == "term.brier_score.meaning");
  }
  CHECK(find_term(terms, "no such term") == nullptr);
}

TEST_CASE("terms: every term has a name of its own and a meaning", "[unit]") {
  auto const terms = explained_terms(english());
  CHECK(terms.size() * 2 == english().keys("term.").size());
  for (auto const& term : terms) {
    INFO(term.name);
    CHECK(find_term(terms, term.name) == &term);
    CHECK(arguments_of(english().pattern(term.key)).empty());
  }
}

TEST_CASE("terms: findings by their codes", "[unit]") {
  auto const findings = explained_findings(english());
  CHECK(find_term(findings, "leak.final_amount") != nullptr);
  CHECK(findings.size() == english().keys("finding.").size());
}

}  // namespace
}  // namespace quarterdeck::report
