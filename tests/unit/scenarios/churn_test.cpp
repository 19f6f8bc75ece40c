// tests/unit/scenarios/churn_test.cpp – renewals that are lost more or less often.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "engine/simulate/simulate.hpp"
#include "tests/unit/scenarios/fixture.hpp"

using namespace quarterdeck;
using test::applied;
using test::compiled;
using test::new_wins;
using test::steady_inputs;

namespace {

std::vector<core::Minor> totals(models::ForecastInputs const& inputs) {
  simulate::RunOptions options;
  options.n_trials = 2048;
  options.n_threads = 1;
  return simulate::simulate(compiled(inputs).plan, options).total;
}

/// A company every second deal of which is a renewal.
models::ForecastInputs with_renewals() {
  auto inputs = steady_inputs();
  auto& types = inputs.history.text["type"];
  types = {};
  for (std::size_t row = 0; row < inputs.history.deals.size(); ++row) {
    types.push_back(row % 2 == 0 ? "renewal" : "new");
  }
  return inputs;
}

std::map<std::string, models::DealOutlook> outlooks(models::ForecastInputs const& inputs) {
  std::map<std::string, models::DealOutlook> all;
  for (auto const& deal : compiled(inputs).deals) all[deal.id] = deal;
  return all;
}

}  // namespace

TEST_CASE("apply: churn loses so many more of the renewals, and leaves the others alone",
          "[unit][scenarios]") {
  auto const inputs = with_renewals();
  auto const base = outlooks(inputs);
  auto const churned = outlooks(applied("  - churn: {multiply: 1.3}\n", inputs).inputs);
  int n_renewals = 0;
  for (auto const& deal : inputs.pipeline.deals) {
    auto const& before = base.at(deal.id);
    auto const& after = churned.at(deal.id);
    INFO(deal.id);
    if (deal.history_row % 2 != 0) {
      CHECK(after.p_win_in_period == before.p_win_in_period);
      continue;
    }
    ++n_renewals;
    double const left = 1 - std::min(1.3 * (1 - before.p_win), 1.0);
    CHECK(after.p_win_in_period == Approx(before.p_win_in_period * left / before.p_win));
    CHECK_FALSE(after.p_win_in_period == Approx(before.p_win_in_period));  // planted: no churn
  }
  CHECK(n_renewals > 3);
}

TEST_CASE("apply: churn takes from new renewals what history lost, and one does nothing",
          "[unit][scenarios]") {
  auto const inputs = with_renewals();
  double closed = 0, lost = 0;
  for (std::size_t row = 0; row < inputs.history.deals.size(); row += 2) {
    auto const outcome = inputs.history.deals[row].outcome;
    if (outcome == data::Outcome::open) continue;
    closed += 1;
    lost += outcome == data::Outcome::lost ? 1 : 0;
  }
  double const share = lost / closed;
  auto const some = applied("  - churn: {multiply: 1.1}\n", inputs);
  REQUIRE(some.effects.front().numbers.size() == 1);
  CHECK(some.effects.front().numbers.front().before == Approx(share));
  CHECK(some.effects.front().numbers.front().after == Approx(1.1 * share));
  CHECK(new_wins(some.inputs) < new_wins(inputs));
  auto const same = applied("  - churn: {multiply: 1}\n", inputs);
  CHECK(totals(same.inputs) == totals(inputs));
  auto const none_lost = applied("  - churn: {multiply: 0}\n", inputs);
  auto const all_lost = applied("  - churn: {multiply: 1000}\n", inputs);
  CHECK(new_wins(none_lost.inputs) > new_wins(inputs));
  for (auto const& [id, outlook] : outlooks(all_lost.inputs)) {
    auto const row = std::ranges::find(inputs.pipeline.deals, id, &data::OpenDeal::id)->history_row;
    CHECK((outlook.p_win_in_period == 0) == (row % 2 == 0));
  }
}
