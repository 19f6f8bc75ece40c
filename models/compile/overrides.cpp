// models/compile/overrides.cpp – see overrides.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/overrides.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace quarterdeck::models {
namespace {

using Rows = std::map<std::string_view, std::size_t>;

Rows rows_by_id(data::Pipeline const& pipeline) {
  Rows rows;
  for (std::size_t i = 0; i < pipeline.deals.size(); ++i) rows.emplace(pipeline.deals[i].id, i);
  return rows;
}

OverrideStatus status_on(core::Date as_of, data::Override const& one, bool is_open) {
  if (one.expires != core::no_date && one.expires < as_of) return OverrideStatus::expired;
  if (one.since != core::no_date && one.since > as_of) return OverrideStatus::not_yet;
  return is_open ? OverrideStatus::applied : OverrideStatus::not_open;
}

OverrideValue number_value(double number) {
  OverrideValue value;
  value.number = number;
  return value;
}

OverrideValue amount_value(core::Minor amount) {
  return amount == core::no_amount ? OverrideValue() : number_value(core::to_units(amount));
}

OverrideValue date_value(core::Date date) {
  OverrideValue value;
  value.date = date;
  return value;
}

OverrideValue outcome_value(data::Outcome outcome) {
  OverrideValue value;
  value.outcome = outcome;
  return value;
}

/// One effect for every value that the override sets.
std::vector<OverrideEffect> effects_of(data::Override const& one, data::OpenDeal const* deal) {
  OverrideEffect common;
  common.deal = one.deal;
  common.name = deal == nullptr ? "" : deal->name;
  common.author = one.author;
  common.reason = one.reason;
  common.expires = one.expires;
  common.since = one.since;
  common.where = one.where;
  std::vector<OverrideEffect> effects;
  auto const add = [&](OverrideField field, OverrideValue before, OverrideValue after) {
    effects.push_back(common);
    effects.back().field = field;
    effects.back().before = before;
    effects.back().after = after;
  };
  if (one.probability) add(OverrideField::probability, {}, number_value(*one.probability));
  if (one.outcome) add(OverrideField::outcome, {}, outcome_value(*one.outcome));
  if (one.amount != core::no_amount) {
    add(OverrideField::amount, deal == nullptr ? OverrideValue() : amount_value(deal->amount),
        amount_value(one.amount));
  }
  if (one.close_date != core::no_date) {
    add(OverrideField::close_date, deal == nullptr ? OverrideValue() : date_value(deal->close_date),
        date_value(one.close_date));
  }
  return effects;
}

/// Values that take each other's place.
int slot_of(OverrideField field) {
  if (field == OverrideField::amount) return 1;
  return field == OverrideField::close_date ? 2 : 0;
}

void mark_replaced(std::vector<OverrideEffect>& effects) {
  std::set<std::pair<std::string, int>> set_later;
  for (std::size_t i = effects.size(); i-- > 0;) {
    OverrideEffect& effect = effects[i];
    if (effect.status != OverrideStatus::applied) continue;
    bool const is_last = set_later.emplace(effect.deal, slot_of(effect.field)).second;
    if (!is_last) effect.status = OverrideStatus::replaced;
  }
}

std::optional<data::Finding> finding_of(OverrideStatus status) {
  data::Finding kind;
  switch (status) {
    case OverrideStatus::applied:
      return std::nullopt;
    case OverrideStatus::expired:
      kind.code = "override.expired";
      kind.severity = data::Severity::info;
      kind.message =
          "Overrides have expired by the as-of day and are not applied; renew or "
          "remove them.";
      break;
    case OverrideStatus::not_yet:
      kind.code = "override.not_yet";
      kind.severity = data::Severity::info;
      kind.message = "Overrides begin after the as-of day and are not applied.";
      break;
    case OverrideStatus::not_open:
      kind.code = "override.not_open";
      kind.severity = data::Severity::warning;
      kind.message =
          "Overrides are about deals that are not open at the as-of day, so they are "
          "not applied; a closed deal counts as it closed.";
      break;
    case OverrideStatus::replaced:
      kind.code = "override.replaced";
      kind.severity = data::Severity::warning;
      kind.message = "Several overrides set the same value of a deal; the last one is applied.";
      break;
  }
  return kind;
}

}  // namespace

std::string_view to_text(OverrideField field) {
  switch (field) {
    case OverrideField::probability:
      return "probability";
    case OverrideField::amount:
      return "amount";
    case OverrideField::close_date:
      return "close_date";
    case OverrideField::outcome:
      break;
  }
  return "outcome";
}

std::string_view to_text(OverrideStatus status) {
  switch (status) {
    case OverrideStatus::applied:
      return "applied";
    case OverrideStatus::expired:
      return "expired";
    case OverrideStatus::not_yet:
      return "not yet in force";
    case OverrideStatus::not_open:
      return "the deal is not open";
    case OverrideStatus::replaced:
      break;
  }
  return "replaced by a later one";
}

std::vector<OverrideEffect> judge_overrides(data::Pipeline const& pipeline,
                                            std::span<data::Override const> overrides) {
  Rows const rows = rows_by_id(pipeline);
  std::vector<OverrideEffect> effects;
  for (data::Override const& one : overrides) {
    auto const row = rows.find(one.deal);
    bool const is_open = row != rows.end();
    OverrideStatus const status = status_on(pipeline.as_of, one, is_open);
    for (OverrideEffect& effect :
         effects_of(one, is_open ? &pipeline.deals[row->second] : nullptr)) {
      effect.status = status;
      effects.push_back(std::move(effect));
    }
  }
  mark_replaced(effects);
  return effects;
}

data::Findings override_findings(std::span<OverrideEffect const> effects) {
  data::Findings findings;
  for (OverrideEffect const& effect : effects) {
    auto const kind = finding_of(effect.status);
    if (!kind) continue;
    std::string const subject = effect.deal + ": " + std::string(to_text(effect.field));
    data::add_finding(findings, *kind, effect.where, subject);
  }
  return findings;
}

ForecastInputs apply_overrides(ForecastInputs inputs, std::span<OverrideEffect const> effects) {
  Rows const rows = rows_by_id(inputs.pipeline);
  for (OverrideEffect const& effect : effects) {
    if (effect.status != OverrideStatus::applied) continue;
    DealChange change;
    if (effect.field == OverrideField::probability) change.probability = effect.after.number;
    if (effect.field == OverrideField::amount) change.amount = core::to_minor(*effect.after.number);
    change.close_date = effect.after.date;
    change.outcome = effect.after.outcome;
    change_deal(inputs, rows.at(effect.deal), change);
  }
  return inputs;
}

void note_model_chances(std::vector<OverrideEffect>& effects, Compiled const& compiled) {
  std::map<std::string_view, double> by_models;
  for (DealOutlook const& deal : compiled.deals) {
    if (deal.p_by_models) by_models.emplace(deal.id, *deal.p_by_models);
  }
  for (OverrideEffect& effect : effects) {
    bool const is_chance =
        effect.field == OverrideField::probability || effect.field == OverrideField::outcome;
    auto const found = by_models.find(effect.deal);
    bool const holds = is_chance && effect.status == OverrideStatus::applied;
    if (holds && found != by_models.end()) effect.before = number_value(found->second);
  }
}

}  // namespace quarterdeck::models
