// tests/unit/models/covariate_test.cpp – covariates as columns: levels, blanks, what is left out.
// SPDX-License-Identifier: Apache-2.0
#include "models/win/hazard/covariate.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/unit/models/past.hpp"

using namespace quarterdeck;
using namespace quarterdeck::models::win;
using test::day;

namespace {

core::Date const as_of = day(2024, 6, 20);

/// Sixty open deals, every tenth without a source or a score.
test::Past open_deals() {
  test::Past past;
  auto& text = past.records().text;
  for (int i = 0; i < 60; ++i) {
    past.add({.id = std::to_string(100 + i),
              .created = day(2024, 1, 1) + core::Days(2 * i),
              .amount = i == 7 ? 0 : 100'000 * (1 + i % 5),
              .entered_close = i % 4 == 0 ? core::no_date : day(2024, 5, 1) + core::Days(2 * i),
              .segment = i % 2 == 0 ? "East" : "West"});
    text["source"].push_back(i % 10 == 0 ? "" : i % 3 == 0 ? "event" : "web");
    text["score"].push_back(i % 10 == 0 ? "" : std::to_string(0.5 * i));
    text["campaign"].push_back(i == 3 ? "rare" : i % 3 == 0 ? "spring" : "none");
    text["reason"].push_back("told at closing");
    text["constant"].push_back("same");
  }
  past.records().facts.complete_from = day(2024, 1, 1);
  past.records().facts.columns_known_at_close = {"reason"};
  return past;
}

CovariateSpec all_columns() {
  CovariateSpec spec;
  spec.columns = {"source", "owner", "score", "campaign", "reason", "constant"};
  return spec;
}

PersonPeriodSpec by_segment() {
  PersonPeriodSpec spec;
  spec.segments = {"segment"};
  spec.landmark_every_weeks = 0;
  return spec;
}

Covariate const* find(RowEncoder const& encoder, std::string const& name) {
  for (Covariate const& covariate : encoder.covariates()) {
    if (covariate.name == name) return &covariate;
  }
  return nullptr;
}

bool has_level(Covariate const& covariate, std::string const& level) {
  return std::find(covariate.levels.begin(), covariate.levels.end(), level) !=
         covariate.levels.end();
}

}  // namespace

TEST_CASE("covariates: absent, constant and closing-time columns drop out, blanks are a level",
          "[unit]") {
  data::History const history = open_deals().history(as_of);
  RowEncoder const encoder(history, past_weeks(history, by_segment()), all_columns());
  for (char const* const name : {"owner", "reason", "constant", "stage", "weeks ahead", "pushed"}) {
    INFO(name);
    CHECK(find(encoder, name) == nullptr);
  }
  REQUIRE(find(encoder, "source") != nullptr);
  CHECK(has_level(*find(encoder, "source"), "(blank)"));
  CHECK(has_level(*find(encoder, "source"), "web"));
  REQUIRE(find(encoder, "close date") != nullptr);
  CHECK(has_level(*find(encoder, "close date"), "none"));
  CHECK(has_level(*find(encoder, "close date"), "overdue up to a week"));
  // A level of a single deal gets the pooled effect.
  REQUIRE(find(encoder, "campaign") != nullptr);
  CHECK_FALSE(has_level(*find(encoder, "campaign"), "rare"));
  // Bins keep their order.
  CHECK(find(encoder, "age")->levels.front() == "0 to 1 weeks");
}

TEST_CASE("covariates: a column of many numbers is a number, standardised, blank at the mean",
          "[unit]") {
  data::History const history = open_deals().history(as_of);
  PersonPeriods const past = past_weeks(history, by_segment());
  RowEncoder const encoder(history, past, all_columns());
  Covariate const* const score = find(encoder, "score");
  REQUIRE(score != nullptr);
  CHECK(score->is_number());
  auto const c = static_cast<std::size_t>(score - encoder.covariates().data());
  double sum = 0, squares = 0, n = 0;
  std::vector<Entry> entries;
  for (PersonWeek const& week : past.rows) {
    encoder.encode(history, past, week, entries);
    REQUIRE(std::is_sorted(entries.begin(), entries.end()));
    CHECK(entries.front() == Entry{0, 1});
    auto const found = std::find_if(entries.begin(), entries.end(), [&](Entry const& entry) {
      return entry.column == encoder.first_column(c);
    });
    REQUIRE(found != entries.end());
    auto const text = data::text_at(history, week.history_row, "score", week.after);
    if (text.empty()) {
      CHECK(found->value == 0);
      continue;
    }
    n += 1;
    sum += found->value;
    squares += found->value * found->value;
  }
  CHECK(sum / n == Approx(0).margin(1e-12));
  CHECK(squares / n == Approx(1).epsilon(1e-12));
}

TEST_CASE("covariates: a level never seen has no entry", "[unit]") {
  data::History const history = open_deals().history(as_of);
  PersonPeriods past = past_weeks(history, by_segment());
  RowEncoder const encoder(history, past, all_columns());
  std::vector<Entry> known, unknown;
  encoder.encode(history, past, past.rows.front(), known);
  past.states[past.rows.front().state].segment = "Mars";
  encoder.encode(history, past, past.rows.front(), unknown);
  CHECK(unknown.size() == known.size() - 1);
}

TEST_CASE("covariates: values whose past is not known are left out", "[unit]") {
  test::Past past = open_deals();
  past.records().facts.has_stage_history = false;
  past.records().facts.has_amount_history = false;
  past.records().facts.has_close_date_history = false;
  data::History const history = past.history(as_of);
  RowEncoder const encoder(history, past_weeks(history, by_segment()), all_columns());
  for (char const* const name : {"close date", "amount", "amount for its segment", "last change"}) {
    INFO(name);
    CHECK(find(encoder, name) == nullptr);
  }
  CHECK(find(encoder, "segment") != nullptr);
}
