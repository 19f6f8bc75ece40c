// scenarios/apply/apply_new.cpp – changes of business that is not in the pipeline yet, and rates.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "models/timing/survival.hpp"
#include "scenarios/apply/apply_parts.hpp"

namespace quarterdeck::scenarios {
namespace {

/// Deals of the past that people created, as spells from creation to closing, by segment.
struct Created {
  std::map<std::string, std::vector<models::timing::Spell>> spells;
  std::map<std::string, double> lately;  ///< created in the last year
  double n_lately = 0;
};

Created created_deals(models::ForecastInputs const& inputs) {
  data::History const& history = inputs.history;
  models::StateReader const read(history, inputs.models.spec.segments);
  Created created;
  for (std::uint32_t row = 0; row < history.deals.size(); ++row) {
    data::HistoryDeal const& deal = history.deals[row];
    core::Date const from = history.facts.complete_from;
    bool const known =
        deal.created != core::no_date && (from == core::no_date || deal.created >= from);
    if (!known || is_renewal(inputs, row)) continue;
    bool const open = deal.outcome == data::Outcome::open;
    double const exit = core::days_between(deal.created, open ? history.as_of : deal.closed);
    double const seen =
        deal.first_seen == core::no_date ? 0 : core::days_between(deal.created, deal.first_seen);
    // Had a deal closed before the first snapshot, nobody would know of it. So a deal that was
    // there by then counts from that day on: from its creation it would make deals look
    // longer-lived.
    models::timing::Spell spell;
    spell.entry = std::max(seen, 0.0);
    spell.exit = std::max(exit, 0.5);  // created and closed on one day: half a day
    spell.cause = open ? 0 : (deal.outcome == data::Outcome::won ? 1 : 2);
    if (spell.entry >= spell.exit) continue;
    std::string const segment = read.segment(row, history.as_of);
    created.spells[segment].push_back(spell);
    if (core::days_between(deal.created, history.as_of) > 365) continue;
    created.lately[segment] += 1;
    created.n_lately += 1;
  }
  return created;
}

/// Chance that a deal is won within some days of its creation.
class WonWithin {
 public:
  explicit WonWithin(std::vector<models::timing::Spell> const& spells)
      : steps_(models::timing::aalen_johansen(spells, 2)) {}
  [[nodiscard]] double operator()(double days) const {
    auto const after =
        std::ranges::upper_bound(steps_, days, {}, &models::timing::SurvivalStep::time);
    return after == steps_.begin() ? 0 : std::prev(after)->incidence[0];
  }

 private:
  std::vector<models::timing::SurvivalStep> steps_;
};

/// Wins expected in each week of the plan of deals that hires create after as_of.
std::vector<double> wins_by_week(models::ForecastInputs const& inputs, Hire const& hire,
                                 WonWithin const& won) {
  core::Date const as_of = inputs.history.as_of;
  core::Date const start = hire.start.on(as_of);
  core::Date before = models::window_of(inputs.period, as_of).after;
  std::vector<double> wins;
  for (core::Date const end : core::week_ends(as_of, inputs.period)) {
    double sum = 0;
    core::Date const last = hire.until ? std::min(hire.until->on(as_of), end) : end;
    for (core::Date day = std::max(start, as_of + core::Days(1)); day <= last;
         day += core::Days(1)) {
      double const at_work = core::days_between(start, day);
      double const ramped =
          hire.ramp_weeks > 0 ? std::min(at_work / (7 * hire.ramp_weeks), 1.0) : 1.0;
      // A deal created during the day is half a day old at its end.
      double const by_now = won(core::days_between(day, end) + 0.5);
      double const earlier = day <= before ? won(core::days_between(day, before) + 0.5) : 0;
      sum += hire.count * hire.deals_per_week / 7 * ramped * (by_now - earlier);
    }
    wins.push_back(sum);
    before = end;
  }
  return wins;
}

/// Cell of the model of creation that late wins of a segment are counted in.
std::string cell_of(models::creation::LateWins const& model, std::string const& segment) {
  for (auto const& cell : model.cells) {
    if (cell.name == segment) return cell.name;
  }
  for (auto const& cell : model.cells) {
    if (cell.name == "other segments") return cell.name;
  }
  return model.cells.front().name;
}

/// The name, numbered where it is taken: it is the key of random numbers, and two that share them
/// would rise and fall together.
template <class List>
std::string own_name(List const& taken, std::string const& name) {
  std::string own = name;
  for (int n = 2;; ++n) {
    bool const is_taken =
        std::ranges::any_of(taken, [&](auto const& other) { return other.name == own; });
    if (!is_taken) return own;
    own = fmt::format("{} ({})", name, n);
  }
}

/// New business of one segment by a hire; the wins in all weeks together.
double add_hires(Work& work, Hire const& hire, std::string const& segment,
                 std::vector<models::timing::Spell> const& spells) {
  models::ForecastInputs& inputs = work.inputs;
  models::AddedBusiness added;
  added.wins = wins_by_week(inputs, hire, WonWithin(spells));
  double total = 0;
  for (double const wins : added.wins) total += wins;
  if (total <= 0) return 0;
  added.name = own_name(inputs.what_if.added, stream_name(*work.change) + " / " + segment);
  added.cell = cell_of(inputs.models.creation, segment);
  added.segment = segment;
  int const horizon = core::days_between(inputs.history.as_of, inputs.period.end);
  auto const n_won = std::ranges::count_if(
      spells, [&](auto const& spell) { return spell.cause == 1 && spell.exit <= horizon; });
  // The chance of a win in time is a count of past wins, and a count n is known to 1 / sqrt(n).
  added.relative_sd = 1 / std::sqrt(std::max(static_cast<double>(n_won), 1.0));
  inputs.what_if.added.push_back(std::move(added));
  return total;
}

/// Refuses a segment that no past deal has.
bool segment_known(Work& work, Hire const& hire, Created const& created) {
  if (hire.segment.empty() ? created.n_lately > 0 : created.spells.contains(hire.segment)) {
    return true;
  }
  std::vector<std::string> names;
  for (auto const& [segment, spells] : created.spells) names.push_back(segment);
  auto const nearest = core::nearest_word(hire.segment, names);
  work.fail("QD-149",
            hire.segment.empty()
                ? std::string("no deal of the past year tells how long new deals take")
                : fmt::format("no past deal has the segment `{}`", hire.segment),
            "how many of the new deals are won in time is learned from past ones",
            nearest.empty() ? fmt::format("Segments: {}.", fmt::join(names, ", "))
                            : fmt::format("Did you mean `{}`?", nearest));
  return false;
}

}  // namespace

void multiply_creation(Work& work, double factor, core::Date from, std::vector<char> concerned) {
  auto& creation = work.inputs.what_if.creation;
  creation.push_back(
      {own_name(creation, stream_name(*work.change)), factor, from, std::move(concerned)});
}

void apply_change(Work& work, NewDeals const& change) {
  auto wins = work.past_wins();
  if (!wins) return;
  core::Date const tomorrow = work.inputs.history.as_of + core::Days(1);
  core::Date const from =
      change.from ? std::max(change.from->on(work.inputs.history.as_of), tomorrow) : tomorrow;
  if (!work.change->where) wins->concerned.clear();
  multiply_creation(work, change.multiply, from, std::move(wins->concerned));
}

void apply_change(Work& work, Hire const& change) {
  if (!work.past_wins()) return;
  Created const created = created_deals(work.inputs);
  if (!segment_known(work, change, created)) return;
  double total = 0;
  for (auto const& [segment, spells] : created.spells) {
    Hire part = change;
    if (change.segment.empty()) {
      auto const found = created.lately.find(segment);
      if (found == created.lately.end()) continue;
      part.deals_per_week *= found->second / created.n_lately;
    } else if (segment != change.segment) {
      continue;
    }
    total += add_hires(work, part, segment, spells);
  }
  work.effect->numbers.push_back({"expected wins by " + change.role, 0, total});
}

void apply_change(Work& work, ExchangeRate const& change) {
  if (!work.amounts_count()) return;
  models::ForecastInputs& inputs = work.inputs;
  if (change.currency == inputs.currency) {
    work.fail("QD-146", fmt::format("{} is the reporting currency", change.currency),
              "its worth in itself is always 1", "Change the other currencies instead.");
    return;
  }
  auto const concerned = [&](std::uint32_t row) {
    return data::text_at(inputs.history, row, "currency", inputs.history.as_of) == change.currency;
  };
  std::vector<std::string> touched;
  for (std::size_t row = 0; row < inputs.pipeline.deals.size(); ++row) {
    if (!concerned(inputs.pipeline.deals[row].history_row)) continue;
    touched.push_back(inputs.pipeline.deals[row].id);
    work.shift(row).amount *= change.multiply;
  }
  std::size_t n_past = 0;
  PastWins const wins = past_wins_in(inputs, std::nullopt);
  for (std::uint32_t row = 0; row < wins.concerned.size(); ++row) {
    if (wins.concerned[row] == 0 || !concerned(row)) continue;
    ++n_past;
    inputs.what_if.new_amount.try_emplace(row, 1).first->second *= change.multiply;
  }
  if (touched.empty() && n_past == 0) {
    work.fail("QD-146", fmt::format("no deal is in {}", change.currency),
              "the change would do nothing, and the scenario would look harmless",
              "Check the currency; blank means the reporting currency.");
    return;
  }
  work.effect->deals = std::move(touched);
  auto const rate = inputs.history.rates.at(change.currency, inputs.history.as_of);
  if (!rate) return;
  work.effect->numbers.push_back(
      {fmt::format("{} in {}", change.currency, inputs.currency), *rate, *rate * change.multiply});
}

}  // namespace quarterdeck::scenarios
