// tools/sample/truth.cpp – see truth.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/truth.hpp"

#include <fmt/core.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "engine/core/ids.hpp"

namespace quarterdeck::sample {
namespace {

using Json = nlohmann::ordered_json;

Json spec_json(CompanySpec const& spec) {
  Json json = {{"seed", spec.seed},
               {"n_quarters", spec.n_quarters},
               {"deals_per_week", spec.deals_per_week},
               {"period_effect_sd", spec.period_effect_sd},
               {"arrival_drift_sd", spec.arrival_drift_sd},
               {"quarter_end_surge", spec.quarter_end_surge},
               {"days_into_quarter", spec.days_into_quarter},
               {"last_history_day", core::to_iso(spec.last_history_day)}};
  json["future_seed"] = spec.future_seed.value_or(spec.seed);
  return json;
}

Json segments_json(Parameters const& p) {
  Json list = Json::array();
  for (auto const& segment : p.segments) {
    list.push_back({{"name", segment.name},
                    {"arrival_share", segment.arrival_share},
                    {"win_log_odds", segment.win_log_odds},
                    {"pace", segment.pace},
                    {"median_amount_usd", segment.median_amount},
                    {"amount_log_sd", segment.amount_log_sd},
                    {"cycle_days", segment.cycle_days},
                    {"expansion_share", segment.expansion_share}});
  }
  return list;
}

Json choices_json(auto const& choices) {
  Json list = Json::array();
  for (auto const& choice : choices) {
    list.push_back(
        {{"name", choice.name}, {"share", choice.share}, {"win_log_odds", choice.win_log_odds}});
  }
  return list;
}

Json stages_json(Parameters const& p) {
  Json list = Json::array();
  for (auto const& stage : p.stages) {
    list.push_back({{"name", stage.name},
                    {"weekly_odds_advance", stage.advance},
                    {"weekly_odds_lost", stage.lost},
                    {"weekly_odds_win", stage.win},
                    {"crm_probability", stage.crm_probability}});
  }
  return list;
}

Json products_json(Parameters const& p) {
  Json list = Json::array();
  for (auto const& product : p.products) {
    list.push_back({{"name", product.name},
                    {"share", product.share},
                    {"renewable_share", product.renewable_share}});
  }
  return list;
}

Json renewal_json(Parameters const& p) {
  Json laws = Json::array();
  for (auto const& law : p.renewal) {
    laws.push_back({{"days_before_due_at_least", law.days_before},
                    {"weekly_odds_win", law.win},
                    {"weekly_odds_lost", law.lost}});
  }
  return {
      {"lead_days", p.renewal_lead_days},         {"term_days", p.renewal_term_days},
      {"weekly_odds_advance", p.renewal_advance}, {"amount_log_mean", p.renewal_amount_log_mean},
      {"amount_log_sd", p.renewal_amount_log_sd}, {"by_days_before_due", laws}};
}

Json behaviour_json(Parameters const& p) {
  Json close_date = Json::array();
  for (auto const& law : p.close_date) {
    close_date.push_back({{"days_ahead_at_least", law.days_ahead}, {"win_factor", law.factor}});
  }
  return {{"age_weeks", p.age_weeks},
          {"age_factor_advance_and_win", p.advance_win_age},
          {"age_factor_lost", p.lost_age},
          {"win_factor_by_entered_close_date", close_date},
          {"size_slope", p.size_slope},
          {"owner_skill_sd", p.owner_skill_sd},
          {"surge_powers", p.surge_power},
          {"slump_power", p.slump_power},
          {"arrival_share_of_period_effect", p.arrival_effect},
          {"arrivals_by_quarter_of_year", p.quarter_season},
          {"arrivals_by_part_of_quarter", p.week_season},
          {"walk_in_share", p.walk_in_share}};
}

Json entries_json(Parameters const& p) {
  return {{"amount_change_p", p.amount_change_p},
          {"amount_change_log_sd", p.amount_change_log_sd},
          {"discount_p", p.discount_p},
          {"discount_range", p.discount_range},
          {"close_date_log_sd", p.close_date_log_sd},
          {"close_date_on_quarter_end_p", p.snap_quarter_p},
          {"close_date_on_month_end_p", p.snap_month_p},
          {"push_p_a_working_day", p.push_p_day},
          {"push_median_days", p.push_median_days},
          {"push_log_sd", p.push_log_sd},
          {"close_date_entered_anew_p", p.reestimate_p},
          {"activity_p_a_working_day", p.activity_p_day},
          {"rate_log_sd", p.rate_log_sd}};
}

/// Regions, owners and the luck of the quarters: what the seed decided.
Json drawn_json(World const& world) {
  auto const& setting = world.setting();
  Json owners = Json::array();
  for (auto const& owner : setting.owners) {
    owners.push_back({{"name", owner.name},
                      {"region", setting.parameters->regions[std::size_t(owner.region)].name},
                      {"skill", owner.skill}});
  }
  Json quarters = Json::array();
  for (std::size_t q = n_unrecorded_quarters; q < world.past_luck().size(); ++q) {
    quarters.push_back({{"period", setting.quarters[q].id},
                        {"period_effect", world.past_luck()[q].period_effect},
                        {"arrival_drift", world.past_luck()[q].drift}});
  }
  return {{"owners", owners}, {"quarters", quarters}};
}

Json distribution_json(std::vector<double> const& totals) {
  double const n = static_cast<double>(totals.size());
  double const mean = std::accumulate(totals.begin(), totals.end(), 0.0) / n;
  double squares = 0;
  for (double const total : totals) squares += (total - mean) * (total - mean);
  Json quantiles;
  for (int percent = 1; percent <= 99; ++percent) {
    quantiles[fmt::format("{:.2f}", percent / 100.0)] = quantile(totals, percent / 100.0);
  }
  return {{"n_re_simulations", totals.size()},
          {"mean", mean},
          {"sd", std::sqrt(squares / std::max(1.0, n - 1))},
          {"quantiles", quantiles}};
}

}  // namespace

double quantile(std::vector<double> const& sorted, double p) {
  double const at = p * static_cast<double>(sorted.size() - 1);
  auto const below = static_cast<std::size_t>(at);
  std::size_t const above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::string truth_json(Truth const& truth) {
  auto const& company = truth.company;
  auto const& p = *truth.world.setting().parameters;
  auto const& booked = truth.world.booked();
  bool const begun = company.spec.days_into_quarter > 0;
  core::Minor const sum = std::accumulate(booked.begin(), booked.end(), core::Minor{0});
  Json json = {{"schema", "quarterdeck.truth.v1"},
               {"company", "Northwind Instruments"},
               {"stream_version", core::stream_version},
               {"as_of", core::to_iso(company.as_of)},
               {"currency", "USD"}};
  json["period"] = {{"id", company.open_quarter.id},
                    {"start", core::to_iso(company.open_quarter.start)},
                    {"end", core::to_iso(company.open_quarter.end)}};
  json["booked"] = begun ? core::to_units(sum) : 0.0;
  json["true_distribution"] = distribution_json(truth.totals);
  json["realised"] = {{"total", core::to_units(company.actual_total)},
                      {"note", "one of the futures that were possible at as_of"}};
  json["spec"] = spec_json(company.spec);
  json["parameters"] = {{"segments", segments_json(p)},   {"stages", stages_json(p)},
                        {"products", products_json(p)},   {"sources", choices_json(p.sources)},
                        {"types", choices_json(p.types)}, {"renewal", renewal_json(p)},
                        {"behaviour", behaviour_json(p)}, {"entries", entries_json(p)}};
  json["drawn"] = drawn_json(truth.world);
  json["dirt"] = truth.dirt;
  return json.dump(2) + "\n";
}

}  // namespace quarterdeck::sample
