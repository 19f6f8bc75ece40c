// tools/sample/parameters.hpp – the published numbers of the synthetic company.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <vector>

#include "engine/data/category.hpp"

namespace quarterdeck::sample {

/// A kind of customer. Amounts are lognormal in USD.
struct Segment {
  std::string name;
  char letter = 'X';         ///< in the ids of its deals
  double arrival_share = 0;  ///< of new and expansion deals; sums to 1
  double win_log_odds = 0;   ///< added to the logit of the win hazard
  double pace = 1;           ///< multiplies the hazards of every exit
  double median_amount = 0;  ///< USD
  double amount_log_sd = 0;
  double cycle_days = 90;  ///< that its owners expect when they enter a close date
  double expansion_share = 0;
};

/// A named choice with its share and its effect on the logit of the win hazard.
struct Choice {
  std::string name;
  double share = 0;
  double win_log_odds = 0;
};

struct Currency {
  std::string code;
  double base_rate = 1;     ///< USD for one unit when the history begins
  double granularity = 50;  ///< entered amounts are multiples of this
};

struct Region {
  std::string name;
  double share = 0;
  std::vector<std::pair<int, double>> currencies;  ///< index of a currency, share
  std::vector<std::string> owners;
};

struct Product {
  std::string name;
  double share = 0;
  double renewable_share = 0;  ///< of its wins, those that come up for renewal a year later
};

inline constexpr int n_open_stages = 4;
inline constexpr int n_ages = 5;

/// An open stage. Exits compete: on a working day the odds of each exit against staying are a fifth
/// of the weekly odds here, times the multiplier of the age in the stage, times covariate effects.
struct StageLaw {
  std::string name;
  double advance = 0;  ///< weekly odds of moving to the next stage; 0 in the last
  double lost = 0;
  double win = 0;  ///< above 0 in the last two stages
  double crm_probability = 0;
  data::Category category = data::Category::untold;
};

/// Odds of a renewal by days to its due date, from `days_before` down to the next row's.
struct RenewalLaw {
  int days_before = 0;
  double win = 0;  ///< weekly odds
  double lost = 0;
};

/// A factor on the win hazard by days from today to the entered close date.
struct CloseDateLaw {
  int days_ahead = 0;  ///< at least so many
  double factor = 1;
};

/// Everything that CompanySpec does not change.
struct Parameters {
  std::vector<Segment> segments;
  std::vector<Currency> currencies;
  std::vector<Region> regions;
  std::vector<Product> products;
  std::vector<Choice> sources;
  std::array<Choice, 3> types;  ///< new, expansion, renewal; shares unused
  std::array<StageLaw, n_open_stages> stages;
  std::array<int, n_ages - 1> age_weeks;       ///< borders of the ages in a stage, weeks
  std::array<double, n_ages> advance_win_age;  ///< multiplier of advance and win by age
  std::array<double, n_ages> lost_age;
  std::vector<RenewalLaw> renewal;
  double renewal_advance = 0;  ///< weekly odds of Proposal to Negotiation
  int renewal_lead_days = 0;   ///< created so long before the due date
  int renewal_term_days = 0;   ///< due so long after the win
  double renewal_amount_log_mean = 0;
  double renewal_amount_log_sd = 0;
  std::vector<CloseDateLaw> close_date;
  double owner_skill_sd = 0;
  double size_slope = 0;  ///< effect of log(amount / segment median) on the win logit
  std::array<double, 4> quarter_season;  ///< arrivals by quarter of the year, mean 1
  std::array<double, 3> week_season;     ///< arrivals in weeks 1-4, 5-10, 11 and later
  std::array<double, 4> surge_power;     ///< of quarter_end_surge: last week, one, two before; rest
  double slump_power = 0;                ///< of quarter_end_surge in the first two weeks
  double arrival_effect = 0;             ///< share of the period effect that arrivals feel
  double walk_in_share = 0;              ///< deals entered on the day they are won
  double amount_change_p = 0;            ///< at a change of stage
  double amount_change_log_sd = 0;
  double discount_p = 0;                        ///< of a win below the amount entered last
  std::array<double, 2> discount_range;         ///< uniform
  double close_date_log_sd = 0;                 ///< of the entered against the expected cycle
  double snap_quarter_p = 0, snap_month_p = 0;  ///< entered close dates on such an end
  double push_p_day = 0;                        ///< an overdue date is moved, a working day
  double push_median_days = 0;
  double push_log_sd = 0;
  double reestimate_p = 0;    ///< close date entered anew at a change of stage
  double activity_p_day = 0;  ///< something is noted, a working day
  double rate_log_sd = 0;     ///< of an exchange rate from quarter to quarter
};

[[nodiscard]] Parameters const& parameters();

}  // namespace quarterdeck::sample
