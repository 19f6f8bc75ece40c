// tests/unit/scenarios/read_test.cpp – scenario files: what is read, and what is refused where.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/random/stream.hpp"
#include "tests/unit/scenarios/fixture.hpp"

using namespace quarterdeck;
using namespace quarterdeck::scenarios;
using test::containing;
using test::faults_of;
using test::read_changes;

namespace {

/// Every kind of change, and every key of the language.
char const* const everything = R"(
  - win_rate: {odds: 0.8}
    why: a reason
    where: {region: EMEA, stage: [Proposal, Negotiation], amount: {over: 50_000, under: 9e6}}
  - close_date: {delay_days: 14, stretch: 1.1}
    where: {any: [{type: new}, {owner: {blank: true}}], not: {name: {like: "Acme*"}}, largest: 3}
  - amount: {multiply: 0.95, deals: all}
    where: {all: [{segment: {not: East}}], created_date: {after: 2026-01-01, before: +3d}}
  - new_deals: {multiply: 1.2, from: 2026-11-01}
    where: {source: Partner, amount: {between: [1, 2]}}
  - deal: {id: 006A, outcome: won, amount: 5, close_date: +9d}
  - deal: {probability: 0.25}
    where: {id: 006B}
  - add_deal: {id: whale, name: Whale, amount: 900000, probability: 0.4, close_date: 2026-12-10, stage: Proposal, segment: Enterprise}
  - hire: {count: 5, role: AE, start: 2026-10-15, ramp_weeks: 16, deals_per_week: 0.4, segment: Mid}
  - market: {shift_sd: -1.0}
  - churn: {multiply: 1.3}
  - exchange_rate: {currency: EUR, multiply: 0.92}
  - target: {name: Company, amount: 4_500_000}
)";

}  // namespace

TEST_CASE("scenario: every kind of change is read with its numbers", "[unit][scenarios]") {
  auto const scenario = read_changes(everything);
  INFO(faults_of(scenario));
  REQUIRE(scenario);
  REQUIRE(scenario->changes.size() == 12);
  auto const& changes = scenario->changes;
  CHECK(std::get<WinRate>(changes[0].what).odds == 0.8);
  CHECK(changes[0].why == "a reason");
  REQUIRE(changes[0].where->columns.size() == 3);
  CHECK(changes[0].where->columns[1].test.one_of ==
        std::vector<std::string>{"Proposal", "Negotiation"});
  CHECK(changes[0].where->columns[2].test.over == 50000);
  CHECK(std::get<CloseDate>(changes[1].what).delay_days == 14);
  CHECK(changes[1].where->largest == 3);
  CHECK(changes[1].where->none_of[0].columns[0].test.like == std::vector<std::string>{"Acme*"});
  CHECK(std::get<Amount>(changes[2].what).deals == Deals::all);
  CHECK(changes[2].where->columns[0].test.before->days_after == 3);
  CHECK(std::get<NewDeals>(changes[3].what).from->date == test::day(2026, 11, 1));
  CHECK(std::get<DealEdit>(changes[4].what).outcome == Fate::won);
  CHECK(std::get<DealEdit>(changes[5].what).probability == 0.25);
  CHECK(std::get<AddDeal>(changes[6].what).columns.at("segment") == "Enterprise");
  CHECK(std::get<Hire>(changes[7].what).deals_per_week == 0.4);
  CHECK(std::get<Market>(changes[8].what).shift_sd == -1);
  CHECK(std::get<Churn>(changes[9].what).multiply == 1.3);
  CHECK(std::get<ExchangeRate>(changes[10].what).currency == "EUR");
  CHECK(std::get<TargetEdit>(changes[11].what).amount == 4'500'000);
}

TEST_CASE("scenario: changes are told in words", "[unit][scenarios]") {
  auto const scenario = read_changes(everything);
  REQUIRE(scenario);
  CHECK(describe(scenario->changes[0]) ==
        "win rate: odds × 0.8 where region is EMEA, stage is Proposal or Negotiation, "
        "amount over 50,000 and under 9,000,000");
  CHECK(describe(scenario->changes[1]) ==
        "close date: time to win × 1.1, then 14 days later where (type is new or owner is blank), "
        "not name like Acme*, the 3 largest");
  CHECK(describe(scenario->changes[8]) == "market: -1 standard deviations");
  CHECK(stream_name(scenario->changes[3]) ==
        "new deals where source is Partner, amount between 1 and 2");
}

TEST_CASE("scenario: all faults come at once, each with its place", "[unit][scenarios]") {
  auto const text = faults_of(read_changes(R"(
  - win_rate: {ods: 0.8}
  - win_rate: {odds: -1}
  - clos_date: {delay_days: 14}
  - new_deals: {multiply: 1, from: 2026-02-30}
  - deal: {id: A, outcome: wonn}
  - exchange_rate: {currency: euro, multiply: 1}
  - hire: {count: 1.5, start: soon, deals_per_week: 1}
)"));
  INFO(text);
  CHECK_THAT(text, containing("s.yaml:4:16: unknown key `ods` in win_rate"));
  CHECK_THAT(text, containing("Did you mean `odds`?"));
  CHECK_THAT(text, containing("s.yaml:5:22: `odds` is `-1`"));
  CHECK_THAT(text, containing("s.yaml:6:5: unknown key `clos_date` in change"));
  CHECK_THAT(text, containing("Did you mean `close_date`?"));
  CHECK(text.find("says no change") == std::string::npos);  // the unknown key says it all
  CHECK_THAT(text, containing("s.yaml:7:36: `from` is `2026-02-30`"));
  CHECK_THAT(text, containing("Did you mean `won`?"));
  CHECK_THAT(text, containing("`currency` is `euro`"));
  CHECK_THAT(text, containing("`count` is `1.5`"));
  CHECK_THAT(text, containing("`start` is `soon`"));
}

TEST_CASE("scenario: numbers that are written otherwise are rewritten", "[unit][scenarios]") {
  auto const fault = [](std::string const& change) {
    return faults_of(read_changes("\n  - " + change + "\n"));
  };
  CHECK_THAT(fault("win_rate: {odds: 120%}"), containing("Write 1.2 (a factor on the odds"));
  CHECK_THAT(fault("win_rate: {odds: +20%}"), containing("Write 1.2 (a factor on the odds"));
  CHECK_THAT(fault("win_rate: {odds: -20%}"), containing("Write 0.8 (a factor on the odds"));
  CHECK_THAT(fault("amount: {multiply: +5%}"), containing("Write 1.05 (a factor"));
  CHECK_THAT(fault("close_date: {delay_days: 2w}"), containing("Write 14 (a whole number of days"));
  CHECK_THAT(fault("deal: {id: A, probability: 80%}"), containing("Write 0.8 (a probability"));
  CHECK_THAT(fault("deal: {id: A, amount: 1.2M}"), containing("Write 1_200_000 (an amount"));
  CHECK_THAT(fault("win_rate: {odds: 0.5}\n    where: {amount: {over: 50k}}"),
             containing("Write 50_000 (a number)."));
  CHECK_THAT(fault("win_rate: {odds: 0.5}\n    where: {amount: {over: '10,000'}}"),
             containing("Write 10_000 or 10, whichever you mean"));
  CHECK_THAT(fault("win_rate: {odds: 0.5}\n    where: {amount: {over: 10,000}}"),
             containing("In braces a comma begins the next key."));
}

TEST_CASE("scenario: what has no meaning is refused", "[unit][scenarios]") {
  struct Case {
    char const* changes;
    char const* problem;
  };
  for (Case const& one : {
           Case{"  - why: nothing\n", "the entry says no change"},
           Case{"  - {market: {shift_sd: 1}, churn: {multiply: 1}}\n", "says both"},
           Case{"  - market: {shift_sd: 1}\n    where: {a: b}\n", "`where` has no meaning here"},
           Case{"  - market: {shift_sd: 7}\n", "`shift_sd` is `7`"},
           Case{"  - deal: {outcome: won}\n", "neither an id nor a `where`"},
           Case{"  - deal: {id: A}\n", "`deal` changes nothing"},
           Case{"  - deal: {id: A, outcome: lost, amount: 3}\n", "exclude each other"},
           Case{"  - deal: {id: A, outcome: won}\n    where: {a: b}\n", "`where` has no meaning"},
           Case{"  - deal: {id: A, probability: 40}\n", "`probability` is `40`"},
           Case{"  - close_date: {}\n", "`close_date` says nothing"},
           Case{"  - close_date: {delay_days: -3}\n", "`delay_days` is `-3`"},
           Case{"  - amount: {multiply: 0}\n", "`multiply` is `0`"},
           Case{"  - win_rate: {odds: 2}\n    where: {}\n", "the filter says nothing"},
           Case{"  - win_rate: {odds: 2}\n    where: {a: []}\n", "accepts no value"},
           Case{"  - win_rate: {odds: 2}\n    where: {a: {}}\n", "says nothing"},
           Case{"  - win_rate: {odds: 2}\n    where: {a: {ovr: 3}}\n", "Did you mean `over`?"},
           Case{"  - win_rate: {odds: 2}\n    where: {a: {between: [3, 1]}}\n", "before it begins"},
           Case{"  - win_rate: {odds: 2}\n    where: {a: {between: [3, x]}}\n", "neither two"},
           Case{"  - win_rate: {odds: 2}\n    where: {a: {over: 3, under: 3}}\n", "nothing lies"},
           Case{"  - win_rate: {odds: 2}\n    where: {any: []}\n", "holds no filter"},
           Case{"  - win_rate: {odds: 2}\n    where: {any: [{largest: 1}]}\n", "inside another"},
           Case{"  - win_rate: {odds: 2}\n    where: {a: b, a: c}\n", "given twice"},
           Case{"  - add_deal: {id: w}\n", "lacks the key `amount`"},
       }) {
    INFO(one.changes);
    CHECK_THAT(faults_of(read_changes(one.changes)), containing(one.problem));
  }
}

TEST_CASE("scenario: changes of what it extends come first", "[unit][scenarios]") {
  test::Folder const folder;
  std::filesystem::create_directory(folder.path() / "lib");
  folder.write("lib/a.yaml", "name: A\nwhy: because\nchanges:\n  - market: {shift_sd: 1}\n");
  folder.write("lib/b.yaml", "name: B\nextends: a.yaml\nchanges:\n  - market: {shift_sd: 2}\n");
  auto const file =
      folder.write("c.yaml", "name: C\nextends: lib/b.yaml\nchanges:\n  - market: {shift_sd: 3}\n");
  auto const scenario = read_scenario(file);
  INFO(faults_of(scenario));
  REQUIRE(scenario);
  CHECK(scenario->name == "C");
  CHECK(scenario->why == "because");
  CHECK(scenario->extends.size() == 2);
  REQUIRE(scenario->changes.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(std::get<Market>(scenario->changes[i].what).shift_sd == static_cast<double>(i + 1));
  }
}

TEST_CASE("scenario: a circle of files is refused with its chain", "[unit][scenarios]") {
  test::Folder const folder;
  folder.write("a.yaml", "name: A\nextends: b.yaml\n");
  folder.write("b.yaml", "name: B\nextends: ./a.yaml\n");
  auto const text = faults_of(read_scenario(folder.path() / "a.yaml"));
  CHECK_THAT(text, containing("b.yaml:2:10: scenarios extend each other in a circle: "
                              "a.yaml → b.yaml → a.yaml"));
}

TEST_CASE("scenario: files that are not there are named", "[unit][scenarios]") {
  test::Folder const folder;
  auto const none = read_scenario(folder.path() / "none.yaml");
  REQUIRE_FALSE(none);
  CHECK(none.error()[0].fault == core::Fault::missing_input);
  auto const file = folder.write("a.yaml", "name: A\nextends: gone.yaml\nchangs: []\n");
  auto const text = faults_of(read_scenario(file));
  CHECK_THAT(text, containing("a.yaml:2:10: there is no scenario file"));
  CHECK_THAT(text, containing("Did you mean `changes`?"));
}

TEST_CASE("scenario: hostile files end in a message", "[unit][scenarios]") {
  test::Folder const folder;
  std::string deep = "name: t\nchanges:\n  - win_rate: {odds: 2}\n    where: ";
  for (int i = 0; i < 400; ++i) deep += "{not: ";
  CHECK_FALSE(read_scenario(folder.write("deep.yaml", deep)));
  std::string bomb = "a: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) bomb += fmt::format("b{}: &a{} [*a{}, *a{}]\n", i, i, i - 1, i - 1);
  CHECK_FALSE(read_scenario(folder.write("bomb.yaml", bomb)));
  for (char const* const text : {"", "[]", "3", "name: [x]", "name: t\nchanges: 3",
                                 ": :", "\xff\xfe", "name: t\nchanges: [3, [], {}, null]"}) {
    INFO(text);
    CHECK_FALSE(read_scenario(folder.write("odd.yaml", text)));
  }
}

TEST_CASE("scenario: no slip of the keys ends in anything but a scenario or its faults",
          "[unit][scenarios]") {
  test::Folder const folder;
  std::string const whole = std::string("name: t\nchanges:") + everything;
  std::string const keys = "{}[]:,-&*!|>'\"%@#?\n\t 0a~";
  random::Stream stream({.seed = 5, .entity = 3});
  auto const below = [&](std::size_t n) {
    return static_cast<std::size_t>(stream.uniform() * static_cast<double>(n));
  };
  int n_read = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string text = whole;
    for (std::size_t k = 0; k <= below(3); ++k) {
      std::size_t const at = below(text.size());
      switch (below(3)) {
        case 0:
          text[at] = keys[below(keys.size())];
          break;
        case 1:
          text.erase(at, 1 + below(8));
          break;
        default:
          text.insert(at, 1, keys[below(keys.size())]);
      }
    }
    auto const scenario = read_scenario(folder.write("slip.yaml", text));
    n_read += scenario ? 1 : 0;
    if (!scenario && scenario.error().empty()) FAIL(text);
  }
  CHECK(n_read > 50);  // some slips are in names and numbers
  CHECK(n_read < 1400);
}
