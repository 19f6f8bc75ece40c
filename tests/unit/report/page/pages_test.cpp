// tests/unit/report/page/pages_test.cpp – what must hold for the page of every use case.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <regex>
#include <set>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/unit/report/page/page_walk.hpp"
#include "tests/unit/report/page/sample_answers.hpp"
#include "tools/report/page/parts.hpp"
#include "tools/report/words/language.hpp"
#include "tools/report/words/terms.hpp"

namespace quarterdeck {
namespace {

using namespace report;

/// Faults of a page, in words.
std::set<std::string> faults_of(Page const& page) {
  std::set<std::string> faults;
  auto const terms = explained_terms(english());
  auto const number = [&](double x) {
    if (!std::isfinite(x)) faults.insert("a number that is not finite");
  };
  // What a renderer would have to write as it is, so that no other medium could round it otherwise.
  static std::regex const rounded(R"([-+]?\d{1,3}(,\d{3})*(\.\d+)? ?(%|k|M|bn|tn)?)");
  auto const value = [&](Value const& one) {
    if (auto const x = number_of(one)) number(*x);
    if (auto const* const name = std::get_if<Name>(&one.held)) {
      if (std::regex_match(name->text, rounded)) faults.insert("a rounded number: " + name->text);
    }
    auto const* const message = std::get_if<Message>(&one.held);
    if (message == nullptr) return;
    std::string const key(message->key);
    if (!english().has(key)) {
      faults.insert("no words: " + key);
      return;
    }
    std::set<std::string> given;
    for (auto const& argument : message->arguments) given.emplace(argument.name);
    if (given != arguments_of(english().pattern(key))) faults.insert("other arguments: " + key);
  };
  auto const term = [&](std::string_view name) {
    if (find_term(terms, name) == nullptr) faults.insert("not explained: " + std::string(name));
  };
  test::walk(page, {value, number, term});
  return faults;
}

TEST_CASE("pages: every number is typed and finite, every message has its words", "[unit]") {
  for (auto const& [name, page] : test::all_pages()) {
    INFO(name);
    CHECK_FALSE(page.blocks.empty());
    CHECK(std::isfinite(page.largest_amount));
    CHECK(faults_of(page) == std::set<std::string>{});
  }
}

TEST_CASE("pages: the walk finds what is wrong", "[unit]") {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  auto const faults = [](Block block) { return faults_of({0, {std::move(block)}}); };
  CHECK(faults(Paragraph{Share{nan}}).size() == 1);
  CHECK(faults(Figure{PitHistogram{{0.1, nan}, {}}}).size() == 1);
  CHECK(faults(Paragraph{Name{"4.26M"}}).size() == 1);
  CHECK(faults(Paragraph{Name{"57 %"}}).size() == 1);
  CHECK(faults(Paragraph{Name{"2026-Q4"}}).empty());
  CHECK(faults(Paragraph{say("no.such_key")}).size() == 1);
  CHECK(faults(Paragraph{say("scenario.source")}).size() == 1);
  CHECK(faults(Paragraph{say("quality.nothing", {{"n", Count{1}}})}).size() == 1);
  CHECK(faults(Heading{say("quality.heading"), {}, "no such term"}).size() == 1);
  auto const inside = say("scenario.source", {{"source", Number{nan}}});
  CHECK(faults(Paragraph{sentences({inside})}).size() == 1);
}

TEST_CASE("pages: money names its currency, and deals have none", "[unit]") {
  for (auto const& [name, page] : test::all_pages()) {
    INFO(name);
    std::set<std::string> currencies;
    test::walk(page, {[&](Value const& one) {
                        if (auto const* const amount = std::get_if<Amount>(&one.held)) {
                          currencies.insert(amount->currency);
                        }
                      },
                      [](double) {}, [](std::string_view) {}});
    bool const counts = name == "forecast, deals counted";
    CHECK(currencies.size() <= 1);
    if (!currencies.empty()) CHECK(*currencies.begin() == (counts ? "" : "USD"));
  }
}

}  // namespace
}  // namespace quarterdeck
