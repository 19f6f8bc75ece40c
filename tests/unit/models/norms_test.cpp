// tests/unit/models/norms_test.cpp – what is usual among past deals, by hand-counted examples.
// SPDX-License-Identifier: Apache-2.0
#include "models/fit/norms.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using models::learn_norms;
using models::Norms;

namespace {

core::Date const start = day(2024, 1, 1);
core::Date const as_of = day(2025, 2, 14);

/// n wins: i days in Qualify, then 10 days in Propose, pushed i % 3 times, worth i thousand.
Past graded_past(int n) {
  Past past;
  for (int i = 1; i <= n; ++i) {
    core::Date const proposed = start + core::Days(i);
    past.add({.id = std::to_string(1000 + i),
              .created = start,
              .closed = proposed + core::Days(10),
              .outcome = data::Outcome::won,
              .amount = 100'000 * i,
              .entered_close = day(2024, 6, 30)});
    auto& events = past.records().events;
    auto closing = events.back();
    events.pop_back();
    auto event = events.back();
    event.changed_at = proposed;
    event.stage = propose;
    for (int push = 0; push <= i % 3; ++push) {
      event.close_date = day(2024, 6, 30) + core::Days(30 * push);
      events.push_back(event);
    }
    events.push_back(closing);
  }
  return past;
}

}  // namespace

TEST_CASE("norms: stays, pushes, cycles and amounts of the wins are counted", "[unit]") {
  Norms const norms = learn_norms(graded_past(100).history(as_of));
  CHECK(norms.stay_days.at(qualify) == 90);  // 90 of 1 to 100 days
  CHECK(norms.stay_days.at(propose) == 10);
  CHECK(norms.usual_pushes == 2);  // a third each of 0, 1 and 2
  CHECK(norms.longest_cycle == 110);
  CHECK(norms.largest_won == 10'000'000);
  CHECK(norms.large == 9'900'000);
  CHECK(norms.quiet_days == 90);  // pauses: 1 to 100, and 10 a hundred times
}

TEST_CASE("norms: lost deals and few wins make no norm", "[unit]") {
  Norms const few = learn_norms(graded_past(19).history(as_of));
  CHECK(few.stay_days.empty());
  CHECK_FALSE(few.usual_pushes);
  CHECK_FALSE(few.longest_cycle);
  CHECK(few.large == core::no_amount);
  CHECK(few.largest_won == 1'900'000);
  Past lost = graded_past(100);
  for (auto& deal : lost.records().deals) {
    deal.outcome = data::Outcome::lost;
    deal.stage = lost_stage;
  }
  for (auto& event : lost.records().events) {
    if (event.stage == won_stage) event.stage = lost_stage;
  }
  Norms const none = learn_norms(lost.history(as_of));
  CHECK(none.stay_days.empty());
  CHECK(none.largest_won == core::no_amount);
  CHECK(none.quiet_days);  // a pause is a pause, whatever came of the deal
}

TEST_CASE("norms: without entered close dates in the history nobody knows of pushes", "[unit]") {
  Past past = graded_past(100);
  past.records().facts.has_close_date_history = false;
  CHECK_FALSE(learn_norms(past.history(as_of)).usual_pushes);
}

TEST_CASE("norms: flags say what is unusual and against what", "[unit]") {
  Past past = graded_past(100);
  past.add({.id = "odd",
            .created = day(2024, 8, 1),
            .amount = 20'000'000,
            .entered_close = day(2024, 12, 31)});
  for (int push = 1; push <= 3; ++push) {
    auto event = past.records().events.back();
    event.changed_at = day(2024, 8, 1) + core::Days(push);
    event.close_date = day(2024, 12, 31) + core::Days(10 * push);
    past.records().events.push_back(event);
  }
  past.add({.id = "fine", .created = day(2025, 2, 1), .entered_close = day(2025, 3, 31)});
  auto const inputs = inputs_of(past.history(as_of), quarter_of(as_of));
  auto const compiled = models::compile(inputs, {.seed = 1, .n_rows = 64});
  for (auto const& deal : compiled.deals) {
    if (deal.id == "fine") CHECK(deal.flags.empty());
    if (deal.id != "odd") continue;
    CHECK(deal.flags == std::vector<std::string>{
                            "overdue: was to close 15 days ago",
                            "quiet: no sign of life for 194 days, 19 of 20 pauses ended by 90",
                            "stuck: in Qualify for 197 days, 9 of 10 wins left it within 90",
                            "old: 197 days, the slowest win took 110",
                            "pushed: 3 times, 9 of 10 wins at most twice",
                            "large: the largest deal ever won brought 100,000"});
  }
}
