// scenarios/apply/apply_deals.cpp – changes of open deals.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "engine/core/ids.hpp"
#include "scenarios/apply/apply_parts.hpp"

namespace quarterdeck::scenarios {
namespace {

std::vector<std::string> open_ids(models::ForecastInputs const& inputs) {
  std::vector<std::string> ids;
  for (auto const& deal : inputs.pipeline.deals) ids.push_back(deal.id);
  return ids;
}

/// Rows of the deals that an edit names by id or by filter.
std::vector<std::size_t> edited_deals(Work& work, DealEdit const& edit) {
  if (edit.id.empty()) return work.open_deals();
  auto const& deals = work.inputs.pipeline.deals;
  auto const found = std::ranges::find(deals, edit.id, &data::OpenDeal::id);
  if (found != deals.end()) {
    work.effect->deals.push_back(edit.id);
    return {static_cast<std::size_t>(found - deals.begin())};
  }
  auto const nearest = core::nearest_word(edit.id, open_ids(work.inputs));
  work.fail("QD-143", fmt::format("no open deal has the id `{}`", edit.id),
            "a deal that is not open cannot be changed",
            nearest.empty() ? "Check the id; closed deals are what they are."
                            : fmt::format("Did you mean `{}`?", nearest));
  return {};
}

/// A known amount is multiplied, so that it is not read as another kind of deal; an unknown one is
/// filled in.
void set_amount(Work& work, std::size_t row, double amount) {
  core::Minor const now = work.inputs.pipeline.deals[row].amount;
  if (now != core::no_amount && now != 0) {
    work.shift(row).amount = amount / core::to_units(now);
    work.shift(row).amount_is_stated = true;
    return;
  }
  models::DealChange change;
  change.amount = core::to_minor(amount);
  models::change_deal(work.inputs, row, change);
  work.shift(row).amount = 1;
}

void set_fate(Work& work, std::size_t row, DealEdit const& edit) {
  models::DealChange change;
  change.probability = edit.probability;
  if (edit.outcome) {
    change.outcome = *edit.outcome == Fate::won ? data::Outcome::won : data::Outcome::lost;
  }
  if (edit.close_date) change.close_date = edit.close_date->on(work.inputs.history.as_of);
  models::change_deal(work.inputs, row, change);
  if (!edit.outcome && !edit.probability) return;
  // An outcome or a chance stands for itself: what earlier changes did to odds and days would move
  // it again. What they did to the amount still holds.
  models::DealShift& shift = work.shift(row);
  models::DealShift const before = shift;
  shift = {};
  shift.amount = before.amount;
  shift.amount_is_stated = before.amount_is_stated;
  if (edit.close_date) shift.day = change.close_date;
}

/// Whether a day lies ahead; reports that it does not.
bool lies_ahead(Work& work, std::optional<Day> const& day) {
  core::Date const as_of = work.inputs.history.as_of;
  if (!day || day->on(as_of) > as_of) return true;
  work.fail("QD-148",
            fmt::format("the close date {} does not lie after the as-of day {}",
                        core::to_iso(day->on(as_of)), core::to_iso(as_of)),
            "what is still open cannot have been won by then", "Write a later day.");
  return false;
}

void remove_deals(Work& work, std::vector<std::size_t> const& rows) {
  auto& deals = work.inputs.pipeline.deals;
  // From the back, so that the rows still to be removed keep their place.
  for (std::size_t i = rows.size(); i-- > 0;) {
    deals.erase(deals.begin() + static_cast<std::ptrdiff_t>(rows[i]));
  }
}

/// The stage of a deal that is added; reports one that is not there or not open.
std::optional<data::StageId> stage_of(Work& work, std::string const& name) {
  auto const& stages = work.inputs.history.stages;
  std::vector<std::string> open;
  for (std::size_t s = 0; s < stages.size(); ++s) {
    if (stages[s].outcome != data::Outcome::open) continue;
    open.push_back(stages[s].name);
    if (name.empty() || stages[s].name == name) return static_cast<data::StageId>(s);
  }
  if (name.empty()) return data::no_stage;
  auto const nearest = core::nearest_word(name, open);
  work.fail("QD-143", fmt::format("there is no open stage `{}`", name),
            "the chance of a deal depends on its stage",
            nearest.empty() ? fmt::format("Open stages: {}.", fmt::join(open, ", "))
                            : fmt::format("Did you mean `{}`?", nearest));
  return std::nullopt;
}

/// Whether all columns of a deal that is added are there; reports those that are not.
bool columns_known(Work& work, AddDeal const& deal) {
  std::vector<std::string> known;
  for (auto const& [column, values] : work.inputs.history.text) known.push_back(column);
  bool all = true;
  for (auto const& [column, value] : deal.columns) {
    if (std::ranges::find(known, column) != known.end()) continue;
    auto const nearest = core::nearest_word(column, known);
    work.fail("QD-141", fmt::format("deals have no column `{}`", column), "it would be ignored",
              nearest.empty() ? fmt::format("Columns: {}.", fmt::join(known, ", "))
                              : fmt::format("Did you mean `{}`?", nearest));
    all = false;
  }
  return all;
}

bool id_is_new(Work& work, std::string const& id) {
  auto const& deals = work.inputs.history.deals;
  if (std::ranges::find(deals, id, &data::HistoryDeal::id) == deals.end()) return true;
  work.fail("QD-147", fmt::format("there is a deal with the id `{}` already", id),
            "ids name the random numbers of a deal, so each needs its own",
            "Choose another id, or write `deal` to change the one that is there.");
  return false;
}

/// A row for the texts of a deal that is added, behind all others.
std::uint32_t add_history_row(models::ForecastInputs& inputs, AddDeal const& deal) {
  data::History& history = inputs.history;
  data::HistoryDeal row;
  row.id = deal.id;
  row.name = deal.name;
  row.entity = core::entity_of(deal.id);
  row.created = history.as_of;
  row.first_event = static_cast<std::uint32_t>(history.events.size());
  history.deals.push_back(std::move(row));
  for (auto& [column, values] : history.text) {
    auto const found = deal.columns.find(column);
    values.push_back(found == deal.columns.end() ? std::string_view() : found->second);
  }
  return static_cast<std::uint32_t>(history.deals.size() - 1);
}

}  // namespace

void apply_change(Work& work, WinRate const& change) {
  for (std::size_t const row : work.open_deals()) work.shift(row).odds *= change.odds;
}

void apply_change(Work& work, CloseDate const& change) {
  for (std::size_t const row : work.open_deals()) {
    models::DealShift& shift = work.shift(row);
    shift.delay_days = change.stretch * shift.delay_days + change.delay_days;
    shift.stretch *= change.stretch;
  }
}

void apply_change(Work& work, Amount const& change) {
  if (!work.amounts_count()) return;
  if (change.deals != Deals::new_business) {
    for (std::size_t const row : work.open_deals()) work.shift(row).amount *= change.multiply;
  }
  if (change.deals == Deals::open) return;
  auto const wins = work.past_wins();
  if (!wins) return;
  for (std::uint32_t row = 0; row < wins->concerned.size(); ++row) {
    if (wins->concerned[row] == 0) continue;
    work.inputs.what_if.new_amount.try_emplace(row, 1).first->second *= change.multiply;
  }
}

void apply_change(Work& work, DealEdit const& change) {
  if (!lies_ahead(work, change.close_date)) return;
  if (change.amount && !work.amounts_count()) return;
  auto const rows = edited_deals(work, change);
  if (change.outcome == Fate::removed) return remove_deals(work, rows);
  for (std::size_t const row : rows) {
    set_fate(work, row, change);
    if (change.amount) set_amount(work, row, *change.amount);
  }
}

void apply_change(Work& work, AddDeal const& change) {
  auto const stage = stage_of(work, change.stage);
  bool const sound = columns_known(work, change) && id_is_new(work, change.id) &&
                     lies_ahead(work, change.close_date);
  if (!stage || !sound) return;
  models::ForecastInputs& inputs = work.inputs;
  data::OpenDeal deal;
  deal.id = change.id;
  deal.name = change.name;
  deal.entity = core::entity_of(change.id);
  deal.history_row = add_history_row(inputs, change);
  deal.stage = *stage;
  deal.amount = core::to_minor(change.amount);
  deal.created = deal.stage_entered = deal.last_activity = inputs.history.as_of;
  if (change.close_date) deal.close_date = change.close_date->on(inputs.history.as_of);
  auto& deals = inputs.pipeline.deals;
  // A pipeline is in the order of its ids, whoever adds to it.
  auto const at = std::ranges::upper_bound(deals, deal.id, {}, &data::OpenDeal::id);
  auto const row = static_cast<std::size_t>(at - deals.begin());
  deals.insert(at, deal);
  work.effect->deals.push_back(deal.id);
  models::DealChange said;
  said.amount = deal.amount;
  said.probability = change.probability;
  models::change_deal(inputs, row, said);
  if (change.probability && change.close_date) work.shift(row).day = deal.close_date;
}

}  // namespace quarterdeck::scenarios
