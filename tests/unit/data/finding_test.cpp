// tests/unit/data/finding_test.cpp – findings are counted, placed, joined and graded.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/finding.hpp"

#include "tests/support/catch.hpp"

using namespace quarterdeck::data;

namespace {

Finding kind(std::string const& code, Severity severity) {
  Finding finding;
  finding.code = code;
  finding.severity = severity;
  finding.message = "about " + code;
  return finding;
}

Finding counted(std::string const& code, Severity severity, std::int64_t count) {
  Finding finding = kind(code, severity);
  finding.count = count;
  return finding;
}

}  // namespace

TEST_CASE("finding: occurrences of one code gather with place and subject", "[unit]") {
  Findings findings;
  add_finding(findings, kind("a", Severity::error), {"x.csv", 2, 0}, "D1");
  add_finding(findings, kind("b", Severity::info), {"x.csv", 3, 0}, "D2");
  add_finding(findings, kind("a", Severity::error), {"x.csv", 9, 0}, "D3");
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].count == 2);
  CHECK(findings[0].message == "about a");
  CHECK(findings[0].places[1].line == 9);
  CHECK(findings[0].subjects == std::vector<std::string>{"D1", "D3"});
  CHECK(findings[1].count == 1);
}

TEST_CASE("finding: places stop at their limit, the count goes on", "[unit]") {
  Findings findings;
  for (std::size_t i = 0; i < Finding::max_places + 5; ++i) {
    add_finding(findings, kind("a", Severity::error), {}, "D");
  }
  CHECK(findings[0].count == static_cast<std::int64_t>(Finding::max_places) + 5);
  CHECK(findings[0].places.size() == Finding::max_places);
  CHECK(findings[0].subjects.size() == Finding::max_places);
  Findings twice = findings;
  merge_findings(twice, findings);
  CHECK(twice[0].count == 2 * findings[0].count);
  CHECK(twice[0].places.size() == Finding::max_places);
}

TEST_CASE("finding: joined lists add counts and keep the graver severity", "[unit]") {
  Findings into{counted("a", Severity::info, 3)};
  Findings from{counted("b", Severity::warning, 2), counted("a", Severity::error, 4)};
  from[1].places = {{"x.csv", 7, 0}};
  from[1].subjects = {"D7"};
  merge_findings(into, from);
  REQUIRE(into.size() == 2);
  CHECK(into[0].count == 7);
  CHECK(into[0].severity == Severity::error);
  CHECK(into[0].subjects == std::vector<std::string>{"D7"});
  CHECK(into[1].count == 2);
}

TEST_CASE("finding: the grade falls with the share of deals that are hit", "[unit]") {
  CHECK(grade({}, {100}).score == 100);
  CHECK(grade({}, {0}).score == 100);
  CHECK(grade({counted("a", Severity::error, 10)}, {100}).score == Approx(90));
  CHECK(grade({counted("a", Severity::warning, 10)}, {100}).score == Approx(97));
  CHECK(grade({counted("a", Severity::info, 100)}, {100}).score == 100);
  CHECK(grade({counted("a", Severity::error, 10), counted("b", Severity::warning, 20)}, {100})
            .score == Approx(100 * 0.9 * 0.94));
}

TEST_CASE("finding: no error and no warning is too rare to be seen in the grade", "[unit]") {
  CHECK(grade({counted("a", Severity::error, 1)}, {100000}).score == Approx(99));
  CHECK(grade({counted("a", Severity::warning, 1)}, {100000}).score == Approx(99.9));
  CHECK(grade({counted("a", Severity::info, 1)}, {100000}).score == 100);
}

TEST_CASE("finding: the grade never leaves 0 to 100", "[unit]") {
  // Several rows of one deal may be hit.
  CHECK(grade({counted("a", Severity::error, 50)}, {10}).score == 0);
  CHECK(grade({counted("a", Severity::warning, 50)}, {10}).score == Approx(70));
  CHECK(grade({counted("a", Severity::error, 8), counted("b", Severity::error, 8)}, {10}).score ==
        Approx(4));
}

TEST_CASE("finding: doubt about more than a tenth of the book leaves half of the score", "[unit]") {
  Extent const book{100, 80, 10'000, 2'000};
  auto const doubtful = [](Extent const& extent, Treatment treatment = Treatment::kept) {
    auto finding = counted("a", Severity::warning, extent.deals);
    finding.doubtful = true;
    finding.treatment = treatment;
    finding.extent = extent;
    return finding;
  };
  CHECK(grade({doubtful({1, 0, 1'001, 0})}, book).score == 50);
  CHECK(grade({doubtful({1, 0, 1'000, 0})}, book).score > 99);
  CHECK(grade({doubtful({1, 0, 201, 201})}, book).score == 50);
  CHECK(grade({doubtful({9, 9, 0, 0})}, book).score == 50);
  CHECK(grade({doubtful({8, 8, 0, 0})}, book).score > 97);
  // What was dropped is missing from the book that it is held against.
  CHECK(grade({doubtful({1, 0, 1'100, 0}, Treatment::dropped)}, book).score > 99);
  CHECK(grade({doubtful({1, 0, 1'112, 0}, Treatment::dropped)}, book).score == 50);
  auto rows = counted("b", Severity::warning, 11);
  rows.doubtful = true;
  CHECK(grade({rows}, book).score == 50);
  CHECK(grade({doubtful({1, 0, 600, 0}), rows, counted("c", Severity::error, 80)}, book).score <
        50);
  auto half = doubtful({1, 0, 600, 0});
  auto other = half;
  other.code = "other";
  CHECK(grade({half}, book).score > 99);
  CHECK(grade({half, other}, book).score == 50);
}

TEST_CASE("finding: a hundredth of the book in doubt belongs at the top", "[unit]") {
  auto finding = counted("a", Severity::warning, 1);
  finding.extent = {1, 0, 100, 0};
  CHECK_FALSE(grade({finding}, {100, 80, 10'000, 2'000}).findings[0].top);
  finding.doubtful = true;
  CHECK(grade({finding}, {100, 80, 10'000, 2'000}).findings[0].top);
  CHECK_FALSE(grade({finding}, {100, 80, 10'100, 2'000}).findings[0].top);
  // A twentieth of the money, but half of that of won deals.
  finding.extent = {1, 1, 500, 0, 500};
  CHECK(grade({finding}, {100, 80, 10'000, 2'000, 1'000}).score == 50);
  CHECK(grade({finding}, {100, 80, 10'000, 2'000, 10'000}).score > 50);
  finding.doubtful = false;
  finding.top = true;
  CHECK(grade({finding}, {100, 80, 1'000'000, 2'000}).findings[0].top);
}

TEST_CASE("finding: extents add up", "[unit]") {
  Findings findings;
  auto kept = kind("a", Severity::info);
  kept.doubtful = true;
  add_finding(findings, kept, {{}, "D1", {1, 1, 500, 0}});
  add_finding(findings, kept, {{}, "D2", {1, 0, 200, 200}});
  CHECK(findings[0].extent == Extent{2, 1, 700, 200});
  CHECK(findings[0].doubtful);
  Findings twice = findings;
  merge_findings(twice, findings);
  CHECK(twice[0].extent == Extent{4, 2, 1'400, 400});
  CHECK(twice[0].doubtful);
}

TEST_CASE("finding: the worst comes first", "[unit]") {
  auto const quality =
      grade({counted("few", Severity::warning, 1), counted("note", Severity::info, 99),
             counted("many", Severity::warning, 9), counted("bad", Severity::error, 1),
             counted("also", Severity::warning, 9)},
            {1000});
  std::vector<std::string> codes;
  for (auto const& finding : quality.findings) codes.push_back(finding.code);
  CHECK(codes == std::vector<std::string>{"bad", "also", "many", "few", "note"});
  auto rows = counted("rows", Severity::warning, 50);
  rows.places = {{"x.csv", 7, 0}};
  auto const mixed = grade({rows, counted("all", Severity::warning, 1)}, {1000});
  CHECK(mixed.findings[0].code == "all");
}
