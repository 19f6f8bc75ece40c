// models/baseline/sightings.cpp – see sightings.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/baseline/sightings.hpp"

#include <algorithm>

#include "models/past/landmarks.hpp"
#include "models/season/season.hpp"

namespace quarterdeck::models::baseline {
namespace {

/// One open deal as baselines see it.
struct OpenAmount {
  std::optional<double> amount;
  bool due = false;
  bool dated = false;
  std::optional<double> probability;
  data::Category category = data::Category::untold;
};

OpenAmount open_amount(DealState const& state, data::Category category,
                       std::vector<data::Stage> const& stages) {
  OpenAmount deal;
  deal.category = category;
  if (state.amount != core::no_amount) deal.amount = core::to_units(state.amount);
  deal.dated = state.flag != CloseFlag::none;
  deal.due = deal.dated && state.flag != CloseFlag::later;
  if (state.stage != data::no_stage)
    deal.probability = stages[static_cast<std::size_t>(state.stage)].probability;
  return deal;
}

/// All that is looked at before it is known whether the pipeline must be counted in deals.
struct Look {
  Sighting sighting;
  std::vector<OpenAmount> open;
};

double worth(core::Minor amount, bool measure_counts) {
  if (measure_counts) return 1;
  return amount == core::no_amount ? 0 : core::to_units(amount);
}

double won_sum(data::History const& history, Window const& window, bool measure_counts) {
  double sum = 0;
  for (auto const& win : data::won_between(history, window.after, window.until))
    sum += worth(win.amount, measure_counts);
  return sum;
}

Look look_at(data::History const& history, core::Period const& period, core::Date date,
             bool measure_counts) {
  Look look;
  look.sighting.period = period;
  look.sighting.date = date;
  auto const eve = period.start - core::Days{1};
  auto const window = window_of(period, date);
  look.sighting.booked = won_sum(history, {eve, std::max(eve, date)}, measure_counts);
  if (period.end <= history.as_of) look.sighting.rest = won_sum(history, window, measure_counts);
  StateReader const read(history, {});
  for (auto const& deal : data::pipeline_at(history, date).deals)
    look.open.push_back(open_amount(read(deal, date, window), deal.category, history.stages));
  return look;
}

/// Nothing where deals are open and none has an amount.
std::optional<double> mean_amount(std::vector<OpenAmount> const& open) {
  double sum = 0;
  double n = 0;
  for (auto const& deal : open) {
    if (!deal.amount) continue;
    sum += *deal.amount;
    n += 1;
  }
  if (open.empty()) return 0;
  if (n == 0) return std::nullopt;
  return sum / n;
}

/// What the categories of deals add up to.
struct Commitment {
  int n = 0;
  int n_told = 0;
  double sum = 0;
  void add(data::Category category, double amount) {
    ++n;
    if (category != data::Category::untold) ++n_told;
    if (data::is_committed(category)) sum += amount;
  }
};

/// no_date where none is on record.
core::Date first_category(data::History const& history) {
  core::Date first = core::no_date;
  for (auto const& change : history.categories) {
    bool const told = change.category != data::Category::untold;
    if (told && (first == core::no_date || change.day < first)) first = change.day;
  }
  return first;
}

void sum_pipeline(Look& look, Sightings const& frame) {
  double const blank = frame.counts_pipeline ? 1 : mean_amount(look.open).value_or(0);
  bool const rated = std::any_of(look.open.begin(), look.open.end(),
                                 [](auto const& deal) { return deal.probability; });
  double weighted = 0;
  Commitment commitment;
  for (auto const& deal : look.open) {
    double const amount = frame.counts_pipeline ? 1 : deal.amount.value_or(blank);
    look.sighting.open += amount;
    if (deal.due) look.sighting.open_due += amount;
    bool const counts = deal.due || !frame.knows_close_dates;
    if (!counts) continue;
    weighted += amount * deal.probability.value_or(0);
    commitment.add(deal.category, amount);
  }
  if (rated) look.sighting.stage_weighted = weighted;
  bool const on_record =
      frame.categories_from != core::no_date && frame.categories_from <= look.sighting.date;
  if (on_record && 2 * commitment.n_told >= commitment.n) look.sighting.committed = commitment.sum;
}

int periods_in_year(core::PeriodUnit unit) {
  switch (unit) {
    case core::PeriodUnit::month:
      return 12;
    case core::PeriodUnit::quarter:
      return 4;
    case core::PeriodUnit::year:
      return 1;
    case core::PeriodUnit::range:
      break;
  }
  return 0;
}

/// Today, then completed periods from the newest back to the first that is on record.
std::vector<Look> all_looks(data::History const& history, BaselineSpec const& spec) {
  std::vector<Look> looks;
  looks.push_back(look_at(history, spec.period, history.as_of, spec.measure_counts));
  core::FiscalCalendar const calendar(spec.calendar);
  if (spec.period.unit != core::PeriodUnit::range)
    looks.front().sighting.place = place_in_year(spec.period, calendar);
  int const days_left = core::days_between(history.as_of, spec.period.end);
  auto const first = first_usable_day(history);
  auto period = calendar.previous(spec.period);
  for (double age = 1; looks.size() <= spec.max_periods; age += 1) {
    auto const date = period.end - core::Days{days_left};
    if (date < first) break;
    if (period.end <= history.as_of) {
      looks.push_back(look_at(history, period, date, spec.measure_counts));
      looks.back().sighting.age = age;
      looks.back().sighting.place = place_in_year(period, calendar);
      looks.back().sighting.whole = period.start >= first;
    }
    period = calendar.previous(period);
  }
  return looks;
}

}  // namespace

Sightings sightings(data::History const& history, BaselineSpec const& spec) {
  auto looks = all_looks(history, spec);
  Sightings all;
  all.periods_in_year = periods_in_year(spec.period.unit);
  if (spec.period.unit == core::PeriodUnit::month) all.cycle = months_in_quarter;
  all.has_category = history.text.count("forecast_category") > 0 || !history.categories.empty();
  all.categories_from = first_category(history);
  all.counts_deals = spec.measure_counts;
  all.counts_pipeline = spec.measure_counts;
  for (auto const& look : looks) {
    if (!mean_amount(look.open)) all.counts_pipeline = true;
    for (auto const& deal : look.open) all.knows_close_dates |= deal.dated;
  }
  for (auto& look : looks) sum_pipeline(look, all);
  all.now = std::move(looks.front().sighting);
  for (std::size_t i = 1; i < looks.size(); ++i) all.past.push_back(looks[i].sighting);
  return all;
}

}  // namespace quarterdeck::models::baseline
