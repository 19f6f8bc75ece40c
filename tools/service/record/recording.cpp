// tools/service/record/recording.cpp – see recording.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/service/record/recording.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "engine/results/results.hpp"
#include "engine/table/sha256.hpp"

namespace quarterdeck::service {
namespace {

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

bool is_behind_the_pool(Forecast const& forecast) {
  return forecast.backing && forecast.backing->combination.decision.use_pool;
}

void add_deals(io::LedgerEntry& entry, Forecast const& forecast) {
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
    auto const dates = forecast.facts.open.find(outlook.id);
    if (dates == forecast.facts.open.end()) continue;
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

std::vector<double> ledger_grid(std::vector<double> const& sorted) {
  std::vector<double> grid;
  std::size_t const parts = 2 * io::ledger_grid_points;
  for (std::size_t k = 1; k < parts; k += 2) {
    std::size_t const rank = (sorted.size() * k + parts - 1) / parts;
    grid.push_back(sorted[rank - 1]);
  }
  return grid;
}

BookFacts book_facts(Book const& book, core::Period const& period) {
  BookFacts facts;
  facts.ledger = book.workspace.ledger;
  facts.workspace_sha256 = io::sha256_of_file(book.workspace.file);
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

io::LedgerEntry ledger_entry(Forecast const& forecast) {
  auto const& summary = forecast.summary;
  io::LedgerEntry entry;
  entry.company = forecast.company;
  entry.currency = forecast.currency;
  entry.counts_deals = forecast.compiled.plan.measure == plan::Measure::count;
  entry.as_of = forecast.as_of;
  entry.period = forecast.period;
  entry.provenance = forecast.provenance;
  entry.workspace_sha256 = forecast.facts.workspace_sha256;
  entry.model = "simulation";
  entry.headline = !is_behind_the_pool(forecast);
  set_spread(entry, summary.total.spread);
  entry.grid = fine_grid(forecast.results);
  entry.booked = forecast.compiled.plan.booked;
  set_parts(entry, summary.open, summary.created_later);
  entry.quality_score = forecast.quality.score;
  for (auto const& target : summary.targets) {
    entry.targets.push_back({target.name, target.amount, target.p_hit.value});
  }
  add_deals(entry, forecast);
  add_changes(entry, forecast);
  entry.closed_since = forecast.facts.closed_since;
  entry.closed = forecast.facts.closed;
  entry.id = io::ledger_id(entry);
  return entry;
}

std::vector<io::LedgerEntry> ledger_entries(Forecast const& forecast) {
  std::vector<io::LedgerEntry> entries{ledger_entry(forecast)};
  if (!is_behind_the_pool(forecast)) return entries;
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

io::LedgerEntry ledger_entry(SimpleForecast const& forecast) {
  io::LedgerEntry entry;
  entry.company = forecast.company;
  entry.currency = forecast.currency;
  entry.counts_deals = forecast.measure_counts;
  entry.as_of = forecast.as_of;
  entry.period = forecast.period;
  entry.provenance = forecast.provenance;
  entry.workspace_sha256 = forecast.facts.workspace_sha256;
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

std::filesystem::path ledger_of(BookFacts const& facts, std::filesystem::path const& given) {
  return given.empty() ? facts.ledger : given;
}

}  // namespace quarterdeck::service
