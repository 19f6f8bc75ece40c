// tools/service/record/recording.cpp – see recording.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/recording.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "engine/results/results.hpp"
#include "tools/service/forecast/forecast.hpp"
#include "tools/service/past/simple_forecast.hpp"
#include "tools/service/past/sorted_values.hpp"

namespace quarterdeck::service {
namespace {

/// Deals that closed up to so many days before the as-of day are recorded with a forecast, so that
/// a later one of the same period can tell what became of a deal.
constexpr int days_of_closings_recorded = 400;

std::vector<double> fine_grid(results::Results const& run) {
  std::vector<double> sorted;
  for (core::Minor const total : run.total) sorted.push_back(core::to_units(total));
  std::sort(sorted.begin(), sorted.end());
  return ledger_grid(sorted);
}

void set_spread(io::LedgerEntry& entry, Spread const& total) {
  entry.mean = total.mean;
  entry.sd = total.sd;
  entry.quantiles.assign(total.quantiles.begin(), total.quantiles.end());
}

void set_parts(io::LedgerEntry& entry, Spread const& open, Spread const& created_later) {
  entry.open_mean = open.mean;
  entry.open_sd = open.sd;
  entry.new_mean = created_later.mean;
  entry.new_sd = created_later.sd;
}

void add_deals(io::LedgerEntry& entry, Forecast const& forecast, BookFacts const& facts) {
  for (std::size_t i = 0; i < forecast.compiled.deals.size(); ++i) {
    auto const& outlook = forecast.compiled.deals[i];
    auto const& effect = forecast.summary.deals[i];
    auto& deal = entry.deals.emplace_back();
    deal.id = outlook.id;
    deal.name = outlook.name;
    deal.stage = outlook.stage;
    deal.amount = effect.amount;
    deal.p_win_in_period = effect.p_win_in_period;
    deal.expected = effect.expected;
    auto const dates = facts.open.find(outlook.id);
    if (dates == facts.open.end()) continue;
    deal.created = dates->second.created;
    deal.close_date = dates->second.close_date;
  }
  std::sort(entry.deals.begin(), entry.deals.end(),
            [](auto const& a, auto const& b) { return a.id < b.id; });
}

/// What an override sets, by whom and why, as one text.
std::string override_text(models::OverrideEffect const& one) {
  std::string value;
  if (one.after.number) value = fmt::format("{}", *one.after.number);
  if (one.after.date != core::no_date) value = core::to_iso(one.after.date);
  if (one.after.outcome) value = *one.after.outcome == data::Outcome::won ? "won" : "lost";
  return fmt::format("{}: {} {} ({}, {})", one.deal, models::to_text(one.field), value, one.author,
                     one.reason);
}

/// Names the scenarios and the overrides that hold and marks the deals that they decided about.
void add_changes(io::LedgerEntry& entry, Forecast const& forecast) {
  std::set<std::string> touched;
  for (auto const& scenario : forecast.scenarios) {
    entry.scenarios.push_back(scenario.name);
    for (auto const& effect : scenario.effects) {
      touched.insert(effect.deals.begin(), effect.deals.end());
    }
  }
  for (auto const& one : forecast.overrides) {
    if (one.status != models::OverrideStatus::applied) continue;
    entry.overrides.push_back(override_text(one));
    touched.insert(one.deal);
  }
  for (auto& deal : entry.deals) deal.overridden = touched.contains(deal.id);
}

}  // namespace

BookFacts book_facts(Book const& book, core::Period const& period) {
  BookFacts facts;
  facts.workspace_sha256 = book.workspace_sha256;
  for (auto const& deal : book.pipeline.deals) {
    facts.open.emplace(deal.id, DealDates{deal.created, deal.close_date});
  }
  facts.closed_since = std::min(period.start, book.as_of - core::Days(days_of_closings_recorded));
  bool const counts = book.workspace.measure == io::Measure::count;
  for (auto const& deal : book.history.deals) {
    if (deal.outcome == data::Outcome::open || deal.closed < facts.closed_since) continue;
    core::Minor const amount = deal.closed_amount == core::no_amount ? 0 : deal.closed_amount;
    facts.closed.push_back({deal.id, deal.name, deal.outcome, deal.created, deal.closed,
                            counts ? core::minor_per_unit : amount});
  }
  return facts;
}

io::LedgerEntry ledger_entry(Forecast const& forecast, BookFacts const& facts) {
  auto const& summary = forecast.summary;
  io::LedgerEntry entry;
  entry.company = forecast.company;
  entry.currency = forecast.currency;
  entry.counts_deals = forecast.compiled.plan.measure == plan::Measure::count;
  entry.as_of = forecast.as_of;
  entry.period = forecast.period;
  entry.provenance = forecast.provenance;
  entry.workspace_sha256 = facts.workspace_sha256;
  entry.model = "simulation";
  entry.headline = forecast.headline == Headline::simulation;
  set_spread(entry, summary.total.spread);
  entry.grid = fine_grid(forecast.results);
  entry.booked = forecast.compiled.plan.booked;
  set_parts(entry, summary.open, summary.created_later);
  entry.quality_score = forecast.quality.score;
  for (auto const& target : summary.targets) {
    entry.targets.push_back({target.name, target.amount, target.p_hit.value});
  }
  add_deals(entry, forecast, facts);
  add_changes(entry, forecast);
  entry.closed_since = facts.closed_since;
  entry.closed = facts.closed;
  entry.id = io::ledger_id(entry);
  return entry;
}

std::vector<io::LedgerEntry> ledger_entries(Forecast const& forecast, BookFacts const& facts) {
  std::vector<io::LedgerEntry> entries{ledger_entry(forecast, facts)};
  if (forecast.headline == Headline::simulation) return entries;
  auto const& combination = forecast.backing->combination;
  io::LedgerEntry pool = entries.front();
  pool.model = "pool";
  pool.headline = true;
  set_spread(pool, combination.total);
  pool.grid = combination.grid;
  set_parts(pool, combination.open, combination.created_later);
  pool.targets.clear();
  for (std::size_t i = 0; i < combination.p_hit.size(); ++i) {
    if (!combination.p_hit[i]) continue;
    auto const& target = forecast.summary.targets[i];
    pool.targets.push_back({target.name, target.amount, *combination.p_hit[i]});
  }
  pool.deals.clear();
  pool.closed.clear();
  pool.closed_since = core::no_date;
  pool.id = io::ledger_id(pool);
  entries.push_back(std::move(pool));
  return entries;
}

io::LedgerEntry ledger_entry(SimpleForecast const& forecast, BookFacts const& facts) {
  io::LedgerEntry entry;
  entry.company = forecast.company;
  entry.currency = forecast.currency;
  entry.counts_deals = forecast.measure_counts;
  entry.as_of = forecast.as_of;
  entry.period = forecast.period;
  entry.provenance = forecast.provenance;
  entry.workspace_sha256 = facts.workspace_sha256;
  entry.model = forecast.model;
  set_spread(entry, forecast.total);
  entry.grid = forecast.grid;
  entry.booked = core::to_minor(forecast.booked);
  entry.has_parts = forecast.parts.has_value();
  if (forecast.parts) {
    set_parts(entry, forecast.parts->open, forecast.parts->created_later);
  }
  entry.quality_score = forecast.quality_score;
  for (auto const& target : forecast.targets) {
    entry.targets.push_back({target.name, target.amount, target.p_hit});
  }
  entry.id = io::ledger_id(entry);
  return entry;
}

}  // namespace quarterdeck::service
