// tools/sample/setting.cpp – see setting.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "tools/sample/setting.hpp"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"

namespace quarterdeck::sample {
namespace {

void expect_valid(CompanySpec const& spec, core::Period const& last_completed) {
  QUARTERDECK_EXPECT(spec.n_quarters >= 1);
  QUARTERDECK_EXPECT(spec.deals_per_week > 0);
  QUARTERDECK_EXPECT(spec.period_effect_sd >= 0 && spec.arrival_drift_sd >= 0);
  QUARTERDECK_EXPECT(spec.quarter_end_surge > 0);
  QUARTERDECK_EXPECT(spec.days_into_quarter >= 0);
  QUARTERDECK_EXPECT(last_completed.end == spec.last_history_day);
}

std::vector<core::Period> make_quarters(CompanySpec const& spec) {
  core::FiscalCalendar const calendar;
  auto period = calendar.containing(spec.last_history_day, core::PeriodUnit::quarter);
  expect_valid(spec, period);
  std::vector<core::Period> quarters{calendar.next(period)};
  for (int q = 0; q < spec.n_quarters + n_unrecorded_quarters; ++q) {
    quarters.push_back(period);
    period = calendar.previous(period);
  }
  std::reverse(quarters.begin(), quarters.end());
  return quarters;
}

void add_owners(Setting& setting) {
  boost::random::normal_distribution<double> skill(0, setting.parameters->owner_skill_sd);
  int region_i = 0;
  for (auto const& region : setting.parameters->regions) {
    setting.first_owner.push_back(static_cast<int>(setting.owners.size()));
    for (auto const& name : region.owners) {
      auto stream = stream_of(setting.spec.seed, "owner/" + name, 0);
      setting.owners.push_back({name, region_i, skill(stream)});
      skill.reset();
    }
    ++region_i;
  }
  setting.first_owner.push_back(static_cast<int>(setting.owners.size()));
}

/// A rate that holds for a quarter, with six decimals so that text carries it exactly.
double six_decimals(double rate) { return std::round(rate * 1e6) / 1e6; }

void add_rates(Setting& setting) {
  auto const& currencies = setting.parameters->currencies;
  std::vector<double> log_rate(currencies.size(), 0.0);
  for (std::size_t q = 0; q < setting.quarters.size(); ++q) {
    std::vector<double> rates;
    for (std::size_t c = 0; c < currencies.size(); ++c) {
      auto stream = stream_of(setting.spec.seed, "rate/" + currencies[c].code, q);
      boost::random::normal_distribution<double> step(0, setting.parameters->rate_log_sd);
      log_rate[c] += c == 0 ? 0.0 : step(stream);
      rates.push_back(six_decimals(currencies[c].base_rate * std::exp(log_rate[c])));
    }
    setting.rates.push_back(std::move(rates));
  }
}

}  // namespace

Setting make_setting(CompanySpec const& spec) {
  Setting setting;
  setting.spec = spec;
  setting.parameters = &parameters();
  setting.quarters = make_quarters(spec);
  setting.history_start = setting.quarters[n_unrecorded_quarters].start;
  setting.as_of = spec.last_history_day + core::Days(spec.days_into_quarter);
  QUARTERDECK_EXPECT(setting.as_of <= setting.open_quarter().end);
  add_owners(setting);
  add_rates(setting);
  return setting;
}

random::Stream stream_of(std::uint64_t seed, std::string_view what, std::uint64_t index) {
  return random::Stream({.seed = seed,
                         .purpose = random::Purpose::sample_company,
                         .entity = core::entity_of(what),
                         .index = index});
}

}  // namespace quarterdeck::sample
