// engine/data/records.cpp – see records.hpp.
// SPDX-License-Identifier: Apache-2.0
#include "engine/data/records.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace quarterdeck::data {

RateTable::RateTable(std::string reporting_currency, std::vector<Rate> rates)
    : reporting_currency_(std::move(reporting_currency)), rates_(std::move(rates)) {
  // Stable: of two rates of one day the later in the source is in force.
  std::stable_sort(rates_.begin(), rates_.end(), [](Rate const& a, Rate const& b) {
    return std::tie(a.from, a.on) < std::tie(b.from, b.on);
  });
}

std::optional<double> RateTable::at(std::string_view currency, core::Date on) const {
  if (currency.empty() || currency == reporting_currency_) return 1.0;
  auto const by_name = [](auto const& a, auto const& b) {
    if constexpr (std::is_same_v<std::decay_t<decltype(a)>, Rate>) {
      return std::string_view(a.from) < b;
    } else {
      return a < std::string_view(b.from);
    }
  };
  auto const [first, last] = std::equal_range(rates_.begin(), rates_.end(), currency, by_name);
  if (first == last) return std::nullopt;
  auto const later = std::upper_bound(
      first, last, on, [](core::Date date, Rate const& rate) { return date < rate.on; });
  return later == first ? first->rate : std::prev(later)->rate;
}

RateTable RateTable::known_at(core::Date on) const {
  std::vector<Rate> known;
  for (Rate const& rate : rates_) {
    bool const first_of_currency = known.empty() || known.back().from != rate.from;
    if (rate.on <= on || first_of_currency) known.push_back(rate);
  }
  return {reporting_currency_, std::move(known)};
}

core::Minor convert(core::Minor amount, std::optional<double> rate) {
  constexpr double limit = 9e16;
  if (amount == core::no_amount || !rate) return core::no_amount;
  if (*rate == 1.0) return amount;
  double const converted = std::round(static_cast<double>(amount) * *rate);
  return std::abs(converted) <= limit ? static_cast<core::Minor>(converted) : core::no_amount;
}

Extent extent_of(Records const& records, std::size_t deal) {
  DealRecord const& record = records.deals[deal];
  auto const currencies = records.text.find("currency");
  std::string_view const currency =
      currencies == records.text.end() ? std::string_view() : currencies->second[deal];
  core::Minor const money =
      record.amount == core::no_amount
          ? core::no_amount
          : convert(std::abs(record.amount), records.rates.at(currency, core::Date::max()));
  bool const is_open = record.outcome == Outcome::open;
  Extent extent{1, is_open ? 0 : 1, money == core::no_amount ? 0 : money, 0};
  if (is_open) extent.open_money = extent.money;
  if (record.outcome == Outcome::won) extent.won_money = extent.money;
  return extent;
}

Extent extent_of(Records const& records) {
  Extent extent;
  for (std::size_t deal = 0; deal < records.deals.size(); ++deal) {
    extent.add(extent_of(records, deal));
  }
  return extent;
}

void remove_deals(Records& records, std::vector<bool> const& gone) {
  std::vector<std::uint32_t> kept;
  std::vector<std::uint32_t> new_row(gone.size());
  std::vector<DealRecord> deals;
  for (std::uint32_t row = 0; row < gone.size(); ++row) {
    if (gone[row]) continue;
    new_row[row] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(row);
    deals.push_back(std::move(records.deals[row]));
  }
  records.deals = std::move(deals);
  for (auto& [name, column] : records.text) column = column.select(kept);
  auto const is_gone = [&](auto const& change) { return gone[change.deal]; };
  std::erase_if(records.events, is_gone);
  std::erase_if(records.categories, is_gone);
  for (Event& event : records.events) event.deal = new_row[event.deal];
  for (CategoryChange& change : records.categories) change.deal = new_row[change.deal];
}

}  // namespace quarterdeck::data
