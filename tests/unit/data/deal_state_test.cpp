// tests/unit/data/deal_state_test.cpp – events told one after another.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/deal_state.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using data::Outcome;
using data::state_by;

namespace {

data::Records told() {
  Book book;
  book.deal("A", day(1, 1));
  book.event(day(1, 1), {prospecting, 100, day(3, 1)});
  book.event(day(2, 1), {.stage = proposal, .close_date = day(4, 1)});
  book.event(day(2, 1), {.stage = proposal, .amount = 300});
  book.event(day(3, 1), {.stage = prospecting, .close_date = day(2, 1)});
  book.event(day(4, 1), {.stage = lost_stage});
  book.event(day(5, 1), {.stage = won_stage});
  book.event(day(6, 1), {.stage = won_stage, .amount = 500});
  return book.records();
}

}  // namespace

TEST_CASE("deal state: nothing told is nothing known", "[unit]") {
  data::Records const records = told();
  data::DealState const state = state_by(records.events, day(1, 1) - core::Days(1), records.stages);
  CHECK(state.stage == data::no_stage);
  CHECK(state.outcome == Outcome::open);
  CHECK(state.amount == core::no_amount);
  CHECK(state.close_date == core::no_date);
  CHECK(state.stage_entered == core::no_date);
  CHECK(state.n_pushes == 0);
}

TEST_CASE("deal state: each value is the last that was told", "[unit]") {
  data::Records const records = told();
  data::DealState const state = state_by(records.events, day(2, 1), records.stages);
  CHECK(state.stage == proposal);
  CHECK(state.amount == 300);
  CHECK(state.close_date == day(4, 1));
  CHECK(state.n_pushes == 1);
  CHECK(state.stage_entered == day(2, 1));
}

TEST_CASE("deal state: coming back to a stage enters it anew", "[unit]") {
  data::Records const records = told();
  data::DealState const state = state_by(records.events, day(3, 15), records.stages);
  CHECK(state.stage == prospecting);
  CHECK(state.stage_entered == day(3, 1));
  CHECK(state.n_pushes == 1);
}

TEST_CASE("deal state: an outcome holds from the first of its stages in a row", "[unit]") {
  data::Records const records = told();
  CHECK(state_by(records.events, day(4, 15), records.stages).outcome == Outcome::lost);
  data::DealState const state = state_by(records.events, day(12, 1), records.stages);
  CHECK(state.outcome == Outcome::won);
  CHECK(state.outcome_since == day(5, 1));
  CHECK(state.amount == 500);
}
