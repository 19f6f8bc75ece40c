// tools/sample/hazard.cpp – see hazard.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/hazard.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace quarterdeck::sample {
namespace {

constexpr double working_days_per_week = 5;

std::size_t age_of(Parameters const& p, int days_in_stage) {
  std::size_t age = 0;
  while (age < p.age_weeks.size() && days_in_stage >= 7 * p.age_weeks[age]) ++age;
  return age;
}

double close_date_factor(Parameters const& p, int days_ahead) {
  for (auto const& law : p.close_date) {
    if (days_ahead >= law.days_ahead) return law.factor;
  }
  return p.close_date.back().factor;
}

RenewalLaw const& renewal_law(Parameters const& p, int days_before) {
  for (auto const& law : p.renewal) {
    if (days_before >= law.days_before) return law;
  }
  return p.renewal.back();
}

/// Odds of a week before covariates; renewals go by their due date, not by the age in stage.
Odds weekly_odds(Setting const& setting, Deal const& deal, core::Date day) {
  auto const& p = *setting.parameters;
  if (deal.type == DealType::renewal) {
    auto const& law = renewal_law(p, core::days_between(day, deal.due));
    bool const last = deal.stage + 1 == n_open_stages;
    return {last ? 0 : p.renewal_advance, law.lost, law.win};
  }
  auto const& law = p.stages[deal.stage];
  std::size_t const age = age_of(p, core::days_between(deal.stage_entered, day));
  double const pace = p.segments[deal.segment].pace;
  return {law.advance * pace * p.advance_win_age[age], law.lost * pace * p.lost_age[age],
          law.win * pace * p.advance_win_age[age]};
}

}  // namespace

std::string deal_id(Setting const& setting, Deal const& deal) {
  std::chrono::year_month_day const date(deal.created);
  char const letter =
      deal.type == DealType::renewal ? 'R' : setting.parameters->segments[deal.segment].letter;
  return fmt::format("NI{:02}{:02}{:02}{}{:02}", static_cast<int>(date.year()) % 100,
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), letter,
                     deal.ordinal);
}

void refresh_win_factor(Setting const& setting, Deal& deal) {
  auto const& p = *setting.parameters;
  auto const& segment = p.segments[deal.segment];
  double const usd = core::to_units(deal.amount) * p.currencies[deal.currency].base_rate;
  double const log_odds = segment.win_log_odds + setting.owners[deal.owner].skill +
                          p.sources[deal.source].win_log_odds +
                          p.types[static_cast<std::size_t>(deal.type)].win_log_odds +
                          p.size_slope * std::log(usd / segment.median_amount);
  deal.win_factor = std::exp(log_odds);
}

Odds daily_odds(Setting const& setting, Deal const& deal, core::Date day, double surge) {
  Odds odds = weekly_odds(setting, deal, day);
  double const date_factor =
      close_date_factor(*setting.parameters, core::days_between(day, deal.close_date));
  odds.advance /= working_days_per_week;
  odds.lost /= working_days_per_week;
  odds.win *= deal.win_factor * surge * date_factor / working_days_per_week;
  return odds;
}

double surge_of(Setting const& setting, core::Period const& quarter, core::Date day) {
  auto const& p = *setting.parameters;
  auto const weeks_left = static_cast<std::size_t>(core::days_between(day, quarter.end) / 7);
  double power = p.surge_power[std::min(weeks_left, p.surge_power.size() - 1)];
  if (core::days_between(quarter.start, day) < 14) power = p.slump_power;
  return std::pow(setting.spec.quarter_end_surge, power);
}

}  // namespace quarterdeck::sample
