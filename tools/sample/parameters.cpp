// tools/sample/parameters.cpp – see parameters.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/parameters.hpp"

namespace quarterdeck::sample {
namespace {

std::vector<Segment> segments() {
  return {
      {"Enterprise", 'E', 0.15, -0.25, 0.65, 110000, 0.85, 130, 0.35},
      {"Mid-market", 'M', 0.30, 0.0, 0.9, 38000, 0.75, 90, 0.30},
      {"Small business", 'S', 0.45, 0.15, 1.5, 9000, 0.7, 50, 0.20},
      {"Public sector", 'P', 0.10, -0.1, 0.55, 65000, 0.85, 150, 0.25},
  };
}

std::vector<Region> regions() {
  return {
      {"Americas",
       0.50,
       {{0, 1.0}},
       {"Dana Whitlock", "Ruben Ortega", "Priya Castellan", "Tom Okafor", "Leah Brandt",
        "Miguel Santoro", "Grace Lindqvist", "Owen Marsh"}},
      {"EMEA",
       0.32,
       {{1, 0.7}, {2, 0.3}},
       {"Ingrid Voss", "Callum Reid", "Amelie Fournier", "Stefan Krol", "Nadia Haddad",
        "Pieter van Loon", "Sofia Moretti"}},
      {"APAC",
       0.18,
       {{3, 0.6}, {0, 0.4}},
       {"Kenji Morita", "Mei Tanaka", "Arjun Rao", "Hannah Cho", "Liam Tran"}},
  };
}

std::array<StageLaw, n_open_stages> stage_laws() {
  return {{
      {"Prospecting", 0.38, 0.16, 0, 0.10, data::Category::pipeline},
      {"Qualification", 0.33, 0.14, 0, 0.25, data::Category::pipeline},
      {"Proposal", 0.28, 0.11, 0.02, 0.50, data::Category::best_case},
      {"Negotiation", 0, 0.12, 0.17, 0.75, data::Category::commit},
  }};
}

void set_deals(Parameters& p) {
  p.renewal = {{30, 0.05, 0.01}, {0, 0.40, 0.03}, {-21, 0.60, 0.12}, {-10000, 0.15, 0.40}};
  p.renewal_advance = 0.30;
  p.renewal_lead_days = 90;
  p.renewal_term_days = 365;
  p.renewal_amount_log_mean = 0.01;
  p.renewal_amount_log_sd = 0.08;
  p.close_date = {{60, 0.60}, {15, 0.85}, {-7, 1.50}, {-10000, 0.80}};
  p.owner_skill_sd = 0.15;
  p.size_slope = -0.15;
  p.amount_change_p = 0.25;
  p.amount_change_log_sd = 0.15;
  p.discount_p = 0.30;
  p.discount_range = {0.03, 0.20};
  p.close_date_log_sd = 0.5;
  p.snap_quarter_p = 0.45;
  p.snap_month_p = 0.25;
  p.push_p_day = 0.06;
  p.push_median_days = 30;
  p.push_log_sd = 0.6;
  p.reestimate_p = 0.30;
  p.activity_p_day = 0.20;
  p.walk_in_share = 0.02;
}

Parameters make_parameters() {
  Parameters p;
  p.segments = segments();
  p.currencies = {{"USD", 1, 50}, {"EUR", 1.08, 50}, {"GBP", 1.27, 50}, {"JPY", 0.0067, 10000}};
  p.regions = regions();
  p.products = {
      {"Spectrometer", 0.40, 0.10}, {"Lab software", 0.35, 0.50}, {"Service plan", 0.25, 0.65}};
  p.sources = {{"Inbound", 0.35, 0.1},
               {"Outbound", 0.30, -0.15},
               {"Partner", 0.20, 0.05},
               {"Referral", 0.15, 0.2}};
  p.types = {{{"new", 0, 0}, {"expansion", 0, 0.25}, {"renewal", 0, 0}}};
  p.stages = stage_laws();
  p.age_weeks = {1, 3, 6, 12};
  p.advance_win_age = {0.5, 1.2, 1.0, 0.7, 0.4};
  p.lost_age = {0.5, 0.9, 1.0, 1.2, 1.6};
  set_deals(p);
  p.quarter_season = {0.95, 1.0, 0.95, 1.10};
  p.week_season = {1.10, 1.0, 0.87};
  p.surge_power = {1.0, 0.6, 0.3, 0.0};
  p.slump_power = -0.3;
  p.arrival_effect = 0.5;
  p.rate_log_sd = 0.015;
  return p;
}

}  // namespace

Parameters const& parameters() {
  static Parameters const published = make_parameters();
  return published;
}

}  // namespace quarterdeck::sample
