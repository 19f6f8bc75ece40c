// tools/sample/world.cpp – see world.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/world.hpp"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <chrono>
#include <cmath>
#include <cstddef>

#include "engine/core/error.hpp"
#include "tools/sample/birth.hpp"

namespace quarterdeck::sample {
namespace {

constexpr double days_per_week = 5;
constexpr double words = 4294967296.0;  ///< values of one 32-bit word

bool is_working_day(core::Date day) {
  std::chrono::weekday const weekday(day);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

std::uint64_t number_of(core::Date day) {
  return static_cast<std::uint64_t>(day.time_since_epoch().count());
}

double normal(double sd, random::Stream& stream) {
  return sd > 0 ? boost::random::normal_distribution<double>(0, sd)(stream) : 0.0;
}

/// Arrivals expected on a working day at u = d = 0 and level 1, all segments.
double season_of(Parameters const& p, core::Period const& quarter, core::Date day) {
  std::chrono::year_month_day const start(quarter.start);
  std::size_t const quarter_of_year = (static_cast<unsigned>(start.month()) - 1) / 3;
  int const week = core::days_between(quarter.start, day) / 7;
  std::size_t const part = week < 4 ? 0 : (week < 10 ? 1 : 2);
  return p.quarter_season[quarter_of_year] * p.week_season[part];
}

}  // namespace

World::World(Setting const& setting)
    : setting_(&setting),
      future_seed_(setting.spec.future_seed.value_or(setting.spec.seed)),
      today_(setting.quarters.front().start - core::Days(1)),
      booked_(setting.parameters->regions.size(), 0) {}

std::uint64_t World::seed_on(core::Date day) const {
  return day <= setting_->as_of ? setting_->spec.seed : future_seed_;
}

void World::run_to(core::Date day) {
  QUARTERDECK_EXPECT(today_ <= day && day <= setting_->open_quarter().end);
  while (today_ < day) {
    today_ += core::Days(1);
    if (next_quarter_ < setting_->quarters.size() &&
        today_ == setting_->quarters[next_quarter_].start) {
      enter_quarter();
    }
    if (is_working_day(today_)) live();
  }
}

void World::enter_quarter() {
  level_ += luck_.drift;
  std::uint64_t const seed = seed_on(today_);
  auto effect = stream_of(seed, "period effect", number_of(today_));
  auto drift = stream_of(seed, "arrival drift", number_of(today_));
  bool const recorded = today_ >= setting_->history_start;
  luck_.period_effect = normal(setting_->spec.period_effect_sd, effect);
  luck_.drift = recorded ? normal(setting_->spec.arrival_drift_sd, drift) : 0.0;
  past_luck_.push_back(luck_);
  std::fill(booked_.begin(), booked_.end(), 0);
  evidence_ = {};
  ++next_quarter_;
}

void World::live() {
  auto const& quarter = setting_->quarters[next_quarter_ - 1];
  Day const day{today_, seed_on(today_), surge_of(*setting_, quarter, today_),
                std::exp(luck_.period_effect)};
  std::size_t const n_before = open_.size();
  for (std::size_t i = 0; i < n_before; ++i) step(open_[i], day);
  std::erase_if(open_, [this](auto i) { return deals_[i].outcome != data::Outcome::open; });
  arrive(day);
  renew(day);
}

void World::arrive(Day const& day) {
  auto const& p = *setting_->parameters;
  double const usual = setting_->spec.deals_per_week / days_per_week * std::exp(level_) *
                       season_of(p, setting_->quarters[next_quarter_ - 1], day.date);
  double const luck = std::exp(luck_.drift + p.arrival_effect * luck_.period_effect);
  if (keep_ == Keep::everything) evidence_.expected_arrivals += usual;
  for (std::size_t s = 0; s < p.segments.size(); ++s) {
    auto stream = stream_of(day.seed, "arrivals/" + p.segments[s].name, number_of(day.date));
    boost::random::poisson_distribution<int> count(usual * luck * p.segments[s].arrival_share);
    arrive_segment(day, s, count(stream));
  }
}

void World::arrive_segment(Day const& day, std::size_t segment, int n_deals) {
  evidence_.n_arrivals += n_deals;
  for (int k = 0; k < n_deals; ++k) {
    auto const ordinal = static_cast<std::uint16_t>(k + 1);
    Deal const deal = new_deal(*setting_, segment, {day.date, ordinal, day.seed});
    add(deal);
    if (!is_walk_in(*setting_, deal, day.seed)) continue;
    auto stream = stream_of_day(deal, day);
    close(static_cast<std::uint32_t>(deals_.size() - 1), data::Outcome::won, stream);
    open_.pop_back();
  }
}

void World::renew(Day const& day) {
  std::uint16_t ordinal = 0;
  for (; next_renewal_ < renewals_.size() && renewals_[next_renewal_].on <= day.date;
       ++next_renewal_) {
    add(new_renewal(*setting_, renewals_[next_renewal_].parent, {day.date, ++ordinal, day.seed}));
  }
}

void World::add(Deal const& deal) {
  auto const deal_i = static_cast<std::uint32_t>(deals_.size());
  deals_.push_back(deal);
  open_.push_back(deal_i);
  log(deal_i);
}

void World::log(std::uint32_t deal_i) {
  if (keep_ == Keep::totals_only) return;
  auto const& deal = deals_[deal_i];
  events_.push_back({deal_i, stage_of(deal), today_, deal.amount,
                     deal.closed == core::no_date ? deal.close_date : deal.closed});
}

random::Stream World::stream_of_day(Deal const& deal, Day const& day) {
  return random::Stream({.seed = day.seed,
                         .purpose = random::Purpose::sample_company,
                         .entity = deal.entity,
                         .index = number_of(day.date)});
}

void World::step(std::uint32_t deal_i, Day const& day) {
  auto& deal = deals_[deal_i];
  Odds const odds = daily_odds(*setting_, deal, day.date, day.surge);
  double const win = odds.win * day.win_factor;
  auto stream = stream_of_day(deal, day);
  double const at = stream.uniform() * (1 + odds.advance + odds.lost + win);
  if (keep_ == Keep::everything && odds.win > 0) {
    evidence_.win_odds.push_back(odds.win / (1 + odds.advance + odds.lost));
    evidence_.n_wins += at < win ? 1 : 0;
  }
  if (at < win) {
    close(deal_i, data::Outcome::won, stream);
  } else if (at < win + odds.lost) {
    close(deal_i, data::Outcome::lost, stream);
  } else if (at < win + odds.lost + odds.advance) {
    advance(deal_i, stream);
  } else {
    stay(deal_i, stream);
  }
}

void World::stay(std::uint32_t deal_i, random::Stream& stream) {
  auto const& p = *setting_->parameters;
  auto& deal = deals_[deal_i];
  bool const noted = stream() < p.activity_p_day * words;
  bool const moved = deal.close_date < today_ && stream() < p.push_p_day * words;
  if (noted || moved) deal.last_activity = today_;
  if (!moved) return;
  deal.close_date =
      entered_close_date(*setting_, today_, {p.push_median_days, p.push_log_sd}, stream);
  log(deal_i);
}

void World::advance(std::uint32_t deal_i, random::Stream& stream) {
  auto const& p = *setting_->parameters;
  auto& deal = deals_[deal_i];
  ++deal.stage;
  deal.stage_entered = deal.last_activity = today_;
  if (stream.uniform() < p.amount_change_p) {
    double const ratio = lognormal(0, p.amount_change_log_sd, stream);
    deal.amount = round_amount(*setting_, deal.currency, core::to_units(deal.amount) * ratio);
    refresh_win_factor(*setting_, deal);
  }
  if (deal.type != DealType::renewal && stream.uniform() < p.reestimate_p) {
    double const left =
        p.segments[deal.segment].cycle_days * (n_open_stages - deal.stage) / n_open_stages;
    deal.close_date = entered_close_date(*setting_, today_, {left, p.close_date_log_sd}, stream);
  }
  log(deal_i);
}

void World::close(std::uint32_t deal_i, data::Outcome outcome, random::Stream& stream) {
  auto const& p = *setting_->parameters;
  auto& deal = deals_[deal_i];
  deal.outcome = outcome;
  deal.closed = deal.last_activity = today_;
  if (outcome == data::Outcome::won) {
    if (stream.uniform() < p.discount_p) {
      double const width = p.discount_range[1] - p.discount_range[0];
      double const kept = 1 - p.discount_range[0] - width * stream.uniform();
      deal.amount = round_amount(*setting_, deal.currency, core::to_units(deal.amount) * kept);
    }
    double const rate = setting_->rates[next_quarter_ - 1][deal.currency];
    booked_[deal.region] += std::llround(static_cast<double>(deal.amount) * rate);
    if (stream.uniform() < p.products[deal.product].renewable_share) {
      core::Days const wait(p.renewal_term_days - p.renewal_lead_days);
      renewals_.push_back({today_ + wait, deal});
    }
  }
  log(deal_i);
}

World World::fork(std::uint64_t future_seed) const {
  QUARTERDECK_EXPECT(today_ == setting_->as_of);
  World light(*setting_);
  light.keep_ = Keep::totals_only;
  light.future_seed_ = future_seed;
  light.today_ = today_;
  light.next_quarter_ = next_quarter_;
  light.luck_ = luck_;
  light.level_ = level_;
  light.booked_ = booked_;
  light.deals_.reserve(2 * open_.size());
  for (auto const i : open_) {
    light.open_.push_back(static_cast<std::uint32_t>(light.deals_.size()));
    light.deals_.push_back(deals_[i]);
  }
  for (std::size_t i = next_renewal_; i < renewals_.size(); ++i) {
    if (renewals_[i].on <= setting_->open_quarter().end) light.renewals_.push_back(renewals_[i]);
  }
  return light;
}

}  // namespace quarterdeck::sample
