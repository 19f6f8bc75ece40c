// tools/service/levers/lever.cpp – see lever.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/levers/lever.hpp"

#include <algorithm>
#include <map>

#include "engine/core/error.hpp"
#include "engine/data/history.hpp"
#include "models/posterior/draws.hpp"
#include "scenarios/apply/match.hpp"

namespace quarterdeck::service {
namespace {

scenarios::What what_of(LeverKind kind, double v, bool with_new) {
  switch (kind) {
    case LeverKind::win_rate:
      return scenarios::WinRate{v};
    case LeverKind::cycle:
      return scenarios::CloseDate{0, v};
    case LeverKind::amount:
      return scenarios::Amount{v, with_new ? scenarios::Deals::all : scenarios::Deals::open};
    case LeverKind::new_deals:
      return scenarios::NewDeals{v, std::nullopt};
    case LeverKind::market:
      return scenarios::Market{v};
  }
  return scenarios::Market{0};
}

/// Values of a column among the open deals, largest amount first.
std::vector<std::string> open_values(models::ForecastInputs const& inputs,
                                     std::string const& column) {
  std::map<std::string, core::Minor> amount;
  for (auto const& deal : inputs.pipeline.deals) {
    std::string value(
        data::text_at(inputs.history, deal.history_row, column, inputs.history.as_of));
    if (value.empty()) continue;
    amount[value] += deal.amount == core::no_amount ? 0 : deal.amount;
  }
  std::vector<std::pair<std::string, core::Minor>> sorted(amount.begin(), amount.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](auto const& a, auto const& b) { return a.second > b.second; });
  std::vector<std::string> values;
  for (auto const& [value, sum] : sorted) {
    if (values.size() < most_values) values.push_back(value);
  }
  return values;
}

models::Force force_of(LeverKind kind) {
  switch (kind) {
    case LeverKind::win_rate:
      return models::Force::win_rate;
    case LeverKind::cycle:
      return models::Force::cycle;
    case LeverKind::amount:
      return models::Force::amount;
    default:
      return models::Force::creation;
  }
}

}  // namespace

std::string_view to_text(LeverKind kind) {
  switch (kind) {
    case LeverKind::win_rate:
      return "win_rate";
    case LeverKind::cycle:
      return "cycle";
    case LeverKind::amount:
      return "amount";
    case LeverKind::new_deals:
      return "new_deals";
    case LeverKind::market:
      return "market";
  }
  return "";
}

std::string label_of(Lever const& lever) {
  std::string label(to_text(lever.kind));
  std::replace(label.begin(), label.end(), '_', ' ');
  if (lever.kind == LeverKind::cycle) label = "time to close";
  if (lever.kind == LeverKind::amount) label = "amounts";
  return lever.column.empty() ? label : label + ", " + lever.value;
}

double neutral_of(LeverKind kind) { return kind == LeverKind::market ? 0 : 1; }

std::optional<scenarios::Filter> filter_of(Lever const& lever) {
  if (lever.column.empty()) return std::nullopt;
  scenarios::ColumnTest test;
  test.column = lever.column;
  test.test.one_of = {lever.value};
  scenarios::Filter filter;
  filter.columns.push_back(std::move(test));
  return filter;
}

scenarios::Scenario at_value(Lever const& lever, double v, bool with_new) {
  QUARTERDECK_EXPECT(lever.kind == LeverKind::market ||
                     v >= (lever.kind == LeverKind::cycle ? 1.0 : 0.0));
  scenarios::Scenario scenario;
  scenario.name = label_of(lever);
  scenarios::Change change;
  change.what = what_of(lever.kind, v, with_new);
  if (lever.kind != LeverKind::market) change.where = filter_of(lever);
  scenario.changes.push_back(std::move(change));
  return scenario;
}

bool knows_new_business(models::ForecastInputs const& inputs, Lever const& lever) {
  if (!inputs.models.creation.level) return false;
  auto const filter = filter_of(lever);
  if (filter && !scenarios::check_filter(*filter, inputs, scenarios::Of::past_wins).empty()) {
    return false;
  }
  return scenarios::past_wins_in(inputs, filter).n > 0;
}

std::vector<Lever> all_levers(models::ForecastInputs const& inputs) {
  using enum LeverKind;
  std::vector<Lever> levers;
  for (LeverKind const kind : {win_rate, cycle, amount, new_deals, market}) {
    levers.push_back({kind, "", ""});
  }
  for (std::string const& column : inputs.models.spec.segments) {
    for (std::string const& value : open_values(inputs, column)) {
      for (LeverKind const kind : {win_rate, cycle, amount, new_deals}) {
        levers.push_back({kind, column, value});
      }
    }
  }
  bool const counts = inputs.models.spec.measure_counts;
  std::erase_if(levers, [&](Lever const& lever) { return counts && lever.kind == amount; });
  return levers;
}

LeverRangeOrReason range_of(Lever const& lever, models::PlausibleRanges const& ranges,
                            models::FittedModels const& models) {
  if (lever.kind == LeverKind::market) {
    if (models.factor.n_periods < models::least_range_periods) {
      return {std::nullopt, "too few past periods to tell good ones from bad ones"};
    }
    double const reach = models::normal_quantile(0.9);
    return {LeverRange{-reach, reach, std::nullopt, ""}, ""};
  }
  auto learned = ranges(force_of(lever.kind), lever.column, lever.value);
  if (!learned.range) return {std::nullopt, std::move(learned.absent)};
  LeverRange range{learned.range->low, learned.range->high, std::move(learned.range), ""};
  if (lever.kind == LeverKind::cycle) {
    range.low = 1;
    range.note = "one side only: what would close sooner than expected is not modelled";
  }
  return {std::move(range), ""};
}

}  // namespace quarterdeck::service
