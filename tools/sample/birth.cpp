// tools/sample/birth.cpp – see birth.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/birth.hpp"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "engine/core/ids.hpp"

namespace quarterdeck::sample {
namespace {

constexpr std::uint32_t n_accounts = 60000;

/// Words of a deal's own stream; days use their own number as index, births and walk-ins these.
enum class BirthIndex : std::uint64_t { traits = 0, walk_in = 1 };

random::Stream stream_of_deal(Deal const& deal, std::uint64_t seed, BirthIndex index) {
  return random::Stream({.seed = seed,
                         .purpose = random::Purpose::sample_company,
                         .entity = deal.entity,
                         .index = static_cast<std::uint64_t>(index)});
}

/// Index of the part of [0, 1) in which `uniform` falls, shares in order; the last takes the rest.
template <class Range, class Share>
std::uint8_t pick(Range const& range, double uniform, Share share) {
  std::size_t i = 0;
  for (; i + 1 < range.size(); ++i) {
    uniform -= share(range[i]);
    if (uniform < 0) break;
  }
  return static_cast<std::uint8_t>(i);
}

double share_of(auto const& choice) { return choice.share; }

void draw_place(Setting const& setting, Deal& deal, random::Stream& stream) {
  auto const& p = *setting.parameters;
  deal.region = pick(p.regions, stream.uniform(), share_of<Region>);
  auto const& currencies = p.regions[deal.region].currencies;
  auto const place = pick(currencies, stream.uniform(), [](auto const& c) { return c.second; });
  deal.currency = static_cast<std::uint8_t>(currencies[place].first);
  int const first = setting.first_owner[deal.region];
  int const n_owners = setting.first_owner[deal.region + 1U] - first;
  deal.owner = static_cast<std::uint16_t>(first + static_cast<int>(stream.uniform() * n_owners));
  deal.account = static_cast<std::uint32_t>(stream.uniform() * n_accounts);
}

}  // namespace

double lognormal(double mean, double sd, random::Stream& stream) {
  boost::random::normal_distribution<double> normal(mean, sd);
  return std::exp(normal(stream));
}

core::Minor round_amount(Setting const& setting, std::uint8_t currency, double units) {
  double const step = setting.parameters->currencies[currency].granularity;
  return core::to_minor(std::max(1.0, std::round(units / step)) * step);
}

core::Date entered_close_date(Setting const& setting, core::Date day, CloseDateHabit const& ahead,
                              random::Stream& stream) {
  auto const& p = *setting.parameters;
  double const days = std::max(1.0, ahead.median_days * lognormal(0, ahead.log_sd, stream));
  core::Date const date = day + core::Days(std::lround(days));
  double const habit = stream.uniform();
  core::FiscalCalendar const calendar;
  if (habit < p.snap_quarter_p) return calendar.containing(date, core::PeriodUnit::quarter).end;
  if (habit < p.snap_quarter_p + p.snap_month_p) {
    return calendar.containing(date, core::PeriodUnit::month).end;
  }
  return date;
}

Deal new_deal(Setting const& setting, std::size_t segment, Birth const& birth) {
  auto const& p = *setting.parameters;
  auto const& law = p.segments[segment];
  Deal deal;
  deal.created = deal.stage_entered = deal.last_activity = birth.day;
  deal.ordinal = birth.ordinal;
  deal.segment = static_cast<std::uint8_t>(segment);
  deal.entity = core::entity_of(deal_id(setting, deal));
  auto stream = stream_of_deal(deal, birth.seed, BirthIndex::traits);
  draw_place(setting, deal, stream);
  deal.product = pick(p.products, stream.uniform(), share_of<Product>);
  deal.source = pick(p.sources, stream.uniform(), share_of<Choice>);
  if (stream.uniform() < law.expansion_share) {
    deal.type = DealType::expansion;
    deal.stage = 1;
  }
  double const usd = law.median_amount * lognormal(0, law.amount_log_sd, stream);
  deal.amount = round_amount(setting, deal.currency, usd / p.currencies[deal.currency].base_rate);
  deal.close_date =
      entered_close_date(setting, birth.day, {law.cycle_days, p.close_date_log_sd}, stream);
  refresh_win_factor(setting, deal);
  return deal;
}

Deal new_renewal(Setting const& setting, Deal const& parent, Birth const& birth) {
  auto const& p = *setting.parameters;
  Deal deal = parent;
  deal.type = DealType::renewal;
  deal.outcome = data::Outcome::open;
  deal.stage = 2;
  deal.created = deal.stage_entered = deal.last_activity = birth.day;
  deal.due = deal.close_date = parent.closed + core::Days(p.renewal_term_days);
  deal.closed = core::no_date;
  deal.ordinal = birth.ordinal;
  deal.entity = core::entity_of(deal_id(setting, deal));
  auto stream = stream_of_deal(deal, birth.seed, BirthIndex::traits);
  double const ratio = lognormal(p.renewal_amount_log_mean, p.renewal_amount_log_sd, stream);
  deal.amount = round_amount(setting, deal.currency, core::to_units(parent.amount) * ratio);
  refresh_win_factor(setting, deal);
  return deal;
}

bool is_walk_in(Setting const& setting, Deal const& deal, std::uint64_t seed) {
  auto stream = stream_of_deal(deal, seed, BirthIndex::walk_in);
  return stream.uniform() < setting.parameters->walk_in_share;
}

}  // namespace quarterdeck::sample
