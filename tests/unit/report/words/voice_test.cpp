// tests/unit/report/words/voice_test.cpp – values of a page as texts.
// SPDX-License-Identifier: Apache-2.0
#include "tools/report/words/voice.hpp"

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

namespace quarterdeck::report {
namespace {

Medium const marked{[](Name const& name) { return '<' + name.text + '>'; },
                    [](std::string_view words) { return std::string(words); }};

std::string english_text(Value const& value, double largest = 12.2e6) {
  return Voice(english(), largest, marked)(value);
}

TEST_CASE("voice: amounts in the unit of the page, or as they ask for", "[unit]") {
  Amount amount{.units = 899e3, .currency = "USD"};
  CHECK(english_text(amount) == "0.90M");
  amount.rounding = Rounding::three_digits;
  amount.sign = Sign::both;
  CHECK(english_text(amount) == "+899k");
  amount.rounding = Rounding::whole;
  CHECK(english_text(amount) == "+899,000");
  amount.units = 0;
  CHECK(english_text(amount) == "0");
  amount.units = -1234.5;
  amount.rounding = Rounding::two_decimals;
  CHECK(english_text(amount) == "-1,234.50");
  CHECK(english_text(ExactAmount{123, Sign::both}) == "+1.23");
}

TEST_CASE("voice: amounts with their unit, one deal and many", "[unit]") {
  CHECK(english_text(Amount{.units = 4.26e6, .currency = "USD", .unit = Unit::written}) ==
        "<USD> <4.26M>");
  CHECK(english_text(Amount{.units = 1, .currency = "", .unit = Unit::written}) == "<1> deal");
  CHECK(english_text(Amount{.units = 1280.4, .currency = "", .unit = Unit::written}) ==
        "<1,280> deals");
}

TEST_CASE("voice: shares, points and numbers", "[unit]") {
  CHECK(english_text(Share{0.9999}) == ">99.9 %");
  CHECK(english_text(Share{-0.031, 1, Sign::both}) == "-<3.1> %");
  CHECK(english_text(Points{0.573, 1}) == "57.3");
  CHECK(english_text(Points{-0.031, 0, Sign::both}) == "-3");
  CHECK(english_text(Number{0, 1, Notation::fixed, Sign::both}) == "+0.0");
  CHECK(english_text(Number{0.074, 3, Notation::bare}) == ".074");
  CHECK(english_text(Number{1.0741, 3, Notation::bare}) == "1.074");
  CHECK(english_text(Number{4.26e6, 3, Notation::magnitude}) == "4.26M");
  CHECK(english_text(Score{99.99}) == "99");
  CHECK(english_text(Count{1234}) == "1,234");
  CHECK(english_text(Ordinal{1234}) == "1234");
}

TEST_CASE("voice: messages take the form that goes with their number or case", "[unit]") {
  auto const words = [](std::size_t n) {
    return english_text(say("scenario.open_deals", {{"n", count_of(n)}}));
  };
  CHECK(words(1) == "1 open deal");
  CHECK(words(2) == "2 open deals");
  auto const outcome = [](bool won) {
    return english_text(say("override.outcome", {{"won", yes_if(won)}}));
  };
  CHECK(outcome(true) == "won");
  CHECK(outcome(false) == "lost");
}

TEST_CASE("voice: messages inside of messages, lists, days and nothing", "[unit]") {
  Sequence const list{{Name{"a"}, Share{0.5, 0}}, Join::semicolon};
  CHECK(english_text(say("note", {{"note", list}})) == "Note: <a>; 50 %");
  CHECK(english_text(sentences({say("targets.no_pipeline"), Value(), Name{"b"}})) == "none <b>");
  CHECK(english_text(core::make_date(2026, 11, 3)) == "2026-11-03");
  CHECK(english_text(PeriodName{"2026-Q4"}) == "<2026-Q4>");
  CHECK(english_text(Value()).empty());
  CHECK(english_text(Absent{}) == "–");
}

TEST_CASE("voice: a message without its words, arguments, number or case is our fault", "[unit]") {
  CHECK_THROWS_AS(english_text(say("no.such_key")), core::ContractViolation);
  CHECK_THROWS_AS(english_text(say("note")), core::ContractViolation);
  CHECK_THROWS_AS(english_text(say("scenario.open_deals", {{"n", Name{"1"}}})),
                  core::ContractViolation);
  CHECK_THROWS_AS(english_text(say("override.outcome", {{"won", Count{1}}})),
                  core::ContractViolation);
}

TEST_CASE("voice: durations in the unit that a reader thinks in", "[unit]") {
  Medium const plain{[](Name const& name) { return name.text; },
                     [](std::string_view words) { return std::string(words); }};
  auto const text = [&](double seconds) { return Voice(english(), 0, plain)(Duration{seconds}); };
  CHECK(text(0) == "0 s");
  CHECK(text(0.2) == "1 s");
  CHECK(text(89) == "89 s");
  CHECK(text(240) == "4 min");
  CHECK(text(4805) == "80 min");
  CHECK(text(6000) == "1 h 40 min");
  CHECK(text(7500) == "2 h 05 min");
}

TEST_CASE("voice: another language is another file", "[unit]") {
  Language const spanish(
      "@language = es\n@decimal = ,\n@group = .\n@million = M\n@percent = {n} %\n"
      "@date = {day}/{month}/{year}\n@plural.one = n = 1\n"
      "share.percent = {n} %\nvalue.absent = –\n"
      "scenario.open_deals = {n} {n, plural, one {oportunidad abierta} other {oportunidades "
      "abiertas}}\n");
  Voice const voice(spanish, 12.2e6, marked);
  CHECK(voice(say("scenario.open_deals", {{"n", Count{1}}})) == "1 oportunidad abierta");
  CHECK(voice(say("scenario.open_deals", {{"n", Count{1234}}})) == "1.234 oportunidades abiertas");
  CHECK(voice(Amount{.units = 899e3, .currency = "EUR"}) == "0,90M");
  CHECK(voice(core::make_date(2026, 11, 3)) == "03/11/2026");
}

}  // namespace
}  // namespace quarterdeck::report
