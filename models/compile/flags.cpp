// models/compile/flags.cpp – see flags.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "models/compile/flags.hpp"

#include <algorithm>

#include "models/fit/norms.hpp"

namespace quarterdeck::models::parts {
namespace {

core::Date last_sign_of_life(data::History const& history, data::OpenDeal const& deal) {
  core::Date last = std::max(deal.created, deal.last_activity);
  data::HistoryDeal const& past = history.deals[deal.history_row];
  if (past.n_events > 0) {
    last = std::max(last, history.events[past.first_event + past.n_events - 1].changed_at);
  }
  return last;
}

std::string days_text(int n) { return std::to_string(n) + (n == 1 ? " day" : " days"); }

std::string times_text(int n) {
  if (n == 1) return "once";
  return n == 2 ? "twice" : std::to_string(n) + " times";
}

/// One deal with all that flags are made of.
struct Look {
  data::History const& history;
  Norms const& norms;
  data::OpenDeal const& deal;
  DealState const& state;
};

void add_dates(std::vector<std::string>& flags, Look const& look) {
  core::Date const today = look.history.as_of;
  if (look.state.flag == CloseFlag::overdue) {
    int const late = core::days_between(look.deal.close_date, today);
    flags.push_back(late == 0 ? "overdue: was to close today"
                              : "overdue: was to close " + days_text(late) + " ago");
  }
  core::Date const sign = last_sign_of_life(look.history, look.deal);
  if (!look.norms.quiet_days || sign == core::no_date) return;
  int const quiet = core::days_between(sign, today);
  if (quiet <= *look.norms.quiet_days) return;
  flags.push_back("quiet: no sign of life for " + days_text(quiet) + ", 19 of 20 pauses ended by " +
                  std::to_string(*look.norms.quiet_days));
}

void add_ages(std::vector<std::string>& flags, Look const& look) {
  auto const stay = look.norms.stay_days.find(look.state.stage);
  if (stay != look.norms.stay_days.end() && look.state.stage_days > stay->second) {
    auto const& name = look.history.stages[static_cast<std::size_t>(look.state.stage)].name;
    flags.push_back("stuck: in " + name + " for " + days_text(look.state.stage_days) +
                    ", 9 of 10 wins left it within " + std::to_string(stay->second));
  }
  if (look.norms.longest_cycle && look.state.age_days > *look.norms.longest_cycle) {
    flags.push_back("old: " + days_text(look.state.age_days) + ", the slowest win took " +
                    std::to_string(*look.norms.longest_cycle));
  }
  if (look.state.age_days < 0) flags.emplace_back("no creation date");
}

void add_pushes(std::vector<std::string>& flags, Look const& look) {
  if (!look.norms.usual_pushes || look.state.n_pushes <= *look.norms.usual_pushes) return;
  int const usual = *look.norms.usual_pushes;
  flags.push_back("pushed: " + times_text(look.state.n_pushes) + ", 9 of 10 wins " +
                  (usual == 0 ? std::string("never") : "at most " + times_text(usual)));
}

void add_amount(std::vector<std::string>& flags, Look const& look) {
  core::Minor const amount = look.state.amount;
  if (amount == core::no_amount) {
    flags.emplace_back("no amount");
  } else if (look.norms.largest_won != core::no_amount && amount > look.norms.largest_won) {
    flags.push_back("large: the largest deal ever won brought " +
                    core::format_units(look.norms.largest_won));
  } else if (look.norms.large != core::no_amount && amount > look.norms.large) {
    flags.push_back("large: 99 of 100 deals won brought " + core::format_units(look.norms.large) +
                    " or less");
  }
}

void add_changes(std::vector<std::string>& flags, DealChange const& change) {
  std::string what;
  auto const add = [&](bool is_set, char const* name) {
    if (is_set) what += (what.empty() ? "" : ", ") + std::string(name);
  };
  add(change.probability.has_value(), "probability");
  add(change.outcome.has_value(), "outcome");
  add(change.amount != core::no_amount, "amount");
  add(change.close_date != core::no_date, "close date");
  if (!what.empty()) flags.push_back("changed: " + what);
}

}  // namespace

std::vector<std::vector<std::string>> deal_flags(ForecastInputs const& inputs,
                                                 std::span<DealState const> states) {
  Norms const norms = learn_norms(inputs.history);
  std::vector<std::vector<std::string>> all;
  for (std::size_t i = 0; i < states.size(); ++i) {
    std::vector<std::string>& flags = all.emplace_back();
    Look const look{inputs.history, norms, inputs.pipeline.deals[i], states[i]};
    add_dates(flags, look);
    add_ages(flags, look);
    add_pushes(flags, look);
    add_amount(flags, look);
    auto const change = inputs.changes.find(look.deal.id);
    if (change != inputs.changes.end()) add_changes(flags, change->second);
  }
  return all;
}

}  // namespace quarterdeck::models::parts
