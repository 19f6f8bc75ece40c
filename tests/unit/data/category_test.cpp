// tests/unit/data/category_test.cpp – forecast categories by day, and what a cut leaves of them.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/category.hpp"

#include "engine/data/cut.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/data/book.hpp"

using namespace quarterdeck;
using namespace quarterdeck::test;
using data::Category;
using data::CategoryChange;

namespace {

/// One open deal that was Pipeline from February, Commit from May and Best Case from July, and is
/// Omitted in its row of today.
data::Records moving_deal() {
  Book book;
  book.deal("A", day(2, 1));
  book.text("forecast_category", "Omitted");
  book.event(day(2, 1), {proposal, 10'000, day(9, 30)});
  auto records = book.records();
  records.categories = {{0, day(2, 1), Category::pipeline},
                        {0, day(5, 10), Category::commit},
                        {0, day(7, 1), Category::best_case}};
  return records;
}

}  // namespace

TEST_CASE("category: commit and what is stronger is committed", "[unit]") {
  CHECK(data::is_committed(Category::commit));
  CHECK(data::is_committed(Category::closed));
  for (auto const weaker : {Category::untold, Category::omitted, Category::pipeline,
                            Category::best_case, Category::most_likely}) {
    CHECK_FALSE(data::is_committed(weaker));
  }
}

TEST_CASE("category: changes in order, the last of a day, without repetitions", "[unit]") {
  std::vector<CategoryChange> changes{
      {1, day(3, 1), Category::commit},    {0, day(4, 1), Category::pipeline},
      {0, day(4, 1), Category::best_case}, {0, day(5, 1), Category::best_case},
      {0, day(6, 1), Category::commit},    {1, day(2, 1), Category::commit}};
  CHECK_FALSE(data::is_tidy(changes));
  data::tidy(changes);
  CHECK(data::is_tidy(changes));
  CHECK(changes == std::vector<CategoryChange>{{0, day(4, 1), Category::best_case},
                                               {0, day(6, 1), Category::commit},
                                               {1, day(2, 1), Category::commit}});
}

TEST_CASE("category: of a day is that of the last change by then", "[unit]") {
  auto const changes = moving_deal().categories;
  CHECK(data::category_by(changes, 0, day(1, 31)) == Category::untold);
  CHECK(data::category_by(changes, 0, day(2, 1)) == Category::pipeline);
  CHECK(data::category_by(changes, 0, day(5, 9)) == Category::pipeline);
  CHECK(data::category_by(changes, 0, day(5, 10)) == Category::commit);
  CHECK(data::category_by(changes, 0, day(12, 31)) == Category::best_case);
  CHECK(data::category_by(changes, 1, day(12, 31)) == Category::untold);
  CHECK(data::changes_by(changes, 0, day(6, 30)).size() == 2);
  CHECK(data::changes_by(changes, 7, day(6, 30)).empty());
}

TEST_CASE("category: a past pipeline has the categories of its day", "[unit]") {
  auto const records = moving_deal();
  auto const history = data::cut(records, day(12, 31)).history;
  auto const at = [&](core::Date on) {
    return deal_of(data::pipeline_at(history, on), "A").category;
  };
  CHECK(at(day(3, 1)) == Category::pipeline);
  CHECK(at(day(6, 30)) == Category::commit);
  CHECK(at(day(12, 31)) == Category::best_case);
  auto const then = data::cut(records, day(6, 30)).history;
  CHECK(then.categories.size() == 2);
  CHECK(deal_of(data::pipeline_at(then, day(6, 30)), "A").category == Category::commit);
}

TEST_CASE("category: the row of the deal stands in for no change, today neither", "[unit]") {
  auto records = moving_deal();
  records.categories.clear();
  auto const today = data::cut(records, day(12, 31)).history;
  CHECK(data::text_at(today, 0, "forecast_category", day(12, 31)) == "Omitted");
  for (auto const on : {day(12, 31), day(12, 30)}) {
    CHECK(deal_of(data::pipeline_at(today, on), "A").category == Category::untold);
  }
}
